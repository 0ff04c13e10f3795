// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/problem.h"
#include "deal/scenario.h"

#include <QString>

#include <string>

namespace dealwright::words {

/// What is wrong or would be right, translated, in the units of a negotiator: “Must be at most 100.0 %”.
[[nodiscard]] QString problemText(const deal::Problem& problem, const deal::Scenario& scenario);

}  // namespace dealwright::words
