// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

// Exact percentiles of a row (one figure of one month by path) that is seen once, a piece at a time, and not kept. The
// row's first paths, sorted, say between which two values each order statistic probably lies; of the rest it is counted
// what lies below those brackets, and kept what lies inside; only that is sorted. Where a bracket misses, the row is
// seen once more with a wider one. Every way gives the same figures to the bit: those of percentileOfSorted. Brackets
// from a sample: Floyd, Rivest, "Expected time bounds for selection", Communications of the ACM 18 (1975).
// A row may hold anything: what is no number counts as larger than all numbers, as infinity does.
namespace dealwright::simulation {

inline constexpr std::size_t percentileCount = percentileRanks.size();
using Percentiles = std::array<double, percentileCount>;  ///< in the order of percentileRanks

/// So many first paths of a row are its sample: a multiple of 256; 0 where there are so few paths that all are sorted.
/// With quasi draws the first are as evenly spread as all.
[[nodiscard]] std::size_t sampleSize(std::size_t paths);

/// The part of a row that is kept where all that is known of it is a sample of that size: 1 without a sample.
[[nodiscard]] double partKept(std::size_t sampleSize);

/// What is worth knowing of a row when it is priced again on the same draws: how many paths of the sample lay below
/// each percentile. An edit of the terms moves all paths, but hardly changes their order.
struct RowMemory {
    bool known = false;
    std::array<std::size_t, percentileCount> belowInSample{};
};

/// Between which two values a percentile is looked for, both included.
struct Bracket {
    float low = 0.0F;
    float high = 0.0F;
};
using Brackets = std::array<Bracket, percentileCount>;

/// What was seen of a row: how many values lie below each bracket, and those inside any. Values equal to both ends of a
/// bracket of one value are counted, not kept. Keeps its room from row to row.
class SiftedRow {
public:
    void clear();
    /// A NaN is neither below nor inside a bracket. Precondition: the brackets of all calls since clear() are the same.
    void sift(std::span<const float> values, const Brackets& brackets);
    /// What another has seen of the same row with the same brackets.
    void add(const SiftedRow& other);
    /// Those inside, in no order.
    [[nodiscard]] std::span<float> inside() { return {m_inside.data(), m_count}; }
    [[nodiscard]] std::span<const float> inside() const { return {m_inside.data(), m_count}; }
    [[nodiscard]] std::size_t below(std::size_t k) const { return m_below[k]; }
    /// Not above bracket k: counted for brackets of one value alone.
    [[nodiscard]] std::size_t upTo(std::size_t k) const { return m_upTo[k]; }

private:
    void reserve(std::size_t more);

    std::array<std::size_t, percentileCount> m_below{};
    std::array<std::size_t, percentileCount> m_upTo{};
    std::vector<float> m_inside;
    std::size_t m_count = 0;
};

/// The search for one row's percentiles: begin(), then sift the whole row with brackets(), then conclude(); again until
/// that finds them.
class RowSearch {
public:
    /// `sample` is sorted here, and must stay. `memory` may be of any row: it changes no figure, only the time.
    void begin(std::span<float> sample, std::size_t paths, const RowMemory& memory);
    [[nodiscard]] const Brackets& brackets() const { return m_brackets; }
    /// How many values of the whole row will probably lie inside a bracket.
    [[nodiscard]] std::size_t expectedInside() const;
    /// `row` has seen all values. Answers whether the percentiles are found; else the brackets are wider now.
    [[nodiscard]] bool conclude(SiftedRow& row);
    [[nodiscard]] const Percentiles& percentiles() const { return m_percentiles; }
    [[nodiscard]] RowMemory memory() const;
    /// How often the brackets had to be widened.
    [[nodiscard]] int widened() const { return m_widened; }

private:
    enum class Reach { remembered, sampled, everything };

    void lookWithin(Reach reach);
    [[nodiscard]] bool found(SiftedRow& row);

    std::span<const float> m_sample;
    std::size_t m_paths = 0;
    RowMemory m_memory;
    Reach m_reach = Reach::everything;
    Brackets m_brackets{};
    Percentiles m_percentiles{};
    int m_widened = 0;
};

}  // namespace dealwright::simulation
