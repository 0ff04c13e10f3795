// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/weights.h"

#include <span>

// Many term sheets on the same luck: what a search over terms asks for.
namespace dealwright::simulation {

struct SweepFigures {
    double mean = 0.0;  ///< of the NPV, weighted
    double percentile10 = 0.0;
    double certaintyEquivalent = 0.0;
    friend bool operator==(const SweepFigures&, const SweepFigures&) = default;
};

/// What one term sheet is worth to both parties.
struct SweepOutcome {
    SweepFigures licensor;
    SweepFigures host;
    friend bool operator==(const SweepOutcome&, const SweepOutcome&) = default;
};

/// Prices each of `sheets` in the place of the scenario's terms: outcomes[i] is that of sheets[i], and has the bits
/// that price() gives. Several sheets are priced on a block of shocks while the processor's cache holds it.
/// Preconditions: as many outcomes as sheets; the scenario is valid with every sheet; `shocks` fit it with every sheet,
/// and `weights` are theirs with every sheet (both depend on the incidents and disputes of the terms alone). False if
/// stopped, at the latest after a few blocks; the outcomes are then partly written. Throws NotFinite (not_finite.h) of
/// the first sheet whose figures are not finite.
[[nodiscard]] bool sweep(const deal::Scenario& scenario, std::span<const deal::Terms> sheets, const Shocks& shocks,
                         const PathWeights& weights, std::span<SweepOutcome> outcomes, const Run& run = {});

}  // namespace dealwright::simulation
