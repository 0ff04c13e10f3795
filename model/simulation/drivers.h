// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/shocks.h"

#include <cstdint>
#include <vector>

namespace dealwright::simulation {

enum class DriverKind { lastNoise, growth, war, eventCount, incidents, disputes };

/// One thing that luck decides on a path, for the rank correlations of docs/MODEL.md section 5.
struct Driver {
    DriverKind kind = DriverKind::war;
    int id = -1;                 ///< of the use case or event; -1 for the whole deal
    std::vector<double> byPath;  ///< N values
    friend bool operator==(const Driver&, const Driver&) = default;
};

/// Each use case's last-month noise, then each one's growth draw, the price draw, each event's count, the counts of
/// incidents and of disputes. Those that are the same on every path are left out. Precondition: fits(shocks, scenario).
[[nodiscard]] std::vector<Driver> driversOf(const deal::Scenario& scenario, const Shocks& shocks);

}  // namespace dealwright::simulation
