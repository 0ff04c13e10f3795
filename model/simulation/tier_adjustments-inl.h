// SPDX-License-Identifier: GPL-3.0-or-later
// The tiers' adjustment to a rate, docs/MODEL.md section 3.2, a pack of paths at a time. Included once for each vector
// target (no `#pragma once`).
#if defined(DEALWRIGHT_SIMULATION_TIER_ADJUSTMENTS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEALWRIGHT_SIMULATION_TIER_ADJUSTMENTS_INL_H_
#undef DEALWRIGHT_SIMULATION_TIER_ADJUSTMENTS_INL_H_
#else
#define DEALWRIGHT_SIMULATION_TIER_ADJUSTMENTS_INL_H_
#endif

#include "simulation/path_state-inl.h"
#include "simulation/pricing_plan.h"

#include <cstddef>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {

/// Where a use case's tier adjustment comes from.
enum class Tiering { none, marginal, reached, pooled };

[[nodiscard]] inline Tiering TieringOf(const TierPlan& tiers)
{
    if (tiers.threshold.empty()) {
        return Tiering::none;
    }
    if (tiers.pooled) {
        return Tiering::pooled;
    }
    return tiers.method == deal::TierMethod::marginal ? Tiering::marginal : Tiering::reached;
}

/// Before month t: a new period of the tiers counts from nothing.
inline void BeginTierMonth(const TierPlan& tiers, int t, UseCaseState& state)
{
    const bool byYear = tiers.period == deal::TierPeriod::contractYear;
    if (t == 0 || !(tiers.period == deal::TierPeriod::month || (byYear && t % 12 == 0))) {
        return;
    }
    state.previousQuantity = state.quantity;
    Fill(state.quantity, 0.0);
    Fill(state.tierSum, 0.0);
}

/// The average of a(q) over (before, after]: what the integral of a grows by, over what the quantity does. Where
/// nothing was sold it multiplies nothing, and 0 serves.
[[nodiscard]] HWY_INLINE Pack MarginalAdjustment(const TierPlan& tiers, UseCaseState& state, std::size_t at, Pack added)
{
    const Pack before = Get(state.quantity, at);
    const Pack after = before + added;
    Pack integral = after * tiers.lastAdjustment;
    for (const TierEdge& edge : tiers.edges) {
        integral = integral + Min(after, edge.threshold) * edge.fall;
    }
    const Pack grown = Max(after - before, std::numeric_limits<double>::min());
    const Pack average = (integral - Get(state.tierSum, at)) / grown;
    Set(state.quantity, at, after);
    Set(state.tierSum, at, integral);
    return average;
}

/// a(q) of the quantity that the method looks at: this period's with this month, that before it, or the last period's.
[[nodiscard]] HWY_INLINE Pack ReachedAdjustment(const TierPlan& tiers, UseCaseState& state, std::size_t at, Pack added)
{
    Pack quantity = Get(state.quantity, at);
    const Pack after = quantity + added;
    Set(state.quantity, at, after);
    if (tiers.method == deal::TierMethod::whole) {
        quantity = after;
    } else if (tiers.period != deal::TierPeriod::lifetime) {
        quantity = Get(state.previousQuantity, at);
    }
    Pack adjustment = Pack::Of(0.0);
    for (std::size_t k = 0; k < tiers.threshold.size(); ++k) {
        adjustment = WhereAtLeast(quantity, tiers.threshold[k] * reached, Pack::Of(tiers.adjustment[k]), adjustment);
    }
    return adjustment;
}

/// The adjustment of the quantity that all use cases share; it stands with the first.
[[nodiscard]] HWY_INLINE Pack PoolAdjustment(const TierPlan& tiers, UseCaseState& pool, std::size_t at, Pack added)
{
    const bool marginal = tiers.method == deal::TierMethod::marginal;
    return marginal ? MarginalAdjustment(tiers, pool, at, added) : ReachedAdjustment(tiers, pool, at, added);
}

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
