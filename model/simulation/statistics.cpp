// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the outcomes of all paths, with the error of each figure: docs/MODEL.md section 5.
#include "simulation/statistics.h"

#include "random/elementary.h"
#include "random/elementary_arrays.h"
#include "simulation/overflow.h"

#include <hwy/contrib/sort/vqsort.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

namespace dealwright::simulation {

namespace {

template <class T>
[[nodiscard]] double interpolated(std::span<const T> sorted, double percent)
{
    const OrderPlace place(sorted.size(), percent);
    const auto low = static_cast<double>(sorted[place.below]);
    if (place.below + 1 == sorted.size()) {
        return low;
    }
    return place.between(low, static_cast<double>(sorted[place.below + 1]));
}

/// exp(-a (x - smallest)) - 1 of each outcome.
[[nodiscard]] double excessesOfRisk(std::span<const double> x, double riskAversion, std::vector<double>& result)
{
    const double smallest = std::ranges::min(x);
    result.resize(x.size());
    std::ranges::transform(x, result.begin(), [&](double value) { return -riskAversion * (value - smallest); });
    random::expm1Of(result, result);
    return smallest;
}

[[nodiscard]] double plainMean(std::span<const double> x)
{
    return withoutOverflow(x, [](std::span<const double> values) {
        double sum = 0.0;
        for (const double value : values) {
            sum += value;
        }
        return sum / static_cast<double>(values.size());
    });
}

[[nodiscard]] double standardDeviationOf(std::span<const double> x)
{
    // Taken from the first, so that equal values have none.
    return withoutOverflow(x, [](std::span<const double> values) {
        double sum = 0.0;
        for (const double value : values) {
            sum += value - values.front();
        }
        const double mean = sum / static_cast<double>(values.size());
        double squares = 0.0;
        for (const double value : values) {
            squares += (value - values.front() - mean) * (value - values.front() - mean);
        }
        return std::sqrt(squares / static_cast<double>(values.size() - 1));
    });
}

/// E exp(-a (x - smallest)) - 1, and what follows for the certainty equivalent.
struct Risk {
    double excess = 0.0;
    double certaintyEquivalent = 0.0;
};

/// Leaves exp(-a (x - smallest)) - 1 of each outcome in `scratch`.
[[nodiscard]] Risk riskOf(std::span<const double> x, const PathWeights& weights, double riskAversion,
                          std::vector<double>& scratch)
{
    const double smallest = excessesOfRisk(x, riskAversion, scratch);
    const double weighted = weights.mean(scratch);
    const double excess = weighted > -1.0 ? std::min(weighted, 0.0) : plainMean(scratch);
    const double above = -random::log1p(excess) / riskAversion;
    return {excess, std::min(smallest + above, std::ranges::max(x))};
}

/// So small a risk aversion that the certainty equivalent is the mean to the last digit: a (x - mean) is far below
/// rounding for all x, and would be lost in subnormal numbers.
[[nodiscard]] bool isNeutral(std::span<const double> x, double riskAversion)
{
    if (riskAversion == 0.0) {
        return true;
    }
    constexpr double tiny = 1e-250;
    return riskAversion < tiny && riskAversion * (std::ranges::max(x) - std::ranges::min(x)) < tiny;
}

}  // namespace

std::span<const double> shifted(const Outcomes& outcomes, std::vector<double>& scratch)
{
    if (outcomes.shift.empty()) {
        return outcomes.x;
    }
    scratch.resize(outcomes.x.size());
    std::ranges::transform(outcomes.x, outcomes.shift, scratch.begin(), std::plus<>());
    return scratch;
}

namespace {

/// A sorter's own room is worth keeping: it asks the system for memory and for random bytes.
[[nodiscard]] const hwy::Sorter& sorter()
{
    static thread_local const hwy::Sorter kept;
    return kept;
}

template <class T>
void sortWithInfinities(std::span<T> values)
{
    sorter()(values.data(), values.size(), hwy::SortAscending());
    // The sorter fills short lists up with the largest finite number, and loses infinities behind it.
    for (auto last = values.rbegin(); last != values.rend() && *last >= std::numeric_limits<T>::max(); ++last) {
        *last = std::numeric_limits<T>::infinity();
    }
}

}  // namespace

void sortRising(std::span<double> values)
{
    sortWithInfinities(values);
}

void sortRising(std::span<float> values)
{
    sortWithInfinities(values);
}

OrderPlace::OrderPlace(std::size_t values, double percent)
{
    assert(values > 0 && percent >= 0.0 && percent <= 100.0);
    const double place = static_cast<double>(values - 1) * (percent / 100.0);
    below = static_cast<std::size_t>(place);
    fraction = place - static_cast<double>(below);
}

double OrderPlace::between(double low, double high) const
{
    const double step = high - low;
    return std::isfinite(step) ? low + fraction * step : (1.0 - fraction) * low + fraction * high;
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
    const double rest = n - static_cast<double>(whole);
    const auto used = sorted.first(whole + (rest > 0.0 ? 1 : 0));
    return withoutOverflow(used, [&](std::span<const double> values) {
        double sum = 0.0;
        for (std::size_t i = 0; i < whole; ++i) {
            sum += values[i];
        }
        return (sum + (rest > 0.0 ? rest * values[whole] : 0.0)) / n;
    });
}

[[nodiscard]] double partOf(std::size_t part, std::size_t all)
{
    return static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

double cvar5OfSorted(std::span<const double> sorted)
{
    assert(!sorted.empty());
    return meanOfWorst(sorted, 0.05 * static_cast<double>(sorted.size()));
}

namespace {

/// Within the worst and the best outcome: of the paths as they were drawn, and with the expectation of what is rare in
/// the place of its draws.
[[nodiscard]] double withinOutcomes(double certaintyEquivalent, const Outcomes& outcomes)
{
    double worst = std::ranges::min(outcomes.x);
    double best = std::ranges::max(outcomes.x);
    for (std::size_t path = 0; path < outcomes.x.size(); ++path) {
        const double expected = outcomes.x[path] + outcomes.shift[path];
        worst = std::min(worst, expected);
        best = std::max(best, expected);
    }
    return std::clamp(certaintyEquivalent, worst, best);
}

}  // namespace

double certaintyEquivalentOf(const Outcomes& outcomes, const PathWeights& weights, double riskAversion,
                             std::vector<double>& scratch)
{
    assert(outcomes.shift.empty() || outcomes.shift.size() == outcomes.x.size());
    if (isNeutral(outcomes.x, riskAversion)) {
        return weights.mean(shifted(outcomes, scratch));
    }
    const double drawn = riskOf(outcomes.x, weights, riskAversion, scratch).certaintyEquivalent;
    return outcomes.shift.empty() ? drawn : withinOutcomes(drawn + weights.mean(outcomes.shift), outcomes);
}

Estimate certaintyEquivalentEstimateOf(const Outcomes& outcomes, const PathWeights& weights, double riskAversion,
                                       std::vector<double>& scratch)
{
    if (isNeutral(outcomes.x, riskAversion)) {
        const std::span<const double> values = shifted(outcomes, scratch);
        return {weights.mean(values), weights.standardError(values)};
    }
    const Risk risk = riskOf(outcomes.x, weights, riskAversion, scratch);
    // d(-log(E)/a) = -dE / (a E), for each scramble's E
    std::array<double, scrambles> estimates = weights.scrambleEstimates(scratch);
    for (double& estimate : estimates) {
        estimate /= -riskAversion * (1.0 + risk.excess);
    }
    double value = risk.certaintyEquivalent;
    if (!outcomes.shift.empty()) {
        const std::array<double, scrambles> shifts = weights.scrambleEstimates(outcomes.shift);
        std::ranges::transform(estimates, shifts, estimates.begin(), std::plus<>());
        value = withinOutcomes(value + weights.mean(outcomes.shift), outcomes);
    }
    return {value, standardErrorOf(estimates)};
}

namespace {

/// Sorted lists taken together, without making one list of them.
class SortedLists {
public:
    explicit SortedLists(const std::array<std::span<double>, scrambles>& lists) : m_lists(lists) {}

    [[nodiscard]] std::size_t size() const
    {
        std::size_t count = 0;
        for (const auto& list : m_lists) {
            count += list.size();
        }
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
                if (any && (least == scrambles || m_lists[i][next[i]] < m_lists[least][next[least]])) {
                    least = i;
                }
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
            if (rank >= below && rank < upTo) {
                return {pivot, rank + 1 < upTo ? pivot : leastAbove(pivot)};
            }
            for (std::size_t i = 0; i < scrambles; ++i) {
                left[i] = rank < below ? left[i].first(lower[i]) : left[i].subspan(upper[i]);
            }
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

OutcomeStatistic::OutcomeStatistic(const Outcomes& outcomes, const PathWeights& weights, const deal::Party& party,
                                   std::span<double> sorted)
    : m_outcomes(outcomes), m_weights(weights), m_party(party)
{
    assert(outcomes.grossInflow.size() == outcomes.x.size());
    const std::span<const double> x = outcomes.x;
    assert(x.size() >= scrambles && static_cast<std::int64_t>(x.size()) == weights.paths() &&
           sorted.size() == x.size());
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
        takeMoments(scratch);
    } else if (piece == 1) {
        const Estimate equivalent = certaintyEquivalentEstimateOf(m_outcomes, m_weights, m_party.riskAversion, scratch);
        m_statistic.certaintyEquivalent = equivalent.value;
        m_statistic.certaintyEquivalentError = equivalent.error;
    } else {
        takeScramble(piece - 2);
    }
}

void OutcomeStatistic::takeMoments(std::vector<double>& scratch)
{
    const std::span<const double> values = shifted(m_outcomes, scratch);
    m_statistic.scrambleMeans = m_weights.scrambleEstimates(values);
    m_statistic.mean = m_weights.mean(values);
    m_statistic.standardError = standardErrorOf(m_statistic.scrambleMeans);
    m_statistic.standardDeviation = standardDeviationOf(m_outcomes.x);
    m_statistic.grossInflow = plainMean(m_outcomes.grossInflow);
}

void OutcomeStatistic::takeScramble(std::size_t s)
{
    const std::span<double> sorted = m_sorted[s];
    OrderFigures& figures = m_each[s];
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const std::size_t path = i * scrambles + s;
        const double value = m_outcomes.x[path];
        figures.above += reaches(value, m_party.reservationValue, m_outcomes.grossInflow[path]) ? 1U : 0U;
        sorted[i] = std::isnan(value) ? std::numeric_limits<double>::infinity() : value;  // which can be sorted
    }
    figures.probability = partOf(figures.above, sorted.size());
    sortRising(sorted);
    for (std::size_t i = 0; i < percentileRanks.size(); ++i) {
        figures.percentiles[i] = percentileOfSorted(sorted, percentileRanks[i]);
    }
    figures.cvar5 = cvar5OfSorted(sorted);
    figures.standardDeviation = standardDeviationOf(sorted);
}

OutcomeStatistic::OrderFigures OutcomeStatistic::pooledFigures() const
{
    const SortedLists all(m_sorted);
    OrderFigures figures;
    for (std::size_t i = 0; i < percentileRanks.size(); ++i) {
        figures.percentiles[i] = all.percentile(percentileRanks[i]);
    }
    figures.cvar5 = all.cvar5();
    for (const OrderFigures& each : m_each) {
        figures.above += each.above;
    }
    figures.probability = partOf(figures.above, all.size());
    return figures;
}

/// The standard error of a figure from the scrambles' own.
template <class Read>
double OutcomeStatistic::errorOf(Read read) const
{
    std::array<double, scrambles> values{};
    std::ranges::transform(m_each, values.begin(), read);
    return standardErrorOf(values);
}

Statistic OutcomeStatistic::statistic()
{
    const OrderFigures pooled = pooledFigures();
    m_statistic.percentiles = pooled.percentiles;
    m_statistic.cvar5 = pooled.cvar5;
    m_statistic.probabilityAboveReservation = pooled.probability;
    for (std::size_t i = 0; i < percentileRanks.size(); ++i) {
        m_statistic.percentileErrors[i] = errorOf([i](const OrderFigures& f) { return f.percentiles[i]; });
    }
    for (std::size_t s = 0; s < scrambles; ++s) {
        m_statistic.scramblePercentiles[s] = m_each[s].percentiles;
    }
    m_statistic.standardDeviationError = errorOf([](const OrderFigures& f) { return f.standardDeviation; });
    m_statistic.cvar5Error = errorOf([](const OrderFigures& f) { return f.cvar5; });
    m_statistic.probabilityError = errorOf([](const OrderFigures& f) { return f.probability; });
    return m_statistic;
}

}  // namespace dealwright::simulation
