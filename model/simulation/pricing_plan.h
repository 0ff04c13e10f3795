// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <array>
#include <cstddef>
#include <vector>

// What all paths of one pricing share: docs/MODEL.md sections 2 to 4 without their randomness.
namespace dealwright::simulation {

/// A threshold is reached at this fraction of it: twelve months of 0.1 reach 1.2 (docs/MODEL.md section 4).
inline constexpr double reached = 1.0 - 1e-9;

struct ExclusivityPlan {
    bool granted = false;
    int first = 0;
    int end = 0;  ///< the first month after it
    double premium = 0.0;
    double uplift = 0.0;
    double minimumAnnualUsage = 0.0;  ///< 0: no test

    /// Whether it is in force in month t for paths that have not lost it.
    [[nodiscard]] bool holds(int t) const { return granted && t >= first && t < end; }
};

struct MilestonePlan {
    double threshold = 0.0;  ///< cumulative usage that reaches it
    double amount = 0.0;     ///< positive where the host pays
};

/// Where the adjustment a(q) falls (or, negative, rises).
struct TierEdge {
    double threshold = 0.0;
    double fall = 0.0;
};

struct TierPlan {
    std::vector<double> threshold;  ///< theta_k
    std::vector<double> adjustment;
    // The integral of a from 0 to q is lastAdjustment q + the sum of fall min(q, threshold)
    std::vector<TierEdge> edges;
    double lastAdjustment = 0.0;
    bool revenue = false;  ///< measured in gross revenue, else in usage
    bool pooled = true;
    deal::TierMethod method = deal::TierMethod::marginal;
    deal::TierPeriod period = deal::TierPeriod::month;
};

/// Constants by month and use case stand at index [t * useCases + u].
struct PricingPlan {
    int months = 0;
    std::size_t useCases = 0;
    int years = 0;

    // 2, 3.5: the market without its luck
    std::vector<double> expectedUsage;  ///< trend x lift; 0 before the launch
    std::vector<double> expectedPrice;  ///< list price x migration
    std::vector<double> unitCost;
    std::vector<double> elasticity;       ///< [use case]
    std::vector<double> elasticities;     ///< those that are not 0, each value once
    std::vector<std::size_t> responseOf;  ///< [use case] where its elasticity stands among them
    std::vector<double> outsideFactor;    ///< [use case] outside usage x outside rate

    // 3.1, 3.2, 3.3
    deal::RevenueBase base = deal::RevenueBase::gross;
    double netFactor = 1.0;
    std::vector<double> baseFactor;  ///< [month] what improvements leave of it, and on a net base deductions
    std::vector<double> baseRate;    ///< [use case]
    std::vector<double> stepRate;    ///< annual step x contract year
    std::vector<double> creditRate;
    double rateFloor = 0.0;
    double rateCap = 1.0;
    double minimumPerMillionTokens = 0.0;
    TierPlan tiers;
    std::vector<ExclusivityPlan> exclusivity;  ///< [use case]
    bool anyTest = false;

    // 3.4, 3.6
    double reportedFraction = 1.0;
    double annualCap = 0.0;  ///< infinite where there is none
    double totalCap = 0.0;
    bool anyCap = false;
    double advance = 0.0;
    double recoupment = 0.0;
    double holdbackRate = 0.0;
    int holdbackMonths = 0;
    std::vector<double> guarantee;  ///< [year]
    std::vector<MilestonePlan> milestones;
    double disputeProbability = 0.0;
    double disputeCostLicensor = 0.0;
    double disputeCostHost = 0.0;
    double settlement = 0.0;
    double licensorLiability = 0.0;
    bool anyIncident = false;
    double meanLoss = 0.0;
    double lossDeviation = 0.0;  ///< of a loss's logarithm
    double expectedLoss = 0.0;   ///< of a month, before it is known whether there is an incident
    bool anyDispute = false;     ///< that costs anything

    // Certain payments and costs of each month
    std::vector<double> fees;           ///< [month] exclusivity fees
    std::vector<double> licensorCosts;  ///< [month] contributions, compliance, audit
    std::vector<double> hostCosts;

    double signing = 0.0;                  ///< upfront fee and advance, host to licensor
    std::vector<double> licensorDiscount;  ///< [month]
    std::vector<double> hostDiscount;

    [[nodiscard]] std::size_t at(int month, std::size_t useCase) const
    {
        return static_cast<std::size_t>(month) * useCases + useCase;
    }
    /// Whether some paths may have lost the use case's exclusivity in a month in which others have it.
    [[nodiscard]] bool tested(int month, std::size_t useCase) const
    {
        return exclusivity[useCase].holds(month) && exclusivity[useCase].minimumAnnualUsage > 0.0;
    }
    /// Whether the paths' NPVs hold draws whose expectation the means hold instead.
    [[nodiscard]] bool anyRare() const { return anyIncident || anyDispute; }
    /// Whether the month is its contract year's last.
    [[nodiscard]] bool endsYear(int month) const { return month % 12 == 11 || month == months - 1; }
};

/// Precondition: the scenario is valid.
[[nodiscard]] PricingPlan pricingPlanOf(const deal::Scenario& scenario);

/// (1 + rate)^(-(month + 1) / 12) for each month. Precondition: a rate above -1.
[[nodiscard]] std::vector<double> discountFactors(double annualRate, int months);

}  // namespace dealwright::simulation
