// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <optional>
#include <string>
#include <vector>

// The redline in money: docs/MODEL.md section 5.
namespace dealwright::analysis {

/// One clause that differs, and how much of each party's change in mean NPV it accounts for.
struct ClauseChange {
    std::string clause;  ///< its path, as deal::clauseOf
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

}  // namespace dealwright::analysis
