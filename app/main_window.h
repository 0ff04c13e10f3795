// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document_file.h"
#include "pricing.h"
#include "recovery.h"
#include "session.h"
#include "views/look/theme.h"
#include "words/format.h"

#include <QMainWindow>

#include <chrono>
#include <memory>
#include <set>
#include <vector>

class QLabel;
class QProgressBar;
class QSettings;
class QTabWidget;
class QToolButton;

namespace dealwright::views {
class ComparePanel;
class ExplainPanel;
class HeadlineCard;
class ProjectionPanel;
class RiskPanel;
class Stage;
class ScenarioList;
class TermSearch;
class TermSheet;
class Text;
}  // namespace dealwright::views

namespace dealwright::app {

class TornadoRunner;

/// The one window: scenarios, headline, term sheet and the tabs. It holds no deal state: it shows what the session and
/// its pricing hold, and hands edits to the session.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum class Tab { projection, risk, explain, compare };

    /// `settings` outlives the window. Without prompts the window asks by dialogs.
    explicit MainWindow(QSettings& settings, std::unique_ptr<Prompts> prompts = nullptr);
    ~MainWindow() override;

    /// Opens a workbook without asking; false where it can't be read (which was shown).
    bool openFile(const QString& path);
    /// The same of what is read already of that path.
    bool openRead(const QString& path, const storage::LoadResult& read);
    /// From now on keeps copies of unsaved work in that folder.
    void keepRecoveryCopies(const QString& folder, std::chrono::milliseconds delay = Recovery::usualDelay);
    /// Asks what to do with work that was left behind there, the newest first, until some is recovered.
    void offerRecovery();
    void showTab(Tab tab);
    /// Checks the boxes of these scenarios and no others.
    void compare(const std::set<ScenarioId>& scenarios);
    [[nodiscard]] Tab tab() const;

    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] Pricing& pricing() { return m_pricing; }
    [[nodiscard]] DocumentFile& document() { return m_document; }
    [[nodiscard]] views::TermSheet* termSheet() const { return m_termSheet; }
    [[nodiscard]] views::HeadlineCard* headline(deal::Side side) const
    {
        return side == deal::Side::licensor ? m_licensorCard : m_hostCard;
    }
    /// Whether every scenario that can be priced is, with what the visible tab shows, the tornado included.
    [[nodiscard]] bool isSettled() const;

    void exportPdf();
    /// Asks how precise the current scenario's means are to be, and offers it the paths that this takes.
    void runUntilPrecise();

signals:
    /// Nothing that the visible tab shows is under way any more.
    void settled();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // main_window.cpp: the parts, and what flows between them
    void buildCentre();
    void connectParts();
    void showState();
    void showTermSheet();
    void showFigures();
    void showScenarioList();
    void showHeadline();
    void showCautions();
    void showVisibleTab();
    void showLedger();
    void showComparison();
    void showStatus();
    void showTitle();
    void tellIfSettled();
    void applyEdit(const deal::Edit& edit);
    [[nodiscard]] simulation::Outputs outputsOfTab() const;
    /// Why the current scenario's figures cannot be had: a broken rule, a run that was cancelled or is too large. Empty
    /// where they are, or will be.
    [[nodiscard]] QString whyNotCurrent() const;
    /// Why that scenario is not priced, by the first of its problems; empty where it has none.
    [[nodiscard]] QString whyBroken(ScenarioId id) const;
    [[nodiscard]] QString whyStale() const;
    void showProgress(double fraction);
    void stopOrRun();
    [[nodiscard]] std::vector<ScenarioId> comparedIds() const;

    // window_actions.cpp: menus, tool bar, settings
    void buildActions();
    void addToRecent(const QString& path);
    void showRecent();
    void setBrightness(views::Brightness brightness);
    void restoreLayout();
    void about();

    QSettings& m_settings;
    std::unique_ptr<Prompts> m_prompts;
    Session m_session;
    Pricing m_pricing;
    DocumentFile m_document;
    QString m_recoveryFolder;
    std::unique_ptr<Recovery> m_recovery;
    words::NumberHabits m_habits;
    std::set<ScenarioId> m_checked;
    std::unique_ptr<TornadoRunner> m_tornado;

    views::ScenarioList* m_scenarios = nullptr;
    views::HeadlineCard* m_licensorCard = nullptr;
    views::HeadlineCard* m_hostCard = nullptr;
    views::TermSheet* m_termSheet = nullptr;
    QTabWidget* m_tabs = nullptr;
    views::Text* m_cautions = nullptr;    ///< what a reader of the figures should know
    std::vector<views::Stage*> m_stages;  ///< the tabs', in their order
    views::ProjectionPanel* m_projection = nullptr;
    views::RiskPanel* m_risk = nullptr;
    views::ExplainPanel* m_explain = nullptr;
    /// Of the path that Explain shows: drawn anew for each ledger, nothing is kept in them.
    std::shared_ptr<const simulation::Shocks> m_ledgerShocks;
    views::ComparePanel* m_compare = nullptr;
    views::TermSearch* m_search = nullptr;
    QMenu* m_recent = nullptr;
    QLabel* m_runText = nullptr;
    QLabel* m_savedText = nullptr;
    QProgressBar* m_progress = nullptr;
    QToolButton* m_stop = nullptr;  ///< ends a long run, or takes it up again
};

}  // namespace dealwright::app
