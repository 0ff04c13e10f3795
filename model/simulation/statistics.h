// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "simulation/weights.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

// Statistics of one figure over all paths: docs/MODEL.md section 5.
namespace dealwright::simulation {

/// Sorts in rising order, with the widest vectors that the processor has; every one gives the same order. No NaN.
void sortRising(std::span<double> values);
void sortRising(std::span<float> values);

/// Where a percentile stands among sorted values: between an order statistic (counted from 0) and the next.
struct OrderPlace {
    OrderPlace(std::size_t values, double percent);
    [[nodiscard]] double between(double low, double high) const { return low + fraction * (high - low); }
    std::size_t below = 0;
    double fraction = 0.0;
};

/// The percentile of rank `percent` of sorted values: linear interpolation between order statistics (type 7 of
/// Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996)).
/// Precondition: at least one value, percent in [0, 100].
[[nodiscard]] double percentileOfSorted(std::span<const double> sorted, double percent);
[[nodiscard]] double percentileOfSorted(std::span<const float> sorted, double percent);

/// The mean of the worst 5 % of sorted values: with n = N/20 and k its whole part, (x_1 + ... + x_k + (n - k)
/// x_(k+1))/n. Also called expected shortfall. Artzner, Delbaen, Eber, Heath, "Coherent measures of risk", Mathematical
/// Finance 9 (1999).
[[nodiscard]] double cvar5OfSorted(std::span<const double> sorted);

/// -log(E exp(-a x))/a with the path weights, the weighted mean for a = 0. Taken from the smallest outcome, so that
/// nothing overflows. Where weights are so uneven that the expectation is not positive, every path counts once.
/// `scratch` is overwritten.
[[nodiscard]] double certaintyEquivalentOf(std::span<const double> x, const PathWeights& weights, double riskAversion,
                                           std::vector<double>& scratch);

/// A figure and its standard error.
struct Estimate {
    double value = 0.0;
    double error = 0.0;
};

/// The same with its error: the expectation's, by the delta method.
[[nodiscard]] Estimate certaintyEquivalentEstimateOf(std::span<const double> x, const PathWeights& weights,
                                                     double riskAversion, std::vector<double>& scratch);

/// Everything that is said of an outcome x, one value for each path, in pieces: any thread may take any, in any order,
/// and between two of them a run can stop.
class OutcomeStatistic {
public:
    static constexpr std::size_t pieces = scrambles + 2;

    /// What is referred to must stay; `sorted` has room for all of x.
    OutcomeStatistic(std::span<const double> x, const PathWeights& weights, const deal::Party& party,
                     std::span<double> sorted);

    /// `scratch` is overwritten (any size).
    void take(std::size_t piece, std::vector<double>& scratch);
    /// Once every piece was taken.
    [[nodiscard]] Statistic statistic();

private:
    /// What is said of a sample by its order and by counting.
    struct OrderFigures {
        std::array<double, percentileRanks.size()> percentiles{};
        double cvar5 = 0.0;
        double probability = 0.0;
    };

    void takeMoments();
    void takeScramble(std::size_t s);
    [[nodiscard]] OrderFigures pooledFigures() const;
    template <class Figure>
    [[nodiscard]] double errorOf(Figure figure) const;

    std::span<const double> m_x;
    const PathWeights& m_weights;
    const deal::Party& m_party;
    std::array<std::span<double>, scrambles> m_sorted;  ///< each scramble's values
    std::array<OrderFigures, scrambles> m_each;
    Statistic m_statistic;
};

}  // namespace dealwright::simulation
