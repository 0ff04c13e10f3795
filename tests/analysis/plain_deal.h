// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace dealwright::tests {

/// A deal to work out by hand: one year, no randomness, no discounting. Each use case sells 100 million tokens a month
/// at a price of 2, so that it grosses 2,400, of which a tenth, 240, is the licensor's.
[[nodiscard]] inline deal::Scenario plainDeal(int useCases = 1)
{
    deal::Scenario scenario;
    scenario.name = "Plain";
    scenario.timeline.months = 12;
    scenario.simulation.paths = 1000;
    for (int u = 0; u < useCases; ++u) {
        deal::UseCase useCase;
        useCase.id = u;
        useCase.name = "Use case " + std::to_string(u);
        useCase.initialUsage = 100.0;
        useCase.price = 2.0;
        scenario.market.useCases.push_back(useCase);
        scenario.terms.shares.push_back({.baseRate = 0.1});
    }
    return scenario;
}

/// Equal but for the rounding of sums of some thousand terms.
[[nodiscard]] inline bool agree(double a, double b)
{
    return std::fabs(a - b) <= 1e-9 * std::max(1.0, std::fabs(b));
}

}  // namespace dealwright::tests
