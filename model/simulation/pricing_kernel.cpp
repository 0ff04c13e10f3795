// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/pricing_kernel.h"

#include "random/elementary.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

HWY_INLINE V Number(double value)
{
    return hn::Set(D(), value);
}

HWY_INLINE V LoadShock(const float* row)
{
    return hn::PromoteTo(D(), hn::LoadU(F(), row));
}

/// What a price war does to usage: war^-elasticity. An elasticity is at most 10 and a shock within 1e-30 ... 1e30, so
/// that the exponent stays below 700.
HWY_INLINE V PriceResponse(double elasticity, V logWar)
{
    return rn::ExpWithinRange(D(), hn::Mul(Number(-elasticity), logWar));
}

/// What a month's steps need of a use case: the same for all paths.
struct UseCaseMonth {
    double expectedUsage = 0.0;
    double expectedPrice = 0.0;
    double unitCost = 0.0;
    double outsideFactor = 0.0;
    const double* responses = nullptr;  ///< to the price war; null where there are none
    bool exclusive = false;             ///< unless lapsed
    double uplift = 0.0;
    double premium = 0.0;
    double rate = 0.0;  ///< base rate and annual step
    double credits = 0.0;
};

/// Prices so many paths of a block, month by month in the order of section 4: each step for all of them, a vector at a
/// time. What a step's paths share is then looked up once, and the processor has a loop to run ahead in.
template <bool Monthly, bool Bridge>
class PathPricer {
public:
    PathPricer(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
               BlockWorkspace& workspace, const BlockResult& result)
        : m_plan(plan),
          m_shocks(shocks),
          m_block(block),
          m_weights(weights),
          m_losses(workspace.losses(plan, shocks, block)),
          m_priceResponses(workspace.priceResponses(plan, shocks, block)),
          m_monthlySums(workspace.monthlySums()),
          m_bridgeSums(workspace.bridgeSums()),
          m_state(workspace.state()),
          m_month(workspace.month()),
          m_result(result),
          m_heldMonths(std::min(plan.holdbackMonths, plan.months) + 1)
    {
        if constexpr (Bridge) {
            m_licensorLines = workspace.bridgeLines();
            m_hostLines = m_licensorLines + bridgeLines(plan);
        }
    }

    /// The block's paths from `first` on.
    void Price(std::size_t first)
    {
        m_first = first;
        Begin();
        for (int t = 0; t < m_plan.months; ++t) {
            LookUp(t);
            for (std::size_t at = 0; at < pathsAtOnce; at += hn::Lanes(D()))
                Usage(t, at);
            Tiers(t);
            for (std::size_t at = 0; at < pathsAtOnce; at += hn::Lanes(D()))
                Pay(t, at, Share(t, at));
            if constexpr (Monthly)
                KeepMonth(t);
        }
        End();
    }

private:
    static HWY_INLINE V Get(const Figure& figure, std::size_t at) { return hn::Load(D(), figure.values.data() + at); }
    static HWY_INLINE void Set(Figure& figure, std::size_t at, V value)
    {
        hn::Store(value, D(), figure.values.data() + at);
    }
    static void Fill(Figure& figure, double value) { figure.values.fill(value); }

    void Begin()
    {
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            UseCaseState& state = m_state.useCase[u];
            for (Figure* const figure :
                 {&state.quantity, &state.previousQuantity, &state.lapsed, &state.activeMonths, &state.activeUsage})
                Fill(*figure, 0.0);
        }
        for (std::size_t k = 0; k < m_plan.milestones.size(); ++k)
            Fill(m_state.milestoneReached[k], 0.0);
        for (Figure* const figure : {&m_state.cumulativeUsage, &m_state.earnedThisYear, &m_state.earnedSoFar})
            Fill(*figure, 0.0);
        Fill(m_state.balance, m_plan.advance);
        for (Figure* const figure : {&m_state.licensorNpv, &m_state.licensorTotal})
            Fill(*figure, m_plan.signing);
        for (Figure* const figure : {&m_state.hostNpv, &m_state.hostTotal})
            Fill(*figure, -m_plan.signing);
        if constexpr (Bridge) {
            for (std::size_t line = 0; line < 2 * bridgeLines(m_plan); ++line)
                Fill(m_licensorLines[line], 0.0);  // the host's follow
        }
    }

    void End()
    {
        std::ranges::copy(m_state.licensorNpv.values, m_result.licensorNpv + m_first);
        std::ranges::copy(m_state.hostNpv.values, m_result.hostNpv + m_first);
        std::ranges::copy(m_state.licensorTotal.values, m_result.licensorTotal + m_first);
        std::ranges::copy(m_state.hostTotal.values, m_result.hostTotal + m_first);
        if constexpr (Bridge) {
            for (std::size_t line = 0; line < 2 * bridgeLines(m_plan); ++line)
                AddSum(m_bridgeSums + line * scrambles, m_licensorLines[line]);
        }
    }

    /// What of month t is the same for all paths.
    void LookUp(int t)
    {
        const auto month = static_cast<std::size_t>(t);
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const std::size_t i = m_plan.at(t, u);
            const ExclusivityPlan& clause = m_plan.exclusivity[u];
            UseCaseMonth& useCase = m_useCases[u];
            useCase.expectedUsage = m_plan.expectedUsage[i];
            useCase.expectedPrice = m_plan.expectedPrice[i];
            useCase.unitCost = m_plan.unitCost[i];
            useCase.outsideFactor = m_plan.outsideFactor[u];
            const std::size_t row = month * m_plan.elasticities.size() + m_plan.responseOf[u];
            useCase.responses = m_plan.elasticity[u] == 0.0 ? nullptr : m_priceResponses + row * blockPaths + m_first;
            useCase.exclusive = clause.granted && t >= clause.first && t < clause.end;
            useCase.uplift = clause.uplift;
            useCase.premium = clause.premium;
            useCase.rate = m_plan.baseRate[u] + m_plan.stepRate[i];
            useCase.credits = m_plan.creditRate[i];
        }
        // Rows of a month stand too far apart for the processor to foresee: asks for the next month's.
        if (t + 1 == m_plan.months)
            return;
        const float* const shocks = m_shocks.usage(m_block, 0, t + 1) + m_first;
        for (std::size_t row = 0; row <= m_plan.useCases; ++row) {
            for (std::size_t at = 0; at < pathsAtOnce; at += 16)
                hwy::Prefetch(shocks + row * blockPaths + at);
        }
        const std::size_t elasticities = m_plan.elasticities.size();
        const double* const responses = m_priceResponses + (month + 1) * elasticities * blockPaths + m_first;
        for (std::size_t row = 0; row < elasticities; ++row) {
            for (std::size_t at = 0; at < pathsAtOnce; at += 8)
                hwy::Prefetch(responses + row * blockPaths + at);
        }
    }

    /// Steps 1 and 2: usage as sold, its price, gross revenue, serving cost, and the base of the share.
    HWY_INLINE void Usage(int t, std::size_t at)
    {
        const V zero = Number(0.0);
        const V one = Number(1.0);
        const std::size_t useCases = m_plan.useCases;
        const deal::RevenueBase revenueBase = m_plan.base;
        const V netFactor = Number(m_plan.netFactor);
        const V improvements = Number(m_plan.improvements[static_cast<std::size_t>(t)]);
        const float* const shocks = m_shocks.usage(m_block, 0, t) + m_first + at;  // the month's rows, then the price's
        const V war = LoadShock(shocks + useCases * blockPaths);
        V usageSum = zero;
        V grossSum = zero;
        V costSum = zero;
        V outsideSum = zero;
        for (std::size_t u = 0; u < useCases; ++u) {
            const UseCaseMonth& useCase = m_useCases[u];
            UseCaseFigures& figures = m_month.useCase[u];
            V usage = hn::Mul(Number(useCase.expectedUsage), LoadShock(shocks + u * blockPaths));
            if (useCase.responses != nullptr)
                usage = hn::Mul(usage, hn::LoadU(D(), useCase.responses + at));
            const V price = hn::Mul(Number(useCase.expectedPrice), war);

            V outside = hn::Mul(hn::Mul(Number(useCase.outsideFactor), usage), price);
            if (useCase.exclusive) {
                UseCaseState& state = m_state.useCase[u];
                const V exclusive = hn::Sub(one, Get(state.lapsed, at));
                outside = hn::Mul(outside, hn::Sub(one, exclusive));
                usage = hn::Mul(usage, hn::Add(one, hn::Mul(exclusive, Number(useCase.uplift))));
                Set(figures.exclusive, at, exclusive);
                Set(state.activeMonths, at, hn::Add(Get(state.activeMonths, at), exclusive));
                Set(state.activeUsage, at, hn::Add(Get(state.activeUsage, at), hn::Mul(exclusive, usage)));
            }
            const V gross = hn::Mul(usage, price);
            const V cost = hn::Mul(usage, Number(useCase.unitCost));
            V base = gross;
            if (revenueBase == deal::RevenueBase::net)
                base = hn::Mul(gross, netFactor);
            else if (revenueBase == deal::RevenueBase::profit)
                base = hn::Max(zero, hn::Sub(gross, cost));

            Set(figures.usage, at, usage);
            Set(figures.gross, at, gross);
            Set(figures.shareBase, at, hn::Mul(base, improvements));
            if constexpr (Bridge) {
                Set(figures.cost, at, cost);
                Set(figures.base, at, base);
                Set(figures.outside, at, outside);
            }
            usageSum = hn::Add(usageSum, usage);
            grossSum = hn::Add(grossSum, gross);
            costSum = hn::Add(costSum, cost);
            outsideSum = hn::Add(outsideSum, outside);
        }
        Set(m_month.usageSum, at, usageSum);
        Set(m_month.grossSum, at, grossSum);
        Set(m_month.costSum, at, costSum);
        Set(m_month.outsideSum, at, outsideSum);
    }

    /// Step 3's tier adjustment for each use case.
    void Tiers(int t)
    {
        const TierPlan& tiers = m_plan.tiers;
        if (tiers.threshold.empty())
            return;
        if (tiers.pooled) {
            TierAdjustment(t, 0, tiers.revenue ? m_month.grossSum : m_month.usageSum);
            return;
        }
        for (std::size_t u = 0; u < m_plan.useCases; ++u)
            TierAdjustment(t, u, tiers.revenue ? m_month.useCase[u].gross : m_month.useCase[u].usage);
    }

    /// The adjustment of one quantity (a use case's, or the pool's) in month t, and its state's step to the next month.
    void TierAdjustment(int t, std::size_t slot, const Figure& added)
    {
        const TierPlan& tiers = m_plan.tiers;
        UseCaseState& state = m_state.useCase[slot];
        Figure& adjustment = m_month.useCase[slot].adjustment;
        const bool byYear = tiers.period == deal::TierPeriod::contractYear;
        const bool periodStarts = tiers.period == deal::TierPeriod::month || (byYear && t % 12 == 0);
        if (periodStarts && t > 0) {
            state.previousQuantity = state.quantity;
            Fill(state.quantity, 0.0);
        }
        const bool byPast = tiers.method == deal::TierMethod::prospective && tiers.period != deal::TierPeriod::lifetime;
        for (std::size_t at = 0; at < pathsAtOnce; at += hn::Lanes(D())) {
            const V before = Get(state.quantity, at);
            const V after = hn::Add(before, Get(added, at));
            Set(state.quantity, at, after);
            if (tiers.method == deal::TierMethod::marginal)
                Set(adjustment, at, MarginalAdjustment(before, after));
            else if (tiers.method == deal::TierMethod::whole)
                Set(adjustment, at, ReachedAdjustment(after));
            else
                Set(adjustment, at, ReachedAdjustment(byPast ? Get(state.previousQuantity, at) : before));
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
        const V zero = Number(0.0);
        V sum = zero;
        for (const TierSlice& slice : m_plan.tiers.slices) {
            const V from = hn::Max(before, Number(slice.from));
            const V to = hn::Min(after, Number(slice.to));
            sum = hn::Add(sum, hn::Mul(Number(slice.adjustment), hn::Max(zero, hn::Sub(to, from))));
        }
        const V added = hn::Sub(after, before);
        const M any = hn::Gt(added, zero);
        if (hn::AllTrue(D(), any))
            return hn::Div(sum, added);
        const V average = hn::Div(sum, hn::IfThenElse(any, added, Number(1.0)));
        return hn::IfThenElse(any, average, ReachedAdjustment(before));
    }

    /// Step 3: the effective rates; answers the sum of r H.
    HWY_INLINE V Share(int t, std::size_t at)
    {
        const std::size_t useCases = m_plan.useCases;
        const V floor = Number(m_plan.rateFloor);
        const V cap = Number(m_plan.rateCap);
        const bool tiered = !m_plan.tiers.threshold.empty();
        const bool pooled = m_plan.tiers.pooled;
        V share = Number(0.0);
        for (std::size_t u = 0; u < useCases; ++u) {
            const UseCaseMonth& useCase = m_useCases[u];
            const UseCaseFigures& figures = m_month.useCase[u];
            V tier = Number(0.0);
            if (tiered)
                tier = Get(pooled ? m_month.useCase[0].adjustment : figures.adjustment, at);
            V premium = Number(0.0);
            if (useCase.exclusive)
                premium = hn::Mul(Get(figures.exclusive, at), Number(useCase.premium));
            const V credits = Number(useCase.credits);
            const V sum = hn::Add(hn::Add(hn::Add(Number(useCase.rate), tier), premium), credits);
            const V rate = hn::Min(hn::Max(sum, floor), cap);
            const V shareBase = Get(figures.shareBase, at);
            share = hn::Add(share, hn::Mul(rate, shareBase));
            if constexpr (Bridge) {
                const V gross = Get(figures.gross, at);
                const V base = Get(figures.base, at);
                const V step = Number(m_plan.stepRate[m_plan.at(t, u)]);
                AddLine(t, UseCaseLine::gross, u, at, gross);
                AddLine(t, UseCaseLine::cost, u, at, Get(figures.cost, at));
                AddLine(t, UseCaseLine::baseRate, u, at, hn::Mul(Number(m_plan.baseRate[u]), gross));
                AddLine(t, UseCaseLine::annualStep, u, at, hn::Mul(step, gross));
                AddLine(t, UseCaseLine::tier, u, at, hn::Mul(tier, gross));
                AddLine(t, UseCaseLine::premium, u, at, hn::Mul(premium, gross));
                AddLine(t, UseCaseLine::credits, u, at, hn::Mul(credits, gross));
                AddLine(t, UseCaseLine::clamp, u, at, hn::Mul(hn::Sub(rate, sum), gross));
                AddLine(t, UseCaseLine::base, u, at, hn::Mul(rate, hn::Sub(base, gross)));
                AddLine(t, UseCaseLine::improvements, u, at, hn::Mul(rate, hn::Sub(shareBase, base)));
                AddLine(t, UseCaseLine::outside, u, at, Get(figures.outside, at));
            }
        }
        return share;
    }

    /// Steps 4 to 8: what is earned, paid and released, the year's end, milestones; and both cash flows.
    HWY_INLINE void Pay(int t, std::size_t at, V share)
    {
        const V zero = Number(0.0);
        const auto month = static_cast<std::size_t>(t);

        // 4 earned
        V due = share;
        if (m_plan.minimumPerMillionTokens > 0.0)
            due = hn::Max(share, hn::Mul(Number(m_plan.minimumPerMillionTokens), Get(m_month.usageSum, at)));
        const V reportedShare = hn::Mul(due, Number(m_plan.reportedFraction));
        V earned = reportedShare;
        V withinYear = reportedShare;
        V earnedThisYear = Get(m_state.earnedThisYear, at);
        if (m_plan.anyCap) {
            const V earnedSoFar = Get(m_state.earnedSoFar, at);
            withinYear = hn::Min(earned, hn::Max(zero, hn::Sub(Number(m_plan.annualCap), earnedThisYear)));
            earned = hn::Min(withinYear, hn::Max(zero, hn::Sub(Number(m_plan.totalCap), earnedSoFar)));
            Set(m_state.earnedSoFar, at, hn::Add(earnedSoFar, earned));
        }
        earnedThisYear = hn::Add(earnedThisYear, earned);
        Set(m_state.earnedThisYear, at, earnedThisYear);

        // 5 recouped
        V recouped = zero;
        if (m_plan.advance > 0.0) {
            const V balance = Get(m_state.balance, at);
            recouped = hn::Min(balance, hn::Mul(Number(m_plan.recoupment), earned));
            Set(m_state.balance, at, hn::Sub(balance, recouped));
        }
        const V paid = hn::Sub(earned, recouped);

        // 6 escrow
        V released = zero;
        V held = zero;
        if (m_plan.holdbackRate > 0.0) {
            held = hn::Mul(Number(m_plan.holdbackRate), paid);
            released = Release(t, at, held);
        }

        // 7 year end
        V trueUp = zero;
        V settlement = zero;
        V dispute = zero;
        if (m_plan.endsYear(t)) {
            const auto year = static_cast<std::size_t>(t / 12);
            trueUp = hn::Max(zero, hn::Sub(Number(m_plan.guarantee[year]), earnedThisYear));
            if (m_plan.disputeProbability > 0.0) {
                const V luck = LoadShock(m_shocks.dispute(m_block, t / 12) + m_first + at);
                dispute = hn::IfThenElseZero(hn::Lt(luck, Number(m_plan.disputeProbability)), Number(1.0));
                settlement = hn::Mul(dispute, hn::Mul(Number(m_plan.settlement), earnedThisYear));
            }
            Set(m_state.earnedThisYear, at, zero);
            if (m_plan.anyTest)
                TestExclusivity(at);
        }

        // 8 others
        V milestones = zero;
        if (!m_plan.milestones.empty())
            milestones = Milestones(at);
        V loss = zero;
        if (m_plan.anyIncident)
            loss = hn::LoadU(D(), m_losses + month * blockPaths + m_first + at);
        const V licensorLoss = hn::Mul(Number(m_plan.licensorLiability), loss);
        const V hostLoss = hn::Sub(loss, licensorLoss);

        V licensor = hn::Add(hn::Sub(paid, held), released);
        licensor = hn::Add(hn::Add(licensor, trueUp), milestones);
        licensor = hn::Add(hn::Add(licensor, Number(m_plan.fees[month])), Get(m_month.outsideSum, at));
        licensor = hn::Sub(hn::Sub(licensor, Number(m_plan.licensorCosts[month])), licensorLoss);
        licensor = hn::Sub(hn::Sub(licensor, hn::Mul(dispute, Number(m_plan.disputeCostLicensor))), settlement);

        V host = hn::Sub(Get(m_month.grossSum, at), Get(m_month.costSum, at));
        host = hn::Sub(hn::Sub(hn::Sub(host, paid), trueUp), milestones);
        host = hn::Sub(hn::Sub(host, Number(m_plan.fees[month])), Number(m_plan.hostCosts[month]));
        host = hn::Sub(host, hostLoss);
        host = hn::Add(hn::Sub(host, hn::Mul(dispute, Number(m_plan.disputeCostHost))), settlement);

        if constexpr (Bridge) {
            AddLine(t, DealLine::perUnitFloor, at, hn::Sub(due, share));
            AddLine(t, DealLine::underReporting, at, hn::Sub(reportedShare, due));
            AddLine(t, DealLine::annualCap, at, hn::Sub(withinYear, reportedShare));
            AddLine(t, DealLine::totalCap, at, hn::Sub(earned, withinYear));
            AddLine(t, DealLine::recoupment, at, hn::Neg(recouped));
            AddLine(t, DealLine::escrow, at, hn::Sub(released, held));
            AddLine(t, DealLine::trueUp, at, trueUp);
            AddLine(t, DealLine::milestones, at, milestones);
            AddLine(t, DealLine::settlement, at, hn::Neg(settlement));
            AddTwoLines(t, DealLine::disputeCosts, at, hn::Mul(dispute, Number(m_plan.disputeCostLicensor)),
                        hn::Mul(dispute, Number(m_plan.disputeCostHost)));
            AddTwoLines(t, DealLine::incident, at, licensorLoss, hostLoss);
        }
        const V licensorPresent = hn::Mul(licensor, Number(m_plan.licensorDiscount[month]));
        const V hostPresent = hn::Mul(host, Number(m_plan.hostDiscount[month]));
        Set(m_state.licensorTotal, at, hn::Add(Get(m_state.licensorTotal, at), licensor));
        Set(m_state.hostTotal, at, hn::Add(Get(m_state.hostTotal, at), host));
        Set(m_state.licensorNpv, at, hn::Add(Get(m_state.licensorNpv, at), licensorPresent));
        Set(m_state.hostNpv, at, hn::Add(Get(m_state.hostNpv, at), hostPresent));
        if constexpr (Monthly) {
            Set(m_month.licensor, at, licensor);
            Set(m_month.host, at, host);
        }
    }

    /// What falls due of the escrow in month t, this month's included.
    HWY_INLINE V Release(int t, std::size_t at, V held)
    {
        const int last = m_plan.months - 1;
        const auto heldIn = [this](int month) -> Figure& {
            return m_state.held[static_cast<std::size_t>(month % m_heldMonths)];
        };
        Set(heldIn(t), at, held);
        if (t < last)
            return t >= m_plan.holdbackMonths ? Get(heldIn(t - m_plan.holdbackMonths), at) : Number(0.0);
        V released = Number(0.0);
        for (int s = std::max(0, last - m_plan.holdbackMonths); s <= last; ++s)
            released = hn::Add(released, Get(heldIn(s), at));
        return released;
    }

    /// At a year's end: who sold too little while exclusive loses it from the next month on.
    HWY_INLINE void TestExclusivity(std::size_t at)
    {
        const V zero = Number(0.0);
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const double minimum = m_plan.exclusivity[u].minimumAnnualUsage;
            if (minimum <= 0.0)
                continue;
            UseCaseState& state = m_state.useCase[u];
            const V months = Get(state.activeMonths, at);
            const V needed = hn::Mul(Number(minimum * reached / 12.0), months);
            const M fails = hn::And(hn::Gt(months, zero), hn::Lt(Get(state.activeUsage, at), needed));
            Set(state.lapsed, at, hn::IfThenElse(fails, Number(1.0), Get(state.lapsed, at)));
            Set(state.activeMonths, at, zero);
            Set(state.activeUsage, at, zero);
        }
    }

    /// What milestones pay that are reached by the end of this month.
    HWY_INLINE V Milestones(std::size_t at)
    {
        const V cumulativeUsage = hn::Add(Get(m_state.cumulativeUsage, at), Get(m_month.usageSum, at));
        Set(m_state.cumulativeUsage, at, cumulativeUsage);
        V paid = Number(0.0);
        for (std::size_t k = 0; k < m_plan.milestones.size(); ++k) {
            const MilestonePlan& milestone = m_plan.milestones[k];
            Figure& before = m_state.milestoneReached[k];
            const V now = hn::IfThenElseZero(hn::Ge(cumulativeUsage, Number(milestone.threshold)), Number(1.0));
            paid = hn::Add(paid, hn::Mul(hn::Sub(now, Get(before, at)), Number(milestone.amount)));
            Set(before, at, now);
        }
        return paid;
    }

    /// The month's figures for the percentiles, and their sums.
    void KeepMonth(int t)
    {
        double* sums = m_monthlySums + static_cast<std::size_t>(t) * sumsOfMonth(m_plan, m_result.rowKinds) * scrambles;
        const auto keep = [&](MonthlyRow kind, const Figure& figure) HWY_ATTR {
            const auto index = static_cast<std::size_t>(kind);
            const std::size_t row = index * static_cast<std::size_t>(m_plan.months) + static_cast<std::size_t>(t);
            float* const values = m_result.rows + row * m_result.rowStride + m_first;
            for (std::size_t at = 0; at < pathsAtOnce; at += hn::Lanes(D()))
                hn::StoreU(hn::DemoteTo(F(), Get(figure, at)), F(), values + at);
            AddSum(sums + index * scrambles, figure);
        };
        keep(MonthlyRow::licensor, m_month.licensor);
        keep(MonthlyRow::host, m_month.host);
        keep(MonthlyRow::licensorCumulative, m_state.licensorTotal);
        keep(MonthlyRow::hostCumulative, m_state.hostTotal);
        keep(MonthlyRow::usage, m_month.usageSum);
        keep(MonthlyRow::gross, m_month.grossSum);
        if (m_result.rowKinds == monthlyRowsDiscounted) {
            keep(MonthlyRow::licensorDiscounted, m_state.licensorNpv);
            keep(MonthlyRow::hostDiscounted, m_state.hostNpv);
        }
        sums += m_result.rowKinds * scrambles;
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            AddSum(sums, m_month.useCase[u].usage);
            sums += scrambles;
            AddSum(sums, m_month.useCase[u].gross);
            sums += scrambles;
        }
    }

    /// Adds the figure of all paths, weighted, to its 16 partial sums.
    void AddSum(double* partialSums, const Figure& figure) const
    {
        const D d;
        constexpr std::size_t vectors = scrambles / hn::MaxLanes(D());
        V sum[vectors];
        for (std::size_t i = 0; i < vectors; ++i)
            sum[i] = hn::LoadU(d, partialSums + i * hn::Lanes(d));
        const double* const weights = m_weights + m_first;
        for (std::size_t at = 0; at < pathsAtOnce; at += scrambles) {
            for (std::size_t i = 0; i < vectors; ++i) {
                const std::size_t path = at + i * hn::Lanes(d);
                sum[i] = hn::Add(sum[i], hn::Mul(hn::LoadU(d, weights + path), Get(figure, path)));
            }
        }
        for (std::size_t i = 0; i < vectors; ++i)
            hn::StoreU(sum[i], d, partialSums + i * hn::Lanes(d));
    }

    HWY_INLINE void AddLine(int t, UseCaseLine line, std::size_t u, std::size_t at, V value)
    {
        AddAt(t, static_cast<std::size_t>(line) * m_plan.useCases + u, at, value, value);
    }
    HWY_INLINE void AddLine(int t, DealLine line, std::size_t at, V value) { AddTwoLines(t, line, at, value, value); }
    HWY_INLINE void AddTwoLines(int t, DealLine line, std::size_t at, V licensor, V host)
    {
        AddAt(t, useCaseLines * m_plan.useCases + static_cast<std::size_t>(line), at, licensor, host);
    }
    HWY_INLINE void AddAt(int t, std::size_t line, std::size_t at, V licensor, V host)
    {
        const auto month = static_cast<std::size_t>(t);
        Figure& licensorLine = m_licensorLines[line];
        Figure& hostLine = m_hostLines[line];
        const V licensorPresent = hn::Mul(licensor, Number(m_plan.licensorDiscount[month]));
        const V hostPresent = hn::Mul(host, Number(m_plan.hostDiscount[month]));
        Set(licensorLine, at, hn::Add(Get(licensorLine, at), licensorPresent));
        Set(hostLine, at, hn::Add(Get(hostLine, at), hostPresent));
    }

    const PricingPlan& m_plan;
    const Shocks& m_shocks;
    std::size_t m_block;
    const double* m_weights;
    const double* m_losses;
    const double* m_priceResponses;
    double* m_monthlySums;
    double* m_bridgeSums;
    PathState& m_state;
    MonthFigures& m_month;
    Figure* m_licensorLines = nullptr;
    Figure* m_hostLines = nullptr;
    const BlockResult& m_result;
    int m_heldMonths;
    std::size_t m_first = 0;  ///< of the block's paths
    std::array<UseCaseMonth, mostUseCases> m_useCases;
};

template <bool Monthly, bool Bridge>
void PricePaths(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    PathPricer<Monthly, Bridge> pricer(plan, shocks, block, weights, workspace, result);
    for (std::size_t first = 0; first < blockPaths; first += pathsAtOnce)
        pricer.Price(first);
}

}  // namespace

// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
void PriceBlock(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    const bool monthly = result.rows != nullptr;
    const bool bridge = result.bridgeSums != nullptr;
    const auto price = monthly ? (bridge ? PricePaths<true, true> : PricePaths<true, false>)
                               : (bridge ? PricePaths<false, true> : PricePaths<false, false>);
    price(plan, shocks, block, weights, workspace, result);
}

// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
void PriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses)
{
    const D d;
    double* row = responses;
    for (int t = 0; t < plan.months; ++t) {
        for (std::size_t lane = 0; lane < blockPaths; lane += hn::Lanes(d)) {
            const V logWar = rn::LogOfPositive(d, LoadShock(shocks.price(block, t) + lane));
            for (std::size_t i = 0; i < plan.elasticities.size(); ++i)
                hn::StoreU(PriceResponse(plan.elasticities[i], logWar), d, row + i * blockPaths + lane);
        }
        row += plan.elasticities.size() * blockPaths;
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

BlockWorkspace::BlockWorkspace()
    : m_state(std::make_unique_for_overwrite<PathState>()), m_month(std::make_unique_for_overwrite<MonthFigures>())
{
}

void BlockWorkspace::begin(const PricingPlan& plan, std::size_t rowKinds, bool monthly, bool bridge)
{
    m_lossKey.reset();
    m_responseKey.reset();
    m_givenResponses = nullptr;
    m_monthlySums.resize(monthly ? static_cast<std::size_t>(plan.months) * sumsOfMonth(plan, rowKinds) * scrambles : 0);
    const std::size_t lines = bridge ? 2 * simulation::bridgeLines(plan) : 0;
    m_bridgeSums.resize(lines * scrambles);
    m_bridgeLines.resize(lines);
}

void BlockWorkspace::clearSums()
{
    std::ranges::fill(m_monthlySums, 0.0);
    std::ranges::fill(m_bridgeSums, 0.0);
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
    return static_cast<std::size_t>(plan.months) * plan.elasticities.size() * blockPaths;
}

void takePriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses)
{
    HWY_DYNAMIC_DISPATCH(PriceResponses)(plan, shocks, block, responses);
}

const double* BlockWorkspace::priceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block)
{
    if (m_givenResponses != nullptr)
        return m_givenResponses;
    ResponseKey key{block, plan.elasticities};
    if (m_responseKey != key) {
        m_responses.resize(priceResponseSize(plan));
        takePriceResponses(plan, shocks, block, m_responses.data());
        m_responseKey = std::move(key);
    }
    return m_responses.data();
}

void priceBlock(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    workspace.clearSums();
    HWY_DYNAMIC_DISPATCH(PriceBlock)(plan, shocks, block, weights, workspace, result);

    if (result.rows != nullptr) {
        const auto months = static_cast<std::size_t>(plan.months);
        const double* partial = workspace.monthlySums();
        for (std::size_t t = 0; t < months; ++t) {
            for (std::size_t kind = 0; kind < result.rowKinds; ++kind, partial += scrambles)
                result.rowSums[kind * months + t] = total(partial);
            for (std::size_t u = 0; u < plan.useCases; ++u) {
                result.useCaseSums[u * months + t] = total(partial);
                partial += scrambles;
                result.useCaseSums[(plan.useCases + u) * months + t] = total(partial);
                partial += scrambles;
            }
        }
    }
    if (result.bridgeSums != nullptr) {
        for (std::size_t i = 0; i < 2 * bridgeLines(plan); ++i)
            result.bridgeSums[i] = total(workspace.bridgeSums() + i * scrambles);
    }
}

}  // namespace dealwright::simulation
#endif  // HWY_ONCE
