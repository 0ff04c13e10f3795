// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"
#include "words/format.h"

#include <QString>

#include <string>
#include <string_view>

// What the report says of a leaf.
namespace dealwright::words {

/// Whether the leaf holds what a scenario in which nothing was agreed would hold there.
[[nodiscard]] bool isDefault(const deal::Leaf& leaf);

/// The description of the innermost list that the leaf stands in; null outside lists.
[[nodiscard]] const deal::Field* listOf(const deal::Leaf& leaf);

/// “Search”, or the translated “Milestone 1” where the element has no name of its own.
[[nodiscard]] QString elementTitle(const deal::Leaf& leaf);

/// “audit recovery 50.0 %”, “counted over contract year”.
[[nodiscard]] QString labelled(const deal::Leaf& leaf, const Format& format);

/// terms.milestones[2] of terms.milestones[2].amount, terms.reporting of terms.reporting.auditCost, terms.advance of
/// itself: the outermost group below the path's first word.
[[nodiscard]] std::string outermostGroup(std::string_view path);

}  // namespace dealwright::words
