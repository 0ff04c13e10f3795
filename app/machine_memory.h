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
    double present = 0.0;        ///< gigabytes that there are
    std::int64_t mostPaths = 0;  ///< so many fit, in two digits
};

/// The memory of the whole machine in bytes.
[[nodiscard]] double machineMemory();

/// Nothing where it fits into so many bytes.
[[nodiscard]] std::optional<MemoryShortage> memoryShortage(const deal::Scenario& scenario,
                                                           const simulation::Outputs& outputs,
                                                           double memory = machineMemory());

}  // namespace dealwright::app
