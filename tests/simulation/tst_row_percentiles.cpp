// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/row_percentiles.h"

#include "random/vector_targets.h"
#include "simulation/statistics.h"

#include "support/percentiles_by_sorting.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <vector>

using namespace dealwright;
using simulation::percentileCount;
using simulation::Percentiles;
using simulation::RowMemory;
using simulation::RowSearch;
using simulation::SiftedRow;

namespace {

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
    for (std::size_t path = 0; path < size; ++path) {
        row.push_back(static_cast<float>(next(path)));
    }
    return row;
}

[[nodiscard]] std::vector<float> normalRow(std::size_t size, unsigned seed)
{
    std::mt19937 engine(seed);
    std::normal_distribution<double> normal;
    return rowOf(size, [&](std::size_t) { return normal(engine); });
}

struct Found {
    Percentiles percentiles{};
    RowMemory memory;
    int widened = 0;
    std::size_t kept = 0;  ///< values that the last look kept
};

/// Sifts the row in pieces of 100 values, every third by a second worker, until its percentiles are found.
[[nodiscard]] Found search(const std::vector<float>& row, const RowMemory& memory = {})
{
    std::vector<float> sample(row.begin(),
                              row.begin() + static_cast<std::ptrdiff_t>(simulation::sampleSize(row.size())));
    RowSearch search;
    search.begin(sample, row.size(), memory);
    std::array<SiftedRow, 2> workers;
    do {
        std::ranges::for_each(workers, &SiftedRow::clear);
        for (std::size_t first = 0; first < row.size(); first += 100) {
            const std::span<const float> piece(row.data() + first, std::min<std::size_t>(100, row.size() - first));
            workers[first % 300 == 0 ? 1 : 0].sift(piece, search.brackets());
        }
        workers[0].add(workers[1]);
    } while (!search.conclude(workers[0]));
    return {search.percentiles(), search.memory(), search.widened(), workers[0].inside().size()};
}

}  // namespace

class TestRowPercentiles : public QObject {
    Q_OBJECT

private slots:
    void theFiguresAreThoseOfASort_data()
    {
        QTest::addColumn<std::vector<float>>("row");
        for (const std::size_t size : {1UL, 2UL, 1000UL, 4096UL, 5003UL, 16384UL, 40001UL}) {
            QTest::addRow("%zu normal values", size) << normalRow(size, 1);
        }
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
        const auto expected = bitsOf(tests::percentilesBySorting(row));
        for (const std::string& target : random::vectorTargets()) {
            QVERIFY(random::useVectorTarget(target));
            const Found first = search(row);
            QCOMPARE(bitsOf(first.percentiles), expected);
            QCOMPARE(bitsOf(search(row, first.memory).percentiles), expected);
        }
        random::useVectorTarget({});
    }

    /// What is no number counts as larger than all numbers, as infinity does.
    void aRowMayHoldAnything_data()
    {
        QTest::addColumn<std::vector<float>>("row");
        constexpr float infinity = std::numeric_limits<float>::infinity();
        constexpr float largest = std::numeric_limits<float>::max();
        constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
        for (const std::size_t size : {100UL, 5003UL, 16384UL}) {
            const std::vector<float> normal = normalRow(size, 5);
            const auto row = [&](const char* name, std::size_t every, std::size_t from, std::vector<float> flaws) {
                std::vector<float> values = normal;
                for (std::size_t p = from; p < size; p += every) {
                    values[p] = flaws[p / every % flaws.size()];
                }
                QTest::addRow("%zu values, %s", size, name) << values;
            };
            row("one is not a number", size, size / 2, {notANumber});
            row("the first is not a number", size, 0, {notANumber});
            row("every tenth is not a number", 10, 0, {notANumber});
            row("most are not numbers", 1, size / 8, {notANumber});
            row("none is a number", 1, 0, {notANumber});
            row("not numbers behind the sample", 2, simulation::sampleSize(size), {notANumber});
            row("infinite ones of both signs", 3, 0, {infinity, -infinity});
            row("all are infinite", 1, 0, {infinity});
            row("nearly the largest of both signs", 2, 0, {largest / 2.0F, -largest});
            row("of every kind", 2, 1, {notANumber, infinity, -infinity, largest / 2.0F, -largest, 0.0F});
        }
    }
    void aRowMayHoldAnything()
    {
        QFETCH(const std::vector<float>, row);
        constexpr float infinity = std::numeric_limits<float>::infinity();
        std::vector<double> sorted;
        for (const float value : row) {
            sorted.push_back(std::isnan(value) ? infinity : value);
        }
        std::ranges::sort(sorted);
        for (const std::string& target : random::vectorTargets()) {
            QVERIFY(random::useVectorTarget(target));
            RowMemory memory;
            for (int time = 0; time < 2; ++time) {  // the second with the memory of the first
                const Found found = search(row, memory);
                memory = found.memory;
                for (std::size_t k = 0; k < percentileCount; ++k) {
                    const double expected = simulation::percentileOfSorted(sorted, simulation::percentileRanks[k]);
                    if (std::isfinite(expected)) {
                        QCOMPARE(found.percentiles[k], expected);
                    } else {
                        QVERIFY(!std::isfinite(found.percentiles[k]));
                    }
                }
            }
        }
        random::useVectorTarget({});
    }

    void aMisleadingMemoryChangesNoFigure()
    {
        const std::vector<float> row = normalRow(16384, 3);
        const auto expected = bitsOf(tests::percentilesBySorting(row));
        for (const std::size_t place : {0UL, 500UL, 1023UL, 1024UL, 99999UL}) {
            RowMemory memory{true, {}};
            memory.belowInSample.fill(place);
            const Found found = search(row, memory);
            QCOMPARE(bitsOf(found.percentiles), expected);
            QCOMPARE(found.widened, 1);
        }
    }

    void anOrderThatStaysIsFoundAgainAtOnce()
    {
        std::vector<float> row = normalRow(16384, 4);
        const Found before = search(row);
        std::ranges::transform(row, row.begin(), [](float value) { return 1000.0F * value - 500.0F; });
        const Found found = search(row, before.memory);
        QCOMPARE(bitsOf(found.percentiles), bitsOf(tests::percentilesBySorting(row)));
        QCOMPARE(found.widened, 0);
        QVERIFY2(found.kept < row.size() / 5, "the brackets are narrow");
    }

    void aSampleThatMisleadsIsMadeGoodByLookingAtAll()
    {
        const std::vector<float> row = rowOf(16384, [](std::size_t p) { return static_cast<double>(p); });
        const Found found = search(row);
        QCOMPARE(bitsOf(found.percentiles), bitsOf(tests::percentilesBySorting(row)));
        QCOMPARE(found.widened, 1);
        QCOMPARE(found.kept, row.size());
    }

    void aRowOfOneValueIsCountedNotKept()
    {
        const Found found = search(std::vector<float>(16384, 3.0F));
        QCOMPARE(found.widened, 0);
        QCOMPARE(found.kept, 0UL);
    }
};

ROOM_TEST(row_percentiles, TestRowPercentiles)
#include "tst_row_percentiles.moc"
