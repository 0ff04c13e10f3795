// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interchange/read_problem.h"

#include "deal/field.h"
#include "deal/scenario.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

// What a workbook can hold, whatever file it comes from: docs/MODEL.md section 8.1.
namespace dealwright::interchange {

/// The most elements of a list of `Element`.
template <class Element>
inline constexpr std::size_t longestList = std::is_same_v<Element, deal::Scenario>   ? 100
                                           : std::is_same_v<Element, deal::TierStep> ? 16
                                                                                     : 64;

/// The most characters of a text.
[[nodiscard]] constexpr std::size_t longestText(deal::Dimension dimension)
{
    return dimension == deal::Dimension::text ? 10'000 : 200;
}

/// What keeps `text` from being held: its length, bytes that are not UTF-8, or characters that no XML file holds (the
/// control characters but tab and line ends, and the two noncharacters U+FFFE and U+FFFF).
[[nodiscard]] std::optional<ReadProblem> textProblem(std::string_view text, deal::Dimension dimension);

/// Everything in the workbook that can't be held, at most a hundred problems: numbers that are not finite, texts,
/// sizes, enumerators that are none, identifiers given twice. Empty for every workbook that readWorkbook returns.
[[nodiscard]] std::vector<ReadProblem> unholdable(const deal::Workbook& workbook);

}  // namespace dealwright::interchange
