// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/pricing_plan.h"
#include "simulation/projection.h"

#include <cstddef>
#include <span>
#include <vector>

namespace dealwright::simulation {

/// The bridge's lines that depend on luck and open by use case, for each use case, then those of the whole deal.
enum class UseCaseLine {
    gross,
    cost,
    baseRate,
    annualStep,
    tier,
    premium,
    credits,
    clamp,
    base,
    improvements,
    outside
};
inline constexpr std::size_t useCaseLines = 11;
enum class DealLine {
    perUnitFloor,
    underReporting,
    annualCap,
    totalCap,
    recoupment,
    escrow,
    trueUp,
    milestones,
    settlement,
    disputeCosts,
    incident
};
inline constexpr std::size_t dealLines = 11;

/// The bridge's sums of a block: [party][useCaseLines x useCases, by line; then dealLines]. Party 0 is the licensor.
/// Figures are in the direction of section 4 (what the host pays is positive for both) except that costs are positive.
[[nodiscard]] inline std::size_t bridgeLines(const PricingPlan& plan)
{
    return useCaseLines * plan.useCases + dealLines;
}

/// What the kernel adds up in a month: those lines once, and two that differ between the parties once more (costs of
/// disputes and of incidents), the host's.
[[nodiscard]] inline std::size_t bridgeMonthLines(const PricingPlan& plan)
{
    return bridgeLines(plan) + 2;
}

/// The bridge that a projection shows, in the order of BridgeItem: those lines and the ones that no luck touches.
/// `means`: the sums of all blocks, over N. Precondition: plan is the scenario's.
[[nodiscard]] std::vector<BridgeLine> bridgeOf(const deal::Scenario& scenario, const PricingPlan& plan,
                                               std::span<const double> means);

}  // namespace dealwright::simulation
