// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"
#include "views/charts/axis.h"
#include "views/charts/bins.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace dealwright::views;

class TestAxis : public QObject {
    Q_OBJECT
private slots:
    void boundsAreRoundAndHoldTheData_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("from zero") << 0.0 << 12.5;
        QTest::newRow("both signs") << -3.1 << 32.1;
        QTest::newRow("small") << 0.0011 << 0.0017;
        QTest::newRow("large") << -4e9 << 7e11;
        QTest::newRow("all equal") << 5.0 << 5.0;
        QTest::newRow("all nil") << 0.0 << 0.0;
    }

    void boundsAreRoundAndHoldTheData()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const AxisBounds bounds = niceBounds(low, high);
        const double hair = 1e-6 * bounds.step;
        QVERIFY(bounds.low <= low + hair && bounds.high >= high - hair && bounds.high > bounds.low);
        const double power = std::pow(10.0, std::floor(std::log10(bounds.step) + 1e-9));
        const double multiple = bounds.step / power;
        QVERIFY2(std::abs(multiple - 1) < 1e-6 || std::abs(multiple - 2) < 1e-6 || std::abs(multiple - 5) < 1e-6,
                 qPrintable(QString::number(multiple)));
        const auto ticks = bounds.ticks();
        QVERIFY(ticks.size() >= 2 && ticks.size() <= 10);
    }

    void anAxisStaysStillWhileItsDataMovesALittle()
    {
        const AxisBounds bounds = niceBounds(0, 9);
        QCOMPARE(stickyBounds(bounds, 0, 8.5), bounds);
        QVERIFY(stickyBounds(bounds, 0, bounds.high * 1.1).high >= bounds.high * 1.1);
        QVERIFY(stickyBounds(bounds, 0, bounds.high * 0.3).high < bounds.high);
    }

    void labelsKeepTheirOrderAndDoNotOverlap()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> anywhere(0, 100);
        for (int round = 0; round < 200; ++round) {
            std::vector<double> wanted(6);
            std::ranges::generate(wanted, [&] { return anywhere(random); });
            std::ranges::sort(wanted);
            const auto places = spread(wanted, 12, 0, 100);
            for (std::size_t i = 0; i < places.size(); ++i) {
                QVERIFY(places[i] >= -1e-9 && places[i] <= 100 + 1e-9);
                QVERIFY(i == 0 || places[i] - places[i - 1] >= 12 - 1e-9);
            }
        }
        QCOMPARE(spread({10, 50, 90}, 12, 0, 100), (std::vector<double>{10, 50, 90}));
        QCOMPARE(spread({50, 50}, 12, 0, 100), (std::vector<double>{44, 56}));
    }

    void labelsAreLeftOutEvenly()
    {
        std::vector<AxisLabel> labels(7, {.place = 0.0, .length = 10.0});
        for (std::size_t i = 0; i < labels.size(); ++i) {
            labels[i].place = 20.0 * static_cast<double>(i);
        }
        QCOMPARE(labelStride(labels, 10), 1);
        QCOMPARE(labelStride(labels, 10.5), 2);
        QCOMPARE(labelStride(labels, 31), 3);
        labels[3].length = 32;  // one long label among short ones
        QCOMPARE(labelStride(labels, 0), 2);
        QCOMPARE(labelStride({{5, 10}}, 8), 1);
        QCOMPARE(labelStride({}, 8), 1);
        QCOMPARE(labelStride({{5, 10}, {6, 10}}, 8), 2);
    }

    void everyValueIsCountedOnce()
    {
        std::mt19937 random(5);
        std::normal_distribution<double> normal(100, 30);
        std::vector<double> sample(5000);
        std::ranges::generate(sample, [&] { return normal(random); });
        const double mark = 87.5;
        const Bins bins = binsOf(sample, mark);
        const std::size_t counted = std::accumulate(bins.counts.begin(), bins.counts.end(), bins.below + bins.above);
        QCOMPARE(counted, sample.size());
        const double place = (mark - bins.low) / bins.width;
        QVERIFY(std::abs(place - std::round(place)) < 1e-6);  // an edge on the mark
        const auto fractions = bins.cumulative();
        const auto below = std::ranges::count_if(sample, [&](double x) { return x < mark; });
        const double expected = static_cast<double>(below) / 5000;
        QVERIFY(std::abs(fractions[static_cast<std::size_t>(std::lround(place))] - expected) < 1e-3);
    }

    void aSampleWithoutSpreadHasBins()
    {
        const std::vector<double> sample(100, 42.0);
        const Bins bins = binsOf(sample, 10.0);
        QVERIFY(bins.width > 0);
        QCOMPARE(std::accumulate(bins.counts.begin(), bins.counts.end(), std::size_t{0}), std::size_t{100});
        QCOMPARE(binsOf(std::vector<double>{}, 0.0).size, std::size_t{0});
    }
};

ROOM_TEST(axis, TestAxis)
#include "tst_axis.moc"
