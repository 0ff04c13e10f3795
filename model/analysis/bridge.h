// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"

#include <string_view>
#include <vector>

namespace dealwright::analysis {

/// What a line of the bridge is called: English, context "Bridge".
[[nodiscard]] std::string_view labelOf(simulation::BridgeItem item);

/// Its word in the interchange: the enumerator's own name.
[[nodiscard]] std::string_view wordOf(simulation::BridgeItem item);

/// One bar of the waterfall: a line over all use cases, and where it starts and ends.
struct BridgeStep {
    simulation::BridgeItem item = simulation::BridgeItem::baseRate;
    double amount = 0.0;
    double from = 0.0;
    double to = 0.0;
    std::vector<std::pair<int, double>> byUseCase;  ///< position and amount, where the line opens by use case
};

/// The party's bridge from nothing to its mean NPV, lines that are exactly 0 left out.
[[nodiscard]] std::vector<BridgeStep> bridgeOf(const simulation::Projection& projection, deal::Side side);

}  // namespace dealwright::analysis
