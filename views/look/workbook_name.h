// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <QString>

namespace dealwright::views {

/// “Meta”, or the side's own word where the party has no name.
[[nodiscard]] QString partyName(const deal::Scenario& scenario, deal::Side side);

/// What a deal is called in front of people: its parties and the year in which it begins, “Meta and Northwind Cloud
/// 2027”. A workbook is called as its baseline is.
[[nodiscard]] QString dealName(const deal::Scenario& scenario);
[[nodiscard]] QString workbookName(const deal::Workbook& workbook);

}  // namespace dealwright::views
