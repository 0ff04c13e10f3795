// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"

#include <QStringList>

namespace dealwright::words {

/// What the paths hardly meet, and what that means for which figures: a sentence for each event, for incidents and for
/// disputes, translated.
[[nodiscard]] QStringList rareTexts(const deal::Scenario& scenario, const simulation::Projection& projection);

/// What a reader of the scenario's figures should know: its warnings, such as a clause without effect, then
/// rareTexts().
[[nodiscard]] QStringList cautions(const deal::Scenario& scenario, const simulation::Projection& projection);

}  // namespace dealwright::words
