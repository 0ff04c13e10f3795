// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/prompts.h"

#include "views/look/literal_text.h"
#include "words/format.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace dealwright::app {

Prompts::SaveAnswer DialogPrompts::saveChanges(const QString& name)
{
    QMessageBox box(QMessageBox::Warning, tr("Save changes?"),
                    views::notAsHtml(tr("Save the changes to “%1”?").arg(name)),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    box.setInformativeText(tr("What you do not save is lost."));
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
    return QFileDialog::getOpenFileName(m_window, tr("Open workbook"), folder,
                                        tr("Workbooks (*.deal *.json);;All files (*)"));
}

QString DialogPrompts::fileToSave(const QString& suggestion, const QString& filter, const QString& suffix)
{
    QFileDialog dialog(m_window, tr("Save as"), QFileInfo(suggestion).absolutePath(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(QFileInfo(suggestion).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

Prompts::RecoverAnswer DialogPrompts::recoverChanges(const QString& name, const QDateTime& changed)
{
    QMessageBox box(QMessageBox::Question, tr("Recover changes?"),
                    views::notAsHtml(tr("“%1” has changes that were not saved.").arg(name)), QMessageBox::NoButton,
                    m_window);
    box.setInformativeText(
        tr("Dealwright ended before they were saved; the last is of %1. What you recover is not "
           "saved until you do so.")
            .arg(words::languageOfSentences().toString(changed, QStringLiteral("d MMMM yyyy, HH:mm"))));
    QPushButton* const recover = box.addButton(tr("Recover"), QMessageBox::AcceptRole);
    const QPushButton* const discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box.setDefaultButton(recover);
    box.setEscapeButton(box.addButton(tr("Later"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == recover   ? RecoverAnswer::recover
           : box.clickedButton() == discard ? RecoverAnswer::discard
                                            : RecoverAnswer::later;
}

Prompts::ChangedAnswer DialogPrompts::fileChanged(const QString& name)
{
    QMessageBox box(QMessageBox::Warning, tr("Overwrite the other changes?"),
                    views::notAsHtml(tr("“%1” was changed by another program.").arg(name)), QMessageBox::Cancel,
                    m_window);
    box.setInformativeText(
        tr("It is no longer what was opened or saved here. Overwriting keeps the other version as "
           "the backup; reloading drops the changes made here."));
    const QPushButton* const elsewhere = box.addButton(tr("Save Elsewhere…"), QMessageBox::AcceptRole);
    const QPushButton* const overwrite = box.addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
    const QPushButton* const reload = box.addButton(tr("Reload"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == elsewhere   ? ChangedAnswer::saveElsewhere
           : box.clickedButton() == overwrite ? ChangedAnswer::overwrite
           : box.clickedButton() == reload    ? ChangedAnswer::reload
                                              : ChangedAnswer::cancel;
}

bool DialogPrompts::offer(const QString& what, const QString& why, const QString& remedy)
{
    QMessageBox box(QMessageBox::Critical, tr("Dealwright"), views::notAsHtml(what), QMessageBox::Cancel, m_window);
    box.setInformativeText(views::notAsHtml(why));
    QPushButton* const accept = box.addButton(remedy, QMessageBox::AcceptRole);
    box.setDefaultButton(accept);
    box.exec();
    return box.clickedButton() == accept;
}

bool DialogPrompts::saveElsewhere(const QString& what, const QString& why)
{
    return offer(what, why, tr("Save Elsewhere…"));
}

bool DialogPrompts::openPrevious(const QString& what, const QString& why)
{
    return offer(what, why, tr("Open the Previous Version"));
}

void DialogPrompts::showProblem(const QString& what, const QString& why)
{
    QMessageBox box(QMessageBox::Critical, tr("Dealwright"), views::notAsHtml(what), QMessageBox::Ok, m_window);
    box.setInformativeText(views::notAsHtml(why));
    box.exec();
}

}  // namespace dealwright::app
