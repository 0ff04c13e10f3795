// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <cstdint>
#include <vector>

namespace dealwright::bench {

/// 6 correlated use cases x 60 months, a price war, an event, disputes and incidents.
inline deal::Scenario market(deal::Sampling sampling, std::int64_t paths)
{
    deal::Scenario scenario;
    scenario.timeline.months = 60;
    scenario.simulation = {paths, 1, sampling};
    for (int id = 0; id < 6; ++id) {
        deal::UseCase useCase;
        useCase.id = id;
        useCase.initialUsage = 1e6;
        useCase.trend.annualGrowth = 0.4;
        useCase.volatility = 0.3;
        useCase.meanReversion = 0.4;
        useCase.growthUncertainty = 0.1;
        useCase.price = 0.5;
        scenario.market.useCases.push_back(useCase);
    }
    scenario.market.correlation.assign(6, std::vector<double>(6, 0.3));
    for (std::size_t u = 0; u < 6; ++u) {
        scenario.market.correlation[u][u] = 1.0;
    }
    scenario.market.priceUncertainty = 0.12;
    deal::Event event;
    event.annualRate = 0.35;
    event.meanImpact = -0.15;
    event.impactSd = 0.08;
    scenario.market.events = {event};
    scenario.terms.dispute.annualProbability = 0.06;
    scenario.terms.incident = {0.08, 5e6, 6e6, 0.25};
    return scenario;
}

}  // namespace dealwright::bench
