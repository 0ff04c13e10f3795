// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"
#include "deal/scenario.h"

#include <QString>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// What the term sheet shows where.
namespace dealwright::views::sheet {

/// The parts of the term sheet, in its order.
enum Section {
    shares,
    tiers,
    exclusivity,
    rates,
    payments,
    contributions,
    governance,
    market,
    parties,
    timeline,
    simulation,
    negotiation,
    notes
};
inline constexpr std::array sections{shares, tiers,   exclusivity, rates,      payments,    contributions, governance,
                                     market, parties, timeline,    simulation, negotiation, notes};

/// The section in which a leaf is edited; none for bookkeeping.
[[nodiscard]] std::optional<Section> sectionOf(const deal::Leaf& leaf);
[[nodiscard]] QString titleOf(Section section);
/// What a group of rows is headed by: the element's name, or the group's label; empty where there is no head.
[[nodiscard]] QString headOf(const deal::Leaf& leaf, Section section);

/// The list that an element's leaf stands in: terms.milestones of terms.milestones[2].amount.
[[nodiscard]] std::string listOf(const std::string& path);
/// Lists that grow and shrink, and the section that has their button.
inline constexpr std::array<std::pair<std::string_view, Section>, 6> growingLists{{
    {"terms.tiers.steps", tiers},
    {"terms.milestones", payments},
    {"terms.contributions", contributions},
    {"market.useCases", market},
    {"market.events", market},
    {"negotiation.levers", negotiation},
}};
[[nodiscard]] bool grows(const std::string& list);
[[nodiscard]] std::size_t sizeOf(const deal::Scenario& scenario, std::string_view list);

}  // namespace dealwright::views::sheet
