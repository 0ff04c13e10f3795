// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/drivers.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

namespace dealwright::simulation {

namespace {

/// One value for each path, from the row of each block.
std::vector<double> gather(const Shocks& shocks, const std::function<const float*(std::size_t block)>& rowOf)
{
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(shocks.paths()));
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        const float* const row = rowOf(block);
        values.insert(values.end(), row, row + shocks.pathsIn(block));
    }
    return values;
}

std::vector<double> incidentCounts(const Shocks& shocks)
{
    std::vector<double> counts(static_cast<std::size_t>(shocks.paths()), 0.0);
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        for (const Incident& incident : shocks.incidents(block))
            counts[block * blockPaths + static_cast<std::size_t>(incident.lane)] += 1.0;
    }
    return counts;
}

std::vector<double> disputeCounts(const Shocks& shocks, double probability)
{
    std::vector<double> counts(static_cast<std::size_t>(shocks.paths()), 0.0);
    for (int year = 0; year < shocks.years(); ++year) {
        const std::vector<double> draws =
            gather(shocks, [&](std::size_t block) { return shocks.dispute(block, year); });
        for (std::size_t path = 0; path < counts.size(); ++path)
            counts[path] += draws[path] < probability ? 1.0 : 0.0;
    }
    return counts;
}

}  // namespace

std::vector<Driver> driversOf(const deal::Scenario& scenario, const Shocks& shocks)
{
    std::vector<Driver> drivers;
    const auto add = [&](DriverKind kind, int id, std::vector<double> byPath) {
        const auto [least, most] = std::ranges::minmax_element(byPath);
        if (*least < *most)
            drivers.push_back({kind, id, std::move(byPath)});
    };
    const std::vector<ShockKey::UseCase>& useCases = shocks.key().useCases;
    for (std::size_t u = 0; u < useCases.size(); ++u)
        add(DriverKind::lastNoise, useCases[u].id,
            gather(shocks, [&](std::size_t b) { return shocks.lastNoise(b, u); }));
    for (std::size_t u = 0; u < useCases.size(); ++u)
        add(DriverKind::growth, useCases[u].id, gather(shocks, [&](std::size_t b) { return shocks.growth(b, u); }));
    add(DriverKind::war, -1, gather(shocks, [&](std::size_t b) { return shocks.war(b); }));
    for (std::size_t k = 0; k < shocks.events(); ++k) {
        add(DriverKind::eventCount, shocks.key().events[k].id,
            gather(shocks, [&](std::size_t b) { return shocks.eventCount(b, k); }));
    }
    add(DriverKind::incidents, -1, incidentCounts(shocks));
    add(DriverKind::disputes, -1, disputeCounts(shocks, scenario.terms.dispute.annualProbability));
    return drivers;
}

}  // namespace dealwright::simulation
