// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/clauses.h"

#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace dealwright::deal {

namespace {

[[nodiscard]] std::string pathOf(std::string_view member)
{
    return std::string("terms.").append(member);
}

[[nodiscard]] std::string elementPath(std::string_view list, std::size_t position)
{
    return pathOf(list) + "[" + std::to_string(position) + "]";
}

/// Whether a switch among its members is off.
template <class T>
[[nodiscard]] bool isOff(const T& value)
{
    if constexpr (Described<T>) {
        bool off = false;
        forEachMember(value, [&](std::string_view, const auto& member, const Field& description) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, bool>) {
                off = off || (description.switches && !member);
            }
        });
        return off;
    } else {
        return false;
    }
}

template <class T>
[[nodiscard]] bool saysTheSame(const T& one, const T& other)
{
    return one == other || (isOff(one) && isOff(other));
}

/// The element at that position; of a list for each use case, one as nothing was agreed where there is none.
template <class T>
[[nodiscard]] std::optional<T> at(const std::vector<T>& list, std::size_t position, const Field& description)
{
    if (position < list.size()) {
        return list[position];
    }
    return description.elements == Elements::eachUseCase ? std::optional(T{}) : std::nullopt;
}

template <class T>
[[nodiscard]] bool elementDiffers(const std::vector<T>& one, const std::vector<T>& other, std::size_t position,
                                  const Field& description)
{
    const std::optional<T> first = at(one, position, description);
    const std::optional<T> second = at(other, position, description);
    return first && second ? !saysTheSame(*first, *second) : first.has_value() != second.has_value();
}

}  // namespace

std::vector<std::string> changedClauses(const Terms& from, const Terms& to)
{
    std::vector<std::string> clauses;
    const auto add = [&](std::string clause) {
        if (std::ranges::find(clauses, clause) == clauses.end()) {
            clauses.push_back(std::move(clause));
        }
    };
    forEachMemberOfBoth(from, to,
                        [&](std::string_view name, const auto& one, const auto& other, const Field& description) {
                            if constexpr (Sequence<std::remove_cvref_t<decltype(one)>>) {
                                for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
                                    if (elementDiffers(one, other, i, description)) {
                                        add(elementPath(name, i));
                                    }
                                }
                            } else if (!saysTheSame(one, other)) {
                                add(pathOf(description.joins.empty() ? name : description.joins));
                            }
                        });
    return clauses;
}

Terms withClauses(Terms terms, const Terms& other, std::span<const std::string> clauses)
{
    const auto isTaken = [&](const std::string& clause) { return std::ranges::find(clauses, clause) != clauses.end(); };
    [[maybe_unused]] const std::size_t useCases = terms.shares.size();
    forEachMemberOfBoth(terms, other,
                        [&](std::string_view name, auto& own, const auto& others, const Field& description) {
                            if constexpr (Sequence<std::remove_cvref_t<decltype(own)>>) {
                                std::remove_cvref_t<decltype(own)> mixed;
                                bool isAnyTaken = false;
                                for (std::size_t i = 0; i < std::max(own.size(), others.size()); ++i) {
                                    const bool taken = isTaken(elementPath(name, i));
                                    isAnyTaken = isAnyTaken || taken;
                                    if (auto element = at(taken ? others : own, i, description)) {
                                        mixed.push_back(std::move(*element));
                                    }
                                }
                                if (isAnyTaken) {
                                    own = std::move(mixed);
                                }
                            } else if (isTaken(pathOf(description.joins.empty() ? name : description.joins))) {
                                own = others;
                            }
                        });
    assert(terms.shares.size() == useCases);
    return terms;
}

std::optional<Terms> inTheOrderOf(const Market& from, const Scenario& to)
{
    const std::vector<UseCase>& given = to.market.useCases;
    if (from.useCases.size() != given.size()) {
        return std::nullopt;
    }
    std::vector<std::size_t> positions;  // in `to` of each use case of `from`
    for (const UseCase& wanted : from.useCases) {
        const auto match = std::ranges::find(given, wanted.id, &UseCase::id);
        if (match == given.end()) {
            return std::nullopt;
        }
        positions.push_back(static_cast<std::size_t>(match - given.begin()));
    }
    Terms terms = to.terms;
    forEachMemberOfBoth(
        terms, to.terms, [&](std::string_view, auto& own, const auto& unordered, const Field& description) {
            if constexpr (Sequence<std::remove_cvref_t<decltype(own)>>) {
                if (description.elements == Elements::eachUseCase && unordered.size() == positions.size()) {
                    std::ranges::transform(positions, own.begin(), [&](std::size_t u) { return unordered[u]; });
                }
            }
        });
    return terms;
}

}  // namespace dealwright::deal
