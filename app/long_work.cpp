// SPDX-License-Identifier: GPL-3.0-or-later
#include "long_work.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QProgressDialog>

#include <exception>
#include <stop_token>
#include <thread>

namespace dealwright::app {

bool doLongWork(QWidget& window, const QString& label, const std::function<void(const simulation::Run& run)>& work)
{
    constexpr int steps = 1000;
    constexpr int moment = 300;  // milliseconds
    QProgressDialog dialog(label, QCoreApplication::translate("LongWork", "Cancel"), 0, steps, &window);
    dialog.setObjectName(QStringLiteral("longWork"));
    dialog.setWindowModality(Qt::WindowModal);
    dialog.setMinimumDuration(moment);
    dialog.setAutoClose(false);
    dialog.setAutoReset(false);

    std::stop_source stop;
    QObject::connect(&dialog, &QProgressDialog::canceled, &dialog, [&stop] { stop.request_stop(); });
    simulation::Run run;
    run.stop = stop.get_token();
    run.progress = [&dialog, shown = -1](double done) mutable {
        const int step = static_cast<int>(done * steps);
        if (step == shown)
            return;
        shown = step;
        QMetaObject::invokeMethod(&dialog, [&dialog, step] {
            if (!dialog.wasCanceled())
                dialog.setValue(step);
        });
    };

    QEventLoop loop;
    std::exception_ptr failure;
    {
        const std::jthread worker([&] {
            try {
                work(run);
            } catch (...) {
                failure = std::current_exception();
            }
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        });
        loop.exec();
    }
    QCoreApplication::sendPostedEvents(&dialog);  // the progress of the last moment
    if (failure)
        std::rethrow_exception(failure);
    return !stop.stop_requested();
}

}  // namespace dealwright::app
