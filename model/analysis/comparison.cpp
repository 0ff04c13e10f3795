// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison.h"

#include "simulation/overflow.h"

#include "simulation/weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
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

/// Standard error of the mean of the 16 paired differences.
[[nodiscard]] double pairedError(const std::array<double, 16>& a, const std::array<double, 16>& b)
{
    std::array<double, 16> differences{};
    std::ranges::transform(b, a, differences.begin(), std::minus<>());
    return simulation::standardErrorOf(differences);
}

[[nodiscard]] simulation::Estimate percentileDifference(const simulation::Statistic& baseline,
                                                        const simulation::Statistic& other, std::size_t rank)
{
    std::array<double, 16> a{};
    std::array<double, 16> b{};
    for (std::size_t s = 0; s < a.size(); ++s) {
        a[s] = baseline.scramblePercentiles[s][rank];
        b[s] = other.scramblePercentiles[s][rank];
    }
    return {other.percentiles[rank] - baseline.percentiles[rank], pairedError(a, b)};
}

[[nodiscard]] PartyComparison compareParty(const simulation::PartyProjection& baseline,
                                           const simulation::PartyProjection& other)
{
    PartyComparison result;
    const simulation::Estimate difference = differenceOf(baseline.npv, other.npv);
    result.difference = difference.value;
    result.standardError = difference.error;
    result.sampled = baseline.npv.sampled || other.npv.sampled;
    for (std::size_t rank = 0; rank < result.percentiles.size(); ++rank) {
        result.percentiles[rank] = percentileDifference(baseline.npv, other.npv, rank);
    }
    std::array<double, 16> higher{};
    std::array<double, 16> paths{};
    std::size_t equal = 0;
    for (std::size_t p = 0; p < baseline.npvByPath.size(); ++p) {
        const double before = baseline.npvByPath[p];
        const double after = other.npvByPath[p];
        const double inflow = std::max(baseline.grossInflowByPath[p], other.grossInflowByPath[p]);
        const bool notAbove = simulation::reaches(before, after, inflow);
        const bool notBelow = simulation::reaches(after, before, inflow);
        higher[p % 16] += notAbove ? 0.0 : 1.0;
        paths[p % 16] += 1.0;
        equal += notAbove && notBelow ? 1U : 0U;
    }
    const auto all = static_cast<double>(baseline.npvByPath.size());
    result.probabilityHigher = std::accumulate(higher.begin(), higher.end(), 0.0) / all;
    result.probabilityEqual = static_cast<double>(equal) / all;
    std::ranges::transform(higher, paths, higher.begin(),
                           [](double part, double whole) { return whole > 0.0 ? part / whole : 0.0; });
    result.probabilityHigherError = simulation::standardErrorOf(higher);
    result.dominance =
        dominanceOf(baseline.npvByPath, other.npvByPath, std::max(baseline.npv.grossInflow, other.npv.grossInflow));
    return result;
}

}  // namespace

simulation::Estimate differenceOf(const simulation::Statistic& baseline, const simulation::Statistic& other)
{
    if (!baseline.sampled && !other.sampled) {
        return {other.mean - baseline.mean, 0.0};  // what the scrambles differ by is rounding
    }
    std::vector<double> errors{pairedError(baseline.scrambleMeans, other.scrambleMeans)};
    const std::size_t events = std::max(baseline.rareEventErrors.size(), other.rareEventErrors.size());
    for (std::size_t k = 0; k < events; ++k) {
        const auto of = [k](const simulation::Statistic& statistic) {
            return k < statistic.rareEventErrors.size() ? statistic.rareEventErrors[k] : 0.0;
        };
        errors.push_back(of(other) - of(baseline));
    }
    return {other.mean - baseline.mean, simulation::inQuadrature(errors)};
}

Dominance dominanceOf(std::span<const double> baseline, std::span<const double> other, double grossInflow)
{
    if (baseline.size() != other.size()) {
        throw std::domain_error("dominanceOf: the two samples differ in size");
    }
    const std::vector<double> a = sorted(baseline);
    const std::vector<double> b = sorted(other);
    bool firstAbove = true;
    bool firstBelow = true;
    bool secondAbove = true;
    bool secondBelow = true;
    double ties = 0.0;  // what rounding may leave of the sum
    double sum = 0.0;   // of the differences of the k worst outcomes: the integrated quantile functions' difference
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double difference = b[k] - a[k];
        const double tie = simulation::allowanceOf(std::max(std::fabs(a[k]), std::fabs(b[k])), grossInflow);
        firstAbove = firstAbove && difference >= -tie;
        firstBelow = firstBelow && difference <= tie;
        sum += difference;
        ties += tie;
        secondAbove = secondAbove && sum >= -ties;
        secondBelow = secondBelow && sum <= ties;
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

bool sameLuck(const simulation::Projection& a, const simulation::Projection& b)
{
    return a.paths == b.paths && a.seed == b.seed && a.sampling == b.sampling;
}

Comparison compare(const simulation::Projection& baseline, const simulation::Projection& other)
{
    if (!sameLuck(baseline, other)) {
        throw std::domain_error("compare: the two projections were run with different simulation settings");
    }
    const std::size_t paths = baseline.licensor.npvByPath.size();
    const auto hasPaths = [paths](const simulation::PartyProjection& party) {
        return party.npvByPath.size() == paths && party.grossInflowByPath.size() == paths;
    };
    const bool allPaths =
        hasPaths(baseline.licensor) && hasPaths(baseline.host) && hasPaths(other.licensor) && hasPaths(other.host);
    if (paths == 0 || !allPaths) {
        throw std::domain_error("compare: a projection lacks the NPV of each path");
    }
    return {compareParty(baseline.licensor, other.licensor), compareParty(baseline.host, other.host)};
}

}  // namespace dealwright::analysis
