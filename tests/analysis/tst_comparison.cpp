// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison.h"
#include "plain_deal.h"
#include "simulation/simulate.h"
#include "support/room_tests.h"

#include <QTest>

#include <numeric>
#include <stdexcept>

using namespace dealwright;
using analysis::Dominance;
using tests::agree;

Q_DECLARE_METATYPE(std::vector<double>)
Q_DECLARE_METATYPE(Dominance)

namespace {

/// A projection of which the comparison looks at paths, scramble means and mean.
simulation::Projection projectionOf(const std::vector<double>& outcomes, double grossInflow = 0.0)
{
    simulation::Projection projection;
    projection.paths = static_cast<std::int64_t>(outcomes.size());
    projection.seed = 7;
    for (simulation::PartyProjection* party : {&projection.licensor, &projection.host}) {
        party->npvByPath = outcomes;
        party->grossInflowByPath.assign(outcomes.size(), grossInflow);
        party->npv.grossInflow = grossInflow;
        party->npv.sampled = true;
        party->npv.mean = std::accumulate(outcomes.begin(), outcomes.end(), 0.0) / static_cast<double>(outcomes.size());
    }
    return projection;
}

}  // namespace

class TestComparison : public QObject {
    Q_OBJECT

private slots:
    void pathsAreComparedOneByOne()
    {
        const auto baseline = projectionOf({10.0, 20.0, 30.0, 40.0});
        const auto other = projectionOf({11.0, 20.0, 25.0, 44.0});
        const analysis::PartyComparison licensor = analysis::compare(baseline, other).licensor;
        QCOMPARE(licensor.difference, 0.0);
        QCOMPARE(licensor.probabilityHigher, 0.5);
        QCOMPARE(licensor.probabilityEqual, 0.25);
    }

    void whatRoundingLeavesIsATie()
    {
        const auto baseline = projectionOf({1e8, 2e8});
        const auto other = projectionOf({std::nextafter(1e8, 0.0), std::nextafter(2e8, 3e8)});
        const analysis::PartyComparison host = analysis::compare(baseline, other).host;
        QCOMPARE(host.probabilityHigher, 0.0);
        QCOMPARE(host.probabilityEqual, 1.0);
        QCOMPARE(host.dominance, Dominance::equal);
    }

    // x >= b holds down to 1e-9 |b| + 1e-12 G below b: what two sums of the same decimal fractions may differ by where
    // large inflows cancel against large costs.
    void whatLargeInflowsLeaveIsATie()
    {
        const auto baseline = projectionOf({0.0, 1e-4, 5.0}, 1e9);
        const auto other = projectionOf({9e-4, -8e-4, 5.002}, 1e9);
        const analysis::PartyComparison host = analysis::compare(baseline, other).host;
        QCOMPARE(host.probabilityEqual, 2.0 / 3.0);
        QCOMPARE(host.probabilityHigher, 1.0 / 3.0);
        QCOMPARE(host.dominance, Dominance::first);
        QCOMPARE(
            analysis::compare(projectionOf({0.0, 1e-4, 5.0}), projectionOf({9e-4, -8e-4, 5.002})).host.probabilityEqual,
            0.0);
    }

    // Percentiles differ with the error of the scrambles' own differences, and what hardly any path meets enters the
    // error of a mean's difference as far as the two term sheets differ in it.
    void theErrorsOfPercentilesAndRareEventsArePairedToo()
    {
        auto baseline = projectionOf({1.0, 2.0});
        auto other = projectionOf({1.0, 2.0});
        baseline.host.npv.percentiles.fill(10.0);
        other.host.npv.percentiles.fill(14.0);
        for (std::size_t s = 0; s < 16; ++s) {
            baseline.host.npv.scramblePercentiles[s].fill(static_cast<double>(s * s));
            other.host.npv.scramblePercentiles[s].fill(static_cast<double>(s * s) + (s % 2 == 0 ? 3.0 : 5.0));
        }
        baseline.host.npv.rareEventErrors = {7.0, 2.0};
        other.host.npv.rareEventErrors = {10.0, -2.0};
        const analysis::PartyComparison host = analysis::compare(baseline, other).host;
        for (const simulation::Estimate& percentile : host.percentiles) {
            QCOMPARE(percentile.value, 4.0);
            QVERIFY(agree(percentile.error, std::sqrt(16.0 / 15.0) / 4.0));
        }
        QVERIFY(agree(host.standardError, 5.0));  // 3 and 4 in quadrature
    }

    void theErrorIsThatOfThePairedScrambles()
    {
        auto baseline = projectionOf({1.0, 2.0});
        auto other = projectionOf({1.0, 2.0});
        for (std::size_t s = 0; s < 16; ++s) {
            const double luck = 1000.0 * static_cast<double>(s * s);  // common to both: it cancels
            baseline.licensor.npv.scrambleMeans[s] = luck;
            other.licensor.npv.scrambleMeans[s] = luck + (s % 2 == 0 ? 3.0 : 5.0);
        }
        // Differences 3 and 5, eight of each: 16 squares of 1 over 15, square root, over 4.
        const analysis::Comparison comparison = analysis::compare(baseline, other);
        QVERIFY(agree(comparison.licensor.standardError, std::sqrt(16.0 / 15.0) / 4.0));
        QCOMPARE(comparison.host.standardError, 0.0);
        QCOMPARE(&comparison.of(deal::Side::host), &comparison.host);
    }

    void onlyTheSameLuckIsCompared()
    {
        const auto baseline = projectionOf({1.0, 2.0});
        auto other = baseline;
        other.seed = 8;
        QVERIFY_EXCEPTION_THROWN((void)analysis::compare(baseline, other), std::domain_error);
        other = baseline;
        other.sampling = deal::Sampling::pseudo;
        QVERIFY_EXCEPTION_THROWN((void)analysis::compare(baseline, other), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)analysis::compare(baseline, projectionOf({1.0, 2.0, 3.0})), std::domain_error);
        other = baseline;
        other.licensor.npvByPath.clear();
        QVERIFY_EXCEPTION_THROWN((void)analysis::compare(baseline, other), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)analysis::compare(other, other), std::domain_error);
        other = baseline;
        other.host.npvByPath.pop_back();
        QVERIFY_EXCEPTION_THROWN((void)analysis::compare(baseline, other), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)analysis::dominanceOf(std::vector{1.0}, std::vector{1.0, 2.0}, 0.0),
                                 std::domain_error);
    }

    void oneDistributionDominatesAnother_data()
    {
        QTest::addColumn<std::vector<double>>("baseline");
        QTest::addColumn<std::vector<double>>("other");
        QTest::addColumn<Dominance>("expected");
        using Sample = std::vector<double>;
        QTest::newRow("the same in another order") << Sample{1, 2, 3} << Sample{3, 1, 2} << Dominance::equal;
        QTest::newRow("more everywhere") << Sample{1, 2, 3} << Sample{4, 3, 2} << Dominance::first;
        QTest::newRow("more in one rank") << Sample{1, 2, 3} << Sample{1, 3, 3} << Dominance::first;
        QTest::newRow("less in one rank") << Sample{1, 2, 3} << Sample{0, 2, 3} << Dominance::firstBelow;
        QTest::newRow("same mean, less spread") << Sample{0, 2, 4} << Sample{1, 2, 3} << Dominance::second;
        QTest::newRow("same mean, more spread") << Sample{1, 2, 3} << Sample{0, 2, 4} << Dominance::secondBelow;
        QTest::newRow("tenths, which do not add up")
            << Sample{0.1, 0.2, 0.3} << Sample{0.0, 0.2, 0.4} << Dominance::secondBelow;
        QTest::newRow("better at worst, higher mean") << Sample{0, 5, 10} << Sample{3, 4, 9} << Dominance::second;
        QTest::newRow("better at worst, lower mean") << Sample{0, 5, 10} << Sample{1, 4, 9} << Dominance::neither;
        QTest::newRow("worse at worst, higher mean") << Sample{1, 4, 9} << Sample{0, 5, 20} << Dominance::neither;
        QTest::newRow("negative outcomes") << Sample{-5, -5} << Sample{-9, -1} << Dominance::secondBelow;
        QTest::newRow("one certain outcome") << Sample{2} << Sample{3} << Dominance::first;
    }

    void oneDistributionDominatesAnother()
    {
        QFETCH(std::vector<double>, baseline);
        QFETCH(std::vector<double>, other);
        QFETCH(Dominance, expected);
        QCOMPARE(analysis::dominanceOf(baseline, other, 0.0), expected);
        const auto mirrored = [](Dominance dominance) {
            switch (dominance) {
                case Dominance::first:
                    return Dominance::firstBelow;
                case Dominance::firstBelow:
                    return Dominance::first;
                case Dominance::second:
                    return Dominance::secondBelow;
                case Dominance::secondBelow:
                    return Dominance::second;
                default:
                    return dominance;
            }
        };
        QCOMPARE(analysis::dominanceOf(other, baseline, 0.0), mirrored(expected));
    }

    void aFeeMovesEveryPathAlike()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.market.useCases[0].volatility = 0.4;
        simulation::Simulator simulator;
        const auto baseline = simulator.project(scenario);
        scenario.terms.upfrontFee = 50.0;
        const auto other = simulator.project(scenario);
        QVERIFY(baseline && other);
        const analysis::Comparison comparison = analysis::compare(*baseline, *other);
        QVERIFY(agree(comparison.licensor.difference, 50.0));
        QVERIFY(agree(comparison.host.difference, -50.0));
        QVERIFY(comparison.licensor.standardError < 1e-9);
        QVERIFY(baseline->licensor.npv.standardDeviation > 1.0);
        QCOMPARE(comparison.licensor.probabilityHigher, 1.0);
        QCOMPARE(comparison.host.probabilityHigher, 0.0);
        QCOMPARE(comparison.licensor.dominance, Dominance::first);
        QCOMPARE(comparison.host.dominance, Dominance::firstBelow);
    }
};

ROOM_TEST(comparison, TestComparison)
#include "tst_comparison.moc"
