// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/rare.h"

#include "contract/ledger.h"
#include "random/elementary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>

namespace dealwright::simulation {

namespace {

/// That a path meets an event at least once within the term.
[[nodiscard]] double chanceOf(const deal::Event& event, int months)
{
    return -random::expm1(-event.annualRate * std::max(0, months - event.firstMonth) / 12.0);
}

/// The path without luck, but for one occurrence of the event.
[[nodiscard]] contract::PathDraws withOne(const deal::Event& event, const deal::Scenario& scenario)
{
    contract::PathDraws draws = contract::withoutLuck(scenario);
    const double size = std::sqrt(event.meanImpact * event.meanImpact + event.impactSd * event.impactSd);
    const double factor = std::max(0.0, 1.0 + (event.meanImpact < 0.0 ? -size : size));
    const int window = scenario.timeline.months - event.firstMonth;
    const int month = event.firstMonth + static_cast<int>((1.0 - 1.0 / std::sqrt(3.0)) * window);
    for (std::size_t u = 0; u < draws.usageShock.size(); ++u) {
        if (!event.useCase.concerns(scenario.market.useCases[u].id)) {
            continue;
        }
        for (auto t = static_cast<std::size_t>(month); t < draws.usageShock[u].size(); ++t) {
            draws.usageShock[u][t] *= factor;
        }
    }
    return draws;
}

/// That an incident happens within the term.
[[nodiscard]] double chanceOfIncident(const deal::Incident& incident, int months)
{
    if (incident.annualProbability >= 1.0) {
        return 1.0;
    }
    return -random::expm1(random::log1p(-incident.annualProbability) * months / 12.0);
}

[[nodiscard]] double chanceOfDispute(const deal::Dispute& dispute, int months)
{
    if (dispute.annualProbability >= 1.0) {
        return 1.0;
    }
    const int years = (months + 11) / 12;
    return -random::expm1(random::log1p(-dispute.annualProbability) * years);
}

}  // namespace

Rare rareOf(const deal::Scenario& scenario, std::int64_t paths)
{
    assert(paths > 0);
    const int months = scenario.timeline.months;
    const auto count = static_cast<double>(paths);
    const auto isRare = [count](double chance) { return chance > 0.0 && count * chance < RareDriver::enoughPaths; };
    const std::vector<deal::Event>& events = scenario.market.events;
    Rare rare;
    for (RareEventErrors* const errors : {&rare.licensor, &rare.host}) {
        errors->npv.assign(events.size(), 0.0);
        errors->total.assign(events.size(), 0.0);
    }
    std::optional<contract::Ledger> expected;
    for (std::size_t k = 0; k < events.size(); ++k) {
        const double chance = chanceOf(events[k], months);
        if (!isRare(chance)) {
            continue;
        }
        if (!expected) {
            expected = contract::ledgerOf(scenario, contract::withoutLuck(scenario));
        }
        const contract::Ledger met = contract::ledgerOf(scenario, withOne(events[k], scenario));
        const double scale = std::sqrt(chance / count);
        rare.licensor.npv[k] = scale * (met.licensorNpv - expected->licensorNpv);
        rare.licensor.total[k] = scale * (met.licensorTotal - expected->licensorTotal);
        rare.host.npv[k] = scale * (met.hostNpv - expected->hostNpv);
        rare.host.total[k] = scale * (met.hostTotal - expected->hostTotal);
        if (rare.licensor.npv[k] != 0.0 || rare.host.npv[k] != 0.0) {
            rare.drivers.push_back({RareDriver::Kind::event, k, chance});
        }
    }
    const deal::Incident& incident = scenario.terms.incident;
    if (const double chance = chanceOfIncident(incident, months); incident.meanLoss > 0.0 && isRare(chance)) {
        rare.drivers.push_back({RareDriver::Kind::incident, 0, chance});
    }
    const deal::Dispute& dispute = scenario.terms.dispute;
    const bool costly = dispute.licensorCost > 0.0 || dispute.hostCost > 0.0 || dispute.settlement > 0.0;
    if (const double chance = chanceOfDispute(dispute, months); costly && isRare(chance)) {
        rare.drivers.push_back({RareDriver::Kind::dispute, 0, chance});
    }
    return rare;
}

bool meansAreSampled(const deal::Scenario& scenario)
{
    const int months = scenario.timeline.months;
    const deal::Market& market = scenario.market;
    const auto isSold = [months](const deal::UseCase& useCase) {
        return useCase.initialUsage > 0.0 && useCase.launchMonth < months;
    };
    const auto varies = [&](const deal::UseCase& useCase) {
        return isSold(useCase) && (useCase.volatility > 0.0 || useCase.growthUncertainty > 0.0);
    };
    const auto canOccur = [months](const deal::Event& event) {
        return event.annualRate > 0.0 && event.firstMonth < months && (event.meanImpact != 0.0 || event.impactSd > 0.0);
    };
    return std::ranges::any_of(market.useCases, varies) ||
           (std::ranges::any_of(market.useCases, isSold) &&
            (market.priceUncertainty > 0.0 || std::ranges::any_of(market.events, canOccur)));
}

}  // namespace dealwright::simulation
