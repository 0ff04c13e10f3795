// SPDX-License-Identifier: GPL-3.0-or-later
// The months of docs/MODEL.md section 4 for many paths at once: the fast twin of contract/ledger.cpp, which says the
// same for one path, to be read first. The two share no arithmetic.
#include "simulation/pricing_kernel.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/pricing_kernel.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include "simulation/bridge_sums-inl.h"
#include "simulation/path_state-inl.h"
#include "simulation/tier_adjustments-inl.h"
#include "simulation/vector_pack-inl.h"

#include <hwy/cache_control.h>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {
namespace {

/// What a month's steps need of a use case: the same for all paths.
struct UseCaseMonth {
    double expectedUsage = 0.0;  ///< with the uplift of an exclusivity that no path can lose
    double expectedPrice = 0.0;
    double unitCost = 0.0;
    double outsideFactor = 0.0;         ///< 0 under such an exclusivity
    const double* responses = nullptr;  ///< to the price war, of the paths at hand
    bool tested = false;                ///< exclusive, unless lapsed
    double uplift = 0.0;                ///< where tested
    double baseRate = 0.0;
    double stepRate = 0.0;
    double premium = 0.0;  ///< 0 where not exclusive
    double credits = 0.0;
    double rate = 0.0;              ///< base rate, annual step and credits
    const float* shocks = nullptr;  ///< to usage, of the paths at hand
};

/// Prices so many paths of a block, month by month in the order of section 4: each step for all of them, a vector at a
/// time. What a step's paths share is looked up once before it, and its loop has no choice left to make for each path.
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
          m_bridge(plan, workspace),
          m_state(workspace.state()),
          m_month(workspace.month()),
          m_result(result),
          m_heldMonths(std::min(plan.holdbackMonths, plan.months) + 1),
          m_marketRows(plan.useCases + 1),
          m_responseRows(plan.elasticities.size())
    {
    }

    /// The block's paths from `first` on.
    void Price(std::size_t first)
    {
        m_first = first;
        m_bridge.Weigh(m_weights + first);
        Begin();
        switch (TieringOf(m_plan.tiers)) {
            case Tiering::none:
                Months<Tiering::none>();
                break;
            case Tiering::marginal:
                Months<Tiering::marginal>();
                break;
            case Tiering::reached:
                Months<Tiering::reached>();
                break;
            case Tiering::pooled:
                Months<Tiering::pooled>();
                break;
        }
        End();
    }

private:
    [[nodiscard]] HWY_INLINE Pack Weight(std::size_t at) const { return Pack::Load(m_weights + m_first + at); }

    void Begin()
    {
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            UseCaseState& state = m_state.useCase[u];
            for (PathValues* const figure :
                 {&state.quantity, &state.tierSum, &state.previousQuantity, &state.activeUsage}) {
                Fill(*figure, 0.0);
            }
            Fill(state.exclusive, 1.0);
            m_activeMonths[u] = 0;
        }
        for (std::size_t k = 0; k < m_plan.milestones.size(); ++k) {
            Fill(m_state.milestoneReached[k], 0.0);
        }
        for (PathValues* const figure : {&m_state.cumulativeUsage, &m_state.earnedThisYear, &m_state.earnedSoFar}) {
            Fill(*figure, 0.0);
        }
        Fill(m_state.balance, m_plan.advance);
        for (PathValues* const figure : {&m_state.licensorNpv, &m_state.licensorTotal}) {
            Fill(*figure, m_plan.signing);
        }
        for (PathValues* const figure : {&m_state.hostNpv, &m_state.hostTotal}) {
            Fill(*figure, -m_plan.signing);
        }
        Fill(m_state.licensorInflow, m_plan.signing);
        Fill(m_state.hostInflow, 0.0);
        for (PathValues* const figure : Shifts()) {
            Fill(*figure, 0.0);
        }
    }

    void End()
    {
        std::ranges::copy(m_state.licensorNpv.values, m_result.licensorNpv + m_first);
        std::ranges::copy(m_state.hostNpv.values, m_result.hostNpv + m_first);
        std::ranges::copy(m_state.licensorTotal.values, m_result.licensorTotal + m_first);
        std::ranges::copy(m_state.hostTotal.values, m_result.hostTotal + m_first);
        if (m_result.licensorInflow != nullptr) {
            std::ranges::copy(m_state.licensorInflow.values, m_result.licensorInflow + m_first);
            std::ranges::copy(m_state.hostInflow.values, m_result.hostInflow + m_first);
        }
        if (m_result.shifts != nullptr && m_plan.anyRare()) {
            double* to = m_result.shifts + m_first;
            for (const PathValues* const figure : Shifts()) {
                std::ranges::copy(figure->values, to);
                to += m_result.shiftStride;
            }
        }
    }

    [[nodiscard]] std::array<PathValues*, 4> Shifts() const
    {
        return {&m_state.licensorNpvShift, &m_state.hostNpvShift, &m_state.licensorTotalShift, &m_state.hostTotalShift};
    }

    /// Rows of a month stand too far apart for the processor to foresee: asks, row by row, for what will be wanted some
    /// months later. Past the last month it asks in vain.
    template <class T>
    static HWY_INLINE void PrefetchLater(const T* paths, std::size_t rowsOfMonth)
    {
        constexpr std::size_t monthsAhead = 3;
        const T* const later = paths + monthsAhead * rowsOfMonth * blockPaths;
        hwy::Prefetch(later);
        if constexpr (sizeof(T) > sizeof(float)) {
            hwy::Prefetch(later + 8);
        }
    }

    [[nodiscard]] const double* ResponsesOf(int t, std::size_t elasticity) const
    {
        const std::size_t row = static_cast<std::size_t>(t) * m_plan.elasticities.size() + elasticity;
        return m_priceResponses + row * blockPaths + m_first;
    }

    template <Tiering tiering>
    void Months()
    {
        for (int t = 0; t < m_plan.months; ++t) {
            LookUp(t);
            Month<tiering>(t);
            if (m_plan.endsYear(t) && m_plan.anyTest) {
                TestExclusivity();
            }
            if constexpr (Bridge) {
                m_bridge.EndMonth(t);
            }
        }
    }

    /// What of month t is the same for all paths.
    void LookUp(int t)
    {
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const std::size_t i = m_plan.at(t, u);
            UseCaseMonth& useCase = m_useCases[u];
            useCase.expectedUsage = m_plan.expectedUsage[i];
            useCase.expectedPrice = m_plan.expectedPrice[i];
            useCase.unitCost = m_plan.unitCost[i];
            useCase.outsideFactor = m_plan.outsideFactor[u];
            useCase.responses = m_plan.elasticity[u] == 0.0 ? nullptr : ResponsesOf(t, m_plan.responseOf[u]);
            useCase.baseRate = m_plan.baseRate[u];
            useCase.stepRate = m_plan.stepRate[i];
            useCase.credits = m_plan.creditRate[i];
            useCase.rate = useCase.baseRate + useCase.stepRate + useCase.credits;
            useCase.shocks = m_shocks.usage(m_block, u, t) + m_first;
            useCase.tested = m_plan.tested(t, u);
            useCase.premium = 0.0;
            const ExclusivityPlan& clause = m_plan.exclusivity[u];
            if (clause.holds(t)) {
                useCase.premium = clause.premium;
                useCase.uplift = clause.uplift;
                if (useCase.tested) {
                    ++m_activeMonths[u];
                } else {
                    useCase.expectedUsage *= 1.0 + clause.uplift;
                    useCase.outsideFactor = 0.0;
                }
            }
            if (!m_plan.tiers.pooled || u == 0) {
                BeginTierMonth(m_plan.tiers, t, m_state.useCase[u]);
            }
        }
    }

    /// The steps of month t, a pack of paths at a time: a month's figures never leave the registers.
    template <Tiering tiering>
    void Month(int t)
    {
        // Changed in some of the instances only:
        PartialSums licensor;  // NOLINT(misc-const-correctness)
        PartialSums host;      // NOLINT(misc-const-correctness)
        const float* const war = m_shocks.price(m_block, t) + m_first;
        for (std::size_t at = 0; at < pathsAtOnce; at += Pack::Paths()) {
            const Pack zero = Pack::Of(0.0);
            MonthSums sums{zero, zero, zero, zero, zero};
            PrefetchLater(war + at, m_marketRows);
            const Pack price = Pack::Load(war + at);
            for (std::size_t u = 0; u < m_plan.useCases; ++u) {
                Sell<tiering>(t, u, at, price, sums);
            }
            Pack tier = zero;  // NOLINT(misc-const-correctness)
            if constexpr (tiering == Tiering::pooled) {
                tier = PoolAdjustment(m_plan.tiers, m_state.useCase[0], at,
                                      m_plan.tiers.revenue ? sums.gross : sums.usage);
            }
            for (std::size_t u = 0; u < m_plan.useCases; ++u) {
                if constexpr (tiering == Tiering::marginal || tiering == Tiering::reached) {
                    tier = Get(m_month[u].tier, 0);
                }
                ShareAtRate(u, at, tier, sums);
            }
            const Flows flows = CashFlows(t, at, sums);
            Keep(t, at, flows, sums);
            if constexpr (Monthly) {
                licensor.Add(at, (flows.licensor + flows.licensorShift) * Weight(at));
                host.Add(at, (flows.host + flows.hostShift) * Weight(at));
            }
        }
        if constexpr (Monthly) {
            licensor.AddTo(SumsOf(t));
            host.AddTo(SumsOf(t) + scrambles);
        }
    }

    /// Over use cases.
    struct MonthSums {
        Pack usage;
        Pack gross;
        Pack cost;
        Pack outside;
        Pack share;
    };

    /// Steps 1 and 2 of a use case, and what its rate in step 3 is made of: the rate itself waits, so that the
    /// processor can go on with the next use case meanwhile.
    template <Tiering tiering>
    HWY_INLINE void Sell(int t, std::size_t u, std::size_t at, Pack war, MonthSums& sums)
    {
        const UseCaseMonth& useCase = m_useCases[u];
        UseCaseState& state = m_state.useCase[u];
        // 1 usage as sold
        PrefetchLater(useCase.shocks + at, m_marketRows);
        Pack usage = Pack::Load(useCase.shocks + at) * useCase.expectedUsage;
        if (useCase.responses != nullptr) {
            PrefetchLater(useCase.responses + at, m_responseRows);
            usage = usage * Pack::Load(useCase.responses + at);
        }
        const Pack price = war * useCase.expectedPrice;
        const Pack exclusive = useCase.tested ? Get(state.exclusive, at) : Pack::Of(1.0);
        if (useCase.outsideFactor != 0.0) {
            Pack outside = usage * useCase.outsideFactor * price;
            if (useCase.tested) {
                outside = outside * (Pack::Of(1.0) - exclusive);
            }
            sums.outside = sums.outside + outside;
            if constexpr (Bridge) {
                m_bridge.Add(UseCaseLine::outside, u, at, outside);
            }
        }
        if (useCase.tested) {
            usage = usage * (exclusive * useCase.uplift + 1.0);
            Set(state.activeUsage, at, Get(state.activeUsage, at) + usage);
        }
        // 2 gross revenue, serving cost, and the base of the share
        const Pack gross = usage * price;
        const Pack cost = usage * useCase.unitCost;
        Pack base = gross;
        if (m_plan.base == deal::RevenueBase::profit) {
            base = Max(gross - cost, 0.0);
        }
        const Pack shareBase = base * m_plan.baseFactor[static_cast<std::size_t>(t)];
        sums.usage = sums.usage + usage;
        sums.gross = sums.gross + gross;
        sums.cost = sums.cost + cost;
        if constexpr (Monthly) {
            if (useCase.tested) {
                double* const monthSums = SumsOf(t) + (2 + 2 * u) * scrambles;
                AddToPartialSums(monthSums, at, usage * Weight(at));
                AddToPartialSums(monthSums + scrambles, at, gross * Weight(at));
            }
        }
        if constexpr (Bridge) {
            m_bridge.Add(UseCaseLine::gross, u, at, gross);
            m_bridge.Add(UseCaseLine::cost, u, at, cost);
        }
        // 3 what the effective rate is made of
        UseCaseFigures& figures = m_month[u];
        if constexpr (tiering == Tiering::marginal) {
            Set(figures.tier, 0, MarginalAdjustment(m_plan.tiers, state, at, m_plan.tiers.revenue ? gross : usage));
        } else if constexpr (tiering == Tiering::reached) {
            Set(figures.tier, 0, ReachedAdjustment(m_plan.tiers, state, at, m_plan.tiers.revenue ? gross : usage));
        }
        Set(figures.premium, 0, useCase.tested ? exclusive * useCase.premium : Pack::Of(useCase.premium));
        Set(figures.shareBase, 0, shareBase);
        if constexpr (Bridge) {
            Set(figures.gross, 0, gross);
            Set(figures.cost, 0, cost);
        }
    }

    /// Step 3 of a use case: adds what the host owes for it, r H.
    HWY_INLINE void ShareAtRate(std::size_t u, std::size_t at, Pack tier, MonthSums& sums)
    {
        const UseCaseMonth& useCase = m_useCases[u];
        const UseCaseFigures& figures = m_month[u];
        const Pack premium = Get(figures.premium, 0);
        const Pack shareBase = Get(figures.shareBase, 0);
        const Pack sum = tier + useCase.rate + premium;
        const Pack rate = Min(Max(sum, m_plan.rateFloor), m_plan.rateCap);
        sums.share = sums.share + rate * shareBase;
        if constexpr (Bridge) {
            const Pack gross = Get(figures.gross, 0);
            Pack base = gross;
            if (m_plan.base == deal::RevenueBase::net) {
                base = gross * m_plan.netFactor;
            } else if (m_plan.base == deal::RevenueBase::profit) {
                base = Max(gross - Get(figures.cost, 0), 0.0);
            }
            m_bridge.Add(UseCaseLine::baseRate, u, at, gross * useCase.baseRate);
            m_bridge.Add(UseCaseLine::annualStep, u, at, gross * useCase.stepRate);
            m_bridge.Add(UseCaseLine::tier, u, at, gross * tier);
            m_bridge.Add(UseCaseLine::premium, u, at, gross * premium);
            m_bridge.Add(UseCaseLine::credits, u, at, gross * useCase.credits);
            m_bridge.Add(UseCaseLine::clamp, u, at, (rate - sum) * gross);
            m_bridge.Add(UseCaseLine::base, u, at, rate * (base - gross));
            m_bridge.Add(UseCaseLine::improvements, u, at, rate * (shareBase - base));
        }
    }

    struct Flows {
        Pack licensor;
        Pack host;
        // Of these what each party receives
        Pack licensorInflow;
        Pack hostInflow;
        // The expectation of incidents and disputes, given all else, less what was drawn
        Pack licensorShift;
        Pack hostShift;
    };

    /// What the host owes for a month, step by step.
    struct Earnings {
        Pack due;
        Pack reportedShare;
        Pack withinYear;  ///< after the annual cap
        Pack earned;
        Pack earnedThisYear;
    };

    /// Step 4: earned, after what is reported and the caps.
    HWY_INLINE Earnings Earn(int t, std::size_t at, const MonthSums& sums)
    {
        Pack due = sums.share;
        if (m_plan.minimumPerMillionTokens > 0.0) {
            due = Max(sums.share, sums.usage * m_plan.minimumPerMillionTokens);
        }
        const Pack reportedShare = due * m_plan.reportedFraction;
        Pack withinYear = reportedShare;
        Pack earned = reportedShare;
        Pack earnedThisYear = Get(m_state.earnedThisYear, at);
        if (m_plan.anyCap) {
            const Pack earnedSoFar = Get(m_state.earnedSoFar, at);
            withinYear = Min(reportedShare, Max(Pack::Of(m_plan.annualCap) - earnedThisYear, 0.0));
            earned = Min(withinYear, Max(Pack::Of(m_plan.totalCap) - earnedSoFar, 0.0));
            Set(m_state.earnedSoFar, at, earnedSoFar + earned);
        }
        earnedThisYear = earnedThisYear + earned;
        Set(m_state.earnedThisYear, at, m_plan.endsYear(t) ? Pack::Of(0.0) : earnedThisYear);
        return {due, reportedShare, withinYear, earned, earnedThisYear};
    }

    /// Steps 4 to 8: what is earned, paid and released, the year's end, milestones and incidents.
    HWY_INLINE Flows CashFlows(int t, std::size_t at, const MonthSums& sums)
    {
        const auto month = static_cast<std::size_t>(t);
        // 4 earned
        const Earnings earnings = Earn(t, at, sums);
        const Pack earned = earnings.earned;
        // 5 recouped
        Pack paid = earned;
        if (m_plan.advance > 0.0) {
            const Pack balance = Get(m_state.balance, at);
            const Pack recouped = Min(balance, earned * m_plan.recoupment);
            Set(m_state.balance, at, balance - recouped);
            paid = earned - recouped;
        }
        if constexpr (Bridge) {
            m_bridge.Add(DealLine::perUnitFloor, at, earnings.due - sums.share);
            m_bridge.Add(DealLine::underReporting, at, earnings.reportedShare - earnings.due);
            m_bridge.Add(DealLine::annualCap, at, earnings.withinYear - earnings.reportedShare);
            m_bridge.Add(DealLine::totalCap, at, earned - earnings.withinYear);
            m_bridge.Add(DealLine::recoupment, at, paid - earned);
        }

        Flows flows{paid + (m_plan.fees[month] - m_plan.licensorCosts[month]),
                    sums.gross - sums.cost - paid - (m_plan.fees[month] + m_plan.hostCosts[month]),
                    paid + sums.outside + m_plan.fees[month],
                    sums.gross,
                    Pack::Of(0.0),
                    Pack::Of(0.0)};
        flows.licensor = flows.licensor + sums.outside;

        // 6 escrow
        if (m_plan.holdbackRate > 0.0) {
            const Pack held = paid * m_plan.holdbackRate;
            const Pack escrow = Release(t, at, held) - held;
            flows.licensor = flows.licensor + escrow;
            if constexpr (Bridge) {
                m_bridge.Add(DealLine::escrow, at, escrow);
            }
        }
        // 7 year end
        if (m_plan.endsYear(t)) {
            EndYear(t, at, earnings.earnedThisYear, flows);
        }
        // 8 others
        if (!m_plan.milestones.empty()) {
            PayMilestones(at, sums.usage, flows);
        }
        if (m_plan.anyIncident) {
            BearIncidents(t, at, flows);
        }
        return flows;
    }

    /// Of step 8.
    HWY_INLINE void PayMilestones(std::size_t at, Pack usage, Flows& flows)
    {
        const Pack milestones = Milestones(at, usage);
        flows.licensor = flows.licensor + milestones;
        flows.host = flows.host - milestones;
        flows.licensorInflow = flows.licensorInflow + Max(milestones, 0.0);
        flows.hostInflow = flows.hostInflow + Max(Pack::Of(0.0) - milestones, 0.0);
        if constexpr (Bridge) {
            m_bridge.Add(DealLine::milestones, at, milestones);
        }
    }

    /// Of step 8.
    HWY_INLINE void BearIncidents(int t, std::size_t at, Flows& flows)
    {
        const Pack loss = Pack::Load(m_losses + static_cast<std::size_t>(t) * blockPaths + m_first + at);
        const Pack licensorLoss = loss * m_plan.licensorLiability;
        const Pack hostLoss = loss - licensorLoss;
        flows.licensor = flows.licensor - licensorLoss;
        flows.host = flows.host - hostLoss;
        const double licensorExpected = m_plan.expectedLoss * m_plan.licensorLiability;
        const double hostExpected = m_plan.expectedLoss - licensorExpected;
        flows.licensorShift = flows.licensorShift + (licensorLoss - Pack::Of(licensorExpected));
        flows.hostShift = flows.hostShift + (hostLoss - Pack::Of(hostExpected));
        if constexpr (Bridge) {
            m_bridge.AddTwo(DealLine::incident, at, Pack::Of(licensorExpected), Pack::Of(hostExpected));
        }
    }

    /// Step 7: the guarantee's true-up, and a dispute's costs and settlement.
    HWY_INLINE void EndYear(int t, std::size_t at, Pack earned, Flows& flows)
    {
        const Pack trueUp = Max(Pack::Of(m_plan.guarantee[static_cast<std::size_t>(t / 12)]) - earned, 0.0);
        flows.licensor = flows.licensor + trueUp;
        flows.host = flows.host - trueUp;
        flows.licensorInflow = flows.licensorInflow + trueUp;
        if constexpr (Bridge) {
            m_bridge.Add(DealLine::trueUp, at, trueUp);
        }
        if (!m_plan.anyDispute) {
            return;
        }
        const Pack luck = Pack::Load(m_shocks.dispute(m_block, t / 12) + m_first + at);
        const Pack dispute = WhereAtLeast(luck, m_plan.disputeProbability, Pack::Of(0.0), Pack::Of(1.0));
        const Pack settled = earned * m_plan.settlement;
        const Pack settlement = dispute * settled;
        const Pack licensorCost = dispute * m_plan.disputeCostLicensor;
        const Pack hostCost = dispute * m_plan.disputeCostHost;
        flows.licensor = flows.licensor - licensorCost - settlement;
        flows.host = flows.host - hostCost + settlement;
        flows.hostInflow = flows.hostInflow + settlement;
        const Pack surplus = dispute - Pack::Of(m_plan.disputeProbability);  // of what was drawn over what is expected
        flows.licensorShift = flows.licensorShift + surplus * (settled + m_plan.disputeCostLicensor);
        flows.hostShift = flows.hostShift + surplus * (Pack::Of(m_plan.disputeCostHost) - settled);
        if constexpr (Bridge) {
            const Pack expected = Pack::Of(m_plan.disputeProbability);
            m_bridge.Add(DealLine::settlement, at, Pack::Of(0.0) - expected * settled);
            m_bridge.AddTwo(DealLine::disputeCosts, at, expected * m_plan.disputeCostLicensor,
                            expected * m_plan.disputeCostHost);
        }
    }

    /// Adds up both cash flows, and writes down the month's figures for the percentiles.
    HWY_INLINE void Keep(int t, std::size_t at, const Flows& flows, const MonthSums& sums)
    {
        const auto month = static_cast<std::size_t>(t);
        const Pack licensorTotal = Get(m_state.licensorTotal, at) + flows.licensor;
        const Pack hostTotal = Get(m_state.hostTotal, at) + flows.host;
        const Pack licensorNpv = Get(m_state.licensorNpv, at) + flows.licensor * m_plan.licensorDiscount[month];
        const Pack hostNpv = Get(m_state.hostNpv, at) + flows.host * m_plan.hostDiscount[month];
        Set(m_state.licensorTotal, at, licensorTotal);
        Set(m_state.hostTotal, at, hostTotal);
        Set(m_state.licensorNpv, at, licensorNpv);
        Set(m_state.hostNpv, at, hostNpv);
        if (m_result.licensorInflow != nullptr) {
            Accumulate(m_state.licensorInflow, at, flows.licensorInflow * m_plan.licensorDiscount[month]);
            Accumulate(m_state.hostInflow, at, flows.hostInflow * m_plan.hostDiscount[month]);
        }
        if (m_plan.anyRare()) {
            Accumulate(m_state.licensorNpvShift, at, flows.licensorShift * m_plan.licensorDiscount[month]);
            Accumulate(m_state.hostNpvShift, at, flows.hostShift * m_plan.hostDiscount[month]);
            Accumulate(m_state.licensorTotalShift, at, flows.licensorShift);
            Accumulate(m_state.hostTotalShift, at, flows.hostShift);
        }
        if constexpr (Monthly) {
            float* const rows = m_result.rows + month * m_result.rowStride + m_first + at;
            KeepRow(rows, MonthlyRow::licensor, flows.licensor);
            KeepRow(rows, MonthlyRow::host, flows.host);
            KeepRow(rows, MonthlyRow::licensorCumulative, licensorTotal);
            KeepRow(rows, MonthlyRow::hostCumulative, hostTotal);
            KeepRow(rows, MonthlyRow::usage, sums.usage);
            KeepRow(rows, MonthlyRow::gross, sums.gross);
            if (m_result.rowKinds == monthlyRowsDiscounted) {
                KeepRow(rows, MonthlyRow::licensorDiscounted, licensorNpv);
                KeepRow(rows, MonthlyRow::hostDiscounted, hostNpv);
            }
            if (HWY_UNLIKELY(m_result.wideRows != nullptr)) {
                KeepWideRows(month, at,
                             {flows.licensor, flows.host, licensorTotal, hostTotal, sums.usage, sums.gross, licensorNpv,
                              hostNpv});
            }
        }
    }

    /// Of the few rows whose figures are beyond single precision; in the order of MonthlyRow.
    HWY_NOINLINE void KeepWideRows(std::size_t month, std::size_t at,
                                   const std::array<Pack, monthlyRowsDiscounted>& values) const
    {
        for (std::size_t kind = 0; kind < m_result.rowKinds; ++kind) {
            double* const row = m_result.wideRows[kind * static_cast<std::size_t>(m_plan.months) + month];
            if (row != nullptr) {
                values[kind].Store(row + m_first + at);
            }
        }
    }

    HWY_INLINE void KeepRow(float* rows, MonthlyRow kind, Pack values) const
    {
        const std::size_t first = static_cast<std::size_t>(kind) * static_cast<std::size_t>(m_plan.months);
        values.Store(rows + first * m_result.rowStride);
    }

    /// What falls due of the escrow in month t, this month's included.
    HWY_INLINE Pack Release(int t, std::size_t at, Pack held)
    {
        const int last = m_plan.months - 1;
        const auto heldIn = [this](int month) -> PathValues& {
            return m_state.held[static_cast<std::size_t>(month % m_heldMonths)];
        };
        Set(heldIn(t), at, held);
        if (t < last) {
            return t >= m_plan.holdbackMonths ? Get(heldIn(t - m_plan.holdbackMonths), at) : Pack::Of(0.0);
        }
        Pack released = Pack::Of(0.0);
        for (int s = std::max(0, last - m_plan.holdbackMonths); s <= last; ++s) {
            released = released + Get(heldIn(s), at);
        }
        return released;
    }

    /// At a year's end: who sold too little while exclusive loses it from the next month on.
    void TestExclusivity()
    {
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const double minimum = m_plan.exclusivity[u].minimumAnnualUsage;
            const int months = std::exchange(m_activeMonths[u], 0);
            if (minimum <= 0.0 || months == 0) {
                continue;
            }
            UseCaseState& state = m_state.useCase[u];
            const double needed = minimum * reached / 12.0 * months;
            for (std::size_t at = 0; at < pathsAtOnce; at += Pack::Paths()) {
                const Pack sold = Get(state.activeUsage, at);
                Set(state.exclusive, at, WhereAtLeast(sold, needed, Get(state.exclusive, at), Pack::Of(0.0)));
            }
            Fill(state.activeUsage, 0.0);
        }
    }

    /// What milestones pay that are reached by the end of this month.
    HWY_INLINE Pack Milestones(std::size_t at, Pack usage)
    {
        const Pack cumulativeUsage = Get(m_state.cumulativeUsage, at) + usage;
        Set(m_state.cumulativeUsage, at, cumulativeUsage);
        Pack paid = Pack::Of(0.0);
        for (std::size_t k = 0; k < m_plan.milestones.size(); ++k) {
            const MilestonePlan& milestone = m_plan.milestones[k];
            PathValues& before = m_state.milestoneReached[k];
            const Pack now = WhereAtLeast(cumulativeUsage, milestone.threshold, Pack::Of(1.0), Pack::Of(0.0));
            paid = paid + (now - Get(before, at)) * milestone.amount;
            Set(before, at, now);
        }
        return paid;
    }

    /// The partial sums of month t: of both cash flows, then of usage and gross of each use case.
    [[nodiscard]] double* SumsOf(int t) const
    {
        return m_monthlySums + static_cast<std::size_t>(t) * sumsOfMonth(m_plan) * scrambles;
    }

    const PricingPlan& m_plan;
    const Shocks& m_shocks;
    std::size_t m_block;
    const double* m_weights;
    const double* m_losses;
    const double* m_priceResponses;
    double* m_monthlySums;
    BridgeSums m_bridge;
    PathState& m_state;
    UseCaseFigures* m_month;  ///< [use case]
    const BlockResult& m_result;
    int m_heldMonths;
    std::size_t m_marketRows;    ///< of shocks, in a month
    std::size_t m_responseRows;  ///< of responses to the price war, in a month
    std::size_t m_first = 0;     ///< of the block's paths
    std::array<UseCaseMonth, mostUseCases> m_useCases;
    std::array<int, mostUseCases> m_activeMonths{};  ///< of this year
};

template <bool Monthly, bool Bridge>
void PricePaths(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    PathPricer<Monthly, Bridge> pricer(plan, shocks, block, weights, workspace, result);
    for (std::size_t first = 0; first < blockPaths; first += pathsAtOnce) {
        pricer.Price(first);
    }
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

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(PriceBlock);

namespace {

/// The 16 partial sums of one figure, in their order.
[[nodiscard]] double total(const double* partial)
{
    double sum = 0.0;
    for (int s = 0; s < scrambles; ++s) {
        sum += partial[s];
    }
    return sum;
}

}  // namespace

void priceBlock(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result)
{
    workspace.clearSums();
    HWY_DYNAMIC_DISPATCH(PriceBlock)(plan, shocks, block, weights, workspace, result);

    if (result.rows != nullptr) {
        const auto months = static_cast<std::size_t>(plan.months);
        const std::size_t sums = sumsOfMonth(plan);
        for (std::size_t t = 0; t < months; ++t) {
            for (std::size_t i = 0; i < sums; ++i) {
                result.sums[i * months + t] = total(workspace.monthlySums() + (t * sums + i) * scrambles);
            }
        }
    }
    if (result.bridgeSums != nullptr) {
        for (std::size_t i = 0; i < 2 * bridgeLines(plan); ++i) {
            result.bridgeSums[i] = total(workspace.bridgeSums() + i * scrambles);
        }
    }
}

}  // namespace dealwright::simulation
#endif  // HWY_ONCE
