// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparison.h"
#include "analysis/convergence.h"
#include "analysis/goal_seek.h"
#include "analysis/rank_correlation.h"
#include "analysis/redline.h"
#include "analysis/sensitivity.h"
#include "analysis/tier_readings.h"
#include "contract/draws.h"
#include "simulation/projection.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

// The shapes that scripts read: docs/MODEL.md section 8.2 and docs/cli.md.
namespace dealwright::app {

using Json = nlohmann::ordered_json;

/// A number, word or flag as it is; null where none is given.
[[nodiscard]] Json valueJson(const deal::Value& value);
[[nodiscard]] Json projectionJson(const deal::Scenario& scenario, const simulation::Projection& projection);
[[nodiscard]] Json convergenceJson(const analysis::Convergence& found);
[[nodiscard]] Json bridgeJson(const deal::Scenario& scenario, const simulation::Projection& projection);
[[nodiscard]] Json drawsJson(const contract::PathDraws& draws);
[[nodiscard]] Json tornadoJson(const deal::Scenario& scenario, const analysis::Tornado& tornado);
[[nodiscard]] Json goalJson(const analysis::Goal& goal, const analysis::GoalAnswer& answer);

[[nodiscard]] Json correlationsJson(const deal::Scenario& scenario,
                                    const std::vector<analysis::DriverCorrelation>& correlations,
                                    const simulation::Projection& asItStands);
[[nodiscard]] Json redlineJson(const deal::Scenario& from, const deal::Scenario& to, const analysis::Redline& redline,
                               const simulation::Projection& asItStands);
[[nodiscard]] Json tiersJson(const deal::Scenario& scenario, const analysis::TierAmbiguity& ambiguity,
                             const std::vector<analysis::VolumeCurve>& curves);

/// A scenario that is compared, priced with the baseline's simulation.
struct Compared {
    std::string label;  ///< unlike the others': its name, and its file where another has that name
    deal::Scenario scenario;
    simulation::Projection projection;
};

/// The first is the baseline.
[[nodiscard]] Json comparisonJson(const std::vector<Compared>& compared);

[[nodiscard]] std::string_view wordOf(analysis::Dominance dominance);

}  // namespace dealwright::app
