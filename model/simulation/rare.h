// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"

#include <cstdint>
#include <vector>

// What so many paths hardly meet: docs/MODEL.md section 5, "Mean of what is rare".
namespace dealwright::simulation {

/// What events that too few paths meet add to the errors of a party's means, by position in the risk register: sqrt(p)
/// D / sqrt(N), with p the chance that a path meets the event and D the change, on the expected path, that one
/// occurrence brings; 0 for events that enough paths meet.
struct RareEventErrors {
    std::vector<double> npv;
    std::vector<double> total;
};

struct Rare {
    std::vector<RareDriver> drivers;
    RareEventErrors licensor;
    RareEventErrors host;
};

/// Precondition: the scenario is valid, paths > 0. The occurrence that is tried is of the size whose square is the
/// jump's mean square, and falls where the rest of its window is 1/sqrt(3) of the whole: as a loss that grows with the
/// time that is left has its root mean square there over occurrences at any time alike.
[[nodiscard]] Rare rareOf(const deal::Scenario& scenario, std::int64_t paths);

/// Whether anything drawn at random enters the means: usage or prices vary, or an event can occur. Incidents and
/// disputes do not: the means hold their expectations.
[[nodiscard]] bool meansAreSampled(const deal::Scenario& scenario);

}  // namespace dealwright::simulation
