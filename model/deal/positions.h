// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

// Where the elements of a list go in an edit, and the levers that follow them. For the edits alone.
namespace dealwright::deal {

/// One change of a list's order.
struct PositionChange {
    enum class Kind { insert, remove, move };
    Kind kind = Kind::insert;
    std::size_t position = 0;  ///< where the element is inserted, removed, or moved from
    std::size_t target = 0;    ///< where it is moved to

    /// Where the element that stood at `before` stands afterwards; absent if it was removed.
    [[nodiscard]] std::optional<std::size_t> after(std::size_t before) const;
};

/// Makes the change in any vector; a vector that is not in step (an invalid scenario) is changed as far as it goes.
template <class T>
void change(std::vector<T>& list, const PositionChange& change, const T& inserted)
{
    const auto at = [&](std::size_t position) { return list.begin() + static_cast<std::ptrdiff_t>(position); };
    switch (change.kind) {
        case PositionChange::Kind::insert:
            list.insert(at(std::min(change.position, list.size())), inserted);
            break;
        case PositionChange::Kind::remove:
            if (change.position < list.size()) {
                list.erase(at(change.position));
            }
            break;
        case PositionChange::Kind::move:
            if (std::max(change.position, change.target) < list.size()) {
                T moved = std::move(list[change.position]);
                list.erase(at(change.position));
                list.insert(at(change.target), std::move(moved));
            }
            break;
    }
}

/// Levers on elements of `list` (a path) follow them; those on a removed element go.
void moveLevers(Negotiation& negotiation, std::string_view list, const PositionChange& change);

}  // namespace dealwright::deal
