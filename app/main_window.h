// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/dialogs/prompts.h"
#include "app/document_file.h"
#include "app/pages/page_kind.h"
#include "app/pricing.h"
#include "app/recovery.h"
#include "app/session.h"

#include <QMainWindow>

#include <set>

class QSettings;

namespace dealwright::app {

class WindowFlow;

/// The one window, which is a frame and holds no deal state: what it is made of is in window_parts.h, menus/ and
/// pages/, what flows between them in window_flow.h.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `settings` outlives it. Without prompts it asks by dialogs.
    explicit MainWindow(QSettings& settings, std::unique_ptr<Prompts> prompts = nullptr, PageKinds kinds = pages());
    ~MainWindow() override;

    /// Opens a workbook without asking; false where it can't be read (which was shown).
    bool openFile(const QString& path);
    bool openRead(const QString& path, const storage::LoadResult& read);  ///< the same of what is read already of it
    /// From now on keeps copies of unsaved work in that folder.
    void keepRecoveryCopies(const QString& folder, std::chrono::milliseconds delay = Recovery::usualDelay);
    void offerRecovery();                               ///< asks what to do with work that was left behind there
    void turnTo(std::string_view page);                 ///< its word; nothing where there is none
    void compare(const std::set<ScenarioId>& checked);  ///< checks the boxes of these scenarios and no others

    [[nodiscard]] Session& session();
    [[nodiscard]] Pricing& pricing();
    [[nodiscard]] DocumentFile& document();
    [[nodiscard]] bool isSettled() const;  ///< whether all that can be priced is, with what the page shows

signals:
    void settled();  ///< isSettled(), after something was under way

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void restoreLayout();

    QSettings& m_settings;
    std::unique_ptr<WindowFlow> m_flow;
};

}  // namespace dealwright::app
