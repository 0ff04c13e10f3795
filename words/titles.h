// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"
#include "deal/scenario.h"

#include <QString>

#include <string>

// What terms, parties and deals are called in front of people.
namespace dealwright::words {

/// The translated template of a message, filled as deal::filled does: what users and files call things is left as it
/// is.
[[nodiscard]] QString filled(const QString& text, const QString& first, const QString& second = {});

/// A label within a sentence: lower-case unless its first word is an abbreviation such as BATNA.
[[nodiscard]] QString inSentence(const QString& label);

/// What the innermost list's element that the leaf stands in is called: “Search”, or “Milestone 1” where it has no name
/// of its own, translated; empty outside lists.
[[nodiscard]] QString elementTitle(const deal::Leaf& leaf);

/// “base rate of Search”, translated: for undo texts and lists of terms.
[[nodiscard]] QString leafName(const deal::Leaf& leaf);

/// “Search: base rate”, translated: for tables and search results.
[[nodiscard]] QString leafTitle(const deal::Leaf& leaf);

/// What one element of a list is called: “milestone” for terms.milestones.
[[nodiscard]] QString listElementName(const std::string& listPath);

/// “Meta”, or the side's own word where the party has no name.
[[nodiscard]] QString partyName(const deal::Scenario& scenario, deal::Side side);

/// What a deal is called in front of people: its parties and the year in which it begins, “Meta and Northwind Cloud
/// 2027”. A workbook is called as its baseline is.
[[nodiscard]] QString dealName(const deal::Scenario& scenario);
[[nodiscard]] QString workbookName(const deal::Workbook& workbook);

}  // namespace dealwright::words
