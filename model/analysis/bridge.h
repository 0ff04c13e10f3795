// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace dealwright::analysis {

/// What a line of the bridge is called: English, context "Bridge".
[[nodiscard]] std::string_view labelOf(simulation::BridgeItem item);

/// Its word in the interchange: the enumerator's own name.
[[nodiscard]] std::string_view wordOf(simulation::BridgeItem item);

/// What a line, or a part of it, brings each party in present value, in the direction of that party's NPV.
struct BridgeAmounts {
    double licensor = 0.0;
    double host = 0.0;

    [[nodiscard]] double of(deal::Side side) const { return side == deal::Side::licensor ? licensor : host; }
};

/// A line over all use cases.
struct BridgeSum {
    simulation::BridgeItem item = simulation::BridgeItem::baseRate;
    BridgeAmounts amounts;
    std::vector<std::pair<int, BridgeAmounts>> byUseCase;  ///< position and amounts, where the line opens by use case
};

/// Every line of which the bridge has something, in the order of BridgeItem, summed in the order of the bridge. The one
/// place where lines are added up.
[[nodiscard]] std::vector<BridgeSum> bridgeSums(std::span<const simulation::BridgeLine> bridge);

/// One bar of the waterfall: a line over all use cases, and where it starts and ends.
struct BridgeStep {
    simulation::BridgeItem item = simulation::BridgeItem::baseRate;
    double amount = 0.0;
    double from = 0.0;
    double to = 0.0;
    std::vector<std::pair<int, double>> byUseCase;  ///< position and amount, where the line opens by use case
};

/// The party's bridge from nothing to its mean NPV; lines and parts that are exactly 0 are left out.
[[nodiscard]] std::vector<BridgeStep> bridgeOf(std::span<const simulation::BridgeLine> bridge, deal::Side side);

}  // namespace dealwright::analysis
