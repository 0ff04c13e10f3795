// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/controls.h"

#include "random/elementary.h"

#include <algorithm>
#include <span>

namespace dealwright::simulation {

namespace {

/// Usage without luck, t months after the start; 0 before the launch.
double trendAt(const deal::UseCase& useCase, int t)
{
    if (t < useCase.launchMonth) {
        return 0.0;
    }
    const double years = (t - useCase.launchMonth) / 12.0;
    const double growth = 1.0 + useCase.trend.annualGrowth;
    if (useCase.trend.kind == deal::TrendKind::exponential) {
        return useCase.initialUsage * random::pow(growth, years);
    }
    const double ratio = useCase.trend.ceiling / useCase.initialUsage;
    return useCase.trend.ceiling / (1.0 + (ratio - 1.0) * random::pow(growth, -years));
}

/// The price without a price war.
double priceAt(const deal::UseCase& useCase, int t)
{
    const double migrated = 1.0 - random::exp(-useCase.migrationRate * t / 12.0);
    const double blend = 1.0 - migrated + migrated * useCase.migrationPrice;
    return useCase.price * random::pow(1.0 - useCase.priceDecline, t / 12.0) * blend;
}

/// E[event_u(t)]: the factors of all occurrences up to and including t.
double expectedEvents(std::span<const deal::Event> events, int useCaseId, int t)
{
    double exponent = 0.0;
    for (const deal::Event& event : events) {
        if (event.useCase.concerns(useCaseId)) {
            exponent += event.annualRate * event.meanImpact * std::max(0, t - event.firstMonth + 1) / 12.0;
        }
    }
    return random::exp(exponent);
}

/// E[war(t)^power]
double expectedWar(double priceUncertainty, double power, int t)
{
    const double spread = priceUncertainty * t / 12.0;
    return random::exp(0.5 * power * (power - 1.0) * spread * spread);
}

}  // namespace

ControlKey controlKeyOf(const deal::Scenario& scenario)
{
    ControlKey key;
    key.useCases = scenario.market.useCases;
    for (deal::UseCase& useCase : key.useCases) {
        useCase.name.clear();
        useCase.servingCost = useCase.costDecline = useCase.outsideUsage = useCase.outsideRate = 0.0;
    }
    key.discountRate = 0.5 * (scenario.parties.licensor.discountRate + scenario.parties.host.discountRate);
    return key;
}

std::size_t controlCountOf(const deal::Market& market)
{
    return 2 * market.useCases.size() + market.events.size();
}

ControlPlan controlPlanOf(const deal::Scenario& scenario)
{
    const ControlKey key = controlKeyOf(scenario);
    const deal::Market& market = scenario.market;
    ControlPlan plan;
    plan.useCases = market.useCases.size();
    plan.events = market.events.size();
    plan.months = scenario.timeline.months;
    plan.expectation.assign(controlCountOf(market), 0.0);
    for (const deal::UseCase& useCase : market.useCases) {
        plan.elasticity.push_back(useCase.elasticity);
    }

    double* const counts = plan.expectation.data() + 2 * plan.useCases;
    for (std::size_t k = 0; k < plan.events; ++k) {
        const deal::Event& event = market.events[k];
        counts[k] = event.annualRate * std::max(0, plan.months - event.firstMonth) / 12.0;
    }
    for (int t = 0; t < plan.months; ++t) {
        const double discount = random::pow(1.0 + key.discountRate, -(t + 1) / 12.0);
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            const deal::UseCase& useCase = market.useCases[u];
            const double usage = discount * trendAt(useCase, t);
            const double revenue = usage * priceAt(useCase, t);
            plan.usageFactor.push_back(usage);
            plan.revenueFactor.push_back(revenue);
            const double events = expectedEvents(market.events, useCase.id, t);
            const double elasticity = useCase.elasticity;
            plan.expectation[u] += revenue * events * expectedWar(market.priceUncertainty, 1.0 - elasticity, t);
            plan.expectation[plan.useCases + u] +=
                usage * events * expectedWar(market.priceUncertainty, -elasticity, t);
        }
    }
    return plan;
}

}  // namespace dealwright::simulation
