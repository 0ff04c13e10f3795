// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/menus/file_menu.h"

#include "app/document_file.h"
#include "app/exports/export.h"
#include "storage/deal_file.h"
#include "storage/file_place.h"
#include "views/look/literal_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSettings>

namespace dealwright::app {

namespace {

constexpr qsizetype mostRecent = 8;

[[nodiscard]] QString recentKey()
{
    return QStringLiteral("files/recent");
}

}  // namespace

FileMenu::FileMenu(DocumentFile& document, QSettings& settings, QWidget* parent)
    : QMenu(tr("&File"), parent), m_document(document), m_settings(settings)
{
    m_create = addAction(tr("&New"), QKeySequence::New, this, [this] { m_document.startNew(); });
    m_open = addAction(tr("&Open…"), QKeySequence::Open, this, [this] {
        if (m_document.openByDialog()) {
            note();
        }
    });
    m_recent = addMenu(tr("Open &recent"));
    addAction(tr("Open the previous &version"), this, [this] { m_document.openPreviousVersion(); });
    addSeparator();
    const auto afterSaving = [this](bool done) {
        if (done) {
            note();
        }
        emit saved();
    };
    m_save = addAction(tr("&Save"), QKeySequence::Save, this, [this, afterSaving] { afterSaving(m_document.save()); });
    addAction(tr("Save &as…"), QKeySequence::SaveAs, this, [this, afterSaving] { afterSaving(m_document.saveAs()); });
    addSeparator();
    addExports();
    addSeparator();
    addAction(tr("&Quit"), QKeySequence::Quit, this, &FileMenu::quitWanted);
    showRecent();
}

void FileMenu::addExports()
{
    for (const Export& how : exports()) {
        QAction* action = addAction(tr("Export %1…").arg(QCoreApplication::translate("Exports", how.name)), this,
                                    [this, &how] { emit exportWanted(how); });
        if (m_export == nullptr) {
            m_export = action;
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
        }
    }
}

bool FileMenu::openFile(const QString& path)
{
    return openRead(path, storage::loadWorkbook(path));
}

bool FileMenu::openRead(const QString& path, const storage::LoadResult& read)
{
    if (!m_document.openRead(path, read)) {
        return false;
    }
    note();
    return true;
}

/// Remembers the document as the one that was opened last.
void FileMenu::note()
{
    if (m_document.path().isEmpty()) {
        return;  // it came from a pipe
    }
    QStringList recent = m_settings.value(recentKey()).toStringList();
    const QString absolute = storage::absolutePath(m_document.path());
    recent.removeAll(absolute);
    recent.prepend(absolute);
    m_settings.setValue(recentKey(), recent.mid(0, mostRecent));
    showRecent();
}

void FileMenu::showRecent()
{
    m_recent->clear();
    for (const QString& path : m_settings.value(recentKey()).toStringList()) {
        m_recent
            ->addAction(views::onButton(QFileInfo(path).fileName()), this,
                        [this, path] {
                            if (m_document.mayLeave()) {
                                openFile(path);
                            }
                        })
            ->setToolTip(views::notAsHtml(path));
    }
    m_recent->setToolTipsVisible(true);
    m_recent->setEnabled(!m_recent->isEmpty());
}

}  // namespace dealwright::app
