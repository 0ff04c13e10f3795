// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/price_responses.h"

#include "deal/scenario_fields.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/price_responses.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include "random/elementary-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// A shock is within 1e-30 ... 1e30: the exponent stays within the range of ExpWithinRange.
static_assert(deal::field<&deal::UseCase::elasticity>.high * 69.08 <= 700.0);

/// War^-elasticity.
// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
void PriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses)
{
    namespace rn = dealwright::random::HWY_NAMESPACE;
    const hn::CappedTag<double, blockPaths> d;
    const hn::Rebind<float, decltype(d)> f;
    double* row = responses;
    for (int t = 0; t < plan.months; ++t) {
        const float* const war = shocks.price(block, t);
        for (std::size_t lane = 0; lane < blockPaths; lane += hn::Lanes(d)) {
            const auto logWar = rn::LogOfPositive(d, hn::PromoteTo(d, hn::LoadU(f, war + lane)));
            for (std::size_t i = 0; i < plan.elasticities.size(); ++i) {
                const auto exponent = hn::Mul(hn::Set(d, -plan.elasticities[i]), logWar);
                hn::StoreU(rn::ExpWithinRange(d, exponent), d, row + i * blockPaths + lane);
            }
        }
        row += plan.elasticities.size() * blockPaths;
    }
}

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(PriceResponses);

std::size_t priceResponseSize(const PricingPlan& plan)
{
    return static_cast<std::size_t>(plan.months) * plan.elasticities.size() * blockPaths;
}

bool keepsPriceResponses(const PricingPlan& plan, std::size_t blocks)
{
    constexpr std::size_t most = std::size_t{64} << 20U;  // bytes
    return priceResponseSize(plan) * blocks * sizeof(double) <= most;
}

void takePriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses)
{
    HWY_DYNAMIC_DISPATCH(PriceResponses)(plan, shocks, block, responses);
}

}  // namespace dealwright::simulation
#endif  // HWY_ONCE
