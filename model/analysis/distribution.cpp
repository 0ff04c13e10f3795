// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distribution.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dealwright::analysis {

namespace {

constexpr double tail = 0.005;

[[nodiscard]] std::size_t rankOf(double probability, std::size_t size)
{
    return static_cast<std::size_t>(std::floor(probability * static_cast<double>(size - 1) + 0.5));
}

}  // namespace

Histogram histogramOf(std::span<const double> outcomes, std::size_t bins)
{
    if (outcomes.empty() || bins == 0) {
        throw std::domain_error("histogramOf: needs an outcome and a bin");
    }
    std::vector<double> sorted(outcomes.begin(), outcomes.end());
    std::ranges::sort(sorted);
    const double low = sorted[rankOf(tail, sorted.size())];
    const double high = sorted[rankOf(1.0 - tail, sorted.size())];
    Histogram histogram;
    histogram.counts.assign(bins, 0);
    histogram.low = low;
    histogram.width = (high - low) / static_cast<double>(bins);
    for (const double outcome : outcomes) {
        if (outcome < low) {
            ++histogram.below;
        } else if (outcome > high) {
            ++histogram.above;
        } else {
            const double place = histogram.width > 0.0 ? (outcome - low) / histogram.width : 0.0;
            ++histogram.counts[std::min(static_cast<std::size_t>(place), bins - 1)];
        }
    }
    return histogram;
}

std::vector<std::pair<double, double>> cumulativeCurve(std::span<const double> outcomes, std::size_t points)
{
    if (outcomes.empty() || points < 2) {
        throw std::domain_error("cumulativeCurve: needs an outcome and two points");
    }
    std::vector<double> sorted(outcomes.begin(), outcomes.end());
    std::ranges::sort(sorted);
    std::vector<std::pair<double, double>> curve;
    curve.reserve(points);
    for (std::size_t i = 0; i < points; ++i) {
        const double probability = static_cast<double>(i) / static_cast<double>(points - 1);
        curve.emplace_back(sorted[rankOf(probability, sorted.size())], probability);
    }
    return curve;
}

}  // namespace dealwright::analysis
