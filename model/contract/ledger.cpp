// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger.h"

#include "contract/calendar.h"
#include "contract/contributions.h"
#include "contract/discounting.h"
#include "contract/exclusivity.h"
#include "contract/governance.h"
#include "contract/market_path.h"
#include "contract/payments.h"
#include "contract/tiers.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace dealwright::contract {

namespace {

using deal::Side;

void requireLength(const char* what, std::size_t length, std::size_t needed)
{
    if (length != needed) {
        throw std::domain_error("ledgerOf: draws." + std::string(what) + " has " + std::to_string(length) +
                                " entries, must have " + std::to_string(needed));
    }
}

void requireShape(const deal::Scenario& scenario, const PathDraws& draws)
{
    const auto months = static_cast<std::size_t>(scenario.timeline.months);
    requireLength("usageShock", draws.usageShock.size(), scenario.market.useCases.size());
    for (const std::vector<double>& shocks : draws.usageShock) {
        requireLength("usageShock[]", shocks.size(), months);
    }
    requireLength("priceShock", draws.priceShock.size(), months);
    requireLength("disputes", draws.disputes.size(), static_cast<std::size_t>(contractYears(scenario.timeline.months)));
    requireLength("incidentLoss", draws.incidentLoss.size(), months);
}

/// The sum of one figure over the month's use cases.
[[nodiscard]] double sumOf(const LedgerMonth& month, double LedgerUseCase::* figure)
{
    double sum = 0.0;
    for (const LedgerUseCase& useCase : month.useCases) {
        sum += useCase.*figure;
    }
    return sum;
}

/// Section 4 for one path: its eight steps, month after month, and what they carry from one month to the next.
class Evaluation {
public:
    Evaluation(const deal::Scenario& scenario, const PathDraws& draws)
        : m_scenario(scenario),
          m_terms(scenario.terms),
          m_draws(draws),
          m_termMonths(scenario.timeline.months),
          m_tiers(scenario.market.useCases.size()),
          m_exclusivities(scenario.market.useCases.size()),
          m_advance(scenario.terms.advance),
          m_escrow(scenario.terms.holdback, scenario.timeline.months),
          m_milestones(scenario.terms.milestones)
    {
    }

    [[nodiscard]] LedgerMonth next()
    {
        LedgerMonth month;
        month.useCases.resize(m_scenario.market.useCases.size());
        usage(month);
        base(month);
        rate(month);
        earned(month);
        recouped(month);
        escrow(month);
        yearEnd(month);
        others(month);
        cashFlows(month);
        ++m_month;
        return month;
    }

private:
    /// Step 1: usage V_u and its price; gross R_u = V_u p_u; serving cost C_u. Section 3.3: what exclusivity gains the
    /// host and costs the licensor.
    void usage(LedgerMonth& month)
    {
        const double priceShock = m_draws.priceShock[at(m_month)];
        for (std::size_t u = 0; u < month.useCases.size(); ++u) {
            const deal::UseCase& useCase = m_scenario.market.useCases[u];
            const deal::Exclusivity exclusivity = exclusivityOf(u);
            const double lift = usageLift(m_terms.contributions, useCase.id, m_month);
            LedgerUseCase& line = month.useCases[u];
            line.exclusive = m_exclusivities[u].isActive(exclusivity, m_month);
            line.usageBeforeExclusivity = contract::usageBeforeExclusivity(
                useCase, m_month, lift, m_draws.usageShock[u][at(m_month)], priceShock);
            line.usage = line.usageBeforeExclusivity * (line.exclusive ? 1.0 + exclusivity.usageUplift : 1.0);
            line.price = expectedPrice(useCase, m_month) * priceShock;
            line.gross = line.usage * line.price;
            line.servingCost = line.usage * contract::servingCost(useCase, m_month);
            if (line.exclusive) {
                m_exclusivities[u].countActiveMonth(line.usage);
            } else {
                line.outside = useCase.outsideUsage * line.usageBeforeExclusivity * line.price * useCase.outsideRate;
            }
        }
    }

    /// Step 2: the share base H_u = b_u (1 - iota x).
    void base(LedgerMonth& month) const
    {
        const double shared = sharedFraction(m_terms.improvements, m_month, m_termMonths);
        for (LedgerUseCase& line : month.useCases) {
            line.shareBase = revenueBase(line) * shared;
        }
    }

    /// b_u: section 3.1.
    [[nodiscard]] double revenueBase(const LedgerUseCase& line) const
    {
        switch (m_terms.revenueBase) {
            case deal::RevenueBase::gross:
                return line.gross;
            case deal::RevenueBase::net:
                return line.gross * (1.0 - m_terms.deductions);
            case deal::RevenueBase::profit:
                break;
        }
        return std::max(0.0, line.gross - line.servingCost);
    }

    /// Step 3: the effective rate r_u.
    void rate(LedgerMonth& month)
    {
        const std::vector<double> tiers = tierAdjustments(month);
        for (std::size_t u = 0; u < month.useCases.size(); ++u) {
            const deal::Share& share = m_terms.shares[u];
            LedgerUseCase& line = month.useCases[u];
            const double premium = line.exclusive ? exclusivityOf(u).premium : 0.0;
            const double credits = rateCredits(m_terms.contributions, m_scenario.market.useCases[u].id, m_month);
            const double rate =
                share.baseRate + share.annualStep * contractYear(m_month) + tiers[u] + premium + credits;
            line.rate = std::clamp(rate, m_terms.rateFloor, m_terms.rateCap);
        }
    }

    /// Section 3.2, for each use case: its own adjustment, or the same one for all of them.
    [[nodiscard]] std::vector<double> tierAdjustments(const LedgerMonth& month)
    {
        const auto measure =
            m_terms.tiers.measure == deal::TierMeasure::usage ? &LedgerUseCase::usage : &LedgerUseCase::gross;
        if (m_terms.tiers.pool == deal::TierPool::pooled) {
            const double pooled = m_pooledTiers.adjustmentFor(m_terms.tiers, m_month, sumOf(month, measure));
            return std::vector<double>(month.useCases.size(), pooled);
        }
        std::vector<double> adjustments;
        adjustments.reserve(month.useCases.size());
        for (std::size_t u = 0; u < month.useCases.size(); ++u) {
            adjustments.push_back(m_tiers[u].adjustmentFor(m_terms.tiers, m_month, month.useCases[u].*measure));
        }
        return adjustments;
    }

    /// Step 4: the earned share e, after under-reporting and caps.
    void earned(LedgerMonth& month)
    {
        double share = 0.0;
        for (const LedgerUseCase& line : month.useCases) {
            share += line.rate * line.shareBase;
        }
        const double unitFloor = m_terms.minimumPerMillionTokens * sumOf(month, &LedgerUseCase::usage);
        const double reported = reportedFraction(m_terms.reporting) * std::max(share, unitFloor);
        month.earned = m_earned.earn(m_terms, m_month, reported);
        month.capReduction = reported - month.earned;
    }

    /// Step 5: the part of it that repays the advance, and the paid share.
    void recouped(LedgerMonth& month)
    {
        month.recouped = m_advance.recoup(m_terms.recoupment, month.earned);
        month.paid = month.earned - month.recouped;
    }

    /// Step 6: what goes to escrow, and what comes out of it.
    void escrow(LedgerMonth& month)
    {
        month.held = m_escrow.hold(m_month, month.paid);
        month.released = m_escrow.release(m_month);
    }

    /// Step 7, in a contract year's last month: the true-up to the guarantee, the exclusivity tests (which decide from
    /// the next month on) and the dispute draw. The settlement is a part of all that the year earned, recouped or not.
    void yearEnd(LedgerMonth& month)
    {
        if (!isLastOfYear(m_month, m_termMonths)) {
            return;
        }
        const int year = contractYear(m_month);
        month.trueUp = std::max(0.0, guaranteeOfYear(m_terms, year, m_termMonths) - m_earned.year());
        for (std::size_t u = 0; u < month.useCases.size(); ++u) {
            m_exclusivities[u].endYear(exclusivityOf(u));
        }
        month.dispute = m_draws.disputes[at(year)];
        month.settlement = month.dispute ? m_terms.dispute.settlement * m_earned.year() : 0.0;
    }

    /// Step 8: milestones, exclusivity fees, and each party's own costs.
    void others(LedgerMonth& month)
    {
        month.milestones = m_milestones.reach(sumOf(month, &LedgerUseCase::usage));
        for (std::size_t u = 0; u < month.useCases.size(); ++u) {
            month.useCases[u].exclusivityFee = ExclusivityAccount::fee(exclusivityOf(u), m_month);
        }
        month.incidentLoss = m_draws.incidentLoss[at(m_month)];
        month.licensorCosts = costsOf(Side::licensor, month);
        month.hostCosts = costsOf(Side::host, month);
    }

    [[nodiscard]] double costsOf(Side party, const LedgerMonth& month) const
    {
        return contributionCosts(m_terms.contributions, party, m_month) + standingCosts(m_terms, party) +
               (month.dispute ? disputeCost(m_terms.dispute, party) : 0.0) +
               incidentPart(m_terms.incident, party, month.incidentLoss);
    }

    /// licensor(t) and host(t). Escrowed money has left the host: it pays `paid` whole, the licensor gets what is not
    /// held and what is released.
    void cashFlows(LedgerMonth& month) const
    {
        const double fees = sumOf(month, &LedgerUseCase::exclusivityFee);
        month.licensor = month.paid - month.held + month.released + month.trueUp + month.milestones + fees +
                         sumOf(month, &LedgerUseCase::outside) - month.licensorCosts - month.settlement;
        month.host = sumOf(month, &LedgerUseCase::gross) - sumOf(month, &LedgerUseCase::servingCost) -
                     (month.paid + month.trueUp + month.milestones + fees) + month.settlement - month.hostCosts;
        month.licensorDiscounted = month.licensor * discountFactor(m_scenario.parties.licensor.discountRate, m_month);
        month.hostDiscounted = month.host * discountFactor(m_scenario.parties.host.discountRate, m_month);
    }

    /// A use case's exclusivity, which is none where the terms list none.
    [[nodiscard]] deal::Exclusivity exclusivityOf(std::size_t useCase) const
    {
        return m_terms.exclusivity.empty() ? deal::Exclusivity{} : m_terms.exclusivity[useCase];
    }

    [[nodiscard]] static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    const deal::Scenario& m_scenario;
    const deal::Terms& m_terms;
    const PathDraws& m_draws;
    int m_termMonths;
    int m_month = 0;
    TierAccount m_pooledTiers;
    std::vector<TierAccount> m_tiers;                 ///< [use case]
    std::vector<ExclusivityAccount> m_exclusivities;  ///< [use case]
    EarnedAccount m_earned;
    AdvanceAccount m_advance;
    EscrowAccount m_escrow;
    MilestoneAccount m_milestones;
};

}  // namespace

Ledger ledgerOf(const deal::Scenario& scenario, const PathDraws& draws)
{
    requireShape(scenario, draws);
    Ledger ledger;
    ledger.upfrontFee = scenario.terms.upfrontFee;
    ledger.advance = scenario.terms.advance;
    ledger.licensorNpv = ledger.licensorTotal = ledger.upfrontFee + ledger.advance;
    ledger.hostNpv = ledger.hostTotal = -(ledger.upfrontFee + ledger.advance);
    Evaluation evaluation(scenario, draws);
    for (int t = 0; t < scenario.timeline.months; ++t) {
        const LedgerMonth& month = ledger.months.emplace_back(evaluation.next());
        ledger.licensorNpv += month.licensorDiscounted;
        ledger.hostNpv += month.hostDiscounted;
        ledger.licensorTotal += month.licensor;
        ledger.hostTotal += month.host;
    }
    return ledger;
}

}  // namespace dealwright::contract
