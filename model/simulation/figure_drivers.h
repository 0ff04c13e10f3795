// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/draws.h"
#include "deal/scenario.h"

#include <string>
#include <vector>

namespace dealwright::simulation {

/// The paths of the fields that drive the largest of a month's usage, revenue, cost and payments on one path, the
/// strongest first: ranked by how many decades they add to it. At most four, none that adds less than a twentieth of
/// the strongest; none at all where no factor is above 1. Preconditions: the scenario is valid, the draws have its
/// shape, the month is within the term.
[[nodiscard]] std::vector<std::string> driversOf(const deal::Scenario& scenario, const contract::PathDraws& draws,
                                                 int month);

}  // namespace dealwright::simulation
