// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/row_percentiles.h"

#include "random/vector_targets.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using namespace dealwright;
using simulation::percentileCount;
using simulation::percentileRanks;
using simulation::RowMemory;
using simulation::RowPercentiles;

namespace {

using Percentiles = RowPercentiles::Percentiles;

/// Type 7 by its definition.
[[nodiscard]] Percentiles bySorting(std::vector<float> values)
{
    std::ranges::sort(values);
    Percentiles result{};
    for (std::size_t k = 0; k < percentileCount; ++k) {
        const double place = static_cast<double>(values.size() - 1) * (percentileRanks[k] / 100.0);
        const auto below = static_cast<std::size_t>(std::floor(place));
        const double low = values[below];
        const double high = values[std::min(below + 1, values.size() - 1)];
        result[k] = low + (place - std::floor(place)) * (high - low) + 0.0;
    }
    return result;
}

[[nodiscard]] std::array<std::uint64_t, percentileCount> bitsOf(const Percentiles& percentiles)
{
    std::array<std::uint64_t, percentileCount> bits{};
    std::ranges::transform(percentiles, bits.begin(), [](double value) { return std::bit_cast<std::uint64_t>(value); });
    return bits;
}

/// `size` values of `next`, called in order.
[[nodiscard]] std::vector<float> rowOf(std::size_t size, const std::function<double(std::size_t)>& next)
{
    std::vector<float> row;
    row.reserve(size);
    for (std::size_t path = 0; path < size; ++path)
        row.push_back(static_cast<float>(next(path)));
    return row;
}

[[nodiscard]] std::vector<float> normalRow(std::size_t size, unsigned seed)
{
    std::mt19937 engine(seed);
    std::normal_distribution<double> normal;
    return rowOf(size, [&](std::size_t) { return normal(engine); });
}

}  // namespace

class TestRowPercentiles : public QObject {
    Q_OBJECT

private slots:
    void theFiguresAreThoseOfASort_data()
    {
        QTest::addColumn<std::vector<float>>("row");
        for (const std::size_t size : {1UL, 2UL, 1000UL, 4096UL, 5003UL, 16384UL, 40001UL})
            QTest::addRow("%zu normal values", size) << normalRow(size, 1);
        const std::vector<float> normal = normalRow(16384, 2);
        QTest::newRow("long tail") << rowOf(16384, [&](std::size_t p) { return std::exp(3.0 * double{normal[p]}); });
        QTest::newRow("all equal") << std::vector<float>(16384, -7.5F);
        QTest::newRow("half are zero") << rowOf(16384, [&](std::size_t p) { return std::max(0.0F, normal[p]); });
        QTest::newRow("ten values") << rowOf(16384, [&](std::size_t p) { return std::floor(2.0 * double{normal[p]}); });
        QTest::newRow("zeros of both signs") << rowOf(16384, [](std::size_t p) { return p % 2 == 0 ? -0.0 : 0.0; });
        QTest::newRow("rising") << rowOf(16384, [](std::size_t p) { return static_cast<double>(p); });
        QTest::newRow("falling") << rowOf(16384, [](std::size_t p) { return -static_cast<double>(p); });
        QTest::newRow("the first differ") << rowOf(16384, [&](std::size_t p) { return p < 1500 ? 50.0 : normal[p]; });
    }

    void theFiguresAreThoseOfASort()
    {
        QFETCH(const std::vector<float>, row);
        const auto expected = bitsOf(bySorting(row));
        for (const std::string& target : random::vectorTargets()) {
            QVERIFY(random::useVectorTarget(target));
            RowPercentiles percentiles;
            RowMemory memory;
            QCOMPARE(bitsOf(percentiles.of(row, memory)), expected);
            QCOMPARE(bitsOf(percentiles.of(row, memory)), expected);  // with the memory of the first
        }
        random::useVectorTarget({});
    }

    void aMisleadingMemoryChangesNoFigure()
    {
        const std::vector<float> row = normalRow(16384, 3);
        const auto expected = bitsOf(bySorting(row));
        RowPercentiles percentiles;
        for (const std::size_t place : {0UL, 500UL, 1023UL, 1024UL, 99999UL}) {
            RowMemory memory{true, {}};
            memory.belowInSample.fill(place);
            QCOMPARE(bitsOf(percentiles.of(row, memory)), expected);
        }
        QCOMPARE(percentiles.widenedRows(), 5UL);
    }

    void anOrderThatStaysIsFoundAgainAtOnce()
    {
        std::vector<float> row = normalRow(16384, 4);
        RowPercentiles percentiles;
        RowMemory memory;
        std::ignore = percentiles.of(row, memory);
        const std::size_t sorted = percentiles.sortedRows();
        std::ranges::transform(row, row.begin(), [](float value) { return 1000.0F * value - 500.0F; });
        QCOMPARE(bitsOf(percentiles.of(row, memory)), bitsOf(bySorting(row)));
        QCOMPARE(percentiles.widenedRows(), 0UL);
        QCOMPARE(percentiles.sortedRows(), sorted);
    }

    void aSampleThatMisleadsIsMadeGoodBySorting()
    {
        const std::vector<float> row = rowOf(16384, [](std::size_t p) { return static_cast<double>(p); });
        RowPercentiles percentiles;
        RowMemory memory;
        QCOMPARE(bitsOf(percentiles.of(row, memory)), bitsOf(bySorting(row)));
        QCOMPARE(percentiles.sortedRows(), 1UL);
    }
};

QTEST_APPLESS_MAIN(TestRowPercentiles)
#include "tst_row_percentiles.moc"
