// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/statistics.h"

#include "random/elementary.h"
#include "random/elementary_arrays.h"

#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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

namespace {

/// Of the n lowest, which `sorted` begins with; n need not be whole.
[[nodiscard]] double meanOfWorst(std::span<const double> sorted, double n)
{
    const auto whole = static_cast<std::size_t>(n);
    double sum = 0.0;
    for (std::size_t i = 0; i < whole; ++i)
        sum += sorted[i];
    const double rest = n - static_cast<double>(whole);
    return (sum + (rest > 0.0 ? rest * sorted[whole] : 0.0)) / n;
}

[[nodiscard]] double partAbove(std::size_t below, std::size_t all)
{
    return static_cast<double>(all - below) / static_cast<double>(all);
}

}  // namespace

double cvar5OfSorted(std::span<const double> sorted)
{
    return meanOfWorst(sorted, 0.05 * static_cast<double>(sorted.size()));
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

namespace {

/// Sorted lists taken together, without making one list of them.
class SortedLists {
public:
    explicit SortedLists(const std::array<std::span<double>, scrambles>& lists) : m_lists(lists) {}

    [[nodiscard]] std::size_t size() const
    {
        std::size_t count = 0;
        for (const auto& list : m_lists)
            count += list.size();
        return count;
    }

    [[nodiscard]] std::size_t countBelow(double value) const
    {
        std::size_t count = 0;
        for (const auto& list : m_lists)
            count += static_cast<std::size_t>(std::ranges::lower_bound(list, value) - list.begin());
        return count;
    }

    /// percentileOfSorted of the one list.
    [[nodiscard]] double percentile(double percent) const
    {
        const OrderPlace place(size(), percent);
        const auto [low, next] = pairAt(place.below);
        return place.below + 1 == size() ? low : place.between(low, next);
    }

    /// cvar5OfSorted of the one list: its first values in their order.
    [[nodiscard]] double cvar5() const
    {
        const double n = 0.05 * static_cast<double>(size());
        std::vector<double> lowest(static_cast<std::size_t>(n) + 1);
        std::array<std::size_t, scrambles> next{};
        for (double& value : lowest) {
            std::size_t least = scrambles;
            for (std::size_t i = 0; i < scrambles; ++i) {
                const bool any = next[i] < m_lists[i].size();
                if (any && (least == scrambles || m_lists[i][next[i]] < m_lists[least][next[least]]))
                    least = i;
            }
            value = m_lists[least][next[least]++];
        }
        return meanOfWorst(lowest, n);
    }

private:
    /// The values of rank r (from 0) and r + 1; the first twice where it is the last.
    [[nodiscard]] std::pair<double, double> pairAt(std::size_t rank) const
    {
        std::array<std::span<double>, scrambles> left = m_lists;  // where the value still may be
        std::size_t before = 0;                                   // values below all of these
        for (;;) {
            const std::span<double> longest = *std::ranges::max_element(left, {}, &std::span<double>::size);
            const double pivot = longest[longest.size() / 2];
            std::size_t below = before;
            std::size_t upTo = before;
            std::array<std::size_t, scrambles> lower{};
            std::array<std::size_t, scrambles> upper{};
            for (std::size_t i = 0; i < scrambles; ++i) {
                const auto [first, last] = std::ranges::equal_range(left[i], pivot);
                lower[i] = static_cast<std::size_t>(first - left[i].begin());
                upper[i] = static_cast<std::size_t>(last - left[i].begin());
                below += lower[i];
                upTo += upper[i];
            }
            if (rank >= below && rank < upTo)
                return {pivot, rank + 1 < upTo ? pivot : leastAbove(pivot)};
            for (std::size_t i = 0; i < scrambles; ++i)
                left[i] = rank < below ? left[i].first(lower[i]) : left[i].subspan(upper[i]);
            before = rank < below ? before : upTo;
        }
    }

    [[nodiscard]] double leastAbove(double value) const
    {
        double least = std::numeric_limits<double>::infinity();
        for (const auto& list : m_lists) {
            const auto next = std::ranges::upper_bound(list, value);
            least = next == list.end() ? least : std::min(least, *next);
        }
        return std::isinf(least) ? value : least;
    }

    const std::array<std::span<double>, scrambles>& m_lists;
};

}  // namespace

OutcomeStatistic::OutcomeStatistic(std::span<const double> x, const PathWeights& weights, const deal::Party& party,
                                   std::span<double> sorted)
    : m_x(x), m_weights(weights), m_party(party)
{
    std::size_t first = 0;
    for (std::size_t s = 0; s < scrambles; ++s) {
        const std::size_t size = (x.size() + scrambles - 1 - s) / scrambles;
        m_sorted[s] = sorted.subspan(first, size);
        first += size;
    }
}

void OutcomeStatistic::take(std::size_t piece, std::vector<double>& scratch)
{
    if (piece == 0) {
        takeMoments();
    } else if (piece == 1) {
        const Estimate equivalent = certaintyEquivalentEstimateOf(m_x, m_weights, m_party.riskAversion, scratch);
        m_statistic.certaintyEquivalent = equivalent.value;
        m_statistic.certaintyEquivalentError = equivalent.error;
    } else {
        takeScramble(piece - 2);
    }
}

void OutcomeStatistic::takeMoments()
{
    m_statistic.scrambleMeans = m_weights.scrambleEstimates(m_x);
    m_statistic.mean = m_weights.mean(m_x);
    m_statistic.standardError = standardErrorOf(m_statistic.scrambleMeans);
    m_statistic.standardDeviation = standardDeviationOf(m_x);
}

void OutcomeStatistic::takeScramble(std::size_t s)
{
    const std::span<double> sorted = m_sorted[s];
    for (std::size_t i = 0; i < sorted.size(); ++i)
        sorted[i] = m_x[i * scrambles + s];
    sortRising(sorted);
    OrderFigures& figures = m_each[s];
    for (std::size_t i = 0; i < percentileRanks.size(); ++i)
        figures.percentiles[i] = percentileOfSorted(sorted, percentileRanks[i]);
    figures.cvar5 = cvar5OfSorted(sorted);
    const auto below = std::ranges::lower_bound(sorted, m_party.reservationValue) - sorted.begin();
    figures.probability = partAbove(static_cast<std::size_t>(below), sorted.size());
}

OutcomeStatistic::OrderFigures OutcomeStatistic::pooledFigures() const
{
    const SortedLists all(m_sorted);
    OrderFigures figures;
    for (std::size_t i = 0; i < percentileRanks.size(); ++i)
        figures.percentiles[i] = all.percentile(percentileRanks[i]);
    figures.cvar5 = all.cvar5();
    figures.probability = partAbove(all.countBelow(m_party.reservationValue), all.size());
    return figures;
}

/// The standard error of a figure from the scrambles' own.
template <class Figure>
double OutcomeStatistic::errorOf(Figure figure) const
{
    std::array<double, scrambles> values{};
    std::ranges::transform(m_each, values.begin(), figure);
    return standardErrorOf(values);
}

Statistic OutcomeStatistic::statistic()
{
    const OrderFigures pooled = pooledFigures();
    m_statistic.percentiles = pooled.percentiles;
    m_statistic.cvar5 = pooled.cvar5;
    m_statistic.probabilityAboveReservation = pooled.probability;
    for (std::size_t i = 0; i < percentileRanks.size(); ++i)
        m_statistic.percentileErrors[i] = errorOf([i](const OrderFigures& f) { return f.percentiles[i]; });
    m_statistic.cvar5Error = errorOf([](const OrderFigures& f) { return f.cvar5; });
    m_statistic.probabilityError = errorOf([](const OrderFigures& f) { return f.probability; });
    return m_statistic;
}

}  // namespace dealwright::simulation
