// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/market.h"

// Usage, price and cost of one use case on one path: docs/MODEL.md section 2.
namespace dealwright::contract {

/// trend_u(t), million tokens: expected usage without contributions; 0 before the launch.
[[nodiscard]] double trendUsage(const deal::UseCase& useCase, int month);

/// m_u(t): the fraction of usage that has moved to newer models by `month`.
[[nodiscard]] double migratedFraction(const deal::UseCase& useCase, int month);

/// Money per million tokens without a price war: the list price, blended with that of the newer models.
[[nodiscard]] double expectedPrice(const deal::UseCase& useCase, int month);

/// cost_u(t): the host's cost, money per million tokens.
[[nodiscard]] double servingCost(const deal::UseCase& useCase, int month);

/// B_u(t), million tokens: usage before an exclusivity's uplift.
/// `lift` is what contributions have gained (usageLift), `usageShock` noise x growth x events, `priceShock` war(t).
[[nodiscard]] double usageBeforeExclusivity(const deal::UseCase& useCase, int month, double lift, double usageShock,
                                            double priceShock);

}  // namespace dealwright::contract
