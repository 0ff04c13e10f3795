// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/controls.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/controls_kernel.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include "random/elementary-inl.h"

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
namespace rn = dealwright::random::HWY_NAMESPACE;
using DD = hn::ScalableTag<double>;
using VD = hn::Vec<DD>;

constexpr std::size_t rowLength = blockPaths;

HWY_INLINE VD Widen(const float* values)
{
    const hn::Rebind<float, DD> narrow;
    return hn::PromoteTo(DD(), hn::Load(narrow, values));
}

/// Present values of revenue and usage. Each lane adds its own months, in order: the same bits whatever the vectors.
void PresentValues(const ControlPlan& plan, const Shocks& shocks, std::size_t block, double* rows)
{
    const DD d;
    alignas(64) double logWar[rowLength];
    const bool elastic = std::any_of(plan.elasticity.begin(), plan.elasticity.end(), [](double e) { return e != 0.0; });
    std::fill_n(rows, 2 * plan.useCases * rowLength, 0.0);
    for (int t = 0; t < plan.months; ++t) {
        const float* const price = shocks.price(block, t);
        for (std::size_t lane = 0; elastic && lane < rowLength; lane += hn::Lanes(d)) {
            hn::Store(rn::LogOfPositive(d, Widen(price + lane)), d, logWar + lane);
        }
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            const std::size_t at = static_cast<std::size_t>(t) * plan.useCases + u;
            if (plan.usageFactor[at] == 0.0) {
                continue;
            }
            const VD usageFactor = hn::Set(d, plan.usageFactor[at]);
            const VD revenueFactor = hn::Set(d, plan.revenueFactor[at]);
            const VD power = hn::Set(d, -plan.elasticity[u]);
            const bool answers = plan.elasticity[u] != 0.0;
            const float* const usage = shocks.usage(block, u, t);
            double* const revenueRow = rows + u * rowLength;
            double* const usageRow = rows + (plan.useCases + u) * rowLength;
            for (std::size_t lane = 0; lane < rowLength; lane += hn::Lanes(d)) {
                VD shock = Widen(usage + lane);
                if (answers) {  // within e^+-691
                    shock = hn::Mul(shock, rn::ExpWithinRange(d, hn::Mul(power, hn::Load(d, logWar + lane))));
                }
                const VD revenue = hn::Mul(revenueFactor, hn::Mul(shock, Widen(price + lane)));
                hn::Store(hn::Add(hn::Load(d, usageRow + lane), hn::Mul(usageFactor, shock)), d, usageRow + lane);
                hn::Store(hn::Add(hn::Load(d, revenueRow + lane), revenue), d, revenueRow + lane);
            }
        }
    }
}

}  // namespace
}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(PresentValues);

void controlsOf(const ControlPlan& plan, const Shocks& shocks, std::size_t block, double* rows)
{
    HWY_DYNAMIC_DISPATCH(PresentValues)(plan, shocks, block, rows);
    double* row = rows + 2 * plan.useCases * blockPaths;
    for (std::size_t k = 0; k < plan.events; ++k, row += blockPaths) {
        std::copy_n(shocks.eventCount(block, k), blockPaths, row);
    }
}

}  // namespace dealwright::simulation
#endif
