// SPDX-License-Identifier: GPL-3.0-or-later
// The same for what stands around market and terms; including this header includes all of the description.
#pragma once

#include "deal/field.h"
#include "deal/market_fields.h"
#include "deal/parties_fields.h"
#include "deal/scenario.h"
#include "deal/terms_fields.h"

#include <array>

namespace dealwright::deal {

template <>
inline constexpr std::array choices<Section>{
    ChoiceText{"shares", TERM_TEXT("Choice", "Shares by use case")},
    ChoiceText{"tiers", TERM_TEXT("Choice", "Volume tiers")},
    ChoiceText{"exclusivity", TERM_TEXT("Choice", "Exclusivity")},
    ChoiceText{"rates", TERM_TEXT("Choice", "Steps and limits of the rates")},
    ChoiceText{"payments", TERM_TEXT("Choice", "Payments and guarantees")},
    ChoiceText{"contributions", TERM_TEXT("Choice", "Contributions")},
    ChoiceText{"governance", TERM_TEXT("Choice", "Governance")},
    ChoiceText{"market", TERM_TEXT("Choice", "Market")},
    ChoiceText{"parties", TERM_TEXT("Choice", "Parties")},
    ChoiceText{"timeline", TERM_TEXT("Choice", "Timeline")},
    ChoiceText{"simulation", TERM_TEXT("Choice", "Simulation")},
    ChoiceText{"levers", TERM_TEXT("Choice", "Levers")},
    ChoiceText{"notes", TERM_TEXT("Choice", "Notes")},
};
static_assert(choices<Section>.size() == sectionsOfTheSheet);

template <>
inline constexpr std::array choices<Sampling>{
    ChoiceText{"quasi", TERM_TEXT("Choice", "Quasi-random")},
    ChoiceText{"pseudo", TERM_TEXT("Choice", "Pseudo-random")},
};

template <>
inline constexpr Field field<&Timeline::startYear>{
    .label = TERM_TEXT("Field", "Start year"),
    .dimension = Dimension::calendarYear,
    .low = 1,
    .high = 9999,
    .usualLow = 2024,
    .usualHigh = 2035,
    .help = TERM_TEXT("Field", "The calendar year of the first month. It labels charts and tables."),
};

template <>
inline constexpr Field field<&Timeline::startMonth>{
    .label = TERM_TEXT("Field", "Start month"),
    .dimension = Dimension::calendarMonth,
    .low = 1,
    .high = 12,
    .help = TERM_TEXT("Field", "The calendar month of the first month, 1 to 12. Contract years count from it."),
};

template <>
inline constexpr Field field<&Timeline::months>{
    .label = TERM_TEXT("Field", "Term"),
    .dimension = Dimension::duration,
    .low = 1,
    .high = 240,
    .usualLow = 12,
    .usualHigh = 120,
    .required = true,
    .help = TERM_TEXT("Field",
                      "How long the deal lasts. A last year of fewer than twelve months is a short "
                      "contract year."),
};

template <>
inline constexpr Field field<&Timeline::currency>{
    .label = TERM_TEXT("Field", "Currency"),
    .dimension = Dimension::currency,
    .help = TERM_TEXT("Field",
                      "The currency of every amount, as its three-letter ISO 4217 code. Scenarios in "
                      "different currencies cannot be compared."),
};

template <>
inline constexpr Field field<&Lever::term>{
    .label = TERM_TEXT("Field", "Term"),
    .dimension = Dimension::termPath,
    .help = TERM_TEXT("Field", "The term that the parties are willing to move. It is given by its path."),
};

template <>
inline constexpr Field field<&Lever::low>{
    .label = TERM_TEXT("Field", "Lowest"),
    .dimension = Dimension::leverValue,
    .low = -1e15,
    .high = 1e15,
    .help = TERM_TEXT("Field", "The lowest value under negotiation. The analysis does not look below it."),
};

template <>
inline constexpr Field field<&Lever::high>{
    .label = TERM_TEXT("Field", "Highest"),
    .dimension = Dimension::leverValue,
    .low = -1e15,
    .high = 1e15,
    .help = TERM_TEXT("Field", "The highest value under negotiation. The analysis does not look above it."),
};

template <>
inline constexpr Field field<&Lever::steps>{
    .label = TERM_TEXT("Field", "Steps"),
    .dimension = Dimension::count,
    .low = 0,
    .high = 1000000,
    .help = TERM_TEXT("Field", "In how many steps the term moves between its ends. 0 means continuously."),
};

template <>
inline constexpr Field field<&Offer::party>{
    .label = TERM_TEXT("Field", "Made by"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "Which side made the offer. Concessions are measured from one offer to the next "
                      "of the same side."),
};

template <>
inline constexpr Field field<&Offer::date>{
    .label = TERM_TEXT("Field", "Date"),
    .dimension = Dimension::date,
    .help = TERM_TEXT("Field", "The day of the offer, as year-month-day. It orders the history."),
};

template <>
inline constexpr Field field<&Offer::note>{
    .label = TERM_TEXT("Field", "Note"),
    .dimension = Dimension::text,
    .secret = true,
    .help = TERM_TEXT("Field", "What was said with the offer. It never leaves in a file made for the other side."),
};

template <>
inline constexpr Field field<&Offer::terms>{
    .label = TERM_TEXT("Field", "Terms offered"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "The whole term sheet that was offered. It does not change when the scenario "
                      "does."),
};

template <>
inline constexpr Field field<&Negotiation::levers>{
    .label = TERM_TEXT("Field", "Levers"),
    .dimension = Dimension::list,
    .help = TERM_TEXT("Field",
                      "The terms that can move and how far. They span the space in which agreements are "
                      "looked for."),
    .element = TERM_TEXT("Field", "Lever"),
    .section = Section::levers,
};

template <>
inline constexpr Field field<&Negotiation::offers>{
    .label = TERM_TEXT("Field", "Offers"),
    .dimension = Dimension::list,
    .help = TERM_TEXT("Field", "The offers made so far by either side. They tell how each side concedes."),
    .element = TERM_TEXT("Field", "Offer"),
    .section = Section::none,
};

template <>
inline constexpr Field field<&Simulation::paths>{
    .label = TERM_TEXT("Field", "Paths"),
    .dimension = Dimension::count,
    .low = 1000,
    .high = 10000000,
    .usualLow = 4096,
    .usualHigh = 131072,
    .help = TERM_TEXT("Field", "How many futures are simulated. More paths give smaller errors and take longer."),
};

template <>
inline constexpr Field field<&Simulation::seed>{
    .label = TERM_TEXT("Field", "Seed"),
    .dimension = Dimension::seed,
    .help = TERM_TEXT("Field",
                      "Where the random draws start. The same seed gives the same figures to the last "
                      "digit."),
};

template <>
inline constexpr Field field<&Simulation::sampling>{
    .label = TERM_TEXT("Field", "Sampling"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "Quasi-random paths fill the space of futures evenly and are far more accurate. "
                      "Pseudo-random ones are independent draws."),
};

template <>
inline constexpr Field field<&Scenario::name>{
    .label = TERM_TEXT("Field", "Name"),
    .dimension = Dimension::name,
    .help = TERM_TEXT("Field", "What this term sheet is called. Names are unique within a workbook."),
    .section = Section::notes,
};

template <>
inline constexpr Field field<&Scenario::notes>{
    .label = TERM_TEXT("Field", "Notes"),
    .dimension = Dimension::text,
    .secret = true,
    .help = TERM_TEXT("Field",
                      "Anything worth remembering about this scenario. They never leave in a file made "
                      "for the other side."),
    .section = Section::notes,
};

template <>
inline constexpr Field field<&Scenario::author>{
    .label = TERM_TEXT("Field", "Author"),
    .dimension = Dimension::name,
    .help = TERM_TEXT("Field", "Who drew this scenario up. It appears on the scenario's card."),
    .section = Section::notes,
};

template <>
inline constexpr Field field<&Scenario::parties>{
    .label = TERM_TEXT("Field", "Parties"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "Who sits at the table, and what each knows of itself. Walk-away values and "
                      "aversions are private."),
    .section = Section::parties,
};

template <>
inline constexpr Field field<&Scenario::timeline>{
    .label = TERM_TEXT("Field", "Timeline"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "When the deal starts, how long it lasts and in which currency. Contract years "
                      "count from the start."),
    .section = Section::timeline,
};

template <>
inline constexpr Field field<&Scenario::market>{
    .label = TERM_TEXT("Field", "Market"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "What neither side controls: usage, prices, costs and risks. Both sides are "
                      "priced on the same market."),
    .section = Section::market,
};

template <>
inline constexpr Field field<&Scenario::terms>{
    .label = TERM_TEXT("Field", "Terms"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field", "What the parties negotiate. Every clause changes what each side expects to earn."),
    .section = Section::governance,
};

template <>
inline constexpr Field field<&Scenario::negotiation>{
    .label = TERM_TEXT("Field", "Negotiation"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "Which terms can move, and the offers made so far. The market and the terms do "
                      "not depend on it."),
};

template <>
inline constexpr Field field<&Scenario::simulation>{
    .label = TERM_TEXT("Field", "Simulation"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "How many futures are drawn and where the draws start. It changes the accuracy, "
                      "never the deal."),
    .section = Section::simulation,
};

template <>
inline constexpr Field field<&Workbook::scenarios>{
    .label = TERM_TEXT("Field", "Scenarios"),
    .dimension = Dimension::list,
    .low = 1,
    .high = 100,
    .required = true,
    .help = TERM_TEXT("Field",
                      "The term sheets of one negotiation, side by side. A workbook holds one to a "
                      "hundred."),
    .element = TERM_TEXT("Field", "Scenario"),
};

template <>
inline constexpr Field field<&Workbook::baseline>{
    .label = TERM_TEXT("Field", "Baseline"),
    .dimension = Dimension::name,
    .help = TERM_TEXT("Field", "The scenario that the others are compared with. It carries the star."),
};

}  // namespace dealwright::deal
