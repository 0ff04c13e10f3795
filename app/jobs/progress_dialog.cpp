// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jobs/progress_dialog.h"

#include "app/jobs/job.h"

#include <QCoreApplication>
#include <QProgressDialog>

namespace dealwright::app {

void showProgress(Job& job, QWidget& window, const QString& label)
{
    constexpr int steps = 1000;
    constexpr int moment = 300;  // milliseconds
    auto* dialog = new QProgressDialog(label, QCoreApplication::translate("LongWork", "Cancel"), 0, steps, &window);
    dialog->setObjectName(QStringLiteral("longWork"));
    dialog->setWindowModality(Qt::NonModal);  // a modal one runs other events while it is told how far it is
    dialog->setMinimumDuration(moment);
    dialog->setAutoClose(false);
    dialog->setAutoReset(false);
    QObject::connect(dialog, &QProgressDialog::canceled, &job, &Job::cancel);
    QObject::connect(&job, &Job::progressed, dialog, [dialog](double fraction) {
        if (!dialog->wasCanceled()) {
            dialog->setValue(static_cast<int>(fraction * steps));
        }
    });
    QObject::connect(&job, &Job::idle, dialog, [dialog] {
        dialog->hide();
        dialog->deleteLater();
    });
}

}  // namespace dealwright::app
