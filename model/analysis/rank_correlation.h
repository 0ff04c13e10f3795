// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "simulation/shocks.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

// Which luck moves the result: docs/MODEL.md section 5, "Sensitivity".
namespace dealwright::analysis {

/// The ranks of the values, from 1 for the smallest; equal values share the average of the ranks that they take up.
[[nodiscard]] std::vector<double> averageRanks(std::span<const double> values);

/// Spearman's rank correlation: Pearson's of the average ranks, in [-1, 1]. Absent where one of the two is constant.
/// Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15 (1904).
/// Precondition: equally many values of each, all finite (std::domain_error where their numbers differ).
[[nodiscard]] std::optional<double> rankCorrelation(std::span<const double> x, std::span<const double> y);

/// What is drawn at random on a path, one number for each path.
enum class DriverKind {
    noise,      ///< a use case's deviation from its trend in the last month
    growth,     ///< a use case's growth draw
    price,      ///< the price draw: high draws are high prices
    event,      ///< how often an event occurred
    incidents,  ///< how many incidents there were
    disputes,   ///< how many disputes there were
};

struct Driver {
    DriverKind kind = DriverKind::noise;
    int index = -1;  ///< position of the use case or event, -1 for the others
    friend bool operator==(const Driver&, const Driver&) = default;
};

struct DriverCorrelation {
    Driver driver;
    double licensor = 0.0;  ///< Spearman's rank correlation with the party's NPV; 0 where that is the same on all paths
    double host = 0.0;
};

/// The drivers of a scenario's draws, in the order of DriverKind, those left out that are the same on every path.
[[nodiscard]] std::vector<Driver> driversOf(const deal::Scenario& scenario, const simulation::Shocks& shocks);

/// The value of a driver on each path.
[[nodiscard]] std::vector<double> valuesOf(const Driver& driver, const deal::Scenario& scenario,
                                           const simulation::Shocks& shocks);

/// Each driver's rank correlation with both parties' NPVs, in the order of driversOf; every path counts once.
/// Precondition: the projection was priced on these shocks, with npvByPath (std::domain_error).
[[nodiscard]] std::vector<DriverCorrelation> rankCorrelations(const deal::Scenario& scenario,
                                                              const simulation::Shocks& shocks,
                                                              const simulation::Projection& projection);

}  // namespace dealwright::analysis
