// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/monthly_percentiles.h"

#include "random/vector_targets.h"
#include "simulation/shocks.h"

#include "support/percentiles_by_sorting.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace dealwright;
using simulation::blockPaths;
using simulation::MonthlyPercentiles;

namespace {

using Rows = std::vector<std::vector<float>>;

/// Normal values; those of row r are shifted by r, and every fifth row is 0 on a third of its paths.
[[nodiscard]] Rows rowsOf(std::size_t rows, std::size_t paths, unsigned seed)
{
    std::mt19937 engine(seed);
    std::normal_distribution<double> normal;
    Rows result(rows, std::vector<float>(paths));
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t path = 0; path < paths; ++path) {
            const double value = normal(engine) + static_cast<double>(row);
            result[row][path] = row % 5 == 4 && path % 3 == 0 ? 0.0F : static_cast<float>(value);
        }
    }
    return result;
}

/// The paths of a block, row after row, at their place.
void copyBlock(const Rows& rows, std::size_t block, float* to, std::size_t stride)
{
    const std::size_t first = block * blockPaths;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::size_t size = std::min<std::size_t>(blockPaths, rows[row].size() - first);
        std::copy_n(rows[row].begin() + static_cast<std::ptrdiff_t>(first), size, to + row * stride);
    }
}

/// The whole search, its blocks dealt to the workers in turn.
void search(MonthlyPercentiles& percentiles, const Rows& rows, std::size_t workers, std::size_t room)
{
    const std::size_t paths = rows.front().size();
    percentiles.begin(rows.size(), paths, workers, room);
    for (std::size_t block = 0; block < percentiles.sampleBlocks(); ++block) {
        copyBlock(rows, block, percentiles.sample() + block * blockPaths, percentiles.sampleStride());
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        percentiles.look(row);
    }
    while (percentiles.beginPass()) {
        for (std::size_t block = percentiles.sampleBlocks(); block * blockPaths < paths; ++block) {
            const std::size_t worker = block % workers;
            copyBlock(rows, block, percentiles.blockOf(worker), MonthlyPercentiles::blockStride());
            percentiles.sift(worker, std::min<std::size_t>(blockPaths, paths - block * blockPaths));
        }
        for (std::size_t i = 0; i < percentiles.rowsOfPass(); ++i) {
            percentiles.conclude(i % workers, i);
        }
    }
}

}  // namespace

class TestMonthlyPercentiles : public QObject {
    Q_OBJECT

private slots:
    void theFiguresAreThoseOfASort_data()
    {
        QTest::addColumn<std::size_t>("paths");
        QTest::addColumn<std::size_t>("room");
        for (const std::size_t paths : {1UL, 300UL, 4095UL, 4096UL, 10001UL}) {
            QTest::addRow("%zu paths, one pass", paths) << paths << MonthlyPercentiles::usualRoom;
            QTest::addRow("%zu paths, room for about three rows", paths) << paths << 3 * paths * sizeof(float);
            QTest::addRow("%zu paths, room for none", paths) << paths << std::size_t{0};
        }
    }
    void theFiguresAreThoseOfASort()
    {
        QFETCH(const std::size_t, paths);
        QFETCH(const std::size_t, room);
        MonthlyPercentiles percentiles;
        for (const unsigned seed : {1U, 2U}) {  // the second with the memory of the first, which misleads
            const Rows rows = rowsOf(11, paths, seed);
            search(percentiles, rows, 3, room);
            for (std::size_t row = 0; row < rows.size(); ++row) {
                QCOMPARE(percentiles.of(row), tests::percentilesBySorting(rows[row]));
            }
        }
    }

    /// Rows with anything in them hold no other row up: theirs are the figures of a sort, wherever these are finite.
    void aRowOfWhatIsNoNumberConcernsNoOther()
    {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
        for (const std::size_t paths : {300UL, 4096UL, 10001UL}) {
            Rows rows = rowsOf(11, paths, 5);
            std::ranges::fill(rows[1], notANumber);
            std::ranges::fill(rows[3], infinity);
            for (std::size_t path = 0; path < paths; path += 3) {
                rows[5][path] = path % 2 == 0 ? notANumber : -infinity;
            }
            for (const std::string& target : random::vectorTargets()) {
                QVERIFY(random::useVectorTarget(target));
                MonthlyPercentiles percentiles;
                for (int time = 0; time < 2; ++time) {
                    search(percentiles, rows, 3, MonthlyPercentiles::usualRoom);
                    for (const std::size_t row : {0UL, 2UL, 4UL, 6UL, 7UL, 8UL, 9UL, 10UL}) {
                        QCOMPARE(percentiles.of(row), tests::percentilesBySorting(rows[row]));
                    }
                    for (const std::size_t row : {1UL, 3UL}) {
                        QVERIFY(!std::isfinite(percentiles.of(row)[0]));
                    }
                }
            }
            random::useVectorTarget({});
        }
    }

    void aSmallRoomTakesMorePasses()
    {
        const Rows rows = rowsOf(11, 2000, 3);  // all values are kept
        MonthlyPercentiles percentiles;
        search(percentiles, rows, 2, MonthlyPercentiles::usualRoom);
        QCOMPARE(percentiles.passes(), 1);
        search(percentiles, rows, 2, std::size_t{2} * 2000 * sizeof(float));
        QCOMPARE(percentiles.passes(), 6);
    }

    void theOrderOfBeforeIsFoundInOnePass()
    {
        Rows rows = rowsOf(11, 10001, 4);
        MonthlyPercentiles percentiles;
        search(percentiles, rows, 2, MonthlyPercentiles::usualRoom);
        for (std::vector<float>& row : rows) {
            std::ranges::transform(row, row.begin(), [](float value) { return 8.0F * value; });
        }
        search(percentiles, rows, 2, MonthlyPercentiles::usualRoom);
        QCOMPARE(percentiles.passes(), 1);
        QCOMPARE(percentiles.of(0), tests::percentilesBySorting(rows[0]));
    }
};

ROOM_TEST(monthly_percentiles, TestMonthlyPercentiles)
#include "tst_monthly_percentiles.moc"
