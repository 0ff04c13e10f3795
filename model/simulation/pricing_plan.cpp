// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/pricing_plan.h"

#include "random/elementary.h"
#include "simulation/path_state.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dealwright::simulation {

namespace {

/// Expected usage `age` months after the launch, before contributions.
[[nodiscard]] double trendAt(const deal::UseCase& useCase, int age)
{
    const double growth = random::pow(1.0 + useCase.trend.annualGrowth, age / 12.0);
    if (useCase.trend.kind == deal::TrendKind::exponential) {
        return useCase.initialUsage * growth;
    }
    return useCase.trend.ceiling / (1.0 + (useCase.trend.ceiling / useCase.initialUsage - 1.0) / growth);
}

[[nodiscard]] double blendedPriceAt(const deal::UseCase& useCase, int month)
{
    const double list = useCase.price * random::pow(1.0 - useCase.priceDecline, month / 12.0);
    const double migrated = 1.0 - random::exp(-useCase.migrationRate * month / 12.0);
    return list * (1.0 - migrated + migrated * useCase.migrationPrice);
}

[[nodiscard]] bool isActive(const deal::Contribution& contribution, int month)
{
    return month >= contribution.firstMonth && month - contribution.firstMonth < contribution.months;
}

/// Active months before `month`.
[[nodiscard]] int activeMonthsBefore(const deal::Contribution& contribution, int month)
{
    return std::clamp(month - contribution.firstMonth, 0, contribution.months);
}

void planMarket(PricingPlan& plan, const deal::Scenario& scenario)
{
    const auto& useCases = scenario.market.useCases;
    const std::size_t size = static_cast<std::size_t>(plan.months) * plan.useCases;
    plan.expectedUsage.assign(size, 0.0);
    plan.expectedPrice.assign(size, 0.0);
    plan.unitCost.assign(size, 0.0);
    for (std::size_t u = 0; u < plan.useCases; ++u) {
        const deal::UseCase& useCase = useCases[u];
        plan.elasticity.push_back(useCase.elasticity);
        const auto known = std::ranges::find(plan.elasticities, useCase.elasticity);
        plan.responseOf.push_back(static_cast<std::size_t>(known - plan.elasticities.begin()));
        if (useCase.elasticity != 0.0 && known == plan.elasticities.end()) {
            plan.elasticities.push_back(useCase.elasticity);
        }
        plan.outsideFactor.push_back(useCase.outsideUsage * useCase.outsideRate);
        for (int t = 0; t < plan.months; ++t) {
            double lift = 0.0;
            for (const deal::Contribution& contribution : scenario.terms.contributions) {
                if (contribution.useCase.concerns(useCase.id)) {
                    lift += contribution.growthLift * activeMonthsBefore(contribution, t) / 12.0;
                }
            }
            const std::size_t i = plan.at(t, u);
            if (t >= useCase.launchMonth) {
                plan.expectedUsage[i] = trendAt(useCase, t - useCase.launchMonth) * random::exp(lift);
            }
            plan.expectedPrice[i] = blendedPriceAt(useCase, t);
            plan.unitCost[i] = useCase.servingCost * random::pow(1.0 - useCase.costDecline, t / 12.0);
        }
    }
}

void planRates(PricingPlan& plan, const deal::Terms& terms, const deal::Market& market)
{
    plan.base = terms.revenueBase;
    plan.netFactor = 1.0 - terms.deductions;
    plan.rateFloor = terms.rateFloor;
    plan.rateCap = terms.rateCap;
    plan.minimumPerMillionTokens = terms.minimumPerMillionTokens;
    const double ownership = terms.improvements.owner == deal::ImprovementsOwner::licensor ? 0.0
                             : terms.improvements.owner == deal::ImprovementsOwner::joint  ? 0.5
                                                                                           : 1.0;
    const std::size_t size = static_cast<std::size_t>(plan.months) * plan.useCases;
    plan.stepRate.assign(size, 0.0);
    plan.creditRate.assign(size, 0.0);
    for (int t = 0; t < plan.months; ++t) {
        const double carried = plan.months > 1 ? terms.improvements.revenueShareAtEnd * t / (plan.months - 1) : 0.0;
        const double left = 1.0 - carried * ownership;
        const bool net = terms.revenueBase == deal::RevenueBase::net;
        plan.baseFactor.push_back((net ? plan.netFactor : 1.0) * left);
        const int year = t / 12;
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            plan.stepRate[plan.at(t, u)] = terms.shares[u].annualStep * year;
            double& credits = plan.creditRate[plan.at(t, u)];
            for (const deal::Contribution& contribution : terms.contributions) {
                if (isActive(contribution, t) && contribution.useCase.concerns(market.useCases[u].id)) {
                    credits += contribution.party == deal::Side::licensor ? contribution.credit : -contribution.credit;
                }
            }
        }
    }
    for (const deal::Share& share : terms.shares) {
        plan.baseRate.push_back(share.baseRate);
    }
    plan.tiers.revenue = terms.tiers.measure == deal::TierMeasure::revenue;
    plan.tiers.pooled = terms.tiers.pool == deal::TierPool::pooled;
    plan.tiers.method = terms.tiers.method;
    plan.tiers.period = terms.tiers.period;
    for (const deal::TierStep& step : terms.tiers.steps) {
        plan.tiers.threshold.push_back(step.threshold);
        plan.tiers.adjustment.push_back(step.adjustment);
    }
    for (const deal::TierStep& step : terms.tiers.steps) {
        const double fall = plan.tiers.lastAdjustment - step.adjustment;
        if (fall != 0.0 && step.threshold > 0.0) {
            plan.tiers.edges.push_back({step.threshold, fall});
        }
        plan.tiers.lastAdjustment = step.adjustment;
    }
}

/// The first month after the window, or the term's end if it runs on; windows may be of any length.
[[nodiscard]] int endOf(const deal::Exclusivity& clause, int months)
{
    return clause.firstMonth < months ? clause.firstMonth + std::min(clause.months, months - clause.firstMonth)
                                      : months;
}

void planExclusivity(PricingPlan& plan, const deal::Terms& terms)
{
    plan.exclusivity.resize(plan.useCases);
    plan.fees.assign(static_cast<std::size_t>(plan.months), 0.0);
    for (std::size_t u = 0; u < terms.exclusivity.size(); ++u) {
        const deal::Exclusivity& clause = terms.exclusivity[u];
        if (!clause.granted) {
            continue;
        }
        plan.exclusivity[u] = {true,           clause.firstMonth,  endOf(clause, plan.months),
                               clause.premium, clause.usageUplift, clause.minimumAnnualUsage};
        plan.anyTest = plan.anyTest || clause.minimumAnnualUsage > 0.0;
        if (clause.firstMonth < plan.months) {
            plan.fees[static_cast<std::size_t>(clause.firstMonth)] += clause.fee;
        }
    }
}

/// A month's chance q of an incident whose chance in a year is given: 1 - (1 - q)^12 is that.
[[nodiscard]] double monthlyProbability(double annual)
{
    return annual < 1.0 ? -random::expm1(random::log1p(-annual) / 12.0) : 1.0;
}

void planPayments(PricingPlan& plan, const deal::Terms& terms)
{
    constexpr double none = std::numeric_limits<double>::infinity();
    plan.reportedFraction = 1.0 - terms.reporting.underReporting * (1.0 - terms.reporting.auditRecovery);
    plan.annualCap = terms.annualCap.value_or(none);
    plan.totalCap = terms.totalCap.value_or(none);
    plan.anyCap = terms.annualCap || terms.totalCap;
    plan.advance = terms.advance;
    plan.recoupment = terms.recoupment;
    plan.holdbackRate = terms.holdback.rate;
    plan.holdbackMonths = terms.holdback.months;
    for (int year = 0; year < plan.years; ++year) {
        const int months = std::min(12, plan.months - 12 * year);
        plan.guarantee.push_back(terms.minimumGuarantee * random::pow(1.0 + terms.guaranteeStep, year) * months / 12.0);
    }
    for (const deal::Milestone& milestone : terms.milestones) {
        plan.milestones.push_back(
            {milestone.usage * reached, milestone.payer == deal::Side::host ? milestone.amount : -milestone.amount});
    }
    plan.disputeProbability = terms.dispute.annualProbability;
    plan.disputeCostLicensor = terms.dispute.licensorCost;
    plan.disputeCostHost = terms.dispute.hostCost;
    plan.settlement = terms.dispute.settlement;
    plan.anyDispute = plan.disputeProbability > 0.0 &&
                      (plan.disputeCostLicensor > 0.0 || plan.disputeCostHost > 0.0 || plan.settlement > 0.0);
    plan.licensorLiability = terms.incident.licensorLiability;
    plan.anyIncident = terms.incident.annualProbability > 0.0 && terms.incident.meanLoss > 0.0;
    plan.meanLoss = terms.incident.meanLoss;
    plan.expectedLoss = monthlyProbability(terms.incident.annualProbability) * terms.incident.meanLoss;
    if (terms.incident.lossSd > 0.0) {
        const double ratio = terms.incident.lossSd / terms.incident.meanLoss;
        plan.lossDeviation = std::sqrt(random::log(1.0 + ratio * ratio));
    }
    plan.signing = terms.upfrontFee + terms.advance;
}

void planCosts(PricingPlan& plan, const deal::Terms& terms)
{
    for (int t = 0; t < plan.months; ++t) {
        double licensor = terms.compliance.licensorCost / 12.0 + terms.reporting.auditCost / 12.0;
        double host = terms.compliance.hostCost / 12.0;
        for (const deal::Contribution& contribution : terms.contributions) {
            if (isActive(contribution, t)) {
                (contribution.party == deal::Side::licensor ? licensor : host) += contribution.monthlyCost;
            }
        }
        plan.licensorCosts.push_back(licensor);
        plan.hostCosts.push_back(host);
    }
}

}  // namespace

std::vector<double> discountFactors(double annualRate, int months)
{
    assert(annualRate > -1.0 && months >= 0);
    std::vector<double> factors;
    factors.reserve(static_cast<std::size_t>(months));
    for (int t = 0; t < months; ++t) {
        factors.push_back(random::pow(1.0 + annualRate, -(t + 1) / 12.0));
    }
    return factors;
}

PricingPlan pricingPlanOf(const deal::Scenario& scenario)
{
    // What the kernel writes past unless it holds.
    [[maybe_unused]] const std::size_t useCases = scenario.market.useCases.size();
    assert(useCases >= 1 && useCases <= mostUseCases);
    assert(scenario.timeline.months >= 1 && static_cast<std::size_t>(scenario.timeline.months) <= mostMonths);
    assert(scenario.terms.milestones.size() <= mostMilestones);
    assert(scenario.terms.shares.size() == useCases);
    assert(scenario.terms.exclusivity.empty() || scenario.terms.exclusivity.size() == useCases);
    assert(scenario.terms.holdback.months >= 0);

    PricingPlan plan;
    plan.months = scenario.timeline.months;
    plan.useCases = scenario.market.useCases.size();
    plan.years = (plan.months + 11) / 12;
    planMarket(plan, scenario);
    planRates(plan, scenario.terms, scenario.market);
    planExclusivity(plan, scenario.terms);
    planPayments(plan, scenario.terms);
    planCosts(plan, scenario.terms);
    plan.licensorDiscount = discountFactors(scenario.parties.licensor.discountRate, plan.months);
    plan.hostDiscount = discountFactors(scenario.parties.host.discountRate, plan.months);
    return plan;
}

}  // namespace dealwright::simulation
