// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/deal_file.h"
#include "storage/deal_format.h"

#include "deal/edits.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <string>

// What tests of saving share: workbooks of two sizes, what stands in a folder, and children that may lose what the test
// itself must keep.
namespace dealwright::tests {

/// A workbook that takes less than 16 KiB, which is written at once, or more.
[[nodiscard]] inline deal::Workbook workbookOf(const std::string& name, bool large)
{
    deal::Scenario scenario = deal::templateScenario();
    if (!large) {
        while (scenario.market.useCases.size() > 1) {
            scenario = deal::withoutUseCase(std::move(scenario), 0);
        }
        scenario.terms.tiers.steps.clear();
        scenario.terms.milestones.clear();
    }
    scenario.name = name;
    deal::Workbook workbook{{scenario}, name};
    for (int i = 0; large && i < 20; ++i) {
        workbook.scenarios.push_back(scenario);
        workbook.scenarios.back().name += std::to_string(i);
    }
    return workbook;
}

[[nodiscard]] inline QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// False where it could not be written.
[[nodiscard]] inline bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush();
}

/// Every name in the folder and what stands there, one a line.
[[nodiscard]] inline QString listing(const QString& folder)
{
    QStringList lines;
    const QDir directory(folder);
    for (const QString& name : directory.entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name)) {
        lines << name + QLatin1Char(' ') +
                     QString::fromLatin1(storage::versionOf(contentsOf(directory.filePath(name))).sha256.toHex());
    }
    return lines.join(QLatin1Char('\n'));
}

/// Does the checks in a child process: what is wrong, or nothing.
[[nodiscard]] inline QString inAChild(const std::function<QString()>& checks)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return QStringLiteral("no pipe");
    }
    const pid_t child = fork();
    if (child == 0) {
        const QByteArray said = checks().toUtf8();
        const bool told = write(ends[1], said.constData(), static_cast<std::size_t>(said.size())) == said.size();
        _exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    QFile answer;
    QByteArray said;
    if (answer.open(ends[0], QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        said = answer.readAll();
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return QStringLiteral("the child came to no good end. ") + QString::fromUtf8(said);
    }
    return QString::fromUtf8(said);
}

}  // namespace dealwright::tests
