// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

// Term sheets by their clauses: the parts that are negotiated as one, by their paths (clauseOf in leaves.h).
namespace dealwright::deal {

/// The clauses in which the two differ where it counts, in the order of the description: an element whose switch is off
/// in both, or that one lacks and the other has switched off, is the same.
[[nodiscard]] std::vector<std::string> changedClauses(const Terms& from, const Terms& to);

/// The terms with those clauses as `other` has them. Of a list whose elements stand alone, positions that the chosen
/// side lacks are left out; in one for each use case, what the other lacks is an element as nothing was agreed.
/// Precondition: the use cases are the same, in the same order.
[[nodiscard]] Terms withClauses(Terms terms, const Terms& other, std::span<const std::string> clauses);

/// The terms of `to` with what belongs to use cases in the order of `from`'s market; absent where the use cases are not
/// the same, by id. References to use cases are ids and stay.
[[nodiscard]] std::optional<Terms> inTheOrderOf(const Market& from, const Scenario& to);

}  // namespace dealwright::deal
