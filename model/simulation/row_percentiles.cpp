// SPDX-License-Identifier: GPL-3.0-or-later
// Exact percentiles of a row that is seen in pieces, by brackets that narrow; nothing is sorted whole.
#include "simulation/row_percentiles.h"

#include "simulation/statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#ifndef DEALWRIGHT_COMPRESS_TABLE
#define DEALWRIGHT_COMPRESS_TABLE
namespace dealwright::simulation {

/// By a mask of up to eight lanes: the numbers of its lanes, rising, then zeros.
inline constexpr auto lanesOfMask = [] {
    std::array<std::array<std::uint8_t, 8>, 256> lanes{};
    for (std::size_t mask = 0; mask < lanes.size(); ++mask) {
        std::size_t next = 0;
        for (std::uint8_t lane = 0; lane < 8; ++lane) {
            if ((mask >> lane & 1U) != 0U) {
                lanes[mask][next++] = lane;
            }
        }
    }
    return lanes;
}();

}  // namespace dealwright::simulation
#endif

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulation/row_percentiles.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for each target

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace dealwright::simulation::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

namespace {

using D = hn::CappedTag<float, 64>;
using V = hn::Vec<D>;
using M = hn::Mask<D>;

/// Writes the lanes of the mask one after another, and up to a vector's length of anything after them. Answers how
/// many.
std::size_t StoreCompressed(V value, M mask, float* to)
{
    const D d;
    if constexpr (hn::MaxLanes(d) == 4 || hn::MaxLanes(d) == 8) {
        // Highway's Compress copies its table onto the stack on each call.
        const hn::RebindToSigned<D> whole;
        const hn::Rebind<std::uint8_t, D> bytes;
        std::uint8_t bits[8] = {};
        hn::StoreMaskBits(d, mask, bits);
        const auto lanes = hn::PromoteTo(whole, hn::LoadU(bytes, lanesOfMask[bits[0]].data()));
        hn::StoreU(hn::TableLookupLanes(value, hn::IndicesFromVec(d, lanes)), d, to);
        return static_cast<std::size_t>(std::popcount(bits[0]));
    } else {
        hn::StoreU(hn::Compress(value, mask), d, to);
        return hn::CountTrue(d, mask);
    }
}

/// Adds to the numbers of values not above brackets of one value.
void CountPoints(std::span<const float> values, const Brackets& brackets, std::size_t* upTo)
{
    for (std::size_t k = 0; k < percentileCount; ++k) {
        if (brackets[k].low != brackets[k].high) {
            continue;
        }
        std::size_t i = 0;
        for (; i + hn::Lanes(D()) <= values.size(); i += hn::Lanes(D())) {
            const auto point = hn::Set(D(), brackets[k].high);
            upTo[k] += hn::CountTrue(D(), hn::Le(hn::LoadU(D(), values.data() + i), point));
        }
        for (; i < values.size(); ++i) {
            upTo[k] += values[i] <= brackets[k].high ? 1 : 0;
        }
    }
}

}  // namespace

/// Adds to the numbers of values below each bracket, and up to it where it is of one value. Answers how many lie inside
/// any other: they are written to `inside`, which has room for all and a vector more.
// NOLINTNEXTLINE(misc-use-internal-linkage): the dispatch table takes its address
std::size_t Sift(std::span<const float> values, const Brackets& brackets, std::size_t* below, std::size_t* upTo,
                 float* inside)
{
    const D d;
    Brackets kept = brackets;
    bool anyPoint = false;
    for (Bracket& bracket : kept) {
        if (bracket.low == bracket.high) {
            bracket.high = -std::numeric_limits<float>::infinity();  // nothing is inside
            anyPoint = true;
        }
    }
    if (anyPoint) {
        CountPoints(values, brackets, upTo);
    }

    std::array<std::size_t, percentileCount> under{};
    float* end = inside;
    std::size_t i = 0;
    for (; i + hn::Lanes(d) <= values.size(); i += hn::Lanes(d)) {
        const auto value = hn::Add(hn::LoadU(d, values.data() + i), hn::Zero(d));  // -0 becomes 0
        auto any = hn::Lt(value, value);
        for (std::size_t k = 0; k < percentileCount; ++k) {
            const auto low = hn::Lt(value, hn::Set(d, kept[k].low));
            under[k] += hn::CountTrue(d, low);
            any = hn::Or(any, hn::AndNot(low, hn::Le(value, hn::Set(d, kept[k].high))));
        }
        end += StoreCompressed(value, any, end);
    }
    for (std::size_t k = 0; k < percentileCount; ++k) {
        below[k] += under[k];
    }
    for (; i < values.size(); ++i) {
        const float value = values[i] + 0.0F;
        bool any = false;
        for (std::size_t k = 0; k < percentileCount; ++k) {
            below[k] += value < kept[k].low ? 1 : 0;
            any = any || (value >= kept[k].low && value <= kept[k].high);
        }
        *end = value;
        end += any ? 1 : 0;
    }
    return static_cast<std::size_t>(end - inside);
}

}  // namespace dealwright::simulation::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dealwright::simulation {

HWY_EXPORT(Sift);

std::size_t sampleSize(std::size_t paths)
{
    constexpr std::size_t least = 4096;  // of fewer all are sorted
    if (paths < least) {
        return 0;
    }
    const std::size_t size = std::max(std::clamp<std::size_t>(paths / 16, 1024, 4096), paths / 32);
    return size / 256 * 256;
}

namespace {

/// Four standard deviations of a random sample's rank to either side of a percentile's place.
[[nodiscard]] double reachInSample(double size, double part)
{
    return 1.0 + 4.0 * std::sqrt(size * part * (1.0 - part));
}

}  // namespace

double partKept(std::size_t sampleSize)
{
    if (sampleSize == 0) {
        return 1.0;
    }
    const auto size = static_cast<double>(sampleSize);
    double places = 0.0;
    for (const int rank : percentileRanks) {
        places += 2.0 * reachInSample(size, rank / 100.0);
    }
    return std::min(1.0, places / size);
}

void SiftedRow::clear()
{
    m_below.fill(0);
    m_upTo.fill(0);
    m_count = 0;
}

void SiftedRow::reserve(std::size_t more)
{
    constexpr std::size_t vector = 64;  // no vector holds more floats
    const std::size_t size = m_count + more + vector;
    if (m_inside.size() < size) {
        m_inside.resize(std::max(size, m_inside.size() + m_inside.size() / 2));
    }
}

void SiftedRow::sift(std::span<const float> values, const Brackets& brackets)
{
    reserve(values.size());
    m_count += HWY_DYNAMIC_DISPATCH(Sift)(values, brackets, m_below.data(), m_upTo.data(), m_inside.data() + m_count);
}

void SiftedRow::add(const SiftedRow& other)
{
    for (std::size_t k = 0; k < percentileCount; ++k) {
        m_below[k] += other.m_below[k];
        m_upTo[k] += other.m_upTo[k];
    }
    reserve(other.m_count);
    std::ranges::copy(other.inside(), m_inside.begin() + static_cast<std::ptrdiff_t>(m_count));
    m_count += other.m_count;
}

void RowSearch::begin(std::span<float> sample, std::size_t paths, const RowMemory& memory)
{
    // + 0: -0 becomes 0, since a sort may leave the two in either order; and it cannot place what is no number
    std::ranges::transform(sample, sample.begin(), [](float value) {
        return std::isnan(value) ? std::numeric_limits<float>::infinity() : value + 0.0F;
    });
    sortRising(sample);
    m_sample = sample;
    m_paths = paths;
    m_memory = memory;
    m_widened = 0;
    if (sample.empty()) {
        lookWithin(Reach::everything);
    } else {
        lookWithin(memory.known ? Reach::remembered : Reach::sampled);
    }
}

/// Around where the percentiles stood in the sample; or around where they should; or everywhere.
void RowSearch::lookWithin(Reach reach)
{
    m_reach = reach;
    if (reach == Reach::everything) {
        constexpr float infinite = std::numeric_limits<float>::infinity();
        m_brackets.fill({-infinite, infinite});
        return;
    }
    const auto size = static_cast<double>(m_sample.size());
    const bool remembered = reach == Reach::remembered;
    for (std::size_t k = 0; k < percentileCount; ++k) {
        const double part = percentileRanks[k] / 100.0;
        const double place = remembered ? static_cast<double>(m_memory.belowInSample[k]) : size * part;
        const double beside = remembered ? 4.0 + size / 256.0 : reachInSample(size, part);
        m_brackets[k].low = m_sample[static_cast<std::size_t>(std::clamp(place - beside, 0.0, size - 1.0))];
        m_brackets[k].high = m_sample[static_cast<std::size_t>(std::clamp(place + beside, 0.0, size - 1.0))];
    }
}

std::size_t RowSearch::expectedInside() const
{
    if (m_reach == Reach::everything) {
        return m_paths;
    }
    std::size_t inside = 0;
    for (const Bracket& bracket : m_brackets) {
        if (bracket.low == bracket.high) {
            continue;
        }
        const auto low = std::ranges::lower_bound(m_sample, bracket.low);
        inside += static_cast<std::size_t>(std::ranges::upper_bound(low, m_sample.end(), bracket.high) - low);
    }
    return std::min(m_paths, inside * m_paths / m_sample.size());
}

bool RowSearch::conclude(SiftedRow& row)
{
    if (found(row)) {
        return true;
    }
    ++m_widened;
    lookWithin(m_reach == Reach::remembered ? Reach::sampled : Reach::everything);
    return false;
}

bool RowSearch::found(SiftedRow& row)
{
    const std::span<float> inside = row.inside();
    sortRising(inside);
    for (std::size_t k = 0; k < percentileCount; ++k) {
        const OrderPlace place(m_paths, percentileRanks[k]);
        if (m_reach == Reach::everything) {
            // What is no number is kept nowhere, and stands above all numbers.
            const auto at = [&](std::size_t rank) {
                return rank < inside.size() ? double{inside[rank]} : std::numeric_limits<double>::infinity();
            };
            const double low = at(place.below);
            m_percentiles[k] = place.below + 1 == m_paths ? low : place.between(low, at(place.below + 1));
            continue;
        }
        const Bracket& bracket = m_brackets[k];
        const bool single = bracket.low == bracket.high;
        const auto first = std::ranges::lower_bound(inside, bracket.low);
        const auto end = std::ranges::upper_bound(first, inside.end(), bracket.high);
        const std::size_t upTo = single ? row.upTo(k) : row.below(k) + static_cast<std::size_t>(end - first);
        if (place.below < row.below(k) || place.below + 1 >= upTo) {
            return false;
        }
        if (single) {
            m_percentiles[k] = place.between(bracket.low, bracket.low);
            continue;
        }
        const auto at = first + static_cast<std::ptrdiff_t>(place.below - row.below(k));
        m_percentiles[k] = place.between(at[0], at[1]);
    }
    return true;
}

RowMemory RowSearch::memory() const
{
    RowMemory memory;
    memory.known = true;
    for (std::size_t k = 0; k < percentileCount; ++k) {
        const auto place = std::ranges::lower_bound(m_sample, m_percentiles[k], {}, [](float x) { return double{x}; });
        memory.belowInSample[k] = static_cast<std::size_t>(place - m_sample.begin());
    }
    return memory;
}

}  // namespace dealwright::simulation
#endif  // HWY_ONCE
