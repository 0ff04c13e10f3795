// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/rank_correlation.h"

#include "simulation/shock_reader.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

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

[[nodiscard]] bool varies(const std::vector<double>& values)
{
    return std::ranges::any_of(values, [&](double value) { return value != values.front(); });
}

/// The value of a driver on a path of a block.
[[nodiscard]] double valueOf(const Driver& driver, double disputeProbability, const Shocks& shocks, std::size_t block,
                             std::size_t lane)
{
    const auto index = static_cast<std::size_t>(driver.index);
    switch (driver.kind) {
        case DriverKind::noise:
            return double{shocks.lastNoise(block, index)[lane]};
        case DriverKind::growth:
            return double{shocks.growth(block, index)[lane]};
        case DriverKind::price:
            return double{shocks.war(block)[lane]};
        case DriverKind::event:
            return double{shocks.eventCount(block, index)[lane]};
        case DriverKind::incidents: {
            const auto here = [&](const simulation::Incident& incident) {
                return static_cast<std::size_t>(incident.lane) == lane;
            };
            return static_cast<double>(std::ranges::count_if(shocks.incidents(block), here));
        }
        case DriverKind::disputes:
            break;
    }
    double count = 0.0;
    for (int year = 0; year < shocks.years(); ++year) {
        count += double{shocks.dispute(block, year)[lane]} < disputeProbability ? 1.0 : 0.0;
    }
    return count;
}

struct DriverValues {
    Driver driver;
    std::vector<double> byPath;
};

/// The drivers' values on each path. The blocks are read once for all of them.
[[nodiscard]] std::vector<DriverValues> gathered(const std::vector<Driver>& drivers, const deal::Scenario& scenario,
                                                 const Shocks& shocks)
{
    std::vector<DriverValues> values;
    for (const Driver& driver : drivers) {
        values.push_back({driver, {}});
        values.back().byPath.reserve(static_cast<std::size_t>(shocks.paths()));
    }
    simulation::ShockReader reader(shocks);
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        const Shocks& held = reader.holding(block);
        const auto lanes = static_cast<std::size_t>(shocks.pathsIn(block));
        for (DriverValues& driver : values) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                driver.byPath.push_back(
                    valueOf(driver.driver, scenario.terms.dispute.annualProbability, held, block, lane));
            }
        }
    }
    return values;
}

/// All drivers that are not the same on every path.
[[nodiscard]] std::vector<DriverValues> varyingDrivers(const deal::Scenario& scenario, const Shocks& shocks)
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
    std::vector<DriverValues> values = gathered(drivers, scenario, shocks);
    std::erase_if(values, [](const DriverValues& driver) { return !varies(driver.byPath); });
    return values;
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
    [[maybe_unused]] const auto isFinite = [](double value) { return std::isfinite(value); };
    assert(std::ranges::all_of(x, isFinite) && std::ranges::all_of(y, isFinite));
    return correlationOfRanks(averageRanks(x), averageRanks(y));
}

std::vector<double> valuesOf(const Driver& driver, const deal::Scenario& scenario, const Shocks& shocks)
{
    return std::move(gathered({driver}, scenario, shocks).front().byPath);
}

std::vector<Driver> driversOf(const deal::Scenario& scenario, const Shocks& shocks)
{
    std::vector<Driver> drivers;
    for (const DriverValues& values : varyingDrivers(scenario, shocks)) {
        drivers.push_back(values.driver);
    }
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
    for (const auto& [driver, byPath] : varyingDrivers(scenario, shocks)) {
        const std::vector<double> ranks = averageRanks(byPath);
        correlations.push_back(
            {driver, correlationOfRanks(ranks, licensor).value_or(0.0), correlationOfRanks(ranks, host).value_or(0.0)});
    }
    return correlations;
}

}  // namespace dealwright::analysis
