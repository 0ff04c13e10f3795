// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/use_case_lists.h"

#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace dealwright::deal {

namespace {

using Kind = PositionChange::Kind;
using ListChange = std::pair<std::string, PositionChange>;  ///< of the list at that path

/// Calls act(path, list, field) for every list within `object`, those within its elements after it.
template <class T, class Act>
void forEachList(T& object, const std::string& path, Act& act)
{
    forEachMember(object, [&](std::string_view name, auto& member, const Field& description) {
        using M = std::remove_cvref_t<decltype(member)>;
        const std::string here = path.empty() ? std::string(name) : path + "." + std::string(name);
        if constexpr (std::is_same_v<M, CorrelationMatrix>) {
            act(here, member, description);
        } else if constexpr (Sequence<M>) {
            act(here, member, description);
            for (std::size_t i = 0; i < member.size(); ++i) {
                forEachList(member[i], here + "[" + std::to_string(i) + "]", act);
            }
        } else if constexpr (Described<M> && !std::is_same_v<M, UseCaseRef>) {
            forEachList(member, here, act);
        }
    });
}

void changeMatrix(CorrelationMatrix& matrix, const PositionChange& positions)
{
    for (auto& row : matrix) {
        change(row, positions, 0.0);
    }
    std::vector<double> row(matrix.size() + (positions.kind == Kind::insert ? 1 : 0), 0.0);
    if (positions.kind == Kind::insert) {
        row[std::min(positions.position, row.size() - 1)] = 1.0;
    }
    change(matrix, positions, row);
}

template <class Element>
[[nodiscard]] bool concernsAlone(const Element& element, int useCaseId)
{
    if constexpr (Described<Element>) {
        bool result = false;
        forEachMember(element, [&](std::string_view, const auto& member, const Field&) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, UseCaseRef>) {
                result = result || member.id == std::optional<int>(useCaseId);
            }
        });
        return result;
    } else {
        return false;
    }
}

}  // namespace

void followUseCases(Scenario& scenario, const PositionChange& positions)
{
    std::vector<std::string> lists;
    auto act = [&](const std::string& path, auto& list, const Field& description) {
        if (description.elements != Elements::eachUseCase || (list.empty() && description.leastElements() == 0)) {
            return;
        }
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(list)>, CorrelationMatrix>) {
            changeMatrix(list, positions);
        } else {
            change(list, positions, {});
        }
        lists.push_back(path);
    };
    forEachList(scenario, {}, act);
    for (const std::string& list : lists) {
        moveLevers(scenario.negotiation, list, positions);
    }
}

bool giveEachUseCase(Scenario& scenario, std::string_view list)
{
    bool given = false;
    auto act = [&](const std::string& path, auto& elements, const Field& description) {
        if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(elements)>, CorrelationMatrix>) {
            if (path == list && description.elements == Elements::eachUseCase) {
                elements.resize(std::max(elements.size(), scenario.market.useCases.size()));
                given = true;
            }
        }
    };
    forEachList(scenario, {}, act);
    return given;
}

void removeConcerning(Scenario& scenario, int useCaseId)
{
    std::vector<ListChange> changes;
    auto act = [&](const std::string& path, auto& list, const Field&) {
        for (std::size_t i = list.size(); i-- > 0;) {
            if (concernsAlone(list[i], useCaseId)) {
                list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
                changes.push_back({path, {Kind::remove, i}});
            }
        }
    };
    forEachList(scenario, {}, act);
    for (const auto& [list, positions] : changes) {
        moveLevers(scenario.negotiation, list, positions);
    }
}

}  // namespace dealwright::deal
