// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/compare/compare_page.h"

#include <utility>

namespace dealwright::app {

Needs ComparePage::needs() const
{
    Needs needs;
    needs.ofOthers.monthly = true;
    return needs;
}

ComparePage::Shown ComparePage::shownOf(const ScenarioStanding& standing)
{
    if (!standing.compared) {
        return {standing.scenario, nullptr, nullptr, standing.whyNotCompared};
    }
    const bool isOld = standing.hindrance == Hindrance::cancelled;
    return {standing.compared->scenario, standing.compared->projection, standing.against,
            isOld ? tr("Not current. %1").arg(standing.why) : QString()};
}

void ComparePage::show(const Standing& standing, const words::NumberHabits& habits)
{
    const std::vector<ScenarioId> ids = standing.compared();
    std::vector<Shown> shown;
    for (const ScenarioId id : ids) {
        shown.push_back(shownOf(standing.of(id)));
    }
    if (shown == m_shown) {
        return;
    }
    m_shown = std::move(shown);
    std::vector<views::Compared> compared;
    for (std::size_t k = 0; k < ids.size(); ++k) {
        views::Compared& entry = compared.emplace_back();
        entry.scenario = m_shown[k].scenario;
        entry.projection = m_shown[k].projection;
        entry.whyNot = m_shown[k].whyNot;
        entry.against = standing.of(ids[k]).change();
    }
    m_panel->show(compared, habits);
}

}  // namespace dealwright::app
