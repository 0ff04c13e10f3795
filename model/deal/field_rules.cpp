// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/problem.h"
#include "deal/utf8.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>

// The rules that concern one field alone, read off its description.
namespace dealwright::deal {

namespace {

/// The number of characters, absent where the text has some that it must not have.
[[nodiscard]] std::optional<std::size_t> printableCharacters(std::string_view text, bool severalLines)
{
    std::size_t count = 0;
    while (!text.empty()) {
        const auto point = takeCharacter(text);
        const bool lineOrTab = severalLines && (point == U'\n' || point == U'\r' || point == U'\t');
        const bool control = point && (*point < 0x20U || (*point >= 0x7fU && *point < 0xa0U));
        const bool noCharacter = point == 0xfffeU || point == 0xffffU;  // no file holds these
        if (!point || noCharacter || (control && !lineOrTab)) {
            return std::nullopt;
        }
        ++count;
    }
    return count;
}

[[nodiscard]] bool isDay(std::string_view text)
{
    const auto number = [&](std::size_t first, std::size_t length) {
        int value = -1;
        const char* end = text.data() + first + length;
        const auto read = std::from_chars(text.data() + first, end, value);
        return read.ptr == end && text[first] != '-' ? value : -1;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    return year >= 0 && month >= 0 && day >= 0 &&
           std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                       std::chrono::day{static_cast<unsigned>(day)}}
               .ok();
}

[[nodiscard]] bool isCurrency(std::string_view text)
{
    return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

[[nodiscard]] std::optional<Problem> textProblem(const Leaf& leaf, const std::string& text)
{
    const Field& field = *leaf.field;
    Problem problem{.path = leaf.path, .value = leaf.value};
    const auto characters = printableCharacters(text, field.dimension == Dimension::text);
    if (!characters) {
        problem.rule = Rule::textNotPrintable;
        problem.value = {};
    } else if (*characters > field.mostCharacters()) {
        problem.rule = Rule::textTooLong;
        problem.value = static_cast<std::int64_t>(*characters);
        problem.bound = static_cast<std::int64_t>(field.mostCharacters());
    } else if (field.required && text.empty()) {
        problem.rule = Rule::textEmpty;
    } else if (field.dimension == Dimension::currency && !isCurrency(text)) {
        problem.rule = Rule::currencyUnknown;
    } else if (field.dimension == Dimension::date && !text.empty() && !isDay(text)) {
        problem.rule = Rule::dateInvalid;
        problem.severity = Severity::warning;
    } else {
        return std::nullopt;
    }
    return problem;
}

[[nodiscard]] std::optional<Problem> numberProblem(const Leaf& leaf, double number)
{
    const Field& field = *leaf.field;
    const auto broken = [&](Rule rule, double bound) {
        Problem problem{.path = leaf.path, .rule = rule, .value = leaf.value};
        if (leaf.whole) {
            problem.bound = static_cast<std::int64_t>(bound);
        } else {
            problem.bound = bound;
        }
        return problem;
    };
    if (!std::isfinite(number)) {
        return Problem{.path = leaf.path, .rule = Rule::notFinite, .value = leaf.value};
    }
    if (number < field.low || (field.lowExcluded && number == field.low)) {
        return broken(field.lowExcluded ? Rule::notAboveLow : Rule::belowLow, field.low);
    }
    if (number > field.high || (field.highExcluded && number == field.high)) {
        return broken(field.highExcluded ? Rule::notBelowHigh : Rule::aboveHigh, field.high);
    }
    return std::nullopt;
}

}  // namespace

std::vector<Problem> validateLeaf(const Leaf& leaf)
{
    std::optional<Problem> problem;
    if (const auto* text = std::get_if<std::string>(&leaf.value)) {
        // A choice is one of its words, and a use case's name is checked where it is given.
        if (leaf.choices.empty() && leaf.field->dimension != Dimension::useCase) {
            problem = textProblem(leaf, *text);
        }
    } else if (const auto number = numberOf(leaf)) {
        problem = numberProblem(leaf, *number);
    }
    return problem ? std::vector{std::move(*problem)} : std::vector<Problem>{};
}

}  // namespace dealwright::deal
