// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edits.h"

#include <utility>

// The scenario that a new workbook starts with. Prices are of the order of public price lists for hosted open models,
// input and output blended, in dollars per million tokens; volumes and growth are round numbers for a large host.
namespace dealwright::deal {

namespace {

struct Sketch {
    const char* name;
    double initialUsage;  ///< million tokens a month
    double annualGrowth;
    double ceiling;  ///< million tokens a month; 0 = exponential
    double price;
    double servingCost;
    double baseRate;
    int launchMonth;
};

constexpr Sketch sketches[] = {
    {"Customer service", 2.0e6, 1.3, 1.2e7, 0.72, 0.36, 0.14, 0},
    {"Content moderation", 2.5e6, 0.9, 9.0e6, 0.30, 0.14, 0.09, 0},
    {"Personalised recommendations", 6.0e6, 1.1, 3.0e7, 0.22, 0.10, 0.10, 0},
    {"Content creation", 3.0e6, 1.6, 2.6e7, 0.60, 0.30, 0.13, 0},
    {"Search", 4.5e6, 1.4, 3.2e7, 0.28, 0.13, 0.12, 0},
    {"Accessibility", 3.0e5, 0.6, 0.0, 0.35, 0.20, 0.05, 6},
};

[[nodiscard]] UseCase useCaseOf(const Sketch& sketch, int id)
{
    UseCase useCase;
    useCase.id = id;
    useCase.name = sketch.name;
    useCase.initialUsage = sketch.initialUsage;
    useCase.launchMonth = sketch.launchMonth;
    useCase.trend = {sketch.ceiling > 0 ? TrendKind::logistic : TrendKind::exponential, sketch.annualGrowth,
                     sketch.ceiling};
    useCase.volatility = 0.3;
    useCase.meanReversion = 0.4;
    useCase.growthUncertainty = 0.1;
    useCase.price = sketch.price;
    useCase.priceDecline = 0.12;
    useCase.servingCost = sketch.servingCost;
    useCase.costDecline = 0.22;
    useCase.outsideUsage = 1.0;
    useCase.outsideRate = 0.08;
    return useCase;
}

}  // namespace

Scenario templateScenario()
{
    Scenario scenario;
    scenario.name = "New scenario";
    scenario.parties.licensor = {
        .name = "Licensor", .discountRate = 0.10, .reservationValue = 9.0e7, .targetValue = 1.8e8};
    scenario.parties.host = {.name = "Host", .discountRate = 0.12, .reservationValue = 1.4e8, .targetValue = 3.5e8};
    scenario.timeline.months = 60;

    int id = 0;
    for (const Sketch& sketch : sketches) {
        scenario.market.useCases.push_back(useCaseOf(sketch, id++));
        scenario.terms.shares.push_back({.baseRate = sketch.baseRate});
    }
    scenario.market.nextUseCaseId = id;
    scenario.market.correlation.assign(scenario.market.useCases.size(),
                                       std::vector<double>(scenario.market.useCases.size(), 0.3));
    for (std::size_t u = 0; u < scenario.market.useCases.size(); ++u) {
        scenario.market.correlation[u][u] = 1.0;
    }
    scenario.market.priceUncertainty = 0.12;

    Terms& terms = scenario.terms;
    terms.rateFloor = 0.04;
    terms.rateCap = 0.25;
    terms.tiers.steps = {{0.0, 0.0}, {2.0e7, 0.015}, {4.0e7, 0.03}, {7.0e7, 0.045}};
    terms.advance = 2.0e7;
    terms.recoupment = 0.5;
    terms.minimumGuarantee = 1.4e7;
    terms.guaranteeStep = 0.05;
    scenario.negotiation.levers = {{"terms.shares[0].baseRate", 0.10, 0.18, 0},
                                   {"terms.rateFloor", 0.0, 0.08, 0},
                                   {"terms.advance", 0.0, 4.0e7, 0},
                                   {"terms.minimumGuarantee", 0.0, 2.0e7, 0}};
    return scenario;
}

}  // namespace dealwright::deal
