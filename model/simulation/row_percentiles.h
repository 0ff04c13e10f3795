// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace dealwright::simulation {

inline constexpr std::size_t percentileCount = percentileRanks.size();

/// What is worth knowing of a row when it is priced again on the same draws: how many paths of the sample lay below
/// each percentile. An edit of the terms moves all paths, but hardly changes their order.
struct RowMemory {
    bool known = false;
    std::array<std::size_t, percentileCount> belowInSample{};
};

/// Between which two values a percentile is looked for, and how many paths lie below them.
struct Bracket {
    float low = 0.0F;
    float high = 0.0F;
    std::size_t below = 0;
};

/// Exact percentiles of rows (one figure of one month by path) without sorting them. The row's first paths, sorted, say
/// between which two values each order statistic probably lies; one pass counts what is below those brackets and keeps
/// what is inside; only that is sorted. Where a bracket misses, a wider one is tried, then the row is sorted; short
/// rows are sorted at once. Every way gives the same figures to the bit: those of percentileOfSorted. Brackets from a
/// sample: Floyd, Rivest, "Expected time bounds for selection", Communications of the ACM 18 (1975). Keeps its room
/// from row to row.
class RowPercentiles {
public:
    using Percentiles = std::array<double, percentileCount>;

    /// In the order of percentileRanks. `memory` may be of any row: it changes no figure, only the time.
    /// Precondition: at least one path, no NaN.
    [[nodiscard]] Percentiles of(std::span<const float> row, RowMemory& memory);

    /// How many rows were sorted whole, and how many needed wider brackets than their memory's.
    [[nodiscard]] std::size_t sortedRows() const { return m_sortedRows; }
    [[nodiscard]] std::size_t widenedRows() const { return m_widenedRows; }

private:
    void takeSample(std::span<const float> row);
    [[nodiscard]] bool select(std::span<const float> row, const RowMemory& memory, Percentiles& result);
    [[nodiscard]] Percentiles sortWhole(std::span<const float> row);

    std::vector<float> m_sample;  ///< sorted
    std::vector<float> m_inside;  ///< what lies in a bracket; or the row
    std::size_t m_sortedRows = 0;
    std::size_t m_widenedRows = 0;
};

}  // namespace dealwright::simulation
