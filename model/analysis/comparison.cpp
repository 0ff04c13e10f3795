// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace dealwright::analysis {

namespace {

[[nodiscard]] std::vector<double> sorted(std::span<const double> values)
{
    std::vector<double> result(values.begin(), values.end());
    std::ranges::sort(result);
    return result;
}

/// The difference that counts as none: what rounding leaves of two outcomes that are the same in another wording.
[[nodiscard]] double tieOf(std::span<const double> a, std::span<const double> b)
{
    double largest = 0.0;
    for (const std::span<const double> outcomes : {a, b}) {
        for (const double outcome : outcomes) {
            largest = std::max(largest, std::fabs(outcome));
        }
    }
    return 1e-12 * largest;
}

/// Standard error of the mean of the 16 paired differences: their standard deviation (divisor 15) over 4.
[[nodiscard]] double pairedError(const std::array<double, 16>& a, const std::array<double, 16>& b)
{
    double mean = 0.0;
    for (std::size_t s = 0; s < a.size(); ++s) {
        mean += (b[s] - a[s]) / 16.0;
    }
    double squares = 0.0;
    for (std::size_t s = 0; s < a.size(); ++s) {
        const double deviation = b[s] - a[s] - mean;
        squares += deviation * deviation;
    }
    return std::sqrt(squares / 15.0) / 4.0;
}

[[nodiscard]] PartyComparison compareParty(const simulation::PartyProjection& baseline,
                                           const simulation::PartyProjection& other)
{
    PartyComparison result;
    result.difference = other.npv.mean - baseline.npv.mean;
    result.standardError = pairedError(baseline.npv.scrambleMeans, other.npv.scrambleMeans);
    const double tie = tieOf(baseline.npvByPath, other.npvByPath);
    std::size_t higher = 0;
    std::size_t equal = 0;
    for (std::size_t p = 0; p < baseline.npvByPath.size(); ++p) {
        const double difference = other.npvByPath[p] - baseline.npvByPath[p];
        higher += difference > tie ? 1U : 0U;
        equal += std::fabs(difference) <= tie ? 1U : 0U;
    }
    const auto paths = static_cast<double>(baseline.npvByPath.size());
    result.probabilityHigher = static_cast<double>(higher) / paths;
    result.probabilityEqual = static_cast<double>(equal) / paths;
    result.dominance = dominanceOf(baseline.npvByPath, other.npvByPath);
    return result;
}

}  // namespace

Dominance dominanceOf(std::span<const double> baseline, std::span<const double> other)
{
    if (baseline.size() != other.size()) {
        throw std::domain_error("dominanceOf: the two samples differ in size");
    }
    const std::vector<double> a = sorted(baseline);
    const std::vector<double> b = sorted(other);
    const double tie = tieOf(a, b);
    bool firstAbove = true;
    bool firstBelow = true;
    bool secondAbove = true;
    bool secondBelow = true;
    double sum = 0.0;  // of the differences of the k worst outcomes: the integrated quantile functions' difference
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double difference = b[k] - a[k];
        firstAbove = firstAbove && difference >= -tie;
        firstBelow = firstBelow && difference <= tie;
        sum += difference;
        const double sumTie = tie * static_cast<double>(k + 1);
        secondAbove = secondAbove && sum >= -sumTie;
        secondBelow = secondBelow && sum <= sumTie;
    }
    if (firstAbove && firstBelow) {
        return Dominance::equal;
    }
    return firstAbove    ? Dominance::first
           : firstBelow  ? Dominance::firstBelow
           : secondAbove ? Dominance::second
           : secondBelow ? Dominance::secondBelow
                         : Dominance::neither;
}

bool comparable(const deal::Scenario& a, const deal::Scenario& b)
{
    return a.timeline.currency == b.timeline.currency;
}

Comparison compare(const simulation::Projection& baseline, const simulation::Projection& other)
{
    if (baseline.paths != other.paths || baseline.seed != other.seed || baseline.sampling != other.sampling) {
        throw std::domain_error("compare: the two projections were run with different simulation settings");
    }
    const std::size_t paths = baseline.licensor.npvByPath.size();
    const bool allPaths = baseline.host.npvByPath.size() == paths && other.licensor.npvByPath.size() == paths &&
                          other.host.npvByPath.size() == paths;
    if (paths == 0 || !allPaths) {
        throw std::domain_error("compare: a projection lacks the NPV of each path");
    }
    return {compareParty(baseline.licensor, other.licensor), compareParty(baseline.host, other.host)};
}

}  // namespace dealwright::analysis
