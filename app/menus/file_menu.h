// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/deal_format.h"

#include <QMenu>

class QSettings;

namespace dealwright::app {

class DocumentFile;
struct Export;

/// Opens, saves and exports the document, and remembers which were opened last.
class FileMenu : public QMenu {
    Q_OBJECT
public:
    /// Both outlive it.
    FileMenu(DocumentFile& document, QSettings& settings, QWidget* parent = nullptr);

    /// Opens a workbook without asking; false where it can't be read (which was shown).
    bool openFile(const QString& path);
    /// The same of what is read already of that path.
    bool openRead(const QString& path, const storage::LoadResult& read);

    // What the tool bar shows too
    [[nodiscard]] QAction* create() const { return m_create; }
    [[nodiscard]] QAction* open() const { return m_open; }
    [[nodiscard]] QAction* save() const { return m_save; }
    [[nodiscard]] QAction* usualExport() const { return m_export; }

signals:
    /// It was saved, or tried to.
    void saved();
    void exportWanted(const dealwright::app::Export& how);
    void quitWanted();

private:
    void addExports();
    void note();
    void showRecent();

    DocumentFile& m_document;
    QSettings& m_settings;
    QAction* m_create = nullptr;
    QAction* m_open = nullptr;
    QAction* m_save = nullptr;
    QAction* m_export = nullptr;
    QMenu* m_recent = nullptr;
};

}  // namespace dealwright::app
