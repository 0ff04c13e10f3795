// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

// Contract years and windows: docs/MODEL.md section 3. Months count from the deal's start, 0 the first.
namespace dealwright::contract {

/// The contract year y of a month: months 0 to 11 are year 0.
[[nodiscard]] constexpr int contractYear(int month)
{
    return month / 12;
}

/// How many contract years a term has; the last may be short.
[[nodiscard]] constexpr int contractYears(int termMonths)
{
    return (termMonths + 11) / 12;
}

/// How many of a contract year's months lie within the term: 12, or fewer in the last year.
[[nodiscard]] constexpr int monthsOfYear(int year, int termMonths)
{
    return std::clamp(termMonths - 12 * year, 0, 12);
}

[[nodiscard]] constexpr bool isFirstOfYear(int month)
{
    return month % 12 == 0;
}

/// A contract year ends after its twelfth month, and with the term.
[[nodiscard]] constexpr bool isLastOfYear(int month, int termMonths)
{
    return month % 12 == 11 || month == termMonths - 1;
}

/// firstMonth <= month < firstMonth + months.
[[nodiscard]] constexpr bool isWithin(int month, int firstMonth, int months)
{
    return firstMonth <= month && month - firstMonth < months;
}

}  // namespace dealwright::contract
