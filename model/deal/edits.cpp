// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edits.h"

#include "deal/leaves.h"
#include "deal/positions.h"

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

/// Makes the change in any vector; a vector that is not in step (an invalid scenario) is changed as far as it goes.
template <class T>
void change(std::vector<T>& list, const PositionChange& change, const T& inserted)
{
    const auto at = [&](std::size_t position) { return list.begin() + static_cast<std::ptrdiff_t>(position); };
    switch (change.kind) {
        case Kind::insert:
            list.insert(at(std::min(change.position, list.size())), inserted);
            break;
        case Kind::remove:
            if (change.position < list.size()) {
                list.erase(at(change.position));
            }
            break;
        case Kind::move:
            if (std::max(change.position, change.target) < list.size()) {
                T moved = std::move(list[change.position]);
                list.erase(at(change.position));
                list.insert(at(change.target), std::move(moved));
            }
            break;
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

void changeCorrelation(CorrelationMatrix& matrix, const PositionChange& positions)
{
    if (matrix.empty()) {
        return;
    }
    for (auto& row : matrix) {
        change(row, positions, 0.0);
    }
    std::vector<double> row(matrix.size() + (positions.kind == Kind::insert ? 1 : 0), 0.0);
    if (positions.kind == Kind::insert) {
        row[std::min(positions.position, row.size() - 1)] = 1.0;
    }
    change(matrix, positions, row);
}

void changeTerms(Terms& terms, const PositionChange& positions, const Share& share)
{
    change(terms.shares, positions, share);
    if (!terms.exclusivity.empty()) {
        change(terms.exclusivity, positions, Exclusivity{});
    }
}

/// Everything that follows the order of the use cases: lists in the terms and in every offer, the matrix, the levers.
void changeInStep(Scenario& scenario, const PositionChange& positions, const Share& share = {})
{
    changeCorrelation(scenario.market.correlation, positions);
    changeTerms(scenario.terms, positions, share);
    for (Offer& offer : scenario.negotiation.offers) {
        changeTerms(offer.terms, positions, share);
    }
    moveLevers(scenario.negotiation, "terms.shares", positions);
    moveLevers(scenario.negotiation, "terms.exclusivity", positions);
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
    changeInStep(scenario, positions, share);
    return scenario;
}

Scenario withoutUseCase(Scenario scenario, std::size_t position)
{
    Market& market = scenario.market;
    require(position < market.useCases.size() && market.useCases.size() > 1, "withoutUseCase", "position", position);
    const int id = market.useCases[position].id;
    market.nextUseCaseId = afterAll(market.useCases, market.nextUseCaseId);
    market.nextEventId = afterAll(market.events, market.nextEventId);
    const auto concernsItAlone = [&](const auto& element) { return element.useCase.id == std::optional<int>(id); };

    std::erase_if(market.events, concernsItAlone);
    std::vector<Contribution>& contributions = scenario.terms.contributions;
    for (std::size_t k = contributions.size(); k-- > 0;) {
        if (concernsItAlone(contributions[k])) {
            contributions.erase(contributions.begin() + static_cast<std::ptrdiff_t>(k));
            moveLevers(scenario.negotiation, "terms.contributions", {Kind::remove, k});
        }
    }
    for (Offer& offer : scenario.negotiation.offers) {
        std::erase_if(offer.terms.contributions, concernsItAlone);
    }
    const PositionChange positions{Kind::remove, position};
    change(market.useCases, positions, {});
    changeInStep(scenario, positions);
    return scenario;
}

Scenario withUseCaseMoved(Scenario scenario, std::size_t from, std::size_t to)
{
    const std::size_t size = scenario.market.useCases.size();
    require(from < size, "withUseCaseMoved", "from", from);
    require(to < size, "withUseCaseMoved", "to", to);
    const PositionChange positions{Kind::move, from, to};
    change(scenario.market.useCases, positions, {});
    changeInStep(scenario, positions);
    return scenario;
}

Scenario withUseCaseRenamed(Scenario scenario, std::size_t position, std::string name)
{
    require(position < scenario.market.useCases.size(), "withUseCaseRenamed", "position", position);
    scenario.market.useCases[position].name = std::move(name);
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
