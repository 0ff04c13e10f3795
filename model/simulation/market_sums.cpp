// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/market_sums.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/market_sums.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include "simulation/vector_pack-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {

// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
void MarketSums(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* responses,
                const double* weights, double* sums)
{
    for (int t = 0; t < plan.months; ++t) {
        const float* const war = shocks.price(block, t);
        const double* const monthResponses =
            responses + static_cast<std::size_t>(t) * plan.elasticities.size() * blockPaths;
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            const float* const usage = shocks.usage(block, u, t);
            const bool elastic = plan.elasticity[u] != 0.0;
            const double* const response = elastic ? monthResponses + plan.responseOf[u] * blockPaths : nullptr;
            PartialSums usages;
            PartialSums grosses;
            for (std::size_t at = 0; at < blockPaths; at += Pack::Paths()) {
                Pack value = Pack::Load(usage + at) * (Pack::Load(weights + at) * (1.0 / marketSumUnit));
                if (elastic) {
                    value = value * Pack::Load(response + at);
                }
                usages.Add(at, value);
                grosses.Add(at, value * Pack::Load(war + at));
            }
            *sums++ = usages.Total();
            *sums++ = grosses.Total();
        }
    }
}

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(MarketSums);

void takeMarketSums(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* responses,
                    const double* weights, double* sums)
{
    HWY_DYNAMIC_DISPATCH(MarketSums)(plan, shocks, block, responses, weights, sums);
}

}  // namespace dealwright::simulation
#endif  // HWY_ONCE
