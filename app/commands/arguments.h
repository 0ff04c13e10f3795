// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/convergence.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What arguments must be. Each throws CommandFailure with a sentence that says what is right.
namespace dealwright::app {

/// A number in decimal digits, within [low, high].
void requireWhole(const std::string& option, const std::string& text, std::int64_t low, std::int64_t high);

/// A whole number of 64 bits.
void requireSeed(const std::string& option, const std::string& text);

/// A finite number such as 1.5e8, within [-largest, largest].
void requireNumber(const std::string& option, const std::string& text, double largest);

/// A percentage above 0 such as 0.1%, or an amount of money above 0.
[[nodiscard]] analysis::Precision requirePrecision(const std::string& option, const std::string& text);

/// Refuses what is empty or not UTF-8.
void requireText(const std::string& option, const std::string& text);

/// Refuses a file's name that is empty or not UTF-8, which no file of this program can have.
void requireFileName(const std::string& name);

/// Refuses what is no file that can be opened. What does not look like a file's name either is taken for a misspelt
/// command, and the closest of `commands` is named.
void requireFile(const std::string& name, const std::vector<std::string>& commands);

/// The word that takes the fewest insertions, removals and replacements to become `word`, the first of several.
/// Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals" (1966). Precondition: one word
/// or more.
[[nodiscard]] std::string closest(std::string_view word, const std::vector<std::string>& words);

}  // namespace dealwright::app
