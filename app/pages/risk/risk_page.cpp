// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/risk/risk_page.h"

#include "simulation/not_finite.h"
#include "words/titles.h"

namespace dealwright::app {

namespace {

using namespace std::chrono_literals;

[[nodiscard]] std::optional<analysis::Tornado> measured(const std::shared_ptr<const deal::Scenario>& scenario,
                                                        simulation::Run run)
{
    run.threads = 1;  // the other processors stay with what is being edited
    try {
        return analysis::tornado(*scenario, run);
    } catch (const simulation::NotFinite&) {
        return analysis::Tornado();  // no bars: the pricing says why
    }
}

[[nodiscard]] views::TornadoBar rowOf(const analysis::TornadoBar& bar, deal::Side side, const words::Format& format)
{
    deal::Leaf low = bar.leaf;
    deal::Leaf high = bar.leaf;
    low.value = bar.low;
    high.value = bar.high;
    const bool licensor = side == deal::Side::licensor;
    return {words::leafTitle(bar.leaf),
            format.show(low),
            format.show(high),
            licensor ? bar.licensorAtLow : bar.hostAtLow,
            licensor ? bar.licensorAtHigh : bar.hostAtHigh,
            licensor ? bar.licensorErrorAtLow : bar.hostErrorAtLow,
            licensor ? bar.licensorErrorAtHigh : bar.hostErrorAtHigh};
}

}  // namespace

RiskPage::RiskPage()
    : m_job(measured,
            [this](const ScenarioPointer& scenario, const Outcome<analysis::Tornado>& outcome) {
                m_measured = scenario;
                m_tornado = outcome.get();
                showTornado();
                emit settledChanged();
            },
            {.pause = 400ms})
{
    connect(m_panel, &views::RiskPanel::tornadoSideChosen, this, &RiskPage::showTornado);
}

void RiskPage::show(const Standing& standing, const words::NumberHabits& habits)
{
    const ScenarioStanding& current = standing.current();
    measure(current);
    const Priced* figures = figuresOf(standing);
    if (figures != nullptr && m_shown != *figures) {
        m_shown = *figures;
        m_habits = habits;
        m_panel->show(figures->scenario, figures->projection, habits);
        showTornado();
    }
}

void RiskPage::measure(const ScenarioStanding& current)
{
    m_wanted = current.hindrance == Hindrance::none ? current.scenario : nullptr;
    if (m_wanted && !current.isStale && m_measured != m_wanted) {
        m_job.ask(m_wanted);
    } else {
        m_job.cancel();
    }
}

bool RiskPage::isSettled() const
{
    return !m_wanted || m_measured == m_wanted;
}

const analysis::Tornado* RiskPage::tornado() const
{
    return m_shown && m_measured == m_shown->scenario ? &m_tornado : nullptr;
}

void RiskPage::showTornado()
{
    if (!m_shown) {
        return;
    }
    const deal::Scenario& scenario = *m_shown->scenario;
    views::Tornado shown;
    shown.side = m_panel->tornadoSide();
    shown.format = words::Format(scenario, m_habits);
    shown.base = m_shown->projection->of(shown.side).npv.mean;
    shown.baseError = m_shown->projection->of(shown.side).npv.standardError;
    shown.title = tr("What moves %1's expected NPV").arg(QString::fromStdString(scenario.parties.of(shown.side).name));
    if (const analysis::Tornado* measured = tornado()) {
        for (const analysis::TornadoBar& bar : analysis::ordered(*measured, shown.side)) {
            shown.bars.push_back(rowOf(bar, shown.side, shown.format));
        }
    } else {
        shown.underWay = m_wanted == m_shown->scenario;
    }
    m_panel->showTornado(shown);
}

}  // namespace dealwright::app
