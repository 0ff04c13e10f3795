// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace dealwright::analysis {

namespace {

using simulation::Shocks;

/// Pearson's correlation of two lists of average ranks, whose mean is known. The sums are of multiples of 1/4: exact up
/// to 200,000 paths.
[[nodiscard]] std::optional<double> correlationOfRanks(const std::vector<double>& x, const std::vector<double>& y)
{
    const double mean = (static_cast<double>(x.size()) + 1.0) / 2.0;
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - mean) * (x[i] - mean);
        yy += (y[i] - mean) * (y[i] - mean);
        xy += (x[i] - mean) * (y[i] - mean);
    }
    if (xx == 0.0 || yy == 0.0) {
        return std::nullopt;
    }
    return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

/// The values of a row that each block has, path after path.
template <class Row>
[[nodiscard]] std::vector<double> gathered(const Shocks& shocks, Row row)
{
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(shocks.paths()));
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        const float* const first = row(block);
        values.insert(values.end(), first, first + shocks.pathsIn(block));
    }
    return values;
}

[[nodiscard]] std::vector<double> incidentCounts(const Shocks& shocks)
{
    std::vector<double> counts(static_cast<std::size_t>(shocks.paths()), 0.0);
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        for (const simulation::Incident& incident : shocks.incidents(block)) {
            const std::size_t path = block * simulation::blockPaths + static_cast<std::size_t>(incident.lane);
            counts[path] += 1.0;
        }
    }
    return counts;
}

[[nodiscard]] std::vector<double> disputeCounts(const Shocks& shocks, double probability)
{
    std::vector<double> counts(static_cast<std::size_t>(shocks.paths()), 0.0);
    for (int year = 0; year < shocks.years(); ++year) {
        const std::vector<double> draws =
            gathered(shocks, [&](std::size_t block) { return shocks.dispute(block, year); });
        for (std::size_t path = 0; path < counts.size(); ++path) {
            counts[path] += draws[path] < probability ? 1.0 : 0.0;
        }
    }
    return counts;
}

[[nodiscard]] bool varies(const std::vector<double>& values)
{
    return std::ranges::any_of(values, [&](double value) { return value != values.front(); });
}

}  // namespace

std::vector<double> averageRanks(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]]) {
            ++end;
        }
        const double shared = static_cast<double>(first + 1 + end) / 2.0;
        for (std::size_t i = first; i < end; ++i) {
            ranks[order[i]] = shared;
        }
        first = end;
    }
    return ranks;
}

std::optional<double> rankCorrelation(std::span<const double> x, std::span<const double> y)
{
    if (x.size() != y.size()) {
        throw std::domain_error("rankCorrelation: the two samples differ in size");
    }
    return correlationOfRanks(averageRanks(x), averageRanks(y));
}

std::vector<double> valuesOf(const Driver& driver, const deal::Scenario& scenario, const Shocks& shocks)
{
    const auto index = static_cast<std::size_t>(driver.index);
    switch (driver.kind) {
        case DriverKind::noise:
            return gathered(shocks, [&](std::size_t block) { return shocks.lastNoise(block, index); });
        case DriverKind::growth:
            return gathered(shocks, [&](std::size_t block) { return shocks.growth(block, index); });
        case DriverKind::price:
            return gathered(shocks, [&](std::size_t block) { return shocks.war(block); });
        case DriverKind::event:
            return gathered(shocks, [&](std::size_t block) { return shocks.eventCount(block, index); });
        case DriverKind::incidents:
            return incidentCounts(shocks);
        case DriverKind::disputes:
            break;
    }
    return disputeCounts(shocks, scenario.terms.dispute.annualProbability);
}

std::vector<Driver> driversOf(const deal::Scenario& scenario, const Shocks& shocks)
{
    std::vector<Driver> drivers;
    const auto add = [&](DriverKind kind, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            drivers.push_back({kind, static_cast<int>(i)});
        }
    };
    add(DriverKind::noise, shocks.useCases());
    add(DriverKind::growth, shocks.useCases());
    drivers.push_back({DriverKind::price, -1});
    add(DriverKind::event, shocks.events());
    drivers.push_back({DriverKind::incidents, -1});
    drivers.push_back({DriverKind::disputes, -1});
    std::erase_if(drivers, [&](const Driver& driver) { return !varies(valuesOf(driver, scenario, shocks)); });
    return drivers;
}

std::vector<DriverCorrelation> rankCorrelations(const deal::Scenario& scenario, const Shocks& shocks,
                                                const simulation::Projection& projection)
{
    const auto paths = static_cast<std::size_t>(shocks.paths());
    if (projection.licensor.npvByPath.size() != paths || projection.host.npvByPath.size() != paths) {
        throw std::domain_error("rankCorrelations: the projection lacks the NPV of each path");
    }
    const std::vector<double> licensor = averageRanks(projection.licensor.npvByPath);
    const std::vector<double> host = averageRanks(projection.host.npvByPath);
    std::vector<DriverCorrelation> correlations;
    for (const Driver& driver : driversOf(scenario, shocks)) {
        const std::vector<double> ranks = averageRanks(valuesOf(driver, scenario, shocks));
        correlations.push_back(
            {driver, correlationOfRanks(ranks, licensor).value_or(0.0), correlationOfRanks(ranks, host).value_or(0.0)});
    }
    return correlations;
}

}  // namespace dealwright::analysis
