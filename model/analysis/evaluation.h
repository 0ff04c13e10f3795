// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"
#include "simulation/simulator_cache.h"

#include <optional>
#include <utility>

namespace dealwright::analysis {

/// Prices many variants of a scenario, the first one asked for: variants that differ in terms are only priced again.
/// One thread at a time.
class Evaluator {
public:
    explicit Evaluator(simulation::Run run = {}) : m_run(std::move(run)) {}

    /// Empty if stopped. Throws simulation::NotFinite where a figure is not finite. Precondition: the scenario is
    /// valid.
    [[nodiscard]] std::optional<simulation::Projection> project(const deal::Scenario& scenario,
                                                                const simulation::Outputs& outputs);

private:
    simulation::Run m_run;
    simulation::SimulatorCache m_simulators{simulation::SimulatorCache::Stays::first};
};

/// NPV and total statistics alone: what most analyses need.
[[nodiscard]] simulation::Outputs headlineOnly();

}  // namespace dealwright::analysis
