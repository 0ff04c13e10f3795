// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/offscreen.h"

#include <QByteArray>
#include <QString>
#include <QtGlobal>

namespace dealwright::app {

namespace {

constexpr auto nowhere = "/dev/null/none";  // no folder can be there

QtMessageHandler printing = nullptr;

void printErrors(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const bool ofTheFolder = message.startsWith(QLatin1String("QStandardPaths: "));
    if (type == QtFatalMsg || (type == QtCriticalMsg && !ofTheFolder)) {
        printing(type, context, message);
    }
}

}  // namespace

std::unique_ptr<QApplication> offscreenApplication(int& argc, char** argv)
{
    constexpr auto temporary = "TMPDIR";
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    qputenv("XDG_RUNTIME_DIR", nowhere);
    const bool isSet = qEnvironmentVariableIsSet(temporary);
    const QByteArray before = qgetenv(temporary);
    qputenv(temporary, nowhere);  // where Qt would make the folder instead
    printing = qInstallMessageHandler(printErrors);
    auto application = std::make_unique<QApplication>(argc, argv);
    if (isSet) {
        qputenv(temporary, before);
    } else {
        qunsetenv(temporary);
    }
    return application;
}

}  // namespace dealwright::app
