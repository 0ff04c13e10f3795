// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/positions.h"
#include "deal/scenario.h"

#include <string_view>

// What follows the use cases wherever it stands: in the terms, in the offers, in the market. For the edits alone.
namespace dealwright::deal {

/// Every list that has an element for each use case makes the change that the use cases have made, and levers follow.
/// What is inserted is an element as nothing was agreed; a list that may be left out, and is, stays so.
void followUseCases(Scenario& scenario, const PositionChange& positions);

/// The list at that path gains the elements that it lacks, as nothing was agreed; false where it is none of these
/// lists.
[[nodiscard]] bool giveEachUseCase(Scenario& scenario, std::string_view list);

/// Elements of any list that concern this use case alone (by a UseCaseRef) go, and levers on them.
void removeConcerning(Scenario& scenario, int useCaseId);

}  // namespace dealwright::deal
