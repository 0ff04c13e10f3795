// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/convergence.h"
#include "analysis/rank_correlation.h"
#include "analysis/redline.h"
#include "analysis/tier_readings.h"
#include "app/commands/json_output.h"
#include "contract/ledger.h"

#include <QString>

#include <vector>

// The readable tables that commands print by default: money and usage in the units a negotiator speaks, each figure to
// the digits that its standard error supports, as wide as the terminal.
namespace dealwright::app {

[[nodiscard]] QString projectionText(const deal::Scenario& scenario, const simulation::Projection& projection);
[[nodiscard]] QString convergenceText(const deal::Scenario& scenario, const analysis::Convergence& found);
[[nodiscard]] QString bridgeText(const deal::Scenario& scenario, const simulation::Projection& projection);
[[nodiscard]] QString ledgerText(const deal::Scenario& scenario, const contract::Ledger& ledger, std::int64_t path);
[[nodiscard]] QString comparisonText(const std::vector<Compared>& compared);
/// `there`: the scenario with the answer's value.
[[nodiscard]] QString goalText(const deal::Scenario& scenario, const analysis::Goal& goal,
                               const analysis::GoalAnswer& answer, const simulation::Projection& there);

// `asItStands` is the scenario's own projection: its standard errors are those of the variants too.

/// At most `most` bars for each party.
[[nodiscard]] QString tornadoText(const deal::Scenario& scenario, const analysis::Tornado& tornado,
                                  const simulation::Projection& asItStands, int most);
/// At most `most` drivers, those that matter most to either party first.
[[nodiscard]] QString correlationsText(const deal::Scenario& scenario,
                                       const std::vector<analysis::DriverCorrelation>& correlations,
                                       const simulation::Projection& asItStands, int most);
[[nodiscard]] QString redlineText(const deal::Scenario& from, const deal::Scenario& to,
                                  const analysis::Redline& redline, const simulation::Projection& asItStands);
[[nodiscard]] QString tiersText(const deal::Scenario& scenario, const analysis::TierAmbiguity& ambiguity,
                                const std::vector<analysis::VolumeCurve>& curves,
                                const simulation::Projection& asItStands);

}  // namespace dealwright::app
