// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <cstddef>
#include <optional>
#include <string_view>

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

/// Levers on elements of `list` (a path) follow them; those on a removed element go.
void moveLevers(Negotiation& negotiation, std::string_view list, const PositionChange& change);

}  // namespace dealwright::deal
