// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/distribution.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <stdexcept>

using namespace dealwright;

class TestDistribution : public QObject {
    Q_OBJECT

private slots:
    void outcomesFallIntoTheirBins()
    {
        const std::vector outcomes{0.0, 1.0, 2.0, 2.5, 3.0, 9.0, 10.0};
        const analysis::Histogram histogram = analysis::histogramOf(outcomes, 5);
        QCOMPARE(histogram.low, 0.0);
        QCOMPARE(histogram.width, 2.0);
        const std::vector<std::size_t> expected{2, 3, 0, 0, 2};  // the last bin holds its own end
        QCOMPARE(histogram.counts, expected);
        QCOMPARE(histogram.below + histogram.above, std::size_t{0});
        QCOMPARE(histogram.lowOf(3), 6.0);
    }

    void aHalfPerCentAtEachEndIsLeftOut()
    {
        std::vector<double> outcomes(1001);
        std::iota(outcomes.begin(), outcomes.end(), 0.0);
        outcomes.front() = -1e6;
        outcomes.back() = 1e6;
        std::swap(outcomes[0], outcomes[700]);
        const analysis::Histogram histogram = analysis::histogramOf(outcomes, 99);
        QCOMPARE(histogram.low, 5.0);
        QCOMPARE(histogram.width, 10.0);
        QCOMPARE(histogram.below, std::size_t{5});
        QCOMPARE(histogram.above, std::size_t{5});
        QCOMPARE(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::size_t{0}), std::size_t{991});
    }

    void aCertainOutcomeFillsOneBin()
    {
        const analysis::Histogram histogram = analysis::histogramOf(std::vector(20, 7.0), 4);
        QCOMPARE(histogram.low, 7.0);
        QCOMPARE(histogram.width, 0.0);
        QCOMPARE(histogram.counts, (std::vector<std::size_t>{20, 0, 0, 0}));
    }

    void theCumulativeCurveRunsFromTheWorstToTheBest()
    {
        const std::vector outcomes{5.0, 1.0, 4.0, 2.0, 3.0};
        const std::vector<std::pair<double, double>> expected{
            {1.0, 0.0}, {2.0, 0.25}, {3.0, 0.5}, {4.0, 0.75}, {5.0, 1.0}};
        QCOMPARE(analysis::cumulativeCurve(outcomes, 5), expected);
        QCOMPARE(analysis::cumulativeCurve(outcomes, 2).size(), std::size_t{2});
        const auto fine = analysis::cumulativeCurve(outcomes, 101);
        QVERIFY(std::ranges::is_sorted(fine));
        QCOMPARE(fine.back(), std::pair(5.0, 1.0));
    }

    void nothingHasNoDistribution()
    {
        QVERIFY_EXCEPTION_THROWN((void)analysis::histogramOf({}, 5), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)analysis::histogramOf(std::vector{1.0}, 0), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)analysis::cumulativeCurve({}, 5), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)analysis::cumulativeCurve(std::vector{1.0}, 1), std::domain_error);
    }
};

QTEST_APPLESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
