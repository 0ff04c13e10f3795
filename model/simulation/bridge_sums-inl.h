// SPDX-License-Identifier: GPL-3.0-or-later
// The bridge's sums over paths (bridge_lines.h), month by month. Included once for each vector target (no
// `#pragma once`).
#if defined(DEALWRIGHT_SIMULATION_BRIDGE_SUMS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEALWRIGHT_SIMULATION_BRIDGE_SUMS_INL_H_
#undef DEALWRIGHT_SIMULATION_BRIDGE_SUMS_INL_H_
#else
#define DEALWRIGHT_SIMULATION_BRIDGE_SUMS_INL_H_
#endif

#include "simulation/block_workspace.h"
#include "simulation/bridge_lines.h"
#include "simulation/pricing_plan.h"
#include "simulation/vector_pack-inl.h"

#include <algorithm>
#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {

/// Adds up a month's lines over the paths, weighted; a line is discounted once they are added up. Paths are counted
/// from the first of those at hand.
class BridgeSums {
public:
    BridgeSums(const PricingPlan& plan, BlockWorkspace& workspace)
        : m_plan(plan), m_sums(workspace.bridgeSums()), m_month(workspace.bridgeMonth())
    {
    }

    /// The weights of the paths at hand.
    void Weigh(const double* weights) { m_weights = weights; }

    HWY_INLINE void Add(UseCaseLine line, std::size_t u, std::size_t at, Pack value)
    {
        AddToLine(static_cast<std::size_t>(line) * m_plan.useCases + u, at, value);
    }
    HWY_INLINE void Add(DealLine line, std::size_t at, Pack value)
    {
        AddToLine(useCaseLines * m_plan.useCases + static_cast<std::size_t>(line), at, value);
    }
    /// Of a line that differs between the parties.
    HWY_INLINE void AddTwo(DealLine line, std::size_t at, Pack licensor, Pack host)
    {
        Add(line, at, licensor);
        AddToLine(HostLine(line), at, host);
    }

    /// The month is over: adds the present values of its lines to those of the term.
    void EndMonth(int t)
    {
        const auto month = static_cast<std::size_t>(t);
        const std::size_t lines = bridgeLines(m_plan);
        const std::size_t dealLine = useCaseLines * m_plan.useCases;
        for (std::size_t line = 0; line < lines; ++line) {
            std::size_t hostLine = line;
            for (const DealLine own : {DealLine::disputeCosts, DealLine::incident}) {
                if (line == dealLine + static_cast<std::size_t>(own)) {
                    hostLine = HostLine(own);
                }
            }
            AddPresentValue(m_sums + line * scrambles, m_plan.licensorDiscount[month], line);
            AddPresentValue(m_sums + (lines + line) * scrambles, m_plan.hostDiscount[month], hostLine);
        }
        std::fill_n(m_month, bridgeMonthLines(m_plan) * scrambles, 0.0);
    }

private:
    /// Where the host's figure of a line stands that is not the licensor's.
    [[nodiscard]] std::size_t HostLine(DealLine line) const
    {
        return bridgeLines(m_plan) + (line == DealLine::incident ? 1 : 0);
    }

    HWY_INLINE void AddToLine(std::size_t line, std::size_t at, Pack value)
    {
        AddToPartialSums(m_month + line * scrambles, at, value * Pack::Load(m_weights + at));
    }

    void AddPresentValue(double* sums, double factor, std::size_t line) const
    {
        const double* const month = m_month + line * scrambles;
        for (std::size_t i = 0; i < scrambles; ++i) {
            sums[i] += factor * month[i];
        }
    }

    const PricingPlan& m_plan;
    double* m_sums;
    double* m_month;
    const double* m_weights = nullptr;
};

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
