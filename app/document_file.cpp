// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_file.h"

#include "deal/edits.h"
#include "recovery.h"
#include "session.h"
#include "storage/deal_file.h"
#include "storage/file_place.h"
#include "views/look/literal_text.h"
#include "words/format.h"
#include "words/titles.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace dealwright::app {

namespace {

[[nodiscard]] QString text(const char* source)
{
    return QCoreApplication::translate("DocumentFile", source);
}

}  // namespace

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

Prompts::SaveAnswer DialogPrompts::saveChanges(const QString& name)
{
    QMessageBox box(QMessageBox::Warning, text(QT_TRANSLATE_NOOP("DocumentFile", "Save changes?")),
                    views::notAsHtml(text(QT_TRANSLATE_NOOP("DocumentFile", "Save the changes to “%1”?")).arg(name)),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    box.setInformativeText(text(QT_TRANSLATE_NOOP("DocumentFile", "What you do not save is lost.")));
    box.setDefaultButton(QMessageBox::Save);
    switch (box.exec()) {
        case QMessageBox::Save:
            return SaveAnswer::save;
        case QMessageBox::Discard:
            return SaveAnswer::discard;
        default:
            return SaveAnswer::cancel;
    }
}

QString DialogPrompts::fileToOpen(const QString& folder)
{
    return QFileDialog::getOpenFileName(
        m_window, text(QT_TRANSLATE_NOOP("DocumentFile", "Open workbook")), folder,
        text(QT_TRANSLATE_NOOP("DocumentFile", "Workbooks (*.deal *.json);;All files (*)")));
}

QString DialogPrompts::fileToSave(const QString& suggestion, const QString& filter, const QString& suffix)
{
    QFileDialog dialog(m_window, text(QT_TRANSLATE_NOOP("DocumentFile", "Save as")),
                       QFileInfo(suggestion).absolutePath(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(QFileInfo(suggestion).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

Prompts::RecoverAnswer DialogPrompts::recoverChanges(const QString& name, const QDateTime& changed)
{
    QMessageBox box(
        QMessageBox::Question, text(QT_TRANSLATE_NOOP("DocumentFile", "Recover changes?")),
        views::notAsHtml(text(QT_TRANSLATE_NOOP("DocumentFile", "“%1” has changes that were not saved.")).arg(name)),
        QMessageBox::NoButton, m_window);
    box.setInformativeText(
        text(QT_TRANSLATE_NOOP("DocumentFile",
                               "Dealwright ended before they were saved; the last is of %1. What you recover is not "
                               "saved until you do so."))
            .arg(words::languageOfSentences().toString(changed, QStringLiteral("d MMMM yyyy, HH:mm"))));
    QPushButton* const recover =
        box.addButton(text(QT_TRANSLATE_NOOP("DocumentFile", "Recover")), QMessageBox::AcceptRole);
    const QPushButton* const discard =
        box.addButton(text(QT_TRANSLATE_NOOP("DocumentFile", "Discard")), QMessageBox::DestructiveRole);
    box.setDefaultButton(recover);
    box.setEscapeButton(box.addButton(text(QT_TRANSLATE_NOOP("DocumentFile", "Later")), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == recover   ? RecoverAnswer::recover
           : box.clickedButton() == discard ? RecoverAnswer::discard
                                            : RecoverAnswer::later;
}

Prompts::ChangedAnswer DialogPrompts::fileChanged(const QString& name)
{
    QMessageBox box(
        QMessageBox::Warning, text(QT_TRANSLATE_NOOP("DocumentFile", "Overwrite the other changes?")),
        views::notAsHtml(text(QT_TRANSLATE_NOOP("DocumentFile", "“%1” was changed by another program.")).arg(name)),
        QMessageBox::Cancel, m_window);
    box.setInformativeText(
        text(QT_TRANSLATE_NOOP("DocumentFile",
                               "It is no longer what was opened or saved here. Overwriting keeps the other version as "
                               "the backup; reloading drops the changes made here.")));
    const QPushButton* const elsewhere =
        box.addButton(text(QT_TRANSLATE_NOOP("DocumentFile", "Save Elsewhere…")), QMessageBox::AcceptRole);
    const QPushButton* const overwrite =
        box.addButton(text(QT_TRANSLATE_NOOP("DocumentFile", "Overwrite")), QMessageBox::DestructiveRole);
    const QPushButton* const reload =
        box.addButton(text(QT_TRANSLATE_NOOP("DocumentFile", "Reload")), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == elsewhere   ? ChangedAnswer::saveElsewhere
           : box.clickedButton() == overwrite ? ChangedAnswer::overwrite
           : box.clickedButton() == reload    ? ChangedAnswer::reload
                                              : ChangedAnswer::cancel;
}

bool DialogPrompts::offer(const QString& what, const QString& why, const QString& remedy)
{
    QMessageBox box(QMessageBox::Critical, text(QT_TRANSLATE_NOOP("DocumentFile", "Dealwright")),
                    views::notAsHtml(what), QMessageBox::Cancel, m_window);
    box.setInformativeText(views::notAsHtml(why));
    QPushButton* const accept = box.addButton(remedy, QMessageBox::AcceptRole);
    box.setDefaultButton(accept);
    box.exec();
    return box.clickedButton() == accept;
}

bool DialogPrompts::saveElsewhere(const QString& what, const QString& why)
{
    return offer(what, why, text(QT_TRANSLATE_NOOP("DocumentFile", "Save Elsewhere…")));
}

bool DialogPrompts::openPrevious(const QString& what, const QString& why)
{
    return offer(what, why, text(QT_TRANSLATE_NOOP("DocumentFile", "Open the Previous Version")));
}

void DialogPrompts::showProblem(const QString& what, const QString& why)
{
    QMessageBox box(QMessageBox::Critical, text(QT_TRANSLATE_NOOP("DocumentFile", "Dealwright")),
                    views::notAsHtml(what), QMessageBox::Ok, m_window);
    box.setInformativeText(views::notAsHtml(why));
    box.exec();
}

QString DocumentFile::displayName() const
{
    return m_path.isEmpty() ? untitled() : QFileInfo(m_path).fileName();
}

QString DocumentFile::untitled()
{
    return text(QT_TRANSLATE_NOOP("DocumentFile", "Untitled.deal"));
}

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
    const QString what =
        text(QT_TRANSLATE_NOOP("DocumentFile", "“%1” cannot be opened.")).arg(QFileInfo(file).fileName());
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
        m_prompts.showProblem(
            what, text(QT_TRANSLATE_NOOP("DocumentFile",
                                         "There is no scenario in it; a workbook has at least one. Choose another "
                                         "file.")));
        return false;
    }
    take(*read.workbook, read.version ? file : QString(), read.version);
    return true;
}

bool DocumentFile::openPreviousVersion()
{
    if (storage::kindOf(storage::backupOf(m_path)) != storage::FileKind::file || m_path.isEmpty()) {
        m_prompts.showProblem(
            text(QT_TRANSLATE_NOOP("DocumentFile", "“%1” has no previous version.")).arg(displayName()),
            text(QT_TRANSLATE_NOOP("DocumentFile",
                                   "There is one once it was saved twice: the same name with ~ at the end.")));
        return false;
    }
    return mayLeave() && openBackupOf(m_path, m_version);
}

bool DocumentFile::openBackupOf(const QString& path, const std::optional<storage::FileVersion>& version)
{
    const storage::LoadResult backup = storage::loadWorkbook(storage::backupOf(path));
    if (!backup.workbook || backup.workbook->scenarios.empty()) {
        m_prompts.showProblem(text(QT_TRANSLATE_NOOP("DocumentFile", "The previous version of “%1” cannot be opened."))
                                  .arg(QFileInfo(path).fileName()),
                              backup.problem ? fileProblemText(*backup.problem)
                                             : text(QT_TRANSLATE_NOOP("DocumentFile", "There is no scenario in it.")));
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
        m_prompts.showProblem(
            text(QT_TRANSLATE_NOOP("DocumentFile", "The changes to “%1” cannot be recovered.")).arg(work.name()),
            result.problem ? fileProblemText(*result.problem)
                           : text(QT_TRANSLATE_NOOP("DocumentFile", "There is no scenario in it.")));
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
        m_prompts.fileToSave(suggestion, text(QT_TRANSLATE_NOOP("DocumentFile", "Workbooks (*.deal);;JSON (*.json)")),
                             QStringLiteral("deal"));
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
        return m_prompts.saveElsewhere(text(QT_TRANSLATE_NOOP("DocumentFile", "“%1” could not be saved.")).arg(name),
                                       fileProblemText(*result.problem)) &&
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
