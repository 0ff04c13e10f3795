// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interchange/read_problem.h"

#include "deal/field.h"
#include "deal/scenario.h"

#include <optional>
#include <string_view>
#include <vector>

// What a workbook can hold, whatever file it comes from: docs/MODEL.md section 8.1. Sizes stand in the fields.
namespace dealwright::interchange {

/// What keeps `text` from being held in a field: its length, bytes that are not UTF-8, or characters that no XML file
/// holds (the control characters but tab and line ends, and the two noncharacters U+FFFE and U+FFFF).
[[nodiscard]] std::optional<ReadProblem> textProblem(std::string_view text, const deal::Field& field);

/// Everything in the workbook that can't be held, at most a hundred problems: numbers that are not finite, texts,
/// sizes, enumerators that are none, identifiers given twice. Empty for every workbook that readWorkbook returns.
[[nodiscard]] std::vector<ReadProblem> unholdable(const deal::Workbook& workbook);

}  // namespace dealwright::interchange
