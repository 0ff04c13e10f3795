// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace dealwright::interchange {

/// Why something can't be held in a workbook. textOf gives each its template.
enum class ReadError {
    notJson,  ///< found: the line, wanted: the column where it goes wrong
    tooDeep,
    tooLarge,
    duplicateName,
    unknownName,
    missing,
    notNumber,
    notWhole,
    notFinite,
    notText,
    notFlag,
    notList,
    notObject,
    unknownWord,     ///< wanted: the words
    unknownUseCase,  ///< found: the name
    textTooLong,     ///< found: its characters, wanted: at most so many
    textNotPrintable,
    listTooLong,  ///< wanted: at most so many elements
    idNotUnique,  ///< found: the id
    unknownPath,
};

struct ReadProblem {
    std::string path = {};  ///< such as scenarios[0].terms.advance; empty for the whole
    ReadError error = ReadError::notJson;
    std::string found = {};
    std::string wanted = {};
    friend bool operator==(const ReadProblem&, const ReadProblem&) = default;
};

/// The error in English with %1 for what was found and %2 for what is wanted; context "Interchange".
[[nodiscard]] std::string_view textOf(ReadError error);

/// “terms.advance: must be a number (is "much")”, in English.
[[nodiscard]] std::string describe(const ReadProblem& problem);

}  // namespace dealwright::interchange
