// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/problem.h"
#include "deal/scenario.h"

#include <QString>

#include <string>

namespace dealwright::views {

/// What is wrong or would be right, translated, in the units of a negotiator: “Must be at most 100.0 %”.
[[nodiscard]] QString problemText(const deal::Problem& problem, const deal::Scenario& scenario);

/// A label within a sentence: lower-case unless its first word is an abbreviation such as BATNA.
[[nodiscard]] QString inSentence(const QString& label);

/// “base rate of Search”, translated: for undo texts and lists of terms.
[[nodiscard]] QString leafName(const deal::Leaf& leaf);

/// “Search: base rate”, translated: for tables and search results.
[[nodiscard]] QString leafTitle(const deal::Leaf& leaf);

/// What one element of a list is called: “milestone” for terms.milestones.
[[nodiscard]] QString listElementName(const std::string& listPath);

}  // namespace dealwright::views
