// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The redline in money: docs/MODEL.md section 5.
namespace dealwright::analysis {

/// One clause that differs, and how much of each party's change in mean NPV it accounts for.
struct ClauseChange {
    std::string
        clause;  ///< its path: terms.shares[2], terms.tiers, terms.rateFloor (floor and cap), terms.upfrontFee ...
    double licensor = 0.0;
    double licensorError =
        0.0;  ///< standard error: of the simulation, and of the sampled orders where they are sampled
    double host = 0.0;
    double hostError = 0.0;
};

struct Redline {
    std::vector<ClauseChange> clauses;  ///< in the order of the term sheet
    double licensor = 0.0;              ///< the whole change; the clauses add up to it
    double licensorError = 0.0;         ///< its own standard error, paired
    double host = 0.0;
    double hostError = 0.0;
    bool exact = true;  ///< false where orders were sampled
    int evaluations = 0;
};

/// Why two term sheets cannot be set against each other.
enum class RedlineError { none, differentUseCases, stopped };

struct RedlineResult {
    RedlineError error = RedlineError::none;
    Redline redline;
};

/// Shapley values over the changed clauses, on the draws of `from`: exact up to 10 clauses (2^k term sheets), from
/// `sampledOrders` (2 or more) random orders and their reverses beyond. Market, parties and simulation are those of
/// `from`. Shapley, "A value for n-person games" (1953); Castro, Gomez and Tejada, "Polynomial calculation of the
/// Shapley value based on sampling", Computers & Operations Research 36 (2009). Precondition: both scenarios are valid
/// and have the same use cases (by id, in any order).
[[nodiscard]] RedlineResult redline(const deal::Scenario& from, const deal::Scenario& to, int sampledOrders = 64,
                                    const simulation::Run& run = {});

/// The clause, by its path, that the term at `path` belongs to: terms.rateCap to terms.rateFloor,
/// terms.tiers.steps[1].adjustment to terms.tiers. Empty for what is not a term.
[[nodiscard]] std::string clauseOf(std::string_view path);

/// The clauses, by their paths, in which the two differ.
[[nodiscard]] std::vector<std::string> changedClauses(const deal::Terms& from, const deal::Terms& to);

}  // namespace dealwright::analysis
