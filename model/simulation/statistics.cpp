// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/statistics.h"

#include "random/elementary.h"
#include "random/elementary_arrays.h"

#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <cmath>

namespace dealwright::simulation {

namespace {

template <class T>
[[nodiscard]] double interpolated(std::span<const T> sorted, double percent)
{
    const OrderPlace place(sorted.size(), percent);
    const auto low = static_cast<double>(sorted[place.below]);
    if (place.below + 1 == sorted.size())
        return low;
    return place.between(low, static_cast<double>(sorted[place.below + 1]));
}

/// What is said of a sample by its order and by counting: each scramble's, and the pooled one's.
struct OrderFigures {
    std::array<double, 7> percentiles{};
    double cvar5 = 0.0;
    double probability = 0.0;
};

[[nodiscard]] OrderFigures orderFiguresOf(std::span<double> values, double reservationValue)
{
    sortRising(values);
    OrderFigures figures;
    for (std::size_t i = 0; i < percentileRanks.size(); ++i)
        figures.percentiles[i] = percentileOfSorted(values, percentileRanks[i]);
    figures.cvar5 = cvar5OfSorted(values);
    const auto below = std::ranges::lower_bound(values, reservationValue) - values.begin();
    figures.probability =
        static_cast<double>(static_cast<std::ptrdiff_t>(values.size()) - below) / static_cast<double>(values.size());
    return figures;
}

/// The standard errors of figures from the scrambles' own.
template <class Figure>
[[nodiscard]] double errorOf(const std::array<OrderFigures, scrambles>& all, Figure figure)
{
    std::array<double, scrambles> values{};
    std::ranges::transform(all, values.begin(), figure);
    return standardErrorOf(values);
}

/// The exponentials exp(-a (x - smallest)).
[[nodiscard]] double discountsOfRisk(std::span<const double> x, double riskAversion, std::vector<double>& result)
{
    const double smallest = std::ranges::min(x);
    result.resize(x.size());
    std::ranges::transform(x, result.begin(), [&](double value) { return -riskAversion * (value - smallest); });
    random::expOf(result, result);
    return smallest;
}

[[nodiscard]] double plainMean(std::span<const double> x)
{
    double sum = 0.0;
    for (const double value : x)
        sum += value;
    return sum / static_cast<double>(x.size());
}

[[nodiscard]] double standardDeviationOf(std::span<const double> x)
{
    const double mean = plainMean(x);
    double squares = 0.0;
    for (const double value : x)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(x.size() - 1));
}

/// E exp(-a (x - smallest)), and what follows for the certainty equivalent.
struct Risk {
    double expectation = 0.0;
    double certaintyEquivalent = 0.0;
};

[[nodiscard]] Risk riskOf(std::span<const double> x, const PathWeights& weights, double riskAversion,
                          std::vector<double>& scratch)
{
    const double smallest = discountsOfRisk(x, riskAversion, scratch);
    const double weighted = weights.mean(scratch);
    const double expectation = weighted > 0.0 ? weighted : plainMean(scratch);
    return {expectation, smallest - random::log(expectation) / riskAversion};
}

}  // namespace

namespace {

/// A sorter's own room is worth keeping: it asks the system for memory and for random bytes.
[[nodiscard]] const hwy::Sorter& sorter()
{
    static thread_local const hwy::Sorter kept;
    return kept;
}

}  // namespace

void sortRising(std::span<double> values)
{
    sorter()(values.data(), values.size(), hwy::SortAscending());
}

void sortRising(std::span<float> values)
{
    sorter()(values.data(), values.size(), hwy::SortAscending());
}

OrderPlace::OrderPlace(std::size_t values, double percent)
{
    const double place = static_cast<double>(values - 1) * (percent / 100.0);
    below = static_cast<std::size_t>(place);
    fraction = place - static_cast<double>(below);
}

double percentileOfSorted(std::span<const double> sorted, double percent)
{
    return interpolated(sorted, percent);
}

double percentileOfSorted(std::span<const float> sorted, double percent)
{
    return interpolated(sorted, percent);
}

double cvar5OfSorted(std::span<const double> sorted)
{
    const double n = 0.05 * static_cast<double>(sorted.size());
    const auto whole = static_cast<std::size_t>(n);
    double sum = 0.0;
    for (std::size_t i = 0; i < whole; ++i)
        sum += sorted[i];
    const double rest = n - static_cast<double>(whole);
    return (sum + (rest > 0.0 ? rest * sorted[whole] : 0.0)) / n;
}

double certaintyEquivalentOf(std::span<const double> x, const PathWeights& weights, double riskAversion,
                             std::vector<double>& scratch)
{
    if (riskAversion == 0.0)
        return weights.mean(x);
    return riskOf(x, weights, riskAversion, scratch).certaintyEquivalent;
}

Estimate certaintyEquivalentEstimateOf(std::span<const double> x, const PathWeights& weights, double riskAversion,
                                       std::vector<double>& scratch)
{
    if (riskAversion == 0.0)
        return {weights.mean(x), weights.standardError(x)};
    const Risk risk = riskOf(x, weights, riskAversion, scratch);
    // d(-log(E)/a) = -dE / (a E)
    return {risk.certaintyEquivalent, weights.standardError(scratch) / (riskAversion * risk.expectation)};
}

Statistic statisticOf(std::span<const double> x, const PathWeights& weights, const deal::Party& party,
                      std::vector<double>& scratch)
{
    Statistic statistic;
    statistic.scrambleMeans = weights.scrambleEstimates(x);
    statistic.mean = weights.mean(x);
    statistic.standardError = standardErrorOf(statistic.scrambleMeans);
    statistic.standardDeviation = standardDeviationOf(x);

    const Estimate equivalent = certaintyEquivalentEstimateOf(x, weights, party.riskAversion, scratch);
    statistic.certaintyEquivalent = equivalent.value;
    statistic.certaintyEquivalentError = equivalent.error;

    std::array<OrderFigures, scrambles> each{};
    for (std::size_t s = 0; s < scrambles; ++s) {
        scratch.clear();
        for (std::size_t p = s; p < x.size(); p += scrambles)
            scratch.push_back(x[p]);
        each[s] = orderFiguresOf(scratch, party.reservationValue);
    }
    scratch.assign(x.begin(), x.end());
    const OrderFigures pooled = orderFiguresOf(scratch, party.reservationValue);
    statistic.percentiles = pooled.percentiles;
    statistic.cvar5 = pooled.cvar5;
    statistic.probabilityAboveReservation = pooled.probability;
    for (std::size_t i = 0; i < percentileRanks.size(); ++i)
        statistic.percentileErrors[i] = errorOf(each, [i](const OrderFigures& f) { return f.percentiles[i]; });
    statistic.cvar5Error = errorOf(each, [](const OrderFigures& f) { return f.cvar5; });
    statistic.probabilityError = errorOf(each, [](const OrderFigures& f) { return f.probability; });
    return statistic;
}

}  // namespace dealwright::simulation
