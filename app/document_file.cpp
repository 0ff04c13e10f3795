// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/document_file.h"

#include "app/dialogs/prompts.h"
#include "app/file_problem_text.h"
#include "app/session.h"
#include "deal/edits.h"
#include "storage/deal_file.h"
#include "storage/file_place.h"

#include <QFileInfo>

namespace dealwright::app {

void DocumentFile::take(const deal::Workbook& workbook, const QString& path,
                        const std::optional<storage::FileVersion>& version)
{
    m_path = path;
    m_version = version;
    m_savedAt.reset();
    m_session.open(workbook);
}

bool DocumentFile::open(const QString& path)
{
    return openRead(path, storage::loadWorkbook(path));
}

bool DocumentFile::openRead(const QString& path, const storage::LoadResult& read)
{
    const QString file = storage::absolutePath(path);
    const QString what = tr("“%1” cannot be opened.").arg(QFileInfo(file).fileName());
    if (!read.workbook) {
        const QString why = fileProblemText(*read.problem);
        // Where it was read, what it holds is the problem.
        if (read.version && storage::isWorkbook(storage::backupOf(file))) {
            return m_prompts.openPrevious(what, why) && openBackupOf(file, read.version);
        }
        m_prompts.showProblem(what, why);
        return false;
    }
    if (read.workbook->scenarios.empty()) {
        m_prompts.showProblem(what, tr("There is no scenario in it; a workbook has at least one. Choose another "
                                       "file."));
        return false;
    }
    take(*read.workbook, read.version ? file : QString(), read.version);
    return true;
}

bool DocumentFile::openPreviousVersion()
{
    if (storage::kindOf(storage::backupOf(m_path)) != storage::FileKind::file || m_path.isEmpty()) {
        m_prompts.showProblem(tr("“%1” has no previous version.").arg(displayName()),
                              tr("There is one once it was saved twice: the same name with ~ at the end."));
        return false;
    }
    return mayLeave() && openBackupOf(m_path, m_version);
}

bool DocumentFile::openBackupOf(const QString& path, const std::optional<storage::FileVersion>& version)
{
    const storage::LoadResult backup = storage::loadWorkbook(storage::backupOf(path));
    if (!backup.workbook || backup.workbook->scenarios.empty()) {
        m_prompts.showProblem(tr("The previous version of “%1” cannot be opened.").arg(QFileInfo(path).fileName()),
                              backup.problem ? fileProblemText(*backup.problem) : tr("There is no scenario in it."));
        return false;
    }
    take(*backup.workbook, path, version);
    m_session.setUnsaved();
    return true;
}

bool DocumentFile::recover(const LostWork& work)
{
    const storage::LoadResult result = storage::loadWorkbook(work.copy);
    if (!result.workbook || result.workbook->scenarios.empty()) {
        m_prompts.showProblem(tr("The changes to “%1” cannot be recovered.").arg(work.name()),
                              result.problem ? fileProblemText(*result.problem) : tr("There is no scenario in it."));
        return false;
    }
    take(*result.workbook, work.path, work.version);
    m_session.setUnsaved();
    return true;
}

bool DocumentFile::openByDialog()
{
    if (!mayLeave()) {
        return false;
    }
    const QString path = m_prompts.fileToOpen(m_path.isEmpty() ? QString() : QFileInfo(m_path).absolutePath());
    return !path.isEmpty() && open(path);
}

bool DocumentFile::startNew()
{
    if (!mayLeave()) {
        return false;
    }
    const deal::Scenario scenario = deal::templateScenario();
    take(deal::Workbook{{scenario}, scenario.name}, {}, std::nullopt);
    return true;
}

bool DocumentFile::save()
{
    // What came from JSON was written by someone's script: it stays theirs until “save as” says otherwise.
    const bool own = QFileInfo(m_path).suffix().compare(QLatin1String("deal"), Qt::CaseInsensitive) == 0;
    return own ? saveTo(m_path) : saveAs();
}

bool DocumentFile::saveAs()
{
    const QFileInfo info(m_path.isEmpty() ? displayName() : m_path);
    const QString suggestion =
        info.absolutePath() + QLatin1Char('/') + info.completeBaseName() + QLatin1String(".deal");
    const QString path =
        m_prompts.fileToSave(suggestion, tr("Workbooks (*.deal);;JSON (*.json)"), QStringLiteral("deal"));
    return !path.isEmpty() && saveTo(path);
}

bool DocumentFile::saveTo(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    const bool isOwn = !m_path.isEmpty() && (path == m_path || storage::isSameFile(path, m_path));
    storage::WriteResult result =
        storage::saveOpened(path, m_session.workbook(), isOwn ? m_version : std::optional<storage::FileVersion>());
    if (result.problem && result.problem->error == storage::FileError::changedMeanwhile && isOwn) {
        switch (m_prompts.fileChanged(name)) {
            case Prompts::ChangedAnswer::overwrite:
                result = storage::saveOpened(path, m_session.workbook(), std::nullopt);
                break;
            case Prompts::ChangedAnswer::reload:
                open(m_path);
                return false;
            case Prompts::ChangedAnswer::saveElsewhere:
                return saveAs();
            case Prompts::ChangedAnswer::cancel:
                return false;
        }
    }
    if (result.problem) {
        return m_prompts.saveElsewhere(tr("“%1” could not be saved.").arg(name), fileProblemText(*result.problem)) &&
               saveAs();
    }
    m_path = result.version ? path : QString();  // what was written through is no file to go on with
    m_version = result.version;
    m_savedAt = QDateTime::currentDateTime();
    m_session.setSaved();
    return true;
}

bool DocumentFile::mayLeave()
{
    if (!m_session.isModified()) {
        return true;
    }
    switch (m_prompts.saveChanges(displayName())) {
        case Prompts::SaveAnswer::save:
            return save();
        case Prompts::SaveAnswer::discard:
            return true;
        default:
            return false;
    }
}

}  // namespace dealwright::app
