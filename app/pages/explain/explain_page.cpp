// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/explain/explain_page.h"

#include "contract/ledger.h"
#include "simulation/shocks.h"

namespace dealwright::app {

ExplainPage::ExplainPage()
{
    connect(m_panel, &views::ExplainPanel::ledgerWanted, this, &ExplainPage::showLedger);
}

Needs ExplainPage::needs() const
{
    Needs needs;
    needs.ofCurrent.bridge = true;
    return needs;
}

void ExplainPage::show(const Standing& standing, const words::NumberHabits& habits)
{
    const Priced* figures = figuresOf(standing);
    if (figures != nullptr && m_shown != *figures) {
        m_shown = *figures;
        m_panel->show(figures->scenario, figures->projection, habits);
        showLedger();
    }
}

void ExplainPage::showLedger()
{
    const auto path = m_panel->ledgerPath();
    if (!path || !m_shown || *path >= m_shown->projection->paths) {
        return;
    }
    const deal::Scenario& scenario = *m_shown->scenario;
    if (!m_shocks || !simulation::fits(*m_shocks, scenario)) {
        m_shocks = simulation::draw(scenario, simulation::Keep::nothing);
    }
    m_panel->showLedger(contract::ledgerOf(scenario, simulation::drawsOf(scenario, *m_shocks, *path)));
}

}  // namespace dealwright::app
