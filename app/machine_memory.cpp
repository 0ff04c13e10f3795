// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/machine_memory.h"

#include <unistd.h>

#include <algorithm>

namespace dealwright::app {

double machineMemory()
{
    return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
}

std::optional<MemoryShortage> memoryShortage(const deal::Scenario& scenario, const simulation::Outputs& outputs,
                                             double memory)
{
    constexpr double gigabyte = 1024.0 * 1024.0 * 1024.0;
    const auto needed = static_cast<double>(simulation::memoryNeeded(scenario, outputs));
    if (needed <= memory) {
        return std::nullopt;
    }
    // In proportion, in two digits; less, where what does not grow with the paths takes the rest.
    deal::Scenario fitting = scenario;
    std::int64_t& most = fitting.simulation.paths;
    most = static_cast<std::int64_t>(static_cast<double>(most) * memory / needed);
    std::int64_t unit = 1;
    while (most / unit >= 100) {
        unit *= 10;
    }
    most -= most % unit;
    while (most > 0 && static_cast<double>(simulation::memoryNeeded(fitting, outputs)) > memory) {
        most -= std::min(most, unit);
    }
    return MemoryShortage{needed / gigabyte, memory / gigabyte, most};
}

}  // namespace dealwright::app
