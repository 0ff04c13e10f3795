// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "simulation/weights.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

// Statistics of one figure over all paths: docs/MODEL.md section 5.
namespace dealwright::simulation {

// Outcomes up to 10^300 have finite statistics: where a sum or a square runs over, the sample is taken in a larger
// unit, a power of two (overflow.h). Of outcomes that are not finite nothing is said that is, and nothing falls.

/// Sorts in rising order, with the widest vectors that the processor has; every one gives the same order. No NaN.
/// The largest finite number becomes infinity.
void sortRising(std::span<double> values);
void sortRising(std::span<float> values);

/// Where a percentile stands among sorted values: between an order statistic (counted from 0) and the next.
struct OrderPlace {
    OrderPlace(std::size_t values, double percent);
    [[nodiscard]] double between(double low, double high) const;
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

/// x >= bound, as far as sums of decimal fractions tell: down to 1e-9 of the bound and 1e-12 of `grossInflow` (the
/// present value of all that the party receives) below it.
[[nodiscard]] inline double allowanceOf(double bound, double grossInflow)
{
    return 1e-9 * std::fabs(bound) + 1e-12 * std::fabs(grossInflow);
}
[[nodiscard]] inline bool reaches(double x, double bound, double grossInflow)
{
    return x >= bound - allowanceOf(bound, grossInflow);
}

/// What the outcomes are, by path. `shift` is what the known expectation of what is rare adds to a path's mean; empty:
/// nothing. `grossInflow` is empty where no probability is wanted.
struct Outcomes {
    std::span<const double> x;
    std::span<const double> shift = {};
    std::span<const double> grossInflow = {};
};

/// x, or x + shift in `scratch` where there is a shift.
[[nodiscard]] std::span<const double> shifted(const Outcomes& outcomes, std::vector<double>& scratch);

/// -log(E exp(-a x))/a with the path weights, the weighted mean for a = 0: m - log1p(E expm1(-a (x - m)))/a, taken from
/// the smallest outcome m, so that nothing overflows and small a lose no digits; within the smallest and the largest
/// outcome. Where weights are so uneven that the expectation is not positive, every path counts once. To it is added
/// what the weighted mean of the shift is, as far as that leaves it within the worst and the best of x and x + shift.
/// `scratch` is overwritten.
[[nodiscard]] double certaintyEquivalentOf(const Outcomes& outcomes, const PathWeights& weights, double riskAversion,
                                           std::vector<double>& scratch);

/// A figure and its standard error.
struct Estimate {
    double value = 0.0;
    double error = 0.0;
};

/// The same with its error: the expectation's, by the delta method, with the shift's.
[[nodiscard]] Estimate certaintyEquivalentEstimateOf(const Outcomes& outcomes, const PathWeights& weights,
                                                     double riskAversion, std::vector<double>& scratch);

/// Everything that is said of an outcome x, one value for each path, in pieces: any thread may take any, in any order,
/// and between two of them a run can stop.
class OutcomeStatistic {
public:
    static constexpr std::size_t pieces = scrambles + 2;

    /// What is referred to must stay; `sorted` has room for all of x. Precondition: outcomes.grossInflow is there.
    OutcomeStatistic(const Outcomes& outcomes, const PathWeights& weights, const deal::Party& party,
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
        double standardDeviation = 0.0;  ///< of a scramble alone
        std::size_t above = 0;           ///< paths that reach the reservation value
    };

    void takeMoments(std::vector<double>& scratch);
    void takeScramble(std::size_t s);
    [[nodiscard]] OrderFigures pooledFigures() const;
    template <class Read>
    [[nodiscard]] double errorOf(Read read) const;

    Outcomes m_outcomes;
    const PathWeights& m_weights;
    const deal::Party& m_party;
    std::array<std::span<double>, scrambles> m_sorted;  ///< each scramble's values
    std::array<OrderFigures, scrambles> m_each;
    Statistic m_statistic;
};

}  // namespace dealwright::simulation
