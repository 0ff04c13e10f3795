// SPDX-License-Identifier: GPL-3.0-or-later
// The same for the market: use cases, trends, events, correlation. One entry for each member of market.h, in its order.
#pragma once

#include "deal/field.h"
#include "deal/market.h"

#include <array>

namespace dealwright::deal {

template <>
inline constexpr std::array choices<TrendKind>{
    ChoiceText{"exponential", TERM_TEXT("Choice", "Exponential growth")},
    ChoiceText{"logistic", TERM_TEXT("Choice", "Growth towards a ceiling")},
};

template <>
inline constexpr Field field<&Trend::kind>{
    .label = TERM_TEXT("Field", "Trend"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "Whether expected usage grows without limit or levels off at a ceiling. "
                      "Saturating markets want the ceiling."),
};

template <>
inline constexpr Field field<&Trend::annualGrowth>{
    .label = TERM_TEXT("Field", "Annual growth"),
    .dimension = Dimension::fractionPerYear,
    .low = -1,
    .high = 1000,
    .lowExcluded = true,
    .usualLow = -0.2,
    .usualHigh = 2.0,
    .help = TERM_TEXT("Field",
                      "Expected growth of usage in a year, before saturation. 60 % means that usage "
                      "grows by a factor of 1.6."),
};

template <>
inline constexpr Field field<&Trend::ceiling>{
    .label = TERM_TEXT("Field", "Ceiling"),
    .dimension = Dimension::usagePerMonth,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 50000000.0,
    .help = TERM_TEXT("Field",
                      "Where usage levels off if the trend grows towards a ceiling. It must lie above "
                      "the initial usage."),
};

template <>
inline constexpr Field field<&UseCase::id>{
    .label = TERM_TEXT("Field", "Identifier"),
    .dimension = Dimension::identifier,
    .low = 0,
    .high = 2147483646,
    .help = TERM_TEXT("Field",
                      "The number that addresses this use case's random draws. It never changes and is "
                      "never reused."),
};

template <>
inline constexpr Field field<&UseCase::name>{
    .label = TERM_TEXT("Field", "Name"),
    .dimension = Dimension::name,
    .required = true,
    .help = TERM_TEXT("Field",
                      "What customers use the model for. Shares, exclusivity and contributions refer to "
                      "it."),
};

template <>
inline constexpr Field field<&UseCase::initialUsage>{
    .label = TERM_TEXT("Field", "Initial usage"),
    .dimension = Dimension::usagePerMonth,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 10000000.0,
    .required = true,
    .help = TERM_TEXT("Field", "Expected usage in its first month. Later months follow the trend."),
};

template <>
inline constexpr Field field<&UseCase::launchMonth>{
    .label = TERM_TEXT("Field", "Launch month"),
    .dimension = Dimension::month,
    .low = 0,
    .high = 1e9,
    .usualLow = 0,
    .usualHigh = 24,
    .help = TERM_TEXT("Field",
                      "The month in which this use case starts, counted from the deal's start. Before "
                      "it, usage is nil."),
};

template <>
inline constexpr Field field<&UseCase::trend>{
    .label = TERM_TEXT("Field", "Trend of usage"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "How expected usage develops after the launch. Chance moves usage about this "
                      "trend."),
};

template <>
inline constexpr Field field<&UseCase::volatility>{
    .label = TERM_TEXT("Field", "Volatility"),
    .dimension = Dimension::deviationPerYear,
    .low = 0,
    .high = 3,
    .usualLow = 0,
    .usualHigh = 0.8,
    .help = TERM_TEXT("Field",
                      "How far usage strays from its trend in a year, as the standard deviation of its "
                      "logarithm. 30 % means that two years in three end within about 30 % of the "
                      "trend."),
};

template <>
inline constexpr Field field<&UseCase::meanReversion>{
    .label = TERM_TEXT("Field", "Mean reversion"),
    .dimension = Dimension::speedPerYear,
    .low = 0,
    .high = 100,
    .usualLow = 0,
    .usualHigh = 2,
    .help = TERM_TEXT("Field",
                      "How fast usage returns to its trend. At 0 it wanders freely; at 1 two thirds of "
                      "a deviation are gone within a year."),
};

template <>
inline constexpr Field field<&UseCase::growthUncertainty>{
    .label = TERM_TEXT("Field", "Growth uncertainty"),
    .dimension = Dimension::deviationPerYear,
    .low = 0,
    .high = 2,
    .usualLow = 0,
    .usualHigh = 0.5,
    .help = TERM_TEXT("Field",
                      "How unsure anyone is of the annual growth itself. One draw holds for the whole "
                      "term, so it matters most in late years."),
};

template <>
inline constexpr Field field<&UseCase::elasticity>{
    .label = TERM_TEXT("Field", "Price elasticity"),
    .dimension = Dimension::exponent,
    .low = 0,
    .high = 10,
    .usualLow = 0,
    .usualHigh = 2,
    .help = TERM_TEXT("Field",
                      "How strongly usage answers a price surprise: 1 means that a price 10 % below "
                      "expectation adds about 10 % usage. 0 means not at all."),
};

template <>
inline constexpr Field field<&UseCase::price>{
    .label = TERM_TEXT("Field", "Price"),
    .dimension = Dimension::moneyPerMillionTokens,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 2,
    .required = true,
    .help = TERM_TEXT("Field",
                      "What customers pay per million tokens in the first month, input and output "
                      "blended. It drifts down with the price decline and with migration."),
};

template <>
inline constexpr Field field<&UseCase::priceDecline>{
    .label = TERM_TEXT("Field", "Price decline"),
    .dimension = Dimension::fractionPerYear,
    .low = -1e15,
    .high = 1,
    .highExcluded = true,
    .usualLow = 0,
    .usualHigh = 0.5,
    .help = TERM_TEXT("Field",
                      "How fast the list price of one model falls in a year. A negative decline is a "
                      "rising price."),
};

template <>
inline constexpr Field field<&UseCase::migrationRate>{
    .label = TERM_TEXT("Field", "Migration rate"),
    .dimension = Dimension::speedPerYear,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 1,
    .help = TERM_TEXT("Field",
                      "How fast users move to newer, cheaper models. At 50 % a year about two users in "
                      "five have moved after a year."),
};

template <>
inline constexpr Field field<&UseCase::migrationPrice>{
    .label = TERM_TEXT("Field", "Price after migration"),
    .dimension = Dimension::multiple,
    .low = 0,
    .high = 1e15,
    .usualLow = 0.2,
    .usualHigh = 1,
    .help = TERM_TEXT("Field",
                      "What the newer models cost as a multiple of the list price. Below 1 migration "
                      "lowers the blended price."),
};

template <>
inline constexpr Field field<&UseCase::servingCost>{
    .label = TERM_TEXT("Field", "Serving cost"),
    .dimension = Dimension::moneyPerMillionTokens,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 1,
    .help = TERM_TEXT("Field",
                      "What the host spends on serving a million tokens in the first month. Price wars "
                      "and migration do not change it."),
};

template <>
inline constexpr Field field<&UseCase::costDecline>{
    .label = TERM_TEXT("Field", "Cost decline"),
    .dimension = Dimension::fractionPerYear,
    .low = -1e15,
    .high = 1,
    .highExcluded = true,
    .usualLow = 0,
    .usualHigh = 0.5,
    .help = TERM_TEXT("Field",
                      "How fast the host's serving cost falls in a year. A negative decline is a rising "
                      "cost."),
};

template <>
inline constexpr Field field<&UseCase::outsideUsage>{
    .label = TERM_TEXT("Field", "Usage at other hosts"),
    .dimension = Dimension::multiple,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 3,
    .help = TERM_TEXT("Field",
                      "Usage at other hosts as a multiple of this host's. The licensor forgoes it while "
                      "this host is exclusive."),
};

template <>
inline constexpr Field field<&UseCase::outsideRate>{
    .label = TERM_TEXT("Field", "Licensor's rate at other hosts"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 0.2,
    .help = TERM_TEXT("Field",
                      "What the licensor earns of other hosts' revenue in this use case. It is what "
                      "exclusivity makes the licensor give up."),
};

template <>
inline constexpr Field field<&UseCaseRef::id>{
    .label = TERM_TEXT("Field", "Use case"),
    .dimension = Dimension::useCase,
    .help = TERM_TEXT("Field", "The use case that is concerned, or all of them. It is named in the interchange."),
};

template <>
inline constexpr Field field<&Event::id>{
    .label = TERM_TEXT("Field", "Identifier"),
    .dimension = Dimension::identifier,
    .low = 0,
    .high = 2147483646,
    .help = TERM_TEXT("Field",
                      "The number that addresses this event's random draws. It never changes and is "
                      "never reused."),
};

template <>
inline constexpr Field field<&Event::name>{
    .label = TERM_TEXT("Field", "Name"),
    .dimension = Dimension::name,
    .help = TERM_TEXT("Field",
                      "What may happen, such as a rival model or new regulation. It labels the risk in "
                      "tables and charts."),
};

template <>
inline constexpr Field field<&Event::annualRate>{
    .label = TERM_TEXT("Field", "Annual rate"),
    .dimension = Dimension::speedPerYear,
    .low = 0,
    .high = 100,
    .usualLow = 0,
    .usualHigh = 2,
    .help = TERM_TEXT("Field", "How often it happens in a year on average. 0.5 is once in two years."),
};

template <>
inline constexpr Field field<&Event::meanImpact>{
    .label = TERM_TEXT("Field", "Mean impact"),
    .dimension = Dimension::fraction,
    .low = -1,
    .high = 1e15,
    .lowExcluded = true,
    .usualLow = -0.5,
    .usualHigh = 0.5,
    .help = TERM_TEXT("Field",
                      "The average jump of usage at each occurrence. -15 % means that usage falls by 15 "
                      "% for good."),
};

template <>
inline constexpr Field field<&Event::impactSd>{
    .label = TERM_TEXT("Field", "Spread of the impact"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 0.3,
    .help = TERM_TEXT("Field",
                      "The standard deviation of the jump. 0 means that each occurrence has the same "
                      "effect."),
};

template <>
inline constexpr Field field<&Event::useCase>{
    .label = TERM_TEXT("Field", "Use case"),
    .dimension = Dimension::useCase,
    .help = TERM_TEXT("Field", "The use case that the event concerns. Left empty, it concerns all of them."),
};

template <>
inline constexpr Field field<&Event::firstMonth>{
    .label = TERM_TEXT("Field", "First month"),
    .dimension = Dimension::month,
    .low = 0,
    .high = 1e9,
    .usualLow = 0,
    .usualHigh = 24,
    .help = TERM_TEXT("Field", "The first month in which the event can happen. Before it, the risk is nil."),
};

template <>
inline constexpr Field field<&Market::useCases>{
    .label = TERM_TEXT("Field", "Use cases"),
    .dimension = Dimension::list,
    .low = 1,
    .help = TERM_TEXT("Field",
                      "What customers use the model for, each with its own usage, price and cost. A "
                      "deal has one to 64 of them."),
    .element = TERM_TEXT("Field", "Use case"),
    .elements = Elements::identified,
};

template <>
inline constexpr Field field<&Market::correlation>{
    .label = TERM_TEXT("Field", "Correlation"),
    .dimension = Dimension::fraction,
    .low = -1,
    .high = 1,
    .usualLow = -0.2,
    .usualHigh = 0.8,
    .help = TERM_TEXT("Field",
                      "How far the surprises of two use cases go together. 1 means always together, 0 "
                      "independent, -1 opposed."),
    .element = TERM_TEXT("Field", "Correlation"),
    .elements = Elements::eachUseCase,
};

template <>
inline constexpr Field field<&Market::priceUncertainty>{
    .label = TERM_TEXT("Field", "Price uncertainty"),
    .dimension = Dimension::deviationPerYear,
    .low = 0,
    .high = 2,
    .usualLow = 0,
    .usualHigh = 0.4,
    .help = TERM_TEXT("Field",
                      "How unsure the price level of the whole market is: a price war moves all use "
                      "cases at once. It is the standard deviation of the annual log decline."),
};

template <>
inline constexpr Field field<&Market::events>{
    .label = TERM_TEXT("Field", "Risk events"),
    .dimension = Dimension::list,
    .help = TERM_TEXT("Field",
                      "Sudden changes of usage that may happen at any time. Each occurrence multiplies "
                      "usage from that month on."),
    .element = TERM_TEXT("Field", "Event"),
    .elements = Elements::identified,
};

template <>
inline constexpr Field field<&Market::nextUseCaseId>{
    .label = TERM_TEXT("Field", "Next use case identifier"),
    .dimension = Dimension::identifier,
    .low = 0,
    .high = 2147483646,
    .help = TERM_TEXT("Field",
                      "The next identifier that a new use case receives. It keeps identifiers from "
                      "being reused."),
};

template <>
inline constexpr Field field<&Market::nextEventId>{
    .label = TERM_TEXT("Field", "Next event identifier"),
    .dimension = Dimension::identifier,
    .low = 0,
    .high = 2147483646,
    .help = TERM_TEXT("Field",
                      "The next identifier that a new event receives. It keeps identifiers from being "
                      "reused."),
};

}  // namespace dealwright::deal
