// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_application.h"

#include "app/commands/offscreen.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "app/main_window.h"
#include "deal/names.h"
#include "storage/deal_file.h"
#include "views/look/theme.h"
#include "words/format.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QEventLoop>
#include <QIcon>
#include <QPixmap>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <memory>
#include <optional>
#include <set>

namespace dealwright::app {

namespace {

/// Prompts of a window that nobody sits in front of: a problem goes to standard error.
class SilentPrompts : public Prompts {
public:
    [[nodiscard]] SaveAnswer saveChanges(const QString& /*name*/) override { return SaveAnswer::discard; }
    [[nodiscard]] QString fileToOpen(const QString& /*folder*/) override { return {}; }
    [[nodiscard]] QString fileToSave(const QString& /*suggestion*/, const QString& /*filter*/,
                                     const QString& /*suffix*/) override
    {
        return {};
    }
    [[nodiscard]] RecoverAnswer recoverChanges(const QString& /*name*/, const QDateTime& /*changed*/) override
    {
        return RecoverAnswer::later;
    }
    [[nodiscard]] ChangedAnswer fileChanged(const QString& /*name*/) override { return ChangedAnswer::cancel; }
    [[nodiscard]] bool saveElsewhere(const QString& what, const QString& why) override
    {
        showProblem(what, why);
        return false;
    }
    [[nodiscard]] bool openPrevious(const QString& what, const QString& why) override
    {
        showProblem(what, why);
        return false;
    }
    void showProblem(const QString& what, const QString& why) override
    {
        complain(spelledOut(what.toStdString()) + " " + why.toStdString() + "\n");
    }
};

[[nodiscard]] std::optional<ScenarioId> scenarioNamed(MainWindow& window, const std::string& name)
{
    const std::vector<ScenarioEntry>& entries = window.session().state().entries;
    const auto found = deal::findNamed(entries, name, &ScenarioEntry::name);
    if (found == entries.end()) {
        complain("There is no scenario named “" + spelledOut(name) + "” in this workbook.\n");
        return std::nullopt;
    }
    return found->id;
}

/// False where a scenario that is asked for is not there, which is said.
[[nodiscard]] bool chooseScenarios(MainWindow& window, const WindowRequest& request)
{
    if (!request.scenario.empty()) {
        const auto id = scenarioNamed(window, request.scenario);
        if (!id) {
            return false;
        }
        window.session().setCurrent(*id);
    }
    std::set<ScenarioId> compared;
    for (const std::string& name : request.compared) {
        const auto id = scenarioNamed(window, name);
        if (!id) {
            return false;
        }
        compared.insert(*id);
    }
    window.compare(compared);
    return true;
}

/// Shows the window offscreen until everything that it shows is computed, and writes it as a picture.
[[nodiscard]] int renderPicture(MainWindow& window, const WindowRequest& request)
{
    window.resize(request.width, request.height);
    window.show();
    QEventLoop loop;
    QObject::connect(&window, &MainWindow::settled, &loop, &QEventLoop::quit);
    if (!window.isSettled()) {
        loop.exec();
    }
    QApplication::processEvents();
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    window.grab().save(&buffer, "PNG");
    if (const auto problem = storage::saveBytes(QString::fromStdString(request.picture), png)) {
        complain(spelledOut(request.picture) + ": " + described(*problem) + "\n");
        return exitFile;
    }
    const std::vector<deal::Problem>& problems = window.pricing().problems(window.session().current());
    if (request.exitCode == exitDone && deal::hasErrors(problems)) {  // the picture says so too
        const CommandFailure failure = failureOf(problems);
        complain(failure.message);
        return failure.exitCode;
    }
    return request.exitCode;
}

}  // namespace

int runWindow(int argc, char** argv, const WindowRequest& request)
{
    const bool picture = !request.picture.empty();
    QLocale::setDefault(words::languageOfSentences());  // what Qt's own widgets write, beside our sentences
    const auto application = picture ? offscreenApplication(argc, argv) : std::make_unique<QApplication>(argc, argv);
    QApplication::setApplicationName(QStringLiteral("dealwright"));
    QApplication::setApplicationDisplayName(QStringLiteral("Dealwright"));
    QApplication::setDesktopFileName(QStringLiteral("org.dealwright.Dealwright"));
    QApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("org.dealwright.Dealwright")));

    std::unique_ptr<QSettings> settings;
    if (picture) {
        settings = std::make_unique<QSettings>(QString(), QSettings::IniFormat);  // as if never used
    } else {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
        settings = std::make_unique<QSettings>(folder + QStringLiteral("/dealwright.ini"), QSettings::IniFormat);
    }
    const int stored = settings->value(QStringLiteral("look/brightness"), 0).toInt();
    const auto brightness = request.theme == "dark"    ? views::Brightness::dark
                            : request.theme == "light" ? views::Brightness::light
                            : stored == 1              ? views::Brightness::light
                            : stored == 2              ? views::Brightness::dark
                                                       : views::Brightness::system;
    views::theme::apply(*qApp, brightness);

    MainWindow window(*settings, picture ? std::make_unique<SilentPrompts>() : nullptr);
    if (!request.file.empty()) {
        const QString file = QString::fromStdString(request.file);
        const bool isOpen = request.read ? window.openRead(file, *request.read) : window.openFile(file);
        if (!isOpen && picture) {
            return exitFile;
        }
    }
    if (!chooseScenarios(window, request)) {
        return exitWrongUse;
    }
    window.turnTo(request.page);
    if (picture) {
        return renderPicture(window, request);
    }
    window.show();
    window.keepRecoveryCopies(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
                              QStringLiteral("/recovery"));
    // Once the window is there to be asked in.
    QTimer::singleShot(0, &window, &MainWindow::offerRecovery);
    return QApplication::exec();
}

}  // namespace dealwright::app
