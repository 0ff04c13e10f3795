// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/simulate.h"

#include <cstdint>
#include <optional>

namespace dealwright::app {

/// A projection that this machine's memory cannot hold. The system grants memory that it does not have, and ends the
/// program once it is written: better to say so before.
struct MemoryShortage {
    double needed = 0.0;         ///< gigabytes (2^30)
    double present = 0.0;        ///< gigabytes, of the whole machine
    std::int64_t mostPaths = 0;  ///< about as many as fit, rounded down to two digits
};

/// Nothing where it fits into `part` (0 to 1) of the machine's memory.
[[nodiscard]] std::optional<MemoryShortage> memoryShortage(const deal::Scenario& scenario,
                                                           const simulation::Outputs& outputs, double part = 1.0);

}  // namespace dealwright::app
