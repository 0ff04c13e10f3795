// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"

#include <QString>

#include <string>

// How the leaves of a section (deal::sectionOf) are laid out.
namespace dealwright::views::sheet {

/// The list that an element's leaf stands in: terms.milestones of terms.milestones[2].amount.
[[nodiscard]] std::string listPathOf(const deal::Leaf& leaf);

/// Whether the user adds and removes elements: one for each use case comes and goes with the use cases.
[[nodiscard]] bool grows(const deal::Field& list);

/// Whether the leaf stands in a line of a table, with its list's other elements: that of a list within a clause.
[[nodiscard]] bool isInTable(const deal::Leaf& leaf);

/// What a group of rows is headed by: the element's name, the group's label, or the field's where each use case has a
/// line of it; empty where the section's own title says it.
[[nodiscard]] QString headOf(const deal::Leaf& leaf);

/// Whether a row goes by its element's name: a use case's line, which the section or the head says what it is of.
[[nodiscard]] bool goesByElement(const deal::Leaf& leaf);

}  // namespace dealwright::views::sheet
