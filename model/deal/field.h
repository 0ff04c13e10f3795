// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/describe.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

/// Marks English source text that translators see, by its context; the model itself shows English.
#define TERM_TEXT(context, text) text

namespace dealwright::deal {

/// What a member measures. Views resolve it against the scenario (currency, the tiers' measure) to choose units.
enum class Dimension {
    group,             ///< a described structure
    list,              ///< a sequence of described structures or numbers
    name,              ///< one line of text, at most 200 characters
    text,              ///< free text, at most 10,000 characters
    identifier,        ///< bookkeeping that no one edits
    fraction,          ///< of something; shown in percent
    ratePoints,        ///< added to a rate; shown in percentage points
    fractionPerYear,   ///< shown in percent a year
    logGrowthPerYear,  ///< natural logarithm a year
    deviationPerYear,  ///< standard deviation of an annual logarithm
    speedPerYear,      ///< a rate of reversion, migration or occurrence a year
    exponent,          ///< dimensionless
    multiple,          ///< dimensionless ratio
    money,             ///< in the deal's currency
    moneyPerMonth,
    moneyPerYear,
    moneyPerMillionTokens,
    perMoney,       ///< risk aversion: one over money
    usagePerMonth,  ///< million tokens a month
    usage,          ///< million tokens
    usagePerYear,   ///< million tokens a year
    tierThreshold,  ///< million tokens or money, as terms.tiers.measure says
    month,          ///< index, 0 is the deal's first
    duration,       ///< months
    calendarYear,
    calendarMonth,  ///< 1 to 12
    count,
    seed,
    flag,
    choice,      ///< an enumeration
    currency,    ///< ISO 4217
    useCase,     ///< a use case, or all
    date,        ///< ISO 8601
    termPath,    ///< the path of a term
    leverValue,  ///< in the unit of the lever's term
};

/// What tells the elements of a list apart, and so what keeps them in step when the list changes.
enum class Elements {
    alone,        ///< their position: nothing else refers to them
    eachUseCase,  ///< one for each use case, in their order: the use case's id
    identified,   ///< an id of their own that is never reused
};

/// The parts of the term sheet, in its order: the terms first. A member stands in the part of what it stands in unless
/// its field says otherwise.
enum class Section {
    shares,
    tiers,
    exclusivity,
    rates,
    payments,
    contributions,
    governance,  ///< and every term that names no other part
    market,
    parties,
    timeline,
    simulation,
    levers,
    notes,
    none,      ///< neither it nor what stands within it is on the sheet
    inherited  ///< that of the enclosing list or group; `none` where there is none
};
inline constexpr std::size_t sectionsOfTheSheet = static_cast<std::size_t>(Section::none);

/// Whether the parties negotiate what stands there.
[[nodiscard]] constexpr bool isOfTheTerms(Section section)
{
    return section <= Section::governance;
}

/// Whether what stands there says what the deal is, between whom and in which market, rather than how it is priced,
/// talked about or bargained for: what a comparison of scenarios shows.
[[nodiscard]] constexpr bool isOfTheDeal(Section section)
{
    return section <= Section::timeline;
}

/// Everything that the program knows of a described member besides its name and type.
struct Field {
    std::string_view label = {};  ///< English, sentence case; context "Field"
    Dimension dimension = Dimension::group;
    /// Hard range, in the unit of the file; a list's `low` and `high` bound its number of elements.
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool lowExcluded = false;  ///< the value must be greater than `low`
    bool highExcluded = false;
    double usualLow = 0.0;  ///< where values of this field usually lie: the slider's ends, a tornado's step
    double usualHigh = 0.0;
    bool required = false;                ///< must be present in the interchange
    bool secret = false;                  ///< never leaves in a file made for the other side
    int since = 1;                        ///< the file format that brought it
    std::string_view help = {};           ///< what it means in a contract, in two sentences; context "Field"
    std::string_view element = {};        ///< lists: what one element is called; context "Field"
    Elements elements = Elements::alone;  ///< lists, and the correlation by both of its positions
    std::string_view joins = {};          ///< the member beside it whose clause it belongs to, if not a clause itself
    Section section = Section::inherited;
    bool switches = false;  ///< flags: what stands beside it counts only where it is set

    [[nodiscard]] constexpr bool hasUsualRange() const { return usualHigh > usualLow; }

    /// The smallest number of elements of a list.
    [[nodiscard]] constexpr std::size_t leastElements() const
    {
        return dimension == Dimension::list && low > 0.0 ? static_cast<std::size_t>(low) : 0;
    }

    /// The greatest number of elements of a list.
    [[nodiscard]] constexpr std::size_t mostElements() const
    {
        constexpr std::size_t unlessStated = 64;
        const bool stated = dimension == Dimension::list && high < std::numeric_limits<double>::infinity();
        return stated ? static_cast<std::size_t>(high) : unlessStated;
    }

    /// The greatest number of characters (Unicode code points) of a text.
    [[nodiscard]] constexpr std::size_t mostCharacters() const { return dimension == Dimension::text ? 10'000 : 200; }
};

template <class>
struct FieldMissing;  // incomplete: a described member without a field does not compile

/// The description of one member: specialised for each in the *_fields.h.
template <auto Member>
inline constexpr FieldMissing<std::integral_constant<decltype(Member), Member>> field{};

/// How one enumerator is called in front of people.
struct ChoiceText {
    std::string_view word;          ///< as in the interchange: the enumerator's own name
    std::string_view label;         ///< English; context "Choice"
    std::string_view meaning = {};  ///< what choosing it means, where the label does not say; likewise
};

/// The enumerators of E in their order: specialised for each in the *_fields.h.
template <class E>
inline constexpr FieldMissing<E> choices{};

}  // namespace dealwright::deal
