// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

// Which leaves differ between scenarios. What belongs to a use case or an event is matched by its id, elements of other
// lists by position: the order of use cases alone is no difference, and neither is the new name of a use case where
// others refer to it. Identifiers are left out.
namespace dealwright::deal {

/// One leaf that two scenarios do not share.
struct Difference {
    std::optional<Leaf> before;
    std::optional<Leaf> after;

    [[nodiscard]] const Leaf& any() const { return after ? *after : *before; }
};

/// All leaves in which two scenarios differ, in the order of `before`'s; what `after` adds stands before what follows
/// it there.
[[nodiscard]] std::vector<Difference> difference(const Scenario& before, const Scenario& after);
/// The same for whoever has the outline of `after` already.
[[nodiscard]] std::vector<Difference> difference(const Scenario& before, const Scenario& after,
                                                 const Outline& outlineOfAfter);

/// One leaf in which scenarios differ.
struct LeafDifference {
    std::string clause;  ///< as clauseOf, with ids in the place of positions where elements have such
    std::vector<std::optional<Leaf>> leaves;  ///< as each scenario has it, in their order; absent where one lacks it

    /// The leaf of the first scenario after the base that has it, else the base's.
    [[nodiscard]] const Leaf& any() const;
};

/// The leaves of the deal and its market (isOfTheDeal) in which any of the scenarios differs from the first, in the
/// order of the first; what another adds stands before what follows it there. Precondition: one scenario or more.
[[nodiscard]] std::vector<LeafDifference> differences(std::span<const Scenario* const> scenarios);

}  // namespace dealwright::deal
