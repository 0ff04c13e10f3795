// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/pricing_kernel.h"

#include "random/elementary.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/pricing_kernel.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include "random/elementary-inl.h"

#include <hwy/cache_control.h>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
namespace rn = dealwright::random::HWY_NAMESPACE;
using D = hn::CappedTag<double, 16>;
using F = hn::Rebind<float, D>;
using V = hn::Vec<D>;
using M = hn::Mask<D>;

constexpr std::size_t mostUseCases = 64;
constexpr std::size_t mostMilestones = 64;
constexpr std::size_t mostMonths = 240;

HWY_INLINE V Number(double value)
{
    return hn::Set(D(), value);
}

/// Rows of a month stand too far apart for the processor to foresee: asks for the cache line of the next paths.
HWY_INLINE V LoadShock(const float* row)
{
    hwy::Prefetch(row + 16);
    return hn::PromoteTo(D(), hn::LoadU(F(), row));
}

/// What a price war does to usage: war^-elasticity. An elasticity is at most 10 and a shock within 1e-30 ... 1e30, so
/// that the exponent stays below 700.
HWY_INLINE V PriceResponse(double elasticity, V logWar)
{
    return rn::ExpWithinRange(D(), hn::Mul(Number(-elasticity), logWar));
}

/// A vector of the figures of some paths, kept between months. An array of them is the state of a path.
struct State {
    // 3.2: the current period's quantity before this month, and the last period's
    V quantity[mostUseCases];
    V previousQuantity[mostUseCases];
    // 3.3: 1 once lapsed, else 0; this year's active months, and usage over them
    V lapsed[mostUseCases];
    V activeMonths[mostUseCases];
    V activeUsage[mostUseCases];
    // 3.4
    V milestoneReached[mostMilestones];
    V cumulativeUsage;
    V balance;
    V earnedThisYear;
    V earnedSoFar;
    // 3.6
    V held[mostMonths];

    V licensorNpv, hostNpv, licensorTotal, hostTotal;
    V licensorDiscounted, hostDiscounted;
};

/// What a month's steps hand on.
struct Month {
    V usage[mostUseCases];  // V_u as sold
    V gross[mostUseCases];
    V cost[mostUseCases];
    V base[mostUseCases];       // b_u
    V shareBase[mostUseCases];  // H_u
    V outside[mostUseCases];
    V exclusive[mostUseCases];  // 1 or 0
    V adjustment[mostUseCases];
    V usageSum, grossSum, costSum, outsideSum;
};

/// Prices some paths of a block, month by month in the order of section 4.
template <bool Monthly, bool Bridge>
class PathPricer {
public:
    PathPricer(const PricingPlan& plan, const Shocks& shocks, std::size_t block, BlockWorkspace& workspace,
               const BlockResult& result)
        : m_plan(plan),
          m_shocks(shocks),
          m_block(block),
          m_losses(workspace.losses(plan, shocks, block)),
          m_priceResponses(workspace.priceResponses()),
          m_partialSums(workspace.partialSums()),
          m_result(result)
    {
    }

    void Price(std::size_t lane, const double* weights)
    {
        m_lane = lane;
        m_weight = hn::LoadU(D(), weights + lane);
        Begin();
        for (int t = 0; t < m_plan.months; ++t) {
            Usage(t);
            Tiers(t);
            Pay(t);
        }
        const D d;
        hn::StoreU(m_state.licensorNpv, d, m_result.licensorNpv + lane);
        hn::StoreU(m_state.hostNpv, d, m_result.hostNpv + lane);
        hn::StoreU(m_state.licensorTotal, d, m_result.licensorTotal + lane);
        hn::StoreU(m_state.hostTotal, d, m_result.hostTotal + lane);
        if constexpr (Bridge)
            AddBridge();
    }

private:
    void Begin()
    {
        const V zero = Number(0.0);
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            m_state.quantity[u] = zero;
            m_state.previousQuantity[u] = zero;
            m_state.lapsed[u] = zero;
            m_state.activeMonths[u] = zero;
            m_state.activeUsage[u] = zero;
        }
        for (std::size_t k = 0; k < m_plan.milestones.size(); ++k)
            m_state.milestoneReached[k] = zero;
        m_state.cumulativeUsage = zero;
        m_state.balance = Number(m_plan.advance);
        m_state.earnedThisYear = zero;
        m_state.earnedSoFar = zero;
        m_state.licensorNpv = m_state.licensorTotal = m_state.licensorDiscounted = Number(m_plan.signing);
        m_state.hostNpv = m_state.hostTotal = m_state.hostDiscounted = Number(-m_plan.signing);
        if constexpr (Bridge) {
            for (std::size_t line = 0; line < bridgeLines(m_plan); ++line)
                m_licensorLines[line] = m_hostLines[line] = zero;
        }
    }

    /// Step 1 and 2: usage as sold, its price, gross revenue, serving cost, and the base of the share.
    HWY_INLINE void Usage(int t)
    {
        const V zero = Number(0.0);
        const V one = Number(1.0);
        const float* shocks = m_shocks.usage(m_block, 0, t) + m_lane;  // the month's rows, then the price's
        const V war = LoadShock(shocks + m_plan.useCases * blockPaths);
        const std::size_t elastic = m_plan.elasticUseCases;
        const double* responses = m_priceResponses == nullptr
                                      ? nullptr
                                      : m_priceResponses + static_cast<std::size_t>(t) * elastic * blockPaths + m_lane;
        V logWar = zero;
        if (elastic > 0 && m_priceResponses == nullptr)
            logWar = rn::LogOfPositive(D(), war);
        m_month.usageSum = m_month.grossSum = m_month.costSum = m_month.outsideSum = zero;
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const std::size_t i = m_plan.at(t, u);
            V usage = hn::Mul(Number(m_plan.expectedUsage[i]), LoadShock(shocks + u * blockPaths));
            if (m_plan.elasticity[u] != 0.0) {
                if (responses == nullptr) {
                    usage = hn::Mul(usage, PriceResponse(m_plan.elasticity[u], logWar));
                } else {
                    usage = hn::Mul(usage, hn::LoadU(D(), responses));
                    responses += blockPaths;
                }
            }
            const V price = hn::Mul(Number(m_plan.expectedPrice[i]), war);

            const ExclusivityPlan& clause = m_plan.exclusivity[u];
            const bool active = clause.granted && t >= clause.first && t < clause.end;
            const V exclusive = active ? hn::Sub(one, m_state.lapsed[u]) : zero;
            V outside = zero;
            if (m_plan.outsideFactor[u] != 0.0) {
                outside =
                    hn::Mul(hn::Mul(hn::Mul(Number(m_plan.outsideFactor[u]), usage), price), hn::Sub(one, exclusive));
            }
            if (active) {
                usage = hn::Mul(usage, hn::Add(one, hn::Mul(exclusive, Number(clause.uplift))));
                m_state.activeMonths[u] = hn::Add(m_state.activeMonths[u], exclusive);
                m_state.activeUsage[u] = hn::Add(m_state.activeUsage[u], hn::Mul(exclusive, usage));
            }
            const V gross = hn::Mul(usage, price);
            const V cost = hn::Mul(usage, Number(m_plan.unitCost[i]));
            V base = gross;
            if (m_plan.base == deal::RevenueBase::net)
                base = hn::Mul(gross, Number(m_plan.netFactor));
            else if (m_plan.base == deal::RevenueBase::profit)
                base = hn::Max(zero, hn::Sub(gross, cost));

            m_month.usage[u] = usage;
            m_month.gross[u] = gross;
            m_month.cost[u] = cost;
            m_month.base[u] = base;
            m_month.shareBase[u] = hn::Mul(base, Number(m_plan.improvements[static_cast<std::size_t>(t)]));
            m_month.outside[u] = outside;
            m_month.exclusive[u] = exclusive;
            m_month.usageSum = hn::Add(m_month.usageSum, usage);
            m_month.grossSum = hn::Add(m_month.grossSum, gross);
            m_month.costSum = hn::Add(m_month.costSum, cost);
            m_month.outsideSum = hn::Add(m_month.outsideSum, outside);
            if constexpr (Monthly) {
                AddSum(UseCaseSum(0, u, t), usage);
                AddSum(UseCaseSum(1, u, t), gross);
            }
        }
    }

    /// a(q): the adjustment of the last step that the quantity has reached.
    HWY_INLINE V ReachedAdjustment(V quantity) const
    {
        const TierPlan& tiers = m_plan.tiers;
        V adjustment = Number(0.0);
        for (std::size_t k = 0; k < tiers.threshold.size(); ++k) {
            const M here = hn::Ge(quantity, Number(tiers.threshold[k] * reached));
            adjustment = hn::IfThenElse(here, Number(tiers.adjustment[k]), adjustment);
        }
        return adjustment;
    }

    /// The average of a(q) over (before, after], slice by slice; a(before) where nothing was added.
    HWY_INLINE V MarginalAdjustment(V before, V after) const
    {
        const TierPlan& tiers = m_plan.tiers;
        const V zero = Number(0.0);
        V sum = zero;
        for (std::size_t k = 0; k < tiers.threshold.size(); ++k) {
            if (tiers.adjustment[k] == 0.0)
                continue;
            const V from = hn::Max(before, Number(tiers.threshold[k]));
            const V to = k + 1 < tiers.threshold.size() ? hn::Min(after, Number(tiers.threshold[k + 1])) : after;
            sum = hn::Add(sum, hn::Mul(Number(tiers.adjustment[k]), hn::Max(zero, hn::Sub(to, from))));
        }
        const V added = hn::Sub(after, before);
        const M any = hn::Gt(added, zero);
        if (hn::AllTrue(D(), any))
            return hn::Div(sum, added);
        const V average = hn::Div(sum, hn::IfThenElse(any, added, Number(1.0)));
        return hn::IfThenElse(any, average, ReachedAdjustment(before));
    }

    /// The adjustment of one quantity (a use case's, or the pool's) in month t, and its state's step to the next month.
    HWY_INLINE V TierAdjustment(int t, std::size_t slot, V added)
    {
        const TierPlan& tiers = m_plan.tiers;
        const bool byYear = tiers.period == deal::TierPeriod::contractYear;
        const bool periodStarts = tiers.period == deal::TierPeriod::month || (byYear && t % 12 == 0);
        if (periodStarts && t > 0) {
            m_state.previousQuantity[slot] = m_state.quantity[slot];
            m_state.quantity[slot] = Number(0.0);
        }
        const V before = m_state.quantity[slot];
        const V after = hn::Add(before, added);
        m_state.quantity[slot] = after;
        switch (tiers.method) {
            case deal::TierMethod::marginal:
                return MarginalAdjustment(before, after);
            case deal::TierMethod::whole:
                return ReachedAdjustment(after);
            case deal::TierMethod::prospective:
                break;
        }
        return ReachedAdjustment(tiers.period == deal::TierPeriod::lifetime ? before : m_state.previousQuantity[slot]);
    }

    /// Step 3's tier adjustment for each use case.
    HWY_INLINE void Tiers(int t)
    {
        const TierPlan& tiers = m_plan.tiers;
        if (tiers.threshold.empty()) {
            for (std::size_t u = 0; u < m_plan.useCases; ++u)
                m_month.adjustment[u] = Number(0.0);
        } else if (tiers.pooled) {
            const V adjustment = TierAdjustment(t, 0, tiers.revenue ? m_month.grossSum : m_month.usageSum);
            for (std::size_t u = 0; u < m_plan.useCases; ++u)
                m_month.adjustment[u] = adjustment;
        } else {
            for (std::size_t u = 0; u < m_plan.useCases; ++u)
                m_month.adjustment[u] = TierAdjustment(t, u, tiers.revenue ? m_month.gross[u] : m_month.usage[u]);
        }
    }

    /// Step 3: the effective rates; answers the sum of r H.
    HWY_INLINE V Share(int t)
    {
        V share = Number(0.0);
        const V floor = Number(m_plan.rateFloor);
        const V cap = Number(m_plan.rateCap);
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const std::size_t i = m_plan.at(t, u);
            const V base = Number(m_plan.baseRate[u]);
            const V step = Number(m_plan.stepRate[i]);
            const V tier = m_month.adjustment[u];
            const V premium = hn::Mul(m_month.exclusive[u], Number(m_plan.exclusivity[u].premium));
            const V credits = Number(m_plan.creditRate[i]);
            const V sum = hn::Add(hn::Add(hn::Add(hn::Add(base, step), tier), premium), credits);
            const V rate = hn::Min(hn::Max(sum, floor), cap);
            share = hn::Add(share, hn::Mul(rate, m_month.shareBase[u]));
            if constexpr (Bridge) {
                const V gross = m_month.gross[u];
                AddLine(t, UseCaseLine::gross, u, gross);
                AddLine(t, UseCaseLine::cost, u, m_month.cost[u]);
                AddLine(t, UseCaseLine::baseRate, u, hn::Mul(base, gross));
                AddLine(t, UseCaseLine::annualStep, u, hn::Mul(step, gross));
                AddLine(t, UseCaseLine::tier, u, hn::Mul(tier, gross));
                AddLine(t, UseCaseLine::premium, u, hn::Mul(premium, gross));
                AddLine(t, UseCaseLine::credits, u, hn::Mul(credits, gross));
                AddLine(t, UseCaseLine::clamp, u, hn::Mul(hn::Sub(rate, sum), gross));
                AddLine(t, UseCaseLine::base, u, hn::Mul(rate, hn::Sub(m_month.base[u], gross)));
                AddLine(t, UseCaseLine::improvements, u, hn::Mul(rate, hn::Sub(m_month.shareBase[u], m_month.base[u])));
                AddLine(t, UseCaseLine::outside, u, m_month.outside[u]);
            }
        }
        return share;
    }

    /// Steps 3 to 8: what is earned, paid and released, the year's end, milestones; and both cash flows.
    HWY_INLINE void Pay(int t)
    {
        const V zero = Number(0.0);
        const auto month = static_cast<std::size_t>(t);
        const V share = Share(t);

        // 4 earned
        V due = share;
        if (m_plan.minimumPerMillionTokens > 0.0)
            due = hn::Max(share, hn::Mul(Number(m_plan.minimumPerMillionTokens), m_month.usageSum));
        const V reportedShare = hn::Mul(due, Number(m_plan.reportedFraction));
        V earned = reportedShare;
        V withinYear = reportedShare;
        if (m_plan.anyCap) {
            withinYear = hn::Min(earned, hn::Max(zero, hn::Sub(Number(m_plan.annualCap), m_state.earnedThisYear)));
            earned = hn::Min(withinYear, hn::Max(zero, hn::Sub(Number(m_plan.totalCap), m_state.earnedSoFar)));
        }
        m_state.earnedThisYear = hn::Add(m_state.earnedThisYear, earned);
        m_state.earnedSoFar = hn::Add(m_state.earnedSoFar, earned);

        // 5 recouped
        const V recouped = hn::Min(m_state.balance, hn::Mul(Number(m_plan.recoupment), earned));
        m_state.balance = hn::Sub(m_state.balance, recouped);
        const V paid = hn::Sub(earned, recouped);

        // 6 escrow
        V released = zero;
        V held = zero;
        if (m_plan.holdbackRate > 0.0) {
            held = hn::Mul(Number(m_plan.holdbackRate), paid);
            released = Release(t, held);
        }

        // 7 year end
        V trueUp = zero;
        V settlement = zero;
        V dispute = zero;
        if (m_plan.endsYear(t)) {
            const auto year = static_cast<std::size_t>(t / 12);
            trueUp = hn::Max(zero, hn::Sub(Number(m_plan.guarantee[year]), m_state.earnedThisYear));
            if (m_plan.disputeProbability > 0.0) {
                const V luck = LoadShock(m_shocks.dispute(m_block, t / 12) + m_lane);
                dispute = hn::IfThenElseZero(hn::Lt(luck, Number(m_plan.disputeProbability)), Number(1.0));
                settlement = hn::Mul(dispute, hn::Mul(Number(m_plan.settlement), m_state.earnedThisYear));
            }
            m_state.earnedThisYear = zero;
            if (m_plan.anyTest)
                TestExclusivity();
        }

        // 8 others
        V milestones = zero;
        if (!m_plan.milestones.empty())
            milestones = Milestones();
        V loss = zero;
        if (m_plan.anyIncident)
            loss = hn::LoadU(D(), m_losses + month * blockPaths + m_lane);
        const V licensorLoss = hn::Mul(Number(m_plan.licensorLiability), loss);
        const V hostLoss = hn::Sub(loss, licensorLoss);

        V licensor = hn::Add(hn::Sub(paid, held), released);
        licensor = hn::Add(hn::Add(licensor, trueUp), milestones);
        licensor = hn::Add(hn::Add(licensor, Number(m_plan.fees[month])), m_month.outsideSum);
        licensor = hn::Sub(hn::Sub(licensor, Number(m_plan.licensorCosts[month])), licensorLoss);
        licensor = hn::Sub(hn::Sub(licensor, hn::Mul(dispute, Number(m_plan.disputeCostLicensor))), settlement);

        V host = hn::Sub(m_month.grossSum, m_month.costSum);
        host = hn::Sub(hn::Sub(hn::Sub(host, paid), trueUp), milestones);
        host = hn::Sub(hn::Sub(host, Number(m_plan.fees[month])), Number(m_plan.hostCosts[month]));
        host = hn::Sub(host, hostLoss);
        host = hn::Add(hn::Sub(host, hn::Mul(dispute, Number(m_plan.disputeCostHost))), settlement);

        if constexpr (Bridge) {
            AddLine(t, DealLine::perUnitFloor, hn::Sub(due, share));
            AddLine(t, DealLine::underReporting, hn::Sub(reportedShare, due));
            AddLine(t, DealLine::annualCap, hn::Sub(withinYear, reportedShare));
            AddLine(t, DealLine::totalCap, hn::Sub(earned, withinYear));
            AddLine(t, DealLine::recoupment, hn::Neg(recouped));
            AddLine(t, DealLine::escrow, hn::Sub(released, held));
            AddLine(t, DealLine::trueUp, trueUp);
            AddLine(t, DealLine::milestones, milestones);
            AddLine(t, DealLine::settlement, hn::Neg(settlement));
            AddTwoLines(t, DealLine::disputeCosts, hn::Mul(dispute, Number(m_plan.disputeCostLicensor)),
                        hn::Mul(dispute, Number(m_plan.disputeCostHost)));
            AddTwoLines(t, DealLine::incident, licensorLoss, hostLoss);
        }
        Close(t, licensor, host);
    }

    /// What falls due of the escrow in month t, this month's included.
    HWY_INLINE V Release(int t, V held)
    {
        const int last = m_plan.months - 1;
        const int delay = m_plan.holdbackMonths;
        m_state.held[t] = held;
        if (t < last)
            return t >= delay ? m_state.held[t - delay] : Number(0.0);
        V released = Number(0.0);
        for (int s = std::max(0, last - delay); s <= last; ++s)
            released = hn::Add(released, m_state.held[s]);
        return released;
    }

    /// At a year's end: who sold too little while exclusive loses it from the next month on.
    HWY_INLINE void TestExclusivity()
    {
        const V zero = Number(0.0);
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const double minimum = m_plan.exclusivity[u].minimumAnnualUsage;
            if (minimum <= 0.0)
                continue;
            const V months = m_state.activeMonths[u];
            const V needed = hn::Mul(Number(minimum * reached / 12.0), months);
            const M fails = hn::And(hn::Gt(months, zero), hn::Lt(m_state.activeUsage[u], needed));
            m_state.lapsed[u] = hn::IfThenElse(fails, Number(1.0), m_state.lapsed[u]);
            m_state.activeMonths[u] = zero;
            m_state.activeUsage[u] = zero;
        }
    }

    /// What milestones pay that are reached by the end of this month.
    HWY_INLINE V Milestones()
    {
        m_state.cumulativeUsage = hn::Add(m_state.cumulativeUsage, m_month.usageSum);
        V paid = Number(0.0);
        for (std::size_t k = 0; k < m_plan.milestones.size(); ++k) {
            const MilestonePlan& milestone = m_plan.milestones[k];
            const V now = hn::IfThenElseZero(hn::Ge(m_state.cumulativeUsage, Number(milestone.threshold)), Number(1.0));
            paid = hn::Add(paid, hn::Mul(hn::Sub(now, m_state.milestoneReached[k]), Number(milestone.amount)));
            m_state.milestoneReached[k] = now;
        }
        return paid;
    }

    /// Adds a month's cash flows to what is kept.
    HWY_INLINE void Close(int t, V licensor, V host)
    {
        const auto month = static_cast<std::size_t>(t);
        const V licensorPresent = hn::Mul(licensor, Number(m_plan.licensorDiscount[month]));
        const V hostPresent = hn::Mul(host, Number(m_plan.hostDiscount[month]));
        m_state.licensorTotal = hn::Add(m_state.licensorTotal, licensor);
        m_state.hostTotal = hn::Add(m_state.hostTotal, host);
        m_state.licensorNpv = hn::Add(m_state.licensorNpv, licensorPresent);
        m_state.hostNpv = hn::Add(m_state.hostNpv, hostPresent);
        if constexpr (Monthly) {
            Keep(MonthlyRow::licensor, t, licensor);
            Keep(MonthlyRow::host, t, host);
            Keep(MonthlyRow::licensorCumulative, t, m_state.licensorTotal);
            Keep(MonthlyRow::hostCumulative, t, m_state.hostTotal);
            Keep(MonthlyRow::usage, t, m_month.usageSum);
            Keep(MonthlyRow::gross, t, m_month.grossSum);
            if (m_result.rowKinds == monthlyRowsDiscounted) {
                Keep(MonthlyRow::licensorDiscounted, t, m_state.licensorNpv);
                Keep(MonthlyRow::hostDiscounted, t, m_state.hostNpv);
            }
        }
    }

    HWY_INLINE void Keep(MonthlyRow kind, int t, V value)
    {
        const std::size_t row =
            static_cast<std::size_t>(kind) * static_cast<std::size_t>(m_plan.months) + static_cast<std::size_t>(t);
        hn::StoreU(hn::DemoteTo(F(), value), F(), m_result.rows + row * m_result.rowStride + m_lane);
        AddSum(row, value);
    }

    [[nodiscard]] std::size_t UseCaseSum(std::size_t which, std::size_t u, int t) const
    {
        const auto months = static_cast<std::size_t>(m_plan.months);
        return m_result.rowKinds * months + (which * m_plan.useCases + u) * months + static_cast<std::size_t>(t);
    }

    HWY_INLINE void AddSum(std::size_t sum, V value)
    {
        const D d;
        double* partial = m_partialSums + sum * scrambles + m_lane % scrambles;
        hn::StoreU(hn::Add(hn::LoadU(d, partial), hn::Mul(m_weight, value)), d, partial);
    }

    HWY_INLINE void AddLine(int t, UseCaseLine line, std::size_t u, V value)
    {
        AddAt(t, static_cast<std::size_t>(line) * m_plan.useCases + u, value, value);
    }
    HWY_INLINE void AddLine(int t, DealLine line, V value) { AddTwoLines(t, line, value, value); }
    HWY_INLINE void AddTwoLines(int t, DealLine line, V licensor, V host)
    {
        AddAt(t, useCaseLines * m_plan.useCases + static_cast<std::size_t>(line), licensor, host);
    }
    HWY_INLINE void AddAt(int t, std::size_t line, V licensor, V host)
    {
        const auto month = static_cast<std::size_t>(t);
        m_licensorLines[line] =
            hn::Add(m_licensorLines[line], hn::Mul(licensor, Number(m_plan.licensorDiscount[month])));
        m_hostLines[line] = hn::Add(m_hostLines[line], hn::Mul(host, Number(m_plan.hostDiscount[month])));
    }

    void AddBridge()
    {
        const std::size_t lines = bridgeLines(m_plan);
        const std::size_t first = Monthly ? UseCaseSum(2, 0, 0) : 0;
        for (std::size_t line = 0; line < lines; ++line) {
            AddSum(first + line, m_licensorLines[line]);
            AddSum(first + lines + line, m_hostLines[line]);
        }
    }

    const PricingPlan& m_plan;
    const Shocks& m_shocks;
    std::size_t m_block;
    const double* m_losses;
    const double* m_priceResponses;
    double* m_partialSums;
    const BlockResult& m_result;
    std::size_t m_lane = 0;
    V m_weight;
    State m_state;
    Month m_month;
    V m_licensorLines[useCaseLines * mostUseCases + dealLines];
    V m_hostLines[useCaseLines * mostUseCases + dealLines];
};

template <bool Monthly, bool Bridge>
void PriceLanes(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    PathPricer<Monthly, Bridge> pricer(plan, shocks, block, workspace, result);
    for (std::size_t lane = 0; lane < blockPaths; lane += hn::Lanes(D()))
        pricer.Price(lane, weights);
}

}  // namespace

// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
void PriceBlock(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    const bool monthly = result.rows != nullptr;
    const bool bridge = result.bridgeSums != nullptr;
    const auto price = monthly ? (bridge ? PriceLanes<true, true> : PriceLanes<true, false>)
                               : (bridge ? PriceLanes<false, true> : PriceLanes<false, false>);
    price(plan, shocks, block, weights, workspace, result);
}

// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
void PriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses)
{
    const D d;
    for (int t = 0; t < plan.months; ++t) {
        for (std::size_t lane = 0; lane < blockPaths; lane += hn::Lanes(d)) {
            const V logWar = rn::LogOfPositive(d, LoadShock(shocks.price(block, t) + lane));
            double* next = responses + static_cast<std::size_t>(t) * plan.elasticUseCases * blockPaths + lane;
            for (const double elasticity : plan.elasticity) {
                if (elasticity == 0.0)
                    continue;
                hn::StoreU(PriceResponse(elasticity, logWar), d, next);
                next += blockPaths;
            }
        }
    }
}

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(PriceBlock);
HWY_EXPORT(PriceResponses);

namespace {

/// The block's incident losses, dense.
void spreadLosses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* losses)
{
    std::fill_n(losses, static_cast<std::size_t>(plan.months) * blockPaths, 0.0);
    const double half = plan.lossDeviation * plan.lossDeviation / 2.0;
    for (const Incident& incident : shocks.incidents(block)) {
        losses[static_cast<std::size_t>(incident.month) * blockPaths + static_cast<std::size_t>(incident.lane)] =
            plan.meanLoss * random::exp(plan.lossDeviation * static_cast<double>(incident.z) - half);
    }
}

/// The 16 partial sums of one figure, in their order.
[[nodiscard]] double total(const double* partial)
{
    double sum = 0.0;
    for (int s = 0; s < scrambles; ++s)
        sum += partial[s];
    return sum;
}

}  // namespace

BlockWorkspace::BlockWorkspace(const PricingPlan& plan, std::size_t rowKinds, bool monthly, bool bridge)
{
    const auto months = static_cast<std::size_t>(plan.months);
    const std::size_t monthlySums = monthly ? (rowKinds + 2 * plan.useCases) * months : 0;
    const std::size_t bridgeSums = bridge ? 2 * bridgeLines(plan) : 0;
    m_partialSums.resize((monthlySums + bridgeSums) * scrambles);
}

const double* BlockWorkspace::losses(const PricingPlan& plan, const Shocks& shocks, std::size_t block)
{
    if (!plan.anyIncident)
        return nullptr;
    const LossKey key{block, plan.meanLoss, plan.lossDeviation};
    if (m_lossKey != key) {
        m_losses.resize(static_cast<std::size_t>(plan.months) * blockPaths);
        spreadLosses(plan, shocks, block, m_losses.data());
        m_lossKey = key;
    }
    return m_losses.data();
}

std::size_t priceResponseSize(const PricingPlan& plan)
{
    return static_cast<std::size_t>(plan.months) * plan.elasticUseCases * blockPaths;
}

void takePriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses)
{
    HWY_DYNAMIC_DISPATCH(PriceResponses)(plan, shocks, block, responses);
}

void BlockWorkspace::keepPriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block)
{
    m_keptResponses.resize(priceResponseSize(plan));
    takePriceResponses(plan, shocks, block, m_keptResponses.data());
    m_responses = m_keptResponses.data();
}

void priceBlock(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    std::fill_n(workspace.partialSums(), workspace.partialSumCount() * scrambles, 0.0);
    HWY_DYNAMIC_DISPATCH(PriceBlock)(plan, shocks, block, weights, workspace, result);

    const double* partial = workspace.partialSums();
    const auto take = [&](double* sums, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i, partial += scrambles)
            sums[i] = total(partial);
    };
    if (result.rows != nullptr) {
        const auto months = static_cast<std::size_t>(plan.months);
        take(result.rowSums, result.rowKinds * months);
        take(result.useCaseSums, 2 * plan.useCases * months);
    }
    if (result.bridgeSums != nullptr)
        take(result.bridgeSums, 2 * bridgeLines(plan));
}

}  // namespace dealwright::simulation
#endif  // HWY_ONCE
