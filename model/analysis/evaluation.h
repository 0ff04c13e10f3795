// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <memory>
#include <optional>
#include <vector>

namespace dealwright::analysis {

/// Prices many variants of a scenario, keeping a few sets of shocks so that variants that differ in terms are only
/// priced again.
class Evaluator {
public:
    explicit Evaluator(simulation::Run run = {}) : m_run(std::move(run)) {}

    /// Empty if stopped. Throws simulation::NotFinite where a figure is not finite. Precondition: the scenario is
    /// valid.
    [[nodiscard]] std::optional<simulation::Projection> project(const deal::Scenario& scenario,
                                                                const simulation::Outputs& outputs);

private:
    simulation::Run m_run;
    std::vector<std::unique_ptr<simulation::Simulator>>
        m_simulators;  // the first scenario's, then the most recently used
};

/// NPV and total statistics alone: what most analyses need.
[[nodiscard]] simulation::Outputs headlineOnly();

}  // namespace dealwright::analysis
