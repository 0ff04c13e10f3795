// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/field.h"
#include "simulation/projection.h"

#include <array>
#include <string_view>

// What the reported figures of a projection are called and measure, and which member is each one's standard error.
// Included by generic code alone: everything else reads analysis/figures.h.
namespace dealwright::simulation {

/// Everything that the program knows of a figure of Statistic besides its name, as deal::Field says it of an input.
/// Member is its type: a number, or one for each of percentileRanks.
template <class Member>
struct StatisticField {
    std::string_view label = {};  ///< English; context "Field". Of a percentile %1 stands for its rank
    deal::Dimension dimension = deal::Dimension::money;
    Member Statistic::* error = nullptr;  ///< its standard error; null: it is one itself, the mean's
    bool headline = false;                ///< said first: bold in a table, and of each of several scenarios
    bool detail = false;                  ///< left out where few figures have room
    std::string_view help = {};           ///< what it says, in two sentences; context "Field"
};

/// The percentiles that stand where few figures have room.
inline constexpr std::array summaryRanks{10, 90};

}  // namespace dealwright::simulation

namespace dealwright::deal {

template <>
inline constexpr simulation::StatisticField<double> field<&simulation::Statistic::mean>{
    .label = TERM_TEXT("Field", "Expected NPV"),
    .error = &simulation::Statistic::standardError,
    .headline = true,
    .help = TERM_TEXT("Field",
                      "The mean over all paths, weighted by the path weights. It holds the known expectation of what "
                      "is rare, whether or not a path met it."),
};

template <>
inline constexpr simulation::StatisticField<double> field<&simulation::Statistic::standardDeviation>{
    .label = TERM_TEXT("Field", "Standard deviation"),
    .error = &simulation::Statistic::standardDeviationError,
    .detail = true,
    .help = TERM_TEXT("Field",
                      "How far outcomes scatter around their mean, with divisor N - 1. It counts every path once."),
};

template <>
inline constexpr simulation::StatisticField<double> field<&simulation::Statistic::standardError>{
    .label = TERM_TEXT("Field", "95 % interval of the mean"),
    .help = TERM_TEXT("Field",
                      "How sure the mean is: its standard error, from the 16 scrambles. Shown is half the width of the "
                      "95 % interval, 2.131 standard errors."),
};

template <>
inline constexpr simulation::StatisticField<std::array<double, 7>> field<&simulation::Statistic::percentiles>{
    .label = TERM_TEXT("Field", "P%1: %1 % lie below"),
    .error = &simulation::Statistic::percentileErrors,
    .help = TERM_TEXT("Field",
                      "The amount below which so many of the paths end. It is interpolated between the two outcomes "
                      "beside it."),
};

template <>
inline constexpr simulation::StatisticField<double> field<&simulation::Statistic::cvar5>{
    .label = TERM_TEXT("Field", "Mean of the worst 5 %"),
    .error = &simulation::Statistic::cvar5Error,
    .help = TERM_TEXT("Field",
                      "What can be expected if luck is among the worst twentieth. It is also called conditional "
                      "value-at-risk or expected shortfall."),
};

template <>
inline constexpr simulation::StatisticField<double> field<&simulation::Statistic::probabilityAboveReservation>{
    .label = TERM_TEXT("Field", "Beats walking away"),
    .dimension = Dimension::fraction,
    .error = &simulation::Statistic::probabilityError,
    .headline = true,
    .help = TERM_TEXT("Field",
                      "The share of paths that reach the party's reservation value, what it has without this deal. "
                      "Amounts that differ by rounding alone reach it."),
};

template <>
inline constexpr simulation::StatisticField<double> field<&simulation::Statistic::certaintyEquivalent>{
    .label = TERM_TEXT("Field", "Certainty equivalent"),
    .error = &simulation::Statistic::certaintyEquivalentError,
    .detail = true,
    .help = TERM_TEXT("Field",
                      "The sure amount that the party would take for the deal, at its risk aversion. Without risk "
                      "aversion it is the mean."),
};

template <>
inline constexpr Field field<&simulation::PartyProjection::npv>{
    .label = TERM_TEXT("Field", "NPV"),
    .help = TERM_TEXT("Field", "The present value of all cash flows. They are discounted at the party's own rate."),
};

template <>
inline constexpr Field field<&simulation::PartyProjection::total>{
    .label = TERM_TEXT("Field", "Undiscounted total"),
    .help = TERM_TEXT("Field", "The sum of all cash flows, signing included. Nothing is discounted."),
};

}  // namespace dealwright::deal
