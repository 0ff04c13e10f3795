// SPDX-License-Identifier: GPL-3.0-or-later
#include "machine_memory.h"

#include <unistd.h>

namespace dealwright::app {

std::optional<MemoryShortage> memoryShortage(const deal::Scenario& scenario, const simulation::Outputs& outputs,
                                             double part)
{
    constexpr double gigabyte = 1024.0 * 1024.0 * 1024.0;
    const auto needed = static_cast<double>(simulation::memoryNeeded(scenario, outputs));
    const double present = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
    if (needed <= part * present) {
        return std::nullopt;
    }
    auto most = static_cast<std::int64_t>(static_cast<double>(scenario.simulation.paths) * part * present / needed);
    std::int64_t unit = 1;
    while (most / unit >= 100) {
        unit *= 10;
    }
    most -= most % unit;
    return MemoryShortage{needed / gigabyte, present / gigabyte, most};
}

}  // namespace dealwright::app
