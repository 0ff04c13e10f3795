// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file_problem_text.h"

#include "words/titles.h"

#include <QCoreApplication>

namespace dealwright::app {

QString fileProblemText(const storage::FileProblem& problem)
{
    QString result = words::filled(QCoreApplication::translate("Storage", storage::textOf(problem.error).data()),
                                   QString::fromStdString(problem.detail));
    for (const interchange::ReadProblem& place : problem.contents) {
        const QString what =
            words::filled(QCoreApplication::translate("Interchange", interchange::textOf(place.error).data()),
                          QString::fromStdString(place.found), QString::fromStdString(place.wanted));
        const QString where = QString::fromStdString(place.path);
        result += QLatin1Char('\n') + (where.isEmpty() ? what : where + QLatin1String(": ") + what);
    }
    return result;
}

}  // namespace dealwright::app
