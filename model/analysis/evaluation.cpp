// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation.h"

namespace dealwright::analysis {

std::optional<simulation::Projection> Evaluator::project(const deal::Scenario& scenario,
                                                         const simulation::Outputs& outputs)
{
    simulation::Run quiet = m_run;
    quiet.progress = nullptr;  // the analysis reports its own
    return m_simulators.simulatorFor(scenario).project(scenario, outputs, quiet);
}

simulation::Outputs headlineOnly()
{
    simulation::Outputs outputs;
    outputs.monthly = false;
    outputs.npvByPath = false;
    return outputs;
}

}  // namespace dealwright::analysis
