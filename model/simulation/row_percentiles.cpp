// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/row_percentiles.h"

#include "simulation/statistics.h"

#include <algorithm>
#include <cmath>
#include <span>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/row_percentiles.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// Counts one value where it lies below a bracket. Answers whether it lies inside any.
HWY_INLINE bool SiftOne(float value, std::array<Bracket, percentileCount>& brackets)
{
    bool inside = false;
    for (Bracket& bracket : brackets) {
        bracket.below += value < bracket.low ? 1U : 0U;
        inside = inside || (value >= bracket.low && value <= bracket.high);
    }
    return inside;
}

}  // namespace

/// Counts the values below each bracket. Answers how many lie inside any: they are written to `inside`, which has room
/// for all and 64 more.
// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
std::size_t Sift(std::span<const float> row, std::array<Bracket, percentileCount>& brackets, float* inside)
{
    const hn::ScalableTag<float> d;
    std::array<std::size_t, percentileCount> below{};
    float* end = inside;
    std::size_t i = 0;
    for (; i + hn::Lanes(d) <= row.size(); i += hn::Lanes(d)) {
        const auto value = hn::Add(hn::LoadU(d, row.data() + i), hn::Zero(d));  // -0 becomes 0
        auto any = hn::Lt(value, value);
        for (std::size_t k = 0; k < percentileCount; ++k) {
            const auto under = hn::Lt(value, hn::Set(d, brackets[k].low));
            below[k] += hn::CountTrue(d, under);
            any = hn::Or(any, hn::AndNot(under, hn::Le(value, hn::Set(d, brackets[k].high))));
        }
        hn::StoreU(hn::Compress(value, any), d, end);
        end += hn::CountTrue(d, any);
    }
    for (std::size_t k = 0; k < percentileCount; ++k)
        brackets[k].below += below[k];
    for (; i < row.size(); ++i) {
        *end = row[i] + 0.0F;
        end += SiftOne(*end, brackets) ? 1 : 0;
    }
    return static_cast<std::size_t>(end - inside);
}

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(Sift);

namespace {

constexpr std::size_t leastPaths = 4096;  // a shorter row is sorted at once
constexpr std::size_t mostLanes = 64;     // no vector holds more floats

/// Brackets around where the percentiles stood in the sample, or around where they should: there three standard
/// deviations of a random sample to either side, so that about one row in fifty has one that misses.
[[nodiscard]] std::array<Bracket, percentileCount> bracketsOf(std::span<const float> sample, const RowMemory& memory)
{
    const auto size = static_cast<double>(sample.size());
    std::array<Bracket, percentileCount> brackets{};
    for (std::size_t k = 0; k < percentileCount; ++k) {
        const double part = percentileRanks[k] / 100.0;
        const double place = memory.known ? static_cast<double>(memory.belowInSample[k]) : size * part;
        const double reach = memory.known ? 4.0 + size / 256.0 : 1.0 + 3.0 * std::sqrt(size * part * (1.0 - part));
        brackets[k].low = sample[static_cast<std::size_t>(std::clamp(place - reach, 0.0, size - 1.0))];
        brackets[k].high = sample[static_cast<std::size_t>(std::clamp(place + reach, 0.0, size - 1.0))];
    }
    return brackets;
}

void copy(std::span<const float> from, std::vector<float>& to)
{
    to.resize(from.size());
    // + 0: -0 becomes 0, since a sort may leave the two in either order
    std::ranges::transform(from, to.begin(), [](float value) { return value + 0.0F; });
}

}  // namespace

RowPercentiles::Percentiles RowPercentiles::of(std::span<const float> row, RowMemory& memory)
{
    if (row.size() < leastPaths)
        return sortWhole(row);
    takeSample(row);
    Percentiles result{};
    bool found = select(row, memory, result);
    if (!found && memory.known) {
        ++m_widenedRows;
        found = select(row, {}, result);
    }
    if (!found)
        result = sortWhole(row);
    memory.known = true;
    for (std::size_t k = 0; k < percentileCount; ++k) {
        const auto place = std::ranges::lower_bound(m_sample, result[k], {}, [](float x) { return double{x}; });
        memory.belowInSample[k] = static_cast<std::size_t>(place - m_sample.begin());
    }
    return result;
}

/// A sixteenth of the paths, from 1,024 to 4,096: the first, which with quasi draws are as evenly spread as all.
void RowPercentiles::takeSample(std::span<const float> row)
{
    copy(row.first(std::clamp<std::size_t>(row.size() / 16, 1024, 4096)), m_sample);
    sortRising(m_sample);
}

bool RowPercentiles::select(std::span<const float> row, const RowMemory& memory, Percentiles& result)
{
    std::array<Bracket, percentileCount> brackets = bracketsOf(m_sample, memory);
    if (m_inside.size() < row.size() + mostLanes)
        m_inside.resize(row.size() + mostLanes);
    const std::span<float> inside(m_inside.data(), HWY_DYNAMIC_DISPATCH(Sift)(row, brackets, m_inside.data()));
    sortRising(inside);
    for (std::size_t k = 0; k < percentileCount; ++k) {
        const OrderPlace place(row.size(), percentileRanks[k]);
        const auto first = std::ranges::lower_bound(inside, brackets[k].low);
        const auto end = std::ranges::upper_bound(first, inside.end(), brackets[k].high);
        if (place.below < brackets[k].below ||
            place.below + 1 >= brackets[k].below + static_cast<std::size_t>(end - first))
            return false;
        const auto at = first + static_cast<std::ptrdiff_t>(place.below - brackets[k].below);
        result[k] = place.between(at[0], at[1]);
    }
    return true;
}

RowPercentiles::Percentiles RowPercentiles::sortWhole(std::span<const float> row)
{
    ++m_sortedRows;
    copy(row, m_inside);
    sortRising(m_inside);
    Percentiles result{};
    for (std::size_t k = 0; k < percentileCount; ++k)
        result[k] = percentileOfSorted(m_inside, percentileRanks[k]);
    return result;
}

}  // namespace dealwright::simulation
#endif  // HWY_ONCE
