// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"

#include <optional>
#include <vector>

namespace dealwright::deal {

/// One leaf that differs, or that only one of the two scenarios has.
struct Difference {
    std::optional<Leaf> before;
    std::optional<Leaf> after;

    [[nodiscard]] const Leaf& any() const { return after ? *after : *before; }
};

/// The leaves in which two scenarios differ, in the order of the description; identifiers are left out. What belongs to
/// a use case or an event is matched by its id, elements of other lists by position: the order of use cases alone is no
/// difference, and neither is the new name of a use case where others refer to it.
[[nodiscard]] std::vector<Difference> difference(const Scenario& before, const Scenario& after);

}  // namespace dealwright::deal
