// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"
#include "words/format.h"

#include <QString>

#include <span>

// What the report says of a leaf.
namespace dealwright::words {

/// “audit recovery 50.0 %”, “counted over contract year”.
[[nodiscard]] QString labelled(const deal::Leaf& leaf, const Format& format);

/// Whether the leaf's clause (deal::clauseOf) is a list's element or a group, rather than leaves side by side.
[[nodiscard]] bool isWithinClause(const deal::Leaf& leaf);

/// What leaves of one clause are called together: the leaf's title if there is one, else “Search: share”,
/// “Milestone 1”, “Volume tiers”, “Rate floor · rate cap”. Precondition: one leaf or more.
[[nodiscard]] QString clauseTitle(std::span<const deal::Leaf* const> leaves);

}  // namespace dealwright::words
