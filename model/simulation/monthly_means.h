// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/pricing_plan.h"
#include "simulation/projection.h"

#include <span>

namespace dealwright::simulation {

/// Fills in the means of all monthly figures, and discounts those of cash flows, percentiles included. `sums` are what
/// the kernel took of each month (sumsOfMonth), `marketSums` the market's (market_sums.h), both over all paths, over N:
/// all means follow from these, for the weights are the same for all. Precondition: the percentiles of cash flows are
/// there.
void takeMonthlyMeans(const PricingPlan& plan, std::span<const double> sums, std::span<const double> marketSums,
                      bool cumulativeDiscounted, Projection& projection);

}  // namespace dealwright::simulation
