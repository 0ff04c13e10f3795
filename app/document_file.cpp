// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_file.h"

#include "deal/edits.h"
#include "recovery.h"
#include "session.h"
#include "storage/deal_file.h"
#include "views/look/format.h"
#include "views/look/literal_text.h"

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
    QString result = QCoreApplication::translate("Storage", storage::textOf(problem.error).data());
    result.replace(QLatin1String("%1"), QString::fromStdString(problem.detail));
    for (const interchange::ReadProblem& place : problem.contents) {
        result += QLatin1Char('\n') + QString::fromStdString(place.path) + QLatin1String(": ") +
                  QCoreApplication::translate("Interchange", interchange::textOf(place.error).data())
                      .arg(QString::fromStdString(place.found), QString::fromStdString(place.wanted));
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
            .arg(views::languageOfSentences().toString(changed, QStringLiteral("d MMMM yyyy, HH:mm"))));
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

bool DocumentFile::open(const QString& path)
{
    const storage::LoadResult result = storage::loadWorkbook(path);
    if (!result.workbook) {
        m_prompts.showProblem(
            text(QT_TRANSLATE_NOOP("DocumentFile", "“%1” cannot be opened.")).arg(QFileInfo(path).fileName()),
            fileProblemText(*result.problem));
        return false;
    }
    m_path = path;
    m_savedAt.reset();
    m_session.open(*result.workbook);
    return true;
}

bool DocumentFile::recover(const LostWork& work)
{
    const storage::LoadResult result = storage::loadWorkbook(work.copy);
    if (!result.workbook) {
        m_prompts.showProblem(
            text(QT_TRANSLATE_NOOP("DocumentFile", "The changes to “%1” cannot be recovered.")).arg(work.name()),
            fileProblemText(*result.problem));
        return false;
    }
    m_path = work.path;
    m_savedAt.reset();
    m_session.open(*result.workbook);
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
    m_path.clear();
    m_savedAt.reset();
    const deal::Scenario scenario = deal::templateScenario();
    m_session.open(deal::Workbook{{scenario}, scenario.name});
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
    if (const auto problem = storage::saveWorkbook(path, m_session.workbook())) {
        m_prompts.showProblem(
            text(QT_TRANSLATE_NOOP("DocumentFile", "“%1” could not be saved.")).arg(QFileInfo(path).fileName()),
            fileProblemText(*problem));
        return false;
    }
    m_path = path;
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
