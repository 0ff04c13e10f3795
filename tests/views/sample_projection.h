// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"

namespace dealwright::tests {

/// Figures of a plausible shape for pictures and tests of widgets: not what the deal is worth. `lean` moves value from
/// the host to the licensor.
[[nodiscard]] simulation::Projection sampleProjection(const deal::Scenario& scenario, double lean = 0.0);

/// The template scenario with names, walk-away values, tiers, an exclusivity and payments.
[[nodiscard]] deal::Scenario sampleScenario();

}  // namespace dealwright::tests
