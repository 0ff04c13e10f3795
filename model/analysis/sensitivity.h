// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/leaves.h"
#include "simulation/simulate.h"
#include "simulation/statistics.h"

#include <optional>
#include <string>
#include <vector>

// Which numbers matter: docs/MODEL.md section 5, "Sensitivity".
namespace dealwright::analysis {

/// One bar: both parties' mean NPV with one number at a low, at its own and at a high value, the rest fixed, on the
/// same draws. It reaches from the smallest of the three means to the largest.
struct TornadoBar {
    deal::Leaf leaf;   ///< with the scenario's own value
    double low = 0.0;  ///< in the unit of the file
    double high = 0.0;
    double licensorAtLow = 0.0;
    double licensorAtHigh = 0.0;
    double hostAtLow = 0.0;
    double hostAtHigh = 0.0;
    double licensor = 0.0;  ///< as the scenario stands
    double host = 0.0;
    // Standard errors of the means at the two values
    double licensorErrorAtLow = 0.0;
    double licensorErrorAtHigh = 0.0;
    double hostErrorAtLow = 0.0;
    double hostErrorAtHigh = 0.0;

    /// The largest of the three means less the smallest.
    [[nodiscard]] double width(deal::Side side) const;
};

struct Tornado {
    simulation::Estimate licensor;  ///< mean NPV as the scenario stands
    simulation::Estimate host;
    std::vector<TornadoBar> bars;  ///< in the order of the description
};

/// Every number of market and terms: at its lever's ends, else a tenth of its usual range to either side, within its
/// own range and as far as the scenario stays valid and its figures finite. Choices, flags, identifiers and absent caps
/// are left out, and so are numbers that cannot move. Empty if stopped. Throws simulation::NotFinite where the scenario
/// as it stands has a figure that is not finite. Precondition: the scenario is valid.
[[nodiscard]] std::optional<Tornado> tornado(const deal::Scenario& scenario, const simulation::Run& run = {});

/// The bars by their width for that party, widest first; bars of no width go last.
[[nodiscard]] std::vector<TornadoBar> ordered(const Tornado& tornado, deal::Side side);

}  // namespace dealwright::analysis
