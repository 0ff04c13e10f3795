// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/pricing_plan.h"
#include "simulation/shocks.h"

#include <cstddef>

namespace dealwright::simulation {

/// How usage answers to the price war in a block: exp(-elasticity log war(t)), in [month][elasticity][256]. It depends
/// on the market alone.
[[nodiscard]] std::size_t priceResponseSize(const PricingPlan& plan);
void takePriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses);

}  // namespace dealwright::simulation
