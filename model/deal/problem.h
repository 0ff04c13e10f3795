// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"

#include <string>
#include <string_view>
#include <vector>

namespace dealwright::deal {

enum class Severity { error, warning };

/// The rules of docs/MODEL.md section 8.1. textOf gives each its template.
enum class Rule {
    notFinite,              ///< every number is finite
    belowLow,               ///< the field's own range: must be at least the bound
    notAboveLow,            ///< must be greater than the bound
    aboveHigh,              ///< must be at most the bound
    notBelowHigh,           ///< must be less than the bound
    textEmpty,              ///< a name that must not be empty
    textTooLong,            ///< the bound is the greatest number of characters
    textNotPrintable,       ///< control characters, or bytes that are not UTF-8
    listTooLong,            ///< the bound is the greatest number of elements
    listEmpty,              ///< at least one use case, one scenario
    listLengthNotUseCases,  ///< one element for each use case (the bound): shares, exclusivity, correlation's rows
    nameNotUnique,          ///< use cases, scenarios
    idNotUnique,
    unknownUseCase,  ///< names no use case of the scenario
    unknownTerm,     ///< a lever's path leads to no number of terms
    unknownBaseline,
    ceilingNotAboveUsage,  ///< logistic: 0 < initialUsage < ceiling (the bound)
    logisticWithoutUsage,  ///< logistic growth starts from an initial usage above 0
    floorAboveCap,         ///< rateFloor <= rateCap (the bound)
    firstThresholdNotZero,
    thresholdNotRising,       ///< greater than the one before (the bound)
    grantedWithoutMonths,     ///< a granted exclusivity lasts at least a month
    spreadWithoutMean,        ///< lossSd > 0 only with meanLoss > 0
    lowAboveHigh,             ///< a lever's low <= high (the bound)
    correlationNotSymmetric,  ///< the bound is its mirror image
    correlationDiagonal,      ///< each use case with itself is 1
    correlationTooFar,        ///< the nearest matrix is too far to use; the bound is its entry where it changed most
    currencyUnknown,          ///< three capital letters
    figuresBeyondRange,       ///< drives a figure of the pricing past the range of numbers; the bound names the months
    // What an edit is refused for besides (edit.h); no scenario breaks these
    unknownField,      ///< the path leads to no field
    wrongKind,         ///< a text where a number belongs, and so on
    notWhole,          ///< a fraction, or out of the integer's range
    unknownWord,       ///< not one of the field's choices
    unknownElement,    ///< the list has no such position, or takes no edit of its own
    lastUseCase,       ///< a deal has at least one
    fillsPastNumbers,  ///< what a new element would be filled in with is no number; the value is the path
    // Warnings
    dateInvalid,          ///< an offer's date is year-month-day, or empty
    correlationAdjusted,  ///< the nearest matrix is used; the bound is its entry where it changed most
    deductionsIdle,       ///< deductions where the base is not net
    advanceNotRecouped,   ///< advance > 0 with recoupment 0
    guaranteeAboveCap,    ///< minimumGuarantee > annualCap (the bound)
    testBeforeLaunch,     ///< an exclusivity test whose window opens before the launch (the bound)
    outsideTerm,          ///< a window or launch that lies outside the term (the bound, months)
};

/// One broken rule of a scenario. Numbers are in the units of the file.
struct Problem {
    std::string path = {};  ///< of the field concerned
    Rule rule = Rule::notFinite;
    Severity severity = Severity::error;
    Value value = {};        ///< what stands there
    Value bound = {};        ///< what the rule compares it with, absent if nothing
    std::string other = {};  ///< path of the other field of a rule between two, else empty
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// The rule in English with %1 for the value and %2 for the bound; context "Problem". Says what would be right.
[[nodiscard]] std::string_view textOf(Rule rule);

/// “path: what is wrong or what would be right (is 1.2)”, in English and in the units of the file.
[[nodiscard]] std::string describe(const Problem& problem);

/// Every broken rule of the scenario, in the order of its fields; errors and warnings. Quick enough for every move of
/// a slider: the nearest correlation matrix is looked for only where the one typed is not positive semi-definite.
[[nodiscard]] std::vector<Problem> validate(const Scenario& scenario);

/// The broken rules of the workbook itself: 1 to 100 scenarios, names unique, the baseline one of them. A workbook that
/// breaks one cannot be priced, whichever scenario is asked for.
[[nodiscard]] std::vector<Problem> workbookProblems(const Workbook& workbook);
/// The same, from its scenarios' names in order.
[[nodiscard]] std::vector<Problem> workbookProblems(const std::vector<std::string_view>& names,
                                                    std::string_view baseline);

/// Every broken rule of the workbook, those of its scenarios among them; paths begin with scenarios[i] where they
/// belong to a scenario.
[[nodiscard]] std::vector<Problem> validate(const Workbook& workbook);

[[nodiscard]] bool hasErrors(const std::vector<Problem>& problems);

/// The field's own rule that the value breaks, if it does: what an editor refuses at once.
[[nodiscard]] std::vector<Problem> validateLeaf(const Leaf& leaf);

}  // namespace dealwright::deal
