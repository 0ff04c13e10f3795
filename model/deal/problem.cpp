// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/problem.h"

#include "deal/filled.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>

namespace dealwright::deal {

namespace {

[[nodiscard]] std::string printed(const Value& value)
{
    return std::visit(
        [](const auto& given) -> std::string {
            using T = std::decay_t<decltype(given)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return {};
            } else if constexpr (std::is_same_v<T, bool>) {
                return given ? "true" : "false";
            } else if constexpr (std::is_same_v<T, std::string>) {
                return given;
            } else {
                std::array<char, 32> digits{};
                const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), given);
                return {digits.data(), end};
            }
        },
        value);
}

}  // namespace

std::string_view textOf(Rule rule)
{
    switch (rule) {
        case Rule::notFinite:
            return TERM_TEXT("Problem", "Must be a finite number");
        case Rule::belowLow:
            return TERM_TEXT("Problem", "Must be at least %2");
        case Rule::notAboveLow:
            return TERM_TEXT("Problem", "Must be greater than %2");
        case Rule::aboveHigh:
            return TERM_TEXT("Problem", "Must be at most %2");
        case Rule::notBelowHigh:
            return TERM_TEXT("Problem", "Must be less than %2");
        case Rule::textEmpty:
            return TERM_TEXT("Problem", "Must not be empty: give it a name");
        case Rule::textTooLong:
            return TERM_TEXT("Problem", "Has %1 characters; must have at most %2");
        case Rule::textNotPrintable:
            return TERM_TEXT("Problem", "Must be plain text in UTF-8, without control characters");
        case Rule::listTooLong:
            return TERM_TEXT("Problem", "Has %1 elements; must have at most %2");
        case Rule::listEmpty:
            return TERM_TEXT("Problem", "Is empty; must have at least one element");
        case Rule::listLengthNotUseCases:
            return TERM_TEXT("Problem", "Has %1 elements; must have one for each of the %2 use cases");
        case Rule::nameNotUnique:
            return TERM_TEXT("Problem", "“%1” is taken already; names must differ");
        case Rule::idNotUnique:
            return TERM_TEXT("Problem", "%1 is taken already; identifiers must differ");
        case Rule::unknownUseCase:
            return TERM_TEXT("Problem", "Must be a use case of this scenario, or empty for all of them");
        case Rule::unknownTerm:
            return TERM_TEXT("Problem", "Must be the path of a number of the terms, such as terms.shares[0].baseRate");
        case Rule::unknownBaseline:
            return TERM_TEXT("Problem", "Must be the name of one of the workbook's scenarios");
        case Rule::ceilingNotAboveUsage:
            return TERM_TEXT("Problem", "Must be greater than the initial usage, %2");
        case Rule::logisticWithoutUsage:
            return TERM_TEXT("Problem", "Must be greater than 0 where the trend grows towards a ceiling");
        case Rule::floorAboveCap:
            return TERM_TEXT("Problem", "Must be at most the rate cap, %2");
        case Rule::firstThresholdNotZero:
            return TERM_TEXT("Problem", "The first step must start at 0");
        case Rule::thresholdNotRising:
            return TERM_TEXT("Problem", "Must be greater than where the step before starts, %2");
        case Rule::grantedWithoutMonths:
            return TERM_TEXT("Problem", "Must be at least 1 month where exclusivity is granted");
        case Rule::spreadWithoutMean:
            return TERM_TEXT("Problem", "Must be 0 where the mean loss is 0");
        case Rule::lowAboveHigh:
            return TERM_TEXT("Problem", "Must be at most the highest value, %2");
        case Rule::correlationNotSymmetric:
            return TERM_TEXT("Problem", "Must equal its mirror image, %2");
        case Rule::correlationDiagonal:
            return TERM_TEXT("Problem", "Must be 1, the correlation of a use case with itself");
        case Rule::correlationTooFar:
            return TERM_TEXT("Problem",
                             "These correlations contradict each other; the nearest possible ones have %2 here");
        case Rule::currencyUnknown:
            return TERM_TEXT("Problem", "Must be the three capital letters of a currency, such as USD");
        case Rule::figuresBeyondRange:
            return TERM_TEXT("Problem",
                             "Drives figures past the largest that can be computed, 10³⁰⁸, in month %2; choose a less "
                             "extreme value");
        case Rule::unknownField:
            return TERM_TEXT("Problem", "There is no such field in this deal");
        case Rule::wrongKind:
            return TERM_TEXT("Problem", "Does not fit this field");
        case Rule::notWhole:
            return TERM_TEXT("Problem", "Must be a whole number that is not too large");
        case Rule::unknownWord:
            return TERM_TEXT("Problem", "Must be one of the words that this field takes");
        case Rule::unknownElement:
            return TERM_TEXT("Problem", "There is no such line in this list");
        case Rule::lastUseCase:
            return TERM_TEXT("Problem", "A deal needs at least one use case");
        case Rule::fillsPastNumbers:
            return TERM_TEXT("Problem",
                             "No file could hold what would stand there (%1); change the lines beside it first");
        case Rule::dateInvalid:
            return TERM_TEXT("Problem", "Should be a day as year-month-day, such as 2027-01-31");
        case Rule::correlationAdjusted:
            return TERM_TEXT(
                "Problem",
                "These correlations cannot quite hold together; the nearest possible ones are used, with %2 here");
        case Rule::deductionsIdle:
            return TERM_TEXT("Problem", "Has no effect: deductions count only where the revenue base is net revenue");
        case Rule::advanceNotRecouped:
            return TERM_TEXT("Problem", "Is a second upfront fee, as the recoupment is 0");
        case Rule::guaranteeAboveCap:
            return TERM_TEXT("Problem", "Exceeds the annual cap, %2; a true-up is not cut by the cap");
        case Rule::testBeforeLaunch:
            return TERM_TEXT(
                "Problem",
                "Is before the launch in month %2; the minimum annual usage is tested with usage 0 until then");
        case Rule::outsideTerm:
            return TERM_TEXT("Problem", "Has no effect: it lies past the term of %2 months");
    }
    return {};
}

std::string describe(const Problem& problem)
{
    const std::string_view text = textOf(problem.rule);
    const std::string value = printed(problem.value);
    std::string description = problem.path + ": " + filled(text, value, printed(problem.bound));
    if (!value.empty() && text.find("%1") == std::string_view::npos) {
        description += " (is " + value + ")";
    }
    return description;
}

bool hasErrors(const std::vector<Problem>& problems)
{
    return std::ranges::any_of(problems, [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace dealwright::deal
