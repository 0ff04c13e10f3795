// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "convergence_dialog.h"
#include "long_work.h"
#include "not_finite_text.h"

#include "analysis/comparison.h"
#include "contract/ledger.h"
#include "report_content.h"
#include "simulation/not_finite.h"
#include "simulation/shocks.h"
#include "storage/deal_file.h"
#include "storage/deal_format.h"
#include "storage/file_place.h"
#include "tornado_runner.h"
#include "views/compare/compare_panel.h"
#include "views/explain/explain_panel.h"
#include "views/headline/headline_card.h"
#include "views/look/panel.h"
#include "views/projection/projection_panel.h"
#include "views/risk/risk_panel.h"
#include "views/scenarios/scenario_list.h"
#include "views/termsheet/term_search.h"
#include "views/termsheet/term_sheet.h"
#include "words/caution_text.h"
#include "words/problem_text.h"
#include "words/titles.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::app {

namespace {

constexpr std::array sides{deal::Side::licensor, deal::Side::host};
constexpr std::size_t mostCompared = 6;

[[nodiscard]] QString partyName(const deal::Scenario& scenario, deal::Side side)
{
    return QString::fromStdString(scenario.parties.of(side).name);
}

}  // namespace

MainWindow::MainWindow(QSettings& settings, std::unique_ptr<Prompts> prompts)
    : m_settings(settings),
      m_prompts(prompts ? std::move(prompts) : std::make_unique<DialogPrompts>(this)),
      m_pricing(m_session),
      m_document(m_session, *m_prompts),
      m_tornado(std::make_unique<TornadoRunner>())
{
    setObjectName(QStringLiteral("MainWindow"));
    setAcceptDrops(true);
    setMinimumSize(1000, 600);
    buildCentre();
    buildActions();
    connectParts();
    restoreLayout();
    showState();
}

MainWindow::~MainWindow()
{
    // What goes with the window says a last word (the history that it is clean, an editor that it lost the focus) when
    // the parts that would answer are gone.
    m_session.undoStack().disconnect(this);
    m_session.disconnect(this);
    m_termSheet->disconnect(this);
    m_scenarios->disconnect(this);
    m_tabs->disconnect(this);
    m_risk->disconnect(this);
    m_explain->disconnect(this);
}

void MainWindow::buildCentre()
{
    m_scenarios = new views::ScenarioList;
    m_licensorCard = new views::HeadlineCard(deal::Side::licensor);
    m_hostCard = new views::HeadlineCard(deal::Side::host);
    m_termSheet = new views::TermSheet;
    m_projection = new views::ProjectionPanel;
    m_risk = new views::RiskPanel;
    m_explain = new views::ExplainPanel;
    m_compare = new views::ComparePanel;
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("What the figures show"));
    const auto addTab = [this](QWidget* panel, const QString& name) {
        auto* stage = new views::Stage(panel);
        m_stages.push_back(stage);
        auto* scroll = new QScrollArea;
        scroll->setWidget(stage);
        scroll->setWidgetResizable(true);
        scroll->viewport()->setAutoFillBackground(false);
        stage->setAutoFillBackground(false);  // which the scroll area has just set
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_tabs->addTab(scroll, name);
    };
    addTab(m_projection, tr("Projection"));
    addTab(m_risk, tr("Risk"));
    addTab(m_explain, tr("Explain"));
    addTab(m_compare, tr("Compare"));

    auto* headline = new QHBoxLayout;
    headline->setSpacing(views::theme::gap);
    headline->addWidget(m_licensorCard, 1);
    headline->addWidget(m_hostCard, 1);

    auto* tabsPanel = new views::Panel;
    auto* tabsLayout = new QVBoxLayout(tabsPanel);
    tabsLayout->setContentsMargins(1, 6, 1, 1);
    tabsLayout->addWidget(m_tabs);
    m_cautions = new views::Text(views::Type::secondary, views::Text::Colour::warning);
    m_cautions->setObjectName(QStringLiteral("cautions"));
    m_cautions->setTextFormat(Qt::PlainText);
    m_cautions->setWordWrap(true);
    m_cautions->setContentsMargins(views::theme::panelMargin, 4, views::theme::panelMargin, 6);
    m_cautions->hide();
    tabsLayout->addWidget(m_cautions);

    auto* halves = new QSplitter(Qt::Horizontal);
    halves->setObjectName(QStringLiteral("halves"));
    halves->setHandleWidth(views::theme::gap);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_termSheet);
    halves->addWidget(tabsPanel);
    halves->setStretchFactor(0, 0);
    halves->setStretchFactor(1, 1);
    halves->setSizes({424, 746});

    auto* right = new QWidget;
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(8, views::theme::gap, views::theme::gap, views::theme::gap);
    column->setSpacing(views::theme::gap);
    column->addLayout(headline);
    column->addWidget(halves, 1);

    auto* all = new QSplitter(Qt::Horizontal);
    all->setObjectName(QStringLiteral("all"));
    all->setHandleWidth(4);
    all->setChildrenCollapsible(false);
    all->addWidget(m_scenarios);
    all->addWidget(right);
    all->setStretchFactor(0, 0);
    all->setStretchFactor(1, 1);
    all->setSizes({212, 1228});
    setCentralWidget(all);

    m_runText = new QLabel;
    m_savedText = new QLabel;
    m_runText->setTextFormat(Qt::PlainText);
    m_savedText->setTextFormat(Qt::PlainText);
    m_progress = new QProgressBar;
    m_progress->setMaximumWidth(140);
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("Progress of the simulation"));
    m_progress->hide();
    m_stop = new QToolButton;
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setText(tr("Cancel"));
    m_stop->hide();
    statusBar()->addWidget(m_runText, 1);
    statusBar()->addPermanentWidget(m_progress);
    statusBar()->addPermanentWidget(m_stop);
    statusBar()->addPermanentWidget(m_savedText);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(views::theme::gap, 0, views::theme::gap, 0);
}

void MainWindow::connectParts()
{
    connect(&m_session, &Session::stateChanged, this, &MainWindow::showState);
    connect(&m_session, &Session::currentChanged, this, &MainWindow::showState);
    connect(&m_session.undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    connect(m_search, &views::TermSearch::found, m_termSheet, &views::TermSheet::jumpTo);
    connect(m_search, &views::TermSearch::missed, this,
            [this](const QString& words) { statusBar()->showMessage(tr("No term is called “%1”.").arg(words), 4000); });
    connect(&m_pricing, &Pricing::priced, this, [this](ScenarioId id) {
        if (id == m_session.current()) {
            showFigures();
        } else {
            showScenarioList();
            showHeadline();
            if (tab() == Tab::compare) {
                showComparison();
            }
        }
    });
    connect(&m_pricing, &Pricing::refused, this, [this](ScenarioId id) {
        if (id == m_session.current()) {
            showTermSheet();
        }
        showFigures();
    });
    connect(&m_pricing, &Pricing::progressed, this, &MainWindow::showProgress);
    connect(m_stop, &QToolButton::clicked, this, &MainWindow::stopOrRun);
    connect(&m_pricing, &Pricing::idle, this, [this] {
        m_progress->hide();
        m_stop->setVisible(m_pricing.isStopped());
        showStatus();
        tellIfSettled();
    });
    connect(m_termSheet, &views::TermSheet::edited, this, &MainWindow::applyEdit);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        m_pricing.setCurrentOutputs(outputsOfTab());
        m_pricing.setOthersMonthly(tab() == Tab::compare);
        showVisibleTab();
    });
    connect(m_explain, &views::ExplainPanel::ledgerWanted, this, &MainWindow::showLedger);
    connect(m_risk, &views::RiskPanel::tornadoSideChosen, this, [this] { showVisibleTab(); });
    connect(m_tornado.get(), &TornadoRunner::measured, this, [this] {
        showVisibleTab();
        tellIfSettled();
    });

    connect(m_scenarios, &views::ScenarioList::chosen, &m_session, &Session::setCurrent);
    connect(m_scenarios, &views::ScenarioList::checked, this, [this](ScenarioId id, bool on) {
        std::set<ScenarioId> scenarios = m_checked;
        if (on) {
            scenarios.insert(id);
        } else {
            scenarios.erase(id);
        }
        compare(scenarios);
    });
    connect(m_scenarios, &views::ScenarioList::renamed, this, [this](ScenarioId id, const QString& name) {
        if (const auto reason = m_session.rename(id, name)) {
            statusBar()->showMessage(*reason, 6000);
        }
    });
    connect(&m_session, &Session::refused, this, [this](const QString& why) { statusBar()->showMessage(why, 6000); });
    connect(m_scenarios, &views::ScenarioList::moved, &m_session, &Session::move);
    connect(m_scenarios, &views::ScenarioList::addWanted, &m_session, [this] { m_session.addFromTemplate(); });
    connect(m_scenarios, &views::ScenarioList::duplicateWanted, &m_session,
            [this](ScenarioId id) { m_session.duplicate(id); });
    connect(m_scenarios, &views::ScenarioList::deleteWanted, &m_session, &Session::remove);
    connect(m_scenarios, &views::ScenarioList::baselineWanted, &m_session, &Session::setBaseline);
}

bool MainWindow::openFile(const QString& path)
{
    return openRead(path, storage::loadWorkbook(path));
}

bool MainWindow::openRead(const QString& path, const storage::LoadResult& read)
{
    if (!m_document.openRead(path, read)) {
        return false;
    }
    m_checked.clear();
    addToRecent(m_document.path());
    showState();
    return true;
}

void MainWindow::keepRecoveryCopies(const QString& folder, std::chrono::milliseconds delay)
{
    m_recoveryFolder = folder;
    m_recovery = std::make_unique<Recovery>(m_session, m_document, folder, delay);
    connect(m_recovery.get(), &Recovery::failed, this, [this](const QString& why) {
        statusBar()->showMessage(tr("Unsaved changes would be lost in a crash. %1").arg(why), 6000);
    });
}

void MainWindow::offerRecovery()
{
    for (const LostWork& work : Recovery::lostWork(m_recoveryFolder)) {
        switch (m_prompts->recoverChanges(work.name(), work.changed)) {
            case Prompts::RecoverAnswer::recover:
                if (!m_document.recover(work)) {
                    continue;
                }
                m_checked.clear();
                showState();
                m_recovery->update();  // before the other copy goes
                Recovery::discard(work);
                return;
            case Prompts::RecoverAnswer::discard:
                Recovery::discard(work);
                break;
            case Prompts::RecoverAnswer::later:
                break;
        }
    }
}

void MainWindow::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

void MainWindow::compare(const std::set<ScenarioId>& scenarios)
{
    m_checked = scenarios;
    showScenarioList();
    if (tab() == Tab::compare) {
        showComparison();
    }
}

MainWindow::Tab MainWindow::tab() const
{
    return static_cast<Tab>(m_tabs->currentIndex());
}

simulation::Outputs MainWindow::outputsOfTab() const
{
    simulation::Outputs outputs;
    outputs.cumulativeDiscounted = false;
    outputs.bridge = tab() == Tab::explain;
    return outputs;
}

bool MainWindow::isSettled() const
{
    const ScenarioId current = m_session.current();
    if (tab() == Tab::risk && m_pricing.canRun(current) &&
        m_tornado->latest(m_session.state().find(current)->scenario) == nullptr) {
        return false;
    }
    return std::ranges::all_of(m_session.state().entries, [this](const ScenarioEntry& entry) {
        if (!m_pricing.canRun(entry.id)) {
            return true;
        }
        const Priced* priced = m_pricing.latest(entry.id);
        const bool months = tab() != Tab::compare || (priced != nullptr && priced->outputs.monthly);
        const bool bridge =
            entry.id != m_session.current() || tab() != Tab::explain || (priced != nullptr && priced->outputs.bridge);
        const bool compared = m_pricing.latestForComparison(entry.id) != nullptr || !m_pricing.canCompare(entry.id);
        return m_pricing.isCurrent(entry.id) && compared && months && bridge;
    });
}

void MainWindow::tellIfSettled()
{
    if (isSettled()) {
        emit settled();
    }
}

void MainWindow::showState()
{
    std::erase_if(m_checked, [this](ScenarioId id) { return m_session.state().find(id) == nullptr; });
    m_pricing.setCurrentOutputs(outputsOfTab());
    m_pricing.update();
    m_stop->setVisible(m_progress->isVisible());
    showTermSheet();
    m_tornado->cancel();
    showFigures();
    showTitle();
}

void MainWindow::showTermSheet()
{
    const ScenarioId current = m_session.current();
    m_termSheet->show(m_session.state().find(current)->scenario,
                      m_session.state().find(m_session.state().baseline)->scenario, m_pricing.problems(current),
                      m_habits);
}

void MainWindow::showFigures()
{
    showScenarioList();
    showHeadline();
    showCautions();
    showVisibleTab();
    showStatus();
}

void MainWindow::showScenarioList()
{
    const deal::Scenario& baseline = m_session.baseline();
    const words::Format format(baseline, m_habits);
    double largest = 0.0;
    for (const ScenarioEntry& entry : m_session.state().entries) {
        if (const Priced* priced = m_pricing.latest(entry.id)) {
            for (const deal::Side side : sides) {
                largest = std::max(largest, std::fabs(priced->projection->of(side).npv.mean));
            }
        }
    }
    const words::Scale scale = format.moneyScale(largest);
    std::vector<views::ScenarioCard> cards;
    for (const ScenarioEntry& entry : m_session.state().entries) {
        views::ScenarioCard card;
        card.id = entry.id;
        card.name = QString::fromStdString(entry.scenario->name);
        card.caption = QString::fromStdString(entry.scenario->author);
        card.baseline = entry.id == m_session.state().baseline && !m_session.state().lostBaseline;
        card.compared = m_checked.contains(entry.id);
        card.stale = !m_pricing.isCurrent(entry.id);
        if (isNotFinite(m_pricing.problems(entry.id))) {
            card.caption = tr("cannot be computed");
        } else if (deal::hasErrors(m_pricing.problems(entry.id))) {
            card.caption = tr("breaks a rule");
        } else if (!m_pricing.workbookFlaw().isEmpty()) {
            card.caption = tr("not priced");
        }
        if (const Priced* priced = m_pricing.latest(entry.id)) {
            const simulation::Projection& projection = *priced->projection;
            card.licensor = format.bare(scale, projection.licensor.npv.mean, projection.licensor.npv.standardError);
            card.host = format.bare(scale, projection.host.npv.mean, projection.host.npv.standardError);
            card.licensorShare = std::max(0.0, projection.licensor.npv.mean);
            card.hostShare = std::max(0.0, projection.host.npv.mean);
        }
        cards.push_back(std::move(card));
    }
    m_scenarios->show(
        cards, m_session.current(),
        tr("Expected NPV in %1: licensor, host. Check two or more to compare.").arg(format.moneyUnit(scale)));
}

void MainWindow::showProgress(double fraction)
{
    if (m_pricing.isStopped()) {
        return;  // a last word of the run that was stopped
    }
    m_progress->setValue(static_cast<int>(fraction * 100.0));
    m_progress->show();
    m_stop->setText(tr("Cancel"));
    m_stop->setToolTip(tr("End this run; the figures shown stay"));
    m_stop->show();
}

void MainWindow::stopOrRun()
{
    if (m_pricing.isStopped()) {
        m_pricing.update();
        m_stop->hide();
    } else {
        m_pricing.stop();
        m_progress->hide();
        m_stop->setText(tr("Run"));
        m_stop->setToolTip(tr("Price the scenarios as they stand now"));
        m_stop->show();
    }
    showFigures();
}

QString MainWindow::whyNotCurrent() const
{
    const ScenarioId current = m_session.current();
    if (m_pricing.isStopped() && !m_pricing.isCurrent(current)) {
        return tr("The run was cancelled. Run, or any change, prices it again.");
    }
    const QString broken = whyBroken(current);
    return broken.isEmpty() ? m_pricing.refusal(current) : broken;
}

QString MainWindow::whyBroken(ScenarioId id) const
{
    const auto& problems = m_pricing.problems(id);
    if (isNotFinite(problems)) {
        return notFiniteText(problems, *m_session.state().find(id)->scenario);
    }
    const auto error = std::ranges::find(problems, deal::Severity::error, &deal::Problem::severity);
    if (error == problems.end()) {
        return {};
    }
    const deal::Scenario& scenario = *m_session.state().find(id)->scenario;
    const auto leaf = deal::leafAt(scenario, error->path);
    const QString where = leaf ? words::leafTitle(*leaf) : QString::fromStdString(error->path);
    return tr("%1: %2").arg(where, words::problemText(*error, scenario));
}

QString MainWindow::whyStale() const
{
    const QString why = whyNotCurrent();
    return why.isEmpty() ? QString() : tr("Not current. %1").arg(why);
}

void MainWindow::showHeadline()
{
    const ScenarioId current = m_session.current();
    const Priced* priced = m_pricing.latest(current);
    if (priced == nullptr) {
        if (const QString why = whyNotCurrent(); !why.isEmpty()) {
            m_licensorCard->showNothing(partyName(m_session.scenario(), deal::Side::licensor), why);
            m_hostCard->showNothing(partyName(m_session.scenario(), deal::Side::host), why);
        }
        return;
    }
    const deal::Scenario& scenario = *priced->scenario;
    const bool isBaseline = current == m_session.state().baseline;
    const Priced* own = m_pricing.latestForComparison(current);
    const Priced* baseline = m_pricing.latestForComparison(m_session.state().baseline);
    std::optional<analysis::Comparison> comparison;
    if (!isBaseline && own != nullptr && baseline != nullptr && analysis::comparable(scenario, *baseline->scenario) &&
        analysis::sameLuck(*own->projection, *baseline->projection)) {
        comparison = analysis::compare(*baseline->projection, *own->projection);
    }
    for (const deal::Side side : sides) {
        views::Headline headline;
        headline.side = side;
        headline.party = partyName(scenario, side);
        headline.npv = priced->projection->of(side).npv;
        headline.reservationValue = scenario.parties.of(side).reservationValue;
        headline.isBaseline = isBaseline;
        if (comparison) {
            const analysis::PartyComparison& party = comparison->of(side);
            headline.change = views::Headline::Change{party.difference, party.standardError,
                                                      QString::fromStdString(m_session.baseline().name)};
        }
        headline.stale = whyStale();
        headline.format = words::Format(scenario, m_habits);
        (side == deal::Side::licensor ? m_licensorCard : m_hostCard)->show(headline);
    }
}

void MainWindow::showCautions()
{
    constexpr qsizetype mostShown = 3;
    const Priced* priced = m_pricing.latest(m_session.current());
    const QStringList all = priced == nullptr ? QStringList() : words::cautions(*priced->scenario, *priced->projection);
    QStringList shown = all.mid(0, mostShown);
    if (all.size() > mostShown) {
        shown << tr("… and %n more", nullptr, static_cast<int>(all.size() - mostShown));
    }
    m_cautions->say(shown.join(QLatin1Char('\n')));
    m_cautions->setToolTip(all.size() > mostShown ? all.join(QLatin1Char('\n')).toHtmlEscaped() : QString());
    m_cautions->setVisible(!all.isEmpty());
}

void MainWindow::showVisibleTab()
{
    const Priced* priced = m_pricing.latest(m_session.current());
    if (tab() == Tab::compare) {
        showComparison();
        return;
    }
    // What was never priced has nothing to show; the figures of another scenario would be taken for its own.
    const QString why = priced == nullptr ? whyNotCurrent() : QString();
    m_stages[static_cast<std::size_t>(tab())]->sayInstead(why.isEmpty() ? why : tr("No figures yet.\n%1").arg(why));
    if (priced == nullptr || !priced->outputs.monthly) {
        return;
    }
    switch (tab()) {
        case Tab::projection:
            m_projection->show(priced->scenario, priced->projection, m_habits);
            break;
        case Tab::risk: {
            m_risk->show(priced->scenario, priced->projection, m_habits);
            const words::Format format(*priced->scenario, m_habits);
            views::Tornado shown;
            shown.side = m_risk->tornadoSide();
            shown.format = format;
            shown.base = priced->projection->of(shown.side).npv.mean;
            shown.baseError = priced->projection->of(shown.side).npv.standardError;
            shown.title = tr("What moves %1's expected NPV").arg(partyName(*priced->scenario, shown.side));
            if (const analysis::Tornado* tornado = m_tornado->latest(priced->scenario)) {
                for (const analysis::TornadoBar& bar : analysis::ordered(*tornado, shown.side)) {
                    deal::Leaf low = bar.leaf;
                    deal::Leaf high = bar.leaf;
                    low.value = bar.low;
                    high.value = bar.high;
                    const bool licensor = shown.side == deal::Side::licensor;
                    shown.bars.push_back({words::leafTitle(bar.leaf), format.show(low), format.show(high),
                                          licensor ? bar.licensorAtLow : bar.hostAtLow,
                                          licensor ? bar.licensorAtHigh : bar.hostAtHigh,
                                          licensor ? bar.licensorErrorAtLow : bar.hostErrorAtLow,
                                          licensor ? bar.licensorErrorAtHigh : bar.hostErrorAtHigh});
                }
            } else if (m_pricing.isCurrent(m_session.current())) {
                m_tornado->request(priced->scenario);
                shown.underWay = true;
            }
            m_risk->showTornado(shown);
            break;
        }
        case Tab::explain:
            if (priced->outputs.bridge) {
                m_explain->show(priced->scenario, priced->projection, m_habits);
                showLedger();
            }
            break;
        case Tab::compare:
            break;
    }
}

void MainWindow::showLedger()
{
    const auto path = m_explain->ledgerPath();
    const Priced* priced = m_pricing.latest(m_session.current());
    if (!path || priced == nullptr || !priced->outputs.bridge || *path >= priced->projection->paths) {
        return;
    }
    const deal::Scenario& scenario = *priced->scenario;
    if (!m_ledgerShocks || !simulation::fits(*m_ledgerShocks, scenario)) {
        m_ledgerShocks = simulation::draw(scenario, simulation::Keep::nothing);
    }
    m_explain->showLedger(contract::ledgerOf(scenario, simulation::drawsOf(scenario, *m_ledgerShocks, *path)));
}

std::vector<ScenarioId> MainWindow::comparedIds() const
{
    const WorkbookState& state = m_session.state();
    std::vector<ScenarioId> ids{state.baseline};
    for (const ScenarioEntry& entry : state.entries) {
        if (entry.id != state.baseline && m_checked.contains(entry.id) && ids.size() < mostCompared) {
            ids.push_back(entry.id);
        }
    }
    if (ids.size() == 1 && m_session.current() != state.baseline) {
        ids.push_back(m_session.current());
    }
    return ids;
}

void MainWindow::showComparison()
{
    const WorkbookState& state = m_session.state();
    const Priced* baseline = m_pricing.latestForComparison(state.baseline);
    std::vector<views::Compared> compared;
    for (const ScenarioId id : comparedIds()) {
        const Priced* priced = m_pricing.latestForComparison(id);
        views::Compared entry;
        entry.scenario = state.find(id)->scenario;
        if (!analysis::comparable(*entry.scenario, m_session.baseline())) {
            entry.whyNot = tr("Its currency is another: it cannot be compared.");
        } else if (priced == nullptr) {
            entry.whyNot = isNotFinite(m_pricing.problems(id))       ? whyBroken(id)
                           : deal::hasErrors(m_pricing.problems(id)) ? tr("It breaks a rule.")
                           : m_pricing.canRun(id)                    ? tr("Being computed…")
                                                                     : m_pricing.refusal(id);
        } else {
            entry.scenario = priced->scenario;
            entry.projection = priced->projection;
            if (id != state.baseline && baseline != nullptr &&
                analysis::sameLuck(*baseline->projection, *priced->projection)) {
                entry.against = analysis::compare(*baseline->projection, *priced->projection);
            }
        }
        compared.push_back(std::move(entry));
    }
    m_compare->show(compared, m_habits);
}

void MainWindow::showStatus()
{
    const Priced* priced = m_pricing.latest(m_session.current());
    const QString stale = whyStale();
    if (!stale.isEmpty()) {
        m_runText->setText(stale);
    } else if (priced != nullptr) {
        const words::Format format(*priced->scenario, m_habits);
        const simulation::Projection& projection = *priced->projection;
        const simulation::Statistic& npv = std::fabs(projection.licensor.npv.mean) > std::fabs(projection.host.npv.mean)
                                               ? projection.licensor.npv
                                               : projection.host.npv;
        const double relative =
            npv.mean != 0.0 ? simulation::studentT15 * npv.standardError / std::fabs(npv.mean) : 0.0;
        const int decimals = std::clamp(words::Format::decimalsFor(1.0, 100 * relative, 1.0), 0, 4);
        const QString precision = !npv.sampled      ? tr("mean exact")
                                  : relative > 1e-6 ? tr("mean ± %1").arg(format.percent(relative, decimals))
                                                    : tr("mean ± under %1").arg(format.percent(1e-6, 4));
        m_runText->setText((priced->redrawn ? tr("%1 paths · seed %2 · drawn and priced in %3 ms · %4")
                                            : tr("%1 paths · seed %2 · re-priced in %3 ms · %4"))
                               .arg(format.count(static_cast<double>(projection.paths)),
                                    QString::number(projection.seed), format.number(priced->milliseconds, 0),
                                    precision));
    }
    m_savedText->setText(m_document.savedAt()
                             ? tr("saved %1 · %2")
                                   .arg(m_habits.locale.toString(m_document.savedAt()->time(), QStringLiteral("HH:mm")),
                                        m_document.displayName())
                             : m_document.displayName());
}

void MainWindow::showTitle()
{
    // “[*]” is where Qt puts the mark of changes; in a name it is written twice.
    const QString mark = QStringLiteral("[*]");
    setWindowTitle(QStringLiteral("%1[*] – %2 – Dealwright")
                       .arg(m_document.displayName().replace(mark, mark + mark),
                            words::dealName(m_session.baseline()).replace(mark, mark + mark)));
    setWindowModified(m_session.isModified());
    showStatus();
}

void MainWindow::applyEdit(const deal::Edit& edit)
{
    if (const auto reason = m_session.apply(edit)) {
        m_termSheet->refuse(edit.path, *reason);
    }
}

void MainWindow::exportPdf()
{
    const WorkbookState& state = m_session.state();
    std::vector<ScenarioId> ids = comparedIds();
    const bool comparison = m_checked.size() >= 2 || (m_checked.size() == 1 && !m_checked.contains(state.baseline));
    if (!comparison) {
        ids = {m_session.current()};
    }
    const CreationTime created = creationTime();
    if (!created.problem.isEmpty()) {
        m_prompts->showProblem(tr("The summary cannot be made."), created.problem);
        return;
    }
    std::vector<deal::Scenario> scenarios;
    for (const ScenarioId id : ids) {
        if (isNotFinite(m_pricing.problems(id))) {
            m_prompts->showProblem(tr("The summary cannot be made."), whyBroken(id));
            return;
        }
        if (deal::hasErrors(m_pricing.problems(id))) {
            m_prompts->showProblem(
                tr("The summary cannot be made."),
                tr("“%1” breaks a rule. Mend it first.").arg(QString::fromStdString(state.find(id)->scenario->name)));
            return;
        }
        if (const QString refusal = m_pricing.refusal(id); !refusal.isEmpty() && scenarios.empty()) {
            m_prompts->showProblem(tr("The summary cannot be made."), refusal);
            return;
        }
        if (!scenarios.empty() && !analysis::comparable(scenarios.front(), *state.find(id)->scenario)) {
            m_prompts->showProblem(tr("The summary cannot be made."),
                                   tr("“%1” is in another currency than “%2”: they cannot be compared. Leave one out.")
                                       .arg(QString::fromStdString(state.find(id)->scenario->name),
                                            QString::fromStdString(scenarios.front().name)));
            return;
        }
        scenarios.push_back(*state.find(id)->scenario);
        scenarios.back().simulation = scenarios.front().simulation;
    }
    std::optional<deal::Scenario> against;
    QString flaw;
    if (!comparison && m_session.current() != state.baseline) {
        flaw = baselineFlaw(m_session.baseline(), scenarios.front());
        if (flaw.isEmpty()) {
            against = m_session.baseline();
            against->simulation = scenarios.front().simulation;
        }
    }
    const QString name = QFileInfo(m_document.displayName()).completeBaseName();
    const QString folder =
        m_document.path().isEmpty() ? QString() : QFileInfo(m_document.path()).absolutePath() + QLatin1Char('/');
    const QString path =
        m_prompts->fileToSave(folder + name + QLatin1String(".pdf"), tr("PDF (*.pdf)"), QStringLiteral("pdf"));
    if (path.isEmpty()) {
        return;
    }
    if (storage::isWorkbook(path) || (!m_document.path().isEmpty() && storage::isSameFile(path, m_document.path()))) {
        m_prompts->showProblem(tr("The summary cannot be written there."),
                               tr("“%1” is a workbook, which would be lost. Give the summary another name.")
                                   .arg(QFileInfo(path).fileName()));
        return;
    }
    const deal::Workbook workbook = m_session.workbook();
    const ReportSource source{.name = words::workbookName(workbook),
                              .fileName = QFileInfo(m_document.path()).fileName(),
                              .isChanged = m_session.isModified(),
                              .baselineFlaw = flaw,
                              .payloadSha256 = storage::payloadSha256(workbook),
                              .created = created.time};
    std::optional<views::ReportContent> content;
    const auto price = [&](const simulation::Run& run) { content = priceReport(source, scenarios, against, run); };
    try {
        if (!doLongWork(*this, tr("Pricing what the summary says…"), price)) {
            statusBar()->showMessage(tr("No summary was written."), 6000);
            return;
        }
    } catch (const simulation::NotFinite& notFinite) {
        std::vector<deal::Scenario> priced = scenarios;
        if (against) {
            priced.push_back(*against);
        }
        const auto flawed = std::ranges::find(priced, notFinite.scenario(), &deal::Scenario::name);
        const deal::Scenario& scenario = flawed != priced.end() ? *flawed : scenarios.front();
        m_prompts->showProblem(
            tr("The summary cannot be made."),
            tr("“%1”: %2").arg(QString::fromStdString(scenario.name), notFiniteText(notFinite.problems(), scenario)));
        return;
    }
    const auto problem = storage::saveBytes(path, views::reportPdf(*content, m_habits));
    if (problem) {
        m_prompts->showProblem(tr("The summary could not be written."), fileProblemText(*problem));
    } else {
        statusBar()->showMessage(tr("Wrote %1").arg(path), 6000);
    }
}

void MainWindow::runUntilPrecise()
{
    constexpr std::int64_t mostPaths = 1 << 20;
    const deal::Scenario& scenario = m_session.scenario();
    if (isNotFinite(m_pricing.problems(m_session.current()))) {
        m_prompts->showProblem(tr("The scenario cannot be run."), whyBroken(m_session.current()));
        return;
    }
    if (deal::hasErrors(m_pricing.problems(m_session.current()))) {
        m_prompts->showProblem(tr("The scenario cannot be run."),
                               tr("“%1” breaks a rule. Mend it first.").arg(QString::fromStdString(scenario.name)));
        return;
    }
    if (const QString flaw = m_pricing.workbookFlaw(); !flaw.isEmpty()) {
        m_prompts->showProblem(tr("The scenario cannot be run."), flaw);
        return;
    }
    auto* dialog = new ConvergenceDialog(scenario, m_habits, m_pricing.mostPaths(scenario, mostPaths), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);  // so the scenario stays what it was run on
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { applyEdit({.path = "simulation.paths", .value = dialog->paths()}); });
    dialog->show();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_document.mayLeave()) {
        event->ignore();
        return;
    }
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    for (const QSplitter* splitter : findChildren<QSplitter*>()) {
        m_settings.setValue(QStringLiteral("window/") + splitter->objectName(), splitter->saveState());
    }
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().value(0).isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    if (!path.isEmpty() && m_document.mayLeave()) {
        openFile(path);
    }
}

}  // namespace dealwright::app
