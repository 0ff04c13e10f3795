// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// The yardstick: the deal of docs/MODEL.md as an ordinary good programmer would simulate it in C++. Independent draws
// from std::mt19937_64 and std::normal_distribution, one path after the other in double precision, percentiles by
// std::nth_element, one thread. Its expectations and term constants by month come from simulation::PricingPlan; draws,
// pricing and statistics are its own.
namespace dealwright::bench {

/// Paths before the terms: what is priced again after an edit.
struct PlainPaths {
    std::size_t paths = 0;
    std::vector<double> usage;  ///< [path][month][use case], before exclusivity
    std::vector<double> war;    ///< [path][month]
    std::vector<double> luck;   ///< [path][year], of disputes
    std::vector<double> loss;   ///< [path][month], of incidents
};

[[nodiscard]] PlainPaths drawPlainPaths(const deal::Scenario& scenario, std::size_t paths, std::uint64_t seed);

struct PlainNpv {
    double mean = 0.0;
    double standardError = 0.0;
    double percentile10 = 0.0;
    double certaintyEquivalent = 0.0;
};

inline constexpr std::size_t plainRows = 6;  ///< cash flow and cumulative of both parties, usage, gross
using PlainPercentiles = std::array<double, 7>;

struct PlainProjection {
    PlainNpv licensor;
    PlainNpv host;
    std::array<std::vector<double>, plainRows> mean;                   ///< [month]
    std::array<std::vector<PlainPercentiles>, plainRows> percentiles;  ///< [month]
    std::array<PlainPercentiles, 4> outcomes{};                        ///< NPVs and totals of both parties
};

/// All statistics of the scenario on these paths. Precondition: they were drawn for its market and contributions.
[[nodiscard]] PlainProjection pricePlainly(const deal::Scenario& scenario, const PlainPaths& paths);

struct PlainOutcome {
    PlainNpv licensor;
    PlainNpv host;
};

/// Each of the term sheets on the same paths.
[[nodiscard]] std::vector<PlainOutcome> sweepPlainly(deal::Scenario scenario, std::span<const deal::Terms> sheets,
                                                     const PlainPaths& paths);

}  // namespace dealwright::bench
