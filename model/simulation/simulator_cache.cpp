// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simulator_cache.h"

#include <algorithm>

namespace dealwright::simulation {

namespace {

[[nodiscard]] bool holds(const Simulator& simulator, const deal::Scenario& scenario)
{
    return simulator.shocks() && fits(*simulator.shocks(), scenario);
}

}  // namespace

bool SimulatorCache::holdsDrawsOf(const deal::Scenario& scenario) const
{
    return std::ranges::any_of(m_simulators, [&](const auto& simulator) { return holds(*simulator, scenario); });
}

Simulator& SimulatorCache::simulatorFor(const deal::Scenario& scenario)
{
    auto chosen =
        std::ranges::find_if(m_simulators, [&](const auto& simulator) { return holds(*simulator, scenario); });
    if (chosen == m_simulators.end()) {
        chosen = std::ranges::find_if(m_simulators, [](const auto& simulator) { return !simulator->shocks(); });
    }
    if (chosen == m_simulators.end()) {
        if (m_simulators.size() == most) {
            m_simulators.pop_back();
        }
        chosen = m_simulators.insert(m_simulators.end(), std::make_unique<Simulator>());
    }
    const bool behindTheFirst = m_stays == Stays::first && chosen != m_simulators.begin();
    const auto front = m_simulators.begin() + (behindTheFirst ? 1 : 0);
    std::rotate(front, chosen, chosen + 1);
    return **front;
}

}  // namespace dealwright::simulation
