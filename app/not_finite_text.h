// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/problem.h"
#include "deal/scenario.h"

#include <QString>

#include <vector>

namespace dealwright::app {

/// Whether a scenario is not priced because its figures leave the range of numbers.
[[nodiscard]] bool isNotFinite(const std::vector<deal::Problem>& problems);

/// Which months and which fields it is, in a sentence for people: what stands in the place of the figures.
/// Precondition: isNotFinite(problems).
[[nodiscard]] QString notFiniteText(const std::vector<deal::Problem>& problems, const deal::Scenario& scenario);

}  // namespace dealwright::app
