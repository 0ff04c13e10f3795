// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/json_output.h"
#include "contract/ledger.h"

#include <QString>

#include <vector>

// The readable tables that commands print by default: money and usage in the units a negotiator speaks, each figure to
// the digits that its standard error supports.
namespace dealwright::app {

[[nodiscard]] QString projectionText(const deal::Scenario& scenario, const simulation::Projection& projection);
[[nodiscard]] QString bridgeText(const deal::Scenario& scenario, const simulation::Projection& projection);
[[nodiscard]] QString ledgerText(const deal::Scenario& scenario, const contract::Ledger& ledger, std::int64_t path);
[[nodiscard]] QString comparisonText(const std::vector<Compared>& compared);
/// At most `most` bars for each party.
[[nodiscard]] QString tornadoText(const deal::Scenario& scenario, const analysis::Tornado& tornado, int most);
[[nodiscard]] QString goalText(const deal::Scenario& scenario, const analysis::Goal& goal,
                               const analysis::GoalAnswer& answer);

}  // namespace dealwright::app
