// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edits.h"

#include "deal/positions.h"
#include "deal/use_case_lists.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

namespace dealwright::deal {

namespace {

using Kind = PositionChange::Kind;

void require(bool holds, const char* function, const char* argument, std::size_t value)
{
    if (!holds) {
        throw std::domain_error(std::string(function) + ": " + argument + " is " + std::to_string(value) +
                                ", past the end");
    }
}

/// The number after all that were ever given out. Where numbers run out, the smallest that is free.
template <class T>
[[nodiscard]] int freshId(const std::vector<T>& elements, int next)
{
    constexpr int greatest = std::numeric_limits<int>::max() - 1;
    int id = std::max(0, next);
    for (const T& element : elements) {
        id = std::max(id, std::min(element.id, greatest) + 1);
    }
    if (id > greatest) {
        for (id = 0; std::ranges::find(elements, id, &T::id) != elements.end();) {
            ++id;
        }
    }
    return id;
}

template <class T>
[[nodiscard]] int afterAll(const std::vector<T>& elements, int next)
{
    constexpr int greatest = std::numeric_limits<int>::max() - 1;
    for (const T& element : elements) {
        next = std::max(next, std::min(element.id, greatest - 1) + 1);
    }
    return next;
}

}  // namespace

Scenario withUseCase(Scenario scenario, std::size_t position, UseCase useCase, Share share)
{
    Market& market = scenario.market;
    require(position <= market.useCases.size(), "withUseCase", "position", position);
    useCase.id = freshId(market.useCases, market.nextUseCaseId);
    const PositionChange positions{Kind::insert, position};
    change(market.useCases, positions, useCase);
    market.nextUseCaseId = afterAll(market.useCases, market.nextUseCaseId);
    followUseCases(scenario, positions);
    const auto place = [&](Terms& terms) {
        if (position < terms.shares.size()) {
            terms.shares[position] = share;
        }
    };
    place(scenario.terms);
    for (Offer& offer : scenario.negotiation.offers) {
        place(offer.terms);
    }
    return scenario;
}

Scenario withoutUseCase(Scenario scenario, std::size_t position)
{
    Market& market = scenario.market;
    require(position < market.useCases.size() && market.useCases.size() > 1, "withoutUseCase", "position", position);
    const int id = market.useCases[position].id;
    market.nextUseCaseId = afterAll(market.useCases, market.nextUseCaseId);
    market.nextEventId = afterAll(market.events, market.nextEventId);
    removeConcerning(scenario, id);
    const PositionChange positions{Kind::remove, position};
    change(market.useCases, positions, {});
    followUseCases(scenario, positions);
    return scenario;
}

Scenario withUseCaseMoved(Scenario scenario, std::size_t from, std::size_t to)
{
    const std::size_t size = scenario.market.useCases.size();
    require(from < size, "withUseCaseMoved", "from", from);
    require(to < size, "withUseCaseMoved", "to", to);
    const PositionChange positions{Kind::move, from, to};
    change(scenario.market.useCases, positions, {});
    followUseCases(scenario, positions);
    return scenario;
}

Scenario withEvent(Scenario scenario, std::size_t position, Event event)
{
    Market& market = scenario.market;
    require(position <= market.events.size(), "withEvent", "position", position);
    event.id = freshId(market.events, market.nextEventId);
    change(market.events, {Kind::insert, position}, event);
    market.nextEventId = afterAll(market.events, market.nextEventId);
    return scenario;
}

Scenario withoutEvent(Scenario scenario, std::size_t position)
{
    Market& market = scenario.market;
    require(position < market.events.size(), "withoutEvent", "position", position);
    market.nextEventId = afterAll(market.events, market.nextEventId);
    change(market.events, {Kind::remove, position}, {});
    return scenario;
}

Scenario withEventMoved(Scenario scenario, std::size_t from, std::size_t to)
{
    require(from < scenario.market.events.size(), "withEventMoved", "from", from);
    require(to < scenario.market.events.size(), "withEventMoved", "to", to);
    change(scenario.market.events, {Kind::move, from, to}, {});
    return scenario;
}

}  // namespace dealwright::deal
