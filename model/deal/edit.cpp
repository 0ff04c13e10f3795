// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edit.h"

#include "deal/edits.h"
#include "deal/filled.h"
#include "deal/names.h"
#include "deal/use_case_lists.h"

#include <cassert>
#include <cmath>
#include <utility>

namespace dealwright::deal {

namespace {

using Kind = Edit::Kind;

[[nodiscard]] Applied made(Scenario scenario)
{
    return {std::move(scenario), std::nullopt};
}

[[nodiscard]] Applied refused(std::string path, Rule rule, Value value = {}, Value bound = {})
{
    Problem problem{.path = std::move(path), .rule = rule, .value = std::move(value), .bound = std::move(bound)};
    return {std::nullopt, std::move(problem)};
}

[[nodiscard]] Applied refused(const Edit& edit, AssignError error)
{
    switch (error) {
        case AssignError::none:
        case AssignError::unknownPath:
            return refused(edit.path, Rule::unknownField);
        case AssignError::wrongType:
            return refused(edit.path, Rule::wrongKind, edit.value);
        case AssignError::notWhole:
            return refused(edit.path, Rule::notWhole, edit.value);
        case AssignError::unknownWord:
            return refused(edit.path, Rule::unknownWord, edit.value);
        case AssignError::unknownUseCase:
            return refused(edit.path, Rule::unknownUseCase, edit.value);
    }
    return refused(edit.path, Rule::unknownField);
}

[[nodiscard]] Applied withValue(Scenario scenario, const Edit& edit)
{
    if (const AssignError error = assign(scenario, edit.path, edit.value); error != AssignError::none) {
        return refused(edit, error);
    }
    const std::optional<Leaf> leaf = leafAt(scenario, edit.path);
    assert(leaf);  // what can be assigned is there
    for (Problem& problem : validateLeaf(*leaf)) {
        if (problem.severity == Severity::error) {
            return {std::nullopt, std::move(problem)};
        }
    }
    return made(std::move(scenario));
}

[[nodiscard]] std::string freeName(const Market& market, std::string_view pattern)
{
    std::string numbered(pattern);
    if (pattern.find("%1") == std::string_view::npos) {
        numbered += " %1";
    }
    for (int number = 1;; ++number) {
        std::string name = filled(numbered, std::to_string(number));
        if (findNamed(market.useCases, name, &UseCase::name) == market.useCases.end()) {
            return name;
        }
    }
}

/// The edit of a list whose elements have an id of their own: the use cases, or else the events. The positions are
/// there.
[[nodiscard]] Scenario withIdentified(const Scenario& scenario, const Edit& edit, std::string_view newUseCase)
{
    const bool isUseCases = edit.path == "market.useCases";  // else the events
    switch (edit.kind) {
        case Kind::insert: {
            if (!isUseCases) {
                return withEvent(scenario, edit.position, {});
            }
            UseCase useCase;
            useCase.name = freeName(scenario.market, newUseCase);
            return withUseCase(scenario, edit.position, std::move(useCase));
        }
        case Kind::remove:
            return isUseCases ? withoutUseCase(scenario, edit.position) : withoutEvent(scenario, edit.position);
        default:
            return isUseCases ? withUseCaseMoved(scenario, edit.position, edit.target)
                              : withEventMoved(scenario, edit.position, edit.target);
    }
}

[[nodiscard]] std::optional<Scenario> withElementEdit(const Scenario& scenario, const Edit& edit)
{
    switch (edit.kind) {
        case Kind::insert:
            return withElement(scenario, edit.path, edit.position);
        case Kind::remove:
            return withoutElement(scenario, edit.path, edit.position);
        default:
            return withElementMoved(scenario, edit.path, edit.position, edit.target);
    }
}

/// A new element is filled in from those beside it, which a file may have taken as far as numbers go.
[[nodiscard]] std::optional<std::string> pathPastNumbers(const Scenario& scenario, const Edit& edit)
{
    for (const Leaf& leaf : leavesAt(scenario, edit.path + "[" + std::to_string(edit.position) + "]")) {
        if (const auto number = numberOf(leaf); number && !std::isfinite(*number)) {
            return leaf.path;
        }
    }
    return std::nullopt;
}

[[nodiscard]] Applied withListEdit(const Scenario& scenario, const Edit& edit, std::string_view newUseCase)
{
    const std::optional<ListAt> list = listAt(scenario, edit.path);
    if (!list) {
        return refused(edit.path, Rule::unknownField);
    }
    const auto count = [](std::size_t number) { return Value{static_cast<std::int64_t>(number)}; };
    const bool grows = edit.kind == Kind::insert;
    if (grows && list->size >= list->field->mostElements()) {
        return refused(edit.path, Rule::listTooLong, count(list->size + 1), count(list->field->mostElements()));
    }
    const std::size_t end = grows ? list->size + 1 : list->size;
    if (edit.position >= end || (edit.kind == Kind::move && edit.target >= end)) {
        return refused(edit.path, Rule::unknownElement);
    }
    if (edit.kind == Kind::remove && list->size <= list->field->leastElements() &&
        list->field->elements == Elements::identified) {
        return refused(edit.path, Rule::lastUseCase);
    }
    std::optional<Scenario> next;
    switch (list->field->elements) {
        case Elements::alone:
            next = withElementEdit(scenario, edit);
            break;
        case Elements::identified:
            next = withIdentified(scenario, edit, newUseCase);
            break;
        case Elements::eachUseCase:  // which follows the use cases
            return refused(edit.path, Rule::unknownElement);
    }
    assert(next);
    if (grows) {
        if (const auto path = pathPastNumbers(*next, edit)) {
            return refused(*path, Rule::fillsPastNumbers, *path);
        }
    }
    return made(std::move(*next));
}

}  // namespace

Applied applied(const Scenario& scenario, const Edit& edit, std::string_view newUseCase)
{
    switch (edit.kind) {
        case Kind::set:
            return withValue(scenario, edit);
        case Kind::insert:
        case Kind::remove:
        case Kind::move:
            return withListEdit(scenario, edit, newUseCase);
        case Kind::giveEachUseCase: {
            Scenario next = scenario;
            return giveEachUseCase(next, edit.path) ? made(std::move(next)) : refused(edit.path, Rule::unknownField);
        }
    }
    return refused(edit.path, Rule::unknownField);
}

}  // namespace dealwright::deal
