// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation.h"

#include <algorithm>

namespace dealwright::analysis {

namespace {
constexpr std::size_t keptSimulators = 3;  // the first one's, which the analysis comes back to, and the last two
}

std::optional<simulation::Projection> Evaluator::project(const deal::Scenario& scenario,
                                                         const simulation::Outputs& outputs)
{
    auto chosen = std::ranges::find_if(m_simulators, [&](const auto& simulator) {
        return simulator->shocks() && simulation::fits(*simulator->shocks(), scenario);
    });
    if (chosen == m_simulators.end()) {
        if (m_simulators.size() == keptSimulators) {
            m_simulators.pop_back();
        }
        chosen = m_simulators.insert(m_simulators.end(), std::make_unique<simulation::Simulator>());
    }
    if (chosen != m_simulators.begin()) {
        std::rotate(m_simulators.begin() + 1, chosen, chosen + 1);
        chosen = m_simulators.begin() + 1;
    }
    simulation::Run quiet = m_run;
    quiet.progress = nullptr;  // the analysis reports its own
    return (*chosen)->project(scenario, outputs, quiet);
}

simulation::Outputs headlineOnly()
{
    simulation::Outputs outputs;
    outputs.monthly = false;
    outputs.npvByPath = false;
    return outputs;
}

}  // namespace dealwright::analysis
