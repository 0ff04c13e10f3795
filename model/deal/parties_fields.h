// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/field.h"
#include "deal/parties.h"

#include <array>

namespace dealwright::deal {

template <>
inline constexpr std::array choices<Side>{
    ChoiceText{"licensor", TERM_TEXT("Choice", "Licensor")},
    ChoiceText{"host", TERM_TEXT("Choice", "Host")},
};

template <>
inline constexpr Field field<&Party::name>{
    .label = TERM_TEXT("Field", "Name"),
    .dimension = Dimension::name,
    .help = TERM_TEXT("Field", "Who signs on this side. The name appears in every figure, table and report."),
};

template <>
inline constexpr Field field<&Party::discountRate>{
    .label = TERM_TEXT("Field", "Discount rate"),
    .dimension = Dimension::fractionPerYear,
    .low = -1,
    .high = 1e15,
    .lowExcluded = true,
    .usualLow = 0,
    .usualHigh = 0.25,
    .help = TERM_TEXT("Field",
                      "What a year of waiting costs this party, usually its cost of capital. Each "
                      "party's cash flows are discounted at its own rate."),
};

template <>
inline constexpr Field field<&Party::riskAversion>{
    .label = TERM_TEXT("Field", "Risk aversion"),
    .dimension = Dimension::perMoney,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 1e-08,
    .secret = true,
    .help = TERM_TEXT("Field",
                      "How much this party dislikes uncertainty, per unit of money; 0 is risk-neutral. "
                      "A certainty equivalent lies below the mean by about half of it times the "
                      "variance."),
};

template <>
inline constexpr Field field<&Party::reservationValue>{
    .label = TERM_TEXT("Field", "Walk-away value"),
    .dimension = Dimension::money,
    .low = -1e15,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 500000000.0,
    .secret = true,
    .help = TERM_TEXT("Field",
                      "The value of this party's best alternative to a deal (its BATNA). Below it, "
                      "signing is worse than walking away."),
};

template <>
inline constexpr Field field<&Party::targetValue>{
    .label = TERM_TEXT("Field", "Target value"),
    .dimension = Dimension::money,
    .low = -1e15,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 1000000000.0,
    .secret = true,
    .help = TERM_TEXT("Field",
                      "What this party aspires to. Utilities are scaled from the walk-away value at 0 "
                      "to the target at 1."),
};

template <>
inline constexpr Field field<&Party::growthView>{
    .label = TERM_TEXT("Field", "Own view of growth"),
    .dimension = Dimension::logGrowthPerYear,
    .low = -5,
    .high = 5,
    .usualLow = -0.3,
    .usualHigh = 0.3,
    .secret = true,
    .help = TERM_TEXT("Field",
                      "Growth that this party believes in beyond the shared market case. It enters its "
                      "own utility only, never the shared projection."),
};

template <>
inline constexpr Field field<&Parties::licensor>{
    .label = TERM_TEXT("Field", "Licensor"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field", "Who made the model and licenses it. It receives the share of revenue."),
};

template <>
inline constexpr Field field<&Parties::host>{
    .label = TERM_TEXT("Field", "Host"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "Who serves the model and collects the customers' money. It pays the share of "
                      "revenue."),
};

}  // namespace dealwright::deal
