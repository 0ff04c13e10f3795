// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/pricing_plan.h"
#include "simulation/shocks.h"

#include <cstddef>

namespace dealwright::simulation {

/// The sums over a block's paths that no term changes, in [month][use case][2]: weight x usage shock x response to the
/// price war, and that x the price shock. They give the means of usage and gross revenue wherever usage does not hang
/// on an exclusivity that a path can lose. Taken in 16 partial sums (by path mod 16), as the kernel's, and in a unit of
/// marketSumUnit: a price response alone may be 10^300. A power of two changes no bit.
inline constexpr double marketSumUnit = 0x1p240;
[[nodiscard]] inline std::size_t marketSumSize(const PricingPlan& plan)
{
    return static_cast<std::size_t>(plan.months) * plan.useCases * 2;
}
/// `responses` are the block's (price_responses.h), `weights` those of its 256 lanes.
void takeMarketSums(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* responses,
                    const double* weights, double* sums);

}  // namespace dealwright::simulation
