// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interchange/read_problem.h"

#include "deal/scenario.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Scenarios and workbooks as JSON, with the names of the document: docs/MODEL.md section 8.
namespace dealwright::interchange {

/// Pretty JSON in the order of the description; reading it gives an equal value (see below). A cap that is not there
/// and a reference to all use cases are left out, and so is an empty correlation matrix, identifiers that equal the
/// positions, and bookkeeping that follows from the identifiers.
[[nodiscard]] std::string writeJson(const deal::Workbook& workbook);
[[nodiscard]] std::string writeJson(const deal::Scenario& scenario);

struct ReadResult {
    std::optional<deal::Workbook> workbook;
    std::vector<ReadProblem> problems;  ///< why there is none, by path; at most a hundred
};

/// Reads a workbook, or a lone scenario as a workbook of one. What is absent or null takes its default: the baseline is
/// the first scenario, an identifier is its position. Refuses only what can't be held: unknown names, wrong types,
/// required fields that are missing, numbers that are not finite or not whole, sizes past the limits, references to use
/// cases that are not there. Broken ranges and rules between fields are left to deal::validate.
/// A use case is referred to by its name; a number is taken for its identifier, which writeJson uses where names can't
/// tell.
[[nodiscard]] ReadResult readWorkbook(std::string_view text);

struct AssignResult {
    std::optional<deal::Scenario> scenario;
    std::vector<ReadProblem> problems;
};

/// The scenario with `value` at `path`, which is a leaf, a list or any other part (terms.tiers.steps, terms.annualCap,
/// market.useCases[0]). The value is JSON, else it is taken as a text as it stands; null is the default. A part is
/// replaced whole.
[[nodiscard]] AssignResult assignJson(const deal::Scenario& scenario, std::string_view path, std::string_view value);

/// The JSON Schema (2020-12) of a workbook or lone scenario: types, ranges, words, required names, defaults, labels and
/// help texts.
[[nodiscard]] std::string schema();

}  // namespace dealwright::interchange
