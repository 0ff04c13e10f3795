// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/pricing_plan.h"
#include "simulation/shocks.h"

#include <cstddef>

namespace dealwright::simulation {

/// How usage answers to the price war in a block: exp(-elasticity log war(t)), in [month][elasticity][256]. It depends
/// on the market alone.
[[nodiscard]] std::size_t priceResponseSize(const PricingPlan& plan);
/// Whether those of so many blocks are worth keeping: beyond 64 MB memory is scarce, and they are computed each time.
[[nodiscard]] bool keepsPriceResponses(const PricingPlan& plan, std::size_t blocks);
void takePriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses);

}  // namespace dealwright::simulation
