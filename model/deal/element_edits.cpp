// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edits.h"

#include "deal/leaves.h"
#include "deal/positions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dealwright::deal {

namespace {

using Kind = PositionChange::Kind;

/// Where a new tier starts: midway to the next, or as far past the last as that is past its own predecessor.
[[nodiscard]] double newThreshold(const Scenario& scenario, std::size_t position)
{
    const std::vector<TierStep>& steps = scenario.terms.tiers.steps;  // the new one included
    if (position == 0) {
        return 0.0;
    }
    const double before = steps[position - 1].threshold;
    if (position + 1 < steps.size()) {
        return before + (steps[position + 1].threshold - before) / 2;
    }
    if (before > 0) {
        return before + (position > 1 ? before - steps[position - 2].threshold : before);
    }
    double month = 0.0;
    for (const UseCase& useCase : scenario.market.useCases) {
        month += useCase.initialUsage * (scenario.terms.tiers.measure == TierMeasure::usage ? 1.0 : useCase.price);
    }
    const double months = scenario.terms.tiers.period == TierPeriod::month ? 1.0 : 12.0;
    return month > 0 ? 2 * months * month : 1.0;
}

/// The mark of a new milestone: a year's usage from the start beyond the one before.
[[nodiscard]] double newMilestoneUsage(const Scenario& scenario, std::size_t position)
{
    double year = 0.0;
    for (const UseCase& useCase : scenario.market.useCases) {
        year += 12 * useCase.initialUsage;
    }
    const double before = position == 0 ? 0.0 : scenario.terms.milestones[position - 1].usage;
    return before + (year > 0 ? year : 1.0);
}

/// A lever on the first base rate that has none yet, from half of it to half as much again.
[[nodiscard]] Lever newLever(const Scenario& scenario)
{
    const std::vector<Share>& shares = scenario.terms.shares;
    const auto path = [](std::size_t u) { return "terms.shares[" + std::to_string(u) + "].baseRate"; };
    std::size_t u = 0;
    while (u + 1 < shares.size() &&
           std::ranges::find(scenario.negotiation.levers, path(u), &Lever::term) != scenario.negotiation.levers.end()) {
        ++u;
    }
    const double rate = u < shares.size() ? shares[u].baseRate : 0.0;
    return {path(u), std::min(0.5 * rate, 1.5 * rate), std::max(0.5 * rate, 1.5 * rate), 0};
}

/// An offer of the terms as they are by the side that did not make the one before.
[[nodiscard]] Offer newOffer(const Scenario& scenario, std::size_t position)
{
    Offer offer;
    offer.terms = scenario.terms;
    if (position > 0) {
        const Offer& before = scenario.negotiation.offers[position - 1];
        offer.party = other(before.party);
        offer.date = before.date;
    }
    return offer;
}

/// What a new element must say to be valid at its place, by its list. Elements of other lists are valid as they are.
struct Filling {
    std::string_view list;
    void (*fill)(Scenario& scenario, std::size_t position);
};
constexpr std::array fillings{
    Filling{"terms.tiers.steps",
            [](Scenario& scenario, std::size_t position) {
                scenario.terms.tiers.steps[position].threshold = newThreshold(scenario, position);
            }},
    Filling{"terms.milestones",
            [](Scenario& scenario, std::size_t position) {
                scenario.terms.milestones[position].usage = newMilestoneUsage(scenario, position);
            }},
    Filling{"terms.contributions",
            [](Scenario& scenario, std::size_t position) {
                scenario.terms.contributions[position].months = scenario.timeline.months;
            }},
    Filling{
        "negotiation.levers",
        [](Scenario& scenario, std::size_t position) { scenario.negotiation.levers[position] = newLever(scenario); }},
    Filling{"negotiation.offers",
            [](Scenario& scenario, std::size_t position) {
                scenario.negotiation.offers[position] = newOffer(scenario, position);
            }},
};

}  // namespace

std::optional<Scenario> withElement(Scenario scenario, std::string_view list, std::size_t position)
{
    const auto place = listAt(scenario, list);
    if (!place || place->size >= place->field->mostElements() || !insertElement(scenario, list, position)) {
        return std::nullopt;
    }
    moveLevers(scenario.negotiation, list, {Kind::insert, position});
    if (const auto* filling = std::ranges::find(fillings, list, &Filling::list); filling != fillings.end()) {
        filling->fill(scenario, position);
    }
    return scenario;
}

std::optional<Scenario> withoutElement(Scenario scenario, std::string_view list, std::size_t position)
{
    if (!removeElement(scenario, list, position)) {
        return std::nullopt;
    }
    moveLevers(scenario.negotiation, list, {Kind::remove, position});
    return scenario;
}

std::optional<Scenario> withElementMoved(Scenario scenario, std::string_view list, std::size_t from, std::size_t to)
{
    if (!moveElement(scenario, list, from, to)) {
        return std::nullopt;
    }
    moveLevers(scenario.negotiation, list, {Kind::move, from, to});
    return scenario;
}

}  // namespace dealwright::deal
