// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tier_readings.h"
#include "contract/tiers.h"
#include "plain_deal.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

using namespace dealwright;
using analysis::Cliff;
using analysis::VolumeCurve;
using deal::TierMethod;
using deal::TierPeriod;
using tests::agree;

Q_DECLARE_METATYPE(std::vector<deal::TierStep>)
Q_DECLARE_METATYPE(std::vector<Cliff>)
Q_DECLARE_METATYPE(TierMethod)

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

deal::Scenario tieredDeal(double baseRate, TierMethod method, std::vector<deal::TierStep> steps)
{
    deal::Scenario scenario = tests::plainDeal();
    scenario.terms.shares[0].baseRate = baseRate;
    scenario.terms.tiers.method = method;
    scenario.terms.tiers.steps = std::move(steps);
    return scenario;
}

VolumeCurve curveOf(const deal::Scenario& scenario, int volumes = 121)
{
    return analysis::volumeCurves(scenario, {1.0}, volumes).front();
}

}  // namespace

class TestTierReadings : public QObject {
    Q_OBJECT

private slots:
    void oneTableIsReadInNineWays()
    {
        // 100 a month at a price of 2; 10 points more from 150 on. A month whose adjustment applies to all of it adds
        // 20.
        const auto ambiguity =
            analysis::tierAmbiguity(tieredDeal(0.1, TierMethod::marginal, {{0.0, 0.0}, {150.0, 0.1}}));
        QVERIFY(ambiguity);
        struct Reading {
            TierMethod method;
            TierPeriod period;
            double added;
        };
        const std::array<Reading, 9> expected{{
            {TierMethod::marginal, TierPeriod::month, 0.0},
            {TierMethod::marginal, TierPeriod::contractYear, 210.0},  // half of the second month, ten whole ones
            {TierMethod::marginal, TierPeriod::lifetime, 210.0},
            {TierMethod::whole, TierPeriod::month, 0.0},
            {TierMethod::whole, TierPeriod::contractYear, 220.0},  // from the second month on
            {TierMethod::whole, TierPeriod::lifetime, 220.0},
            {TierMethod::prospective, TierPeriod::month, 0.0},
            {TierMethod::prospective, TierPeriod::contractYear, 0.0},  // the first year is the only one
            {TierMethod::prospective, TierPeriod::lifetime, 200.0},    // from the third month on
        }};
        QCOMPARE(ambiguity->readings.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(ambiguity->readings[i].method, expected[i].method);
            QCOMPARE(ambiguity->readings[i].period, expected[i].period);
            QVERIFY(agree(ambiguity->readings[i].licensor, 240.0 + expected[i].added));
            QVERIFY(agree(ambiguity->readings[i].host, 2160.0 - expected[i].added));
        }
        QVERIFY(agree(ambiguity->licensorSpread, 220.0));
        QVERIFY(agree(ambiguity->hostSpread, 220.0));
    }

    void aTableOfOneStepSaysTheSameInEveryWay()
    {
        const auto ambiguity = analysis::tierAmbiguity(tieredDeal(0.1, TierMethod::whole, {{0.0, 0.05}}));
        QVERIFY(ambiguity);
        QVERIFY(ambiguity->licensorSpread < 1e-9);
        QVERIFY(ambiguity->hostSpread < 1e-9);
        QVERIFY(agree(ambiguity->readings.front().licensor, 360.0));
    }

    void aStoppedRunAnswersNothing()
    {
        std::stop_source source;
        source.request_stop();
        simulation::Run run;
        run.stop = source.get_token();
        QVERIFY(!analysis::tierAmbiguity(tests::plainDeal(), run));
    }

    void zonesInWhichMoreUsagePaysLess_data()
    {
        QTest::addColumn<double>("baseRate");
        QTest::addColumn<double>("floor");
        QTest::addColumn<TierMethod>("method");
        QTest::addColumn<std::vector<deal::TierStep>>("steps");
        QTest::addColumn<std::vector<Cliff>>("expected");
        using Steps = std::vector<deal::TierStep>;
        using Cliffs = std::vector<Cliff>;
        QTest::newRow("no table") << 0.2 << 0.0 << TierMethod::whole << Steps{} << Cliffs{};
        QTest::newRow("steps up") << 0.2 << 0.0 << TierMethod::whole << Steps{{0, 0}, {100, 0.1}, {200, 0.2}}
                                  << Cliffs{};
        QTest::newRow("one step down") << 0.2 << 0.0 << TierMethod::whole << Steps{{0, 0}, {100, -0.1}}
                                       << Cliffs{{100, 200, 10}};
        QTest::newRow("read prospectively")
            << 0.2 << 0.0 << TierMethod::prospective << Steps{{0, 0}, {100, -0.1}} << Cliffs{{100, 200, 10}};
        QTest::newRow("a bracket that only earns less")
            << 0.2 << 0.0 << TierMethod::marginal << Steps{{0, 0}, {100, -0.1}} << Cliffs{};
        QTest::newRow("recovered by the next step")
            << 0.2 << 0.0 << TierMethod::whole << Steps{{0, 0}, {100, -0.1}, {150, 0}} << Cliffs{{100, 150, 10}};
        QTest::newRow("recovered beyond the next step")
            << 0.2 << 0.0 << TierMethod::whole << Steps{{0, 0}, {100, -0.15}, {150, -0.1}} << Cliffs{{100, 200, 15}};
        QTest::newRow("a second fall within the zone")
            << 0.3 << 0.0 << TierMethod::whole << Steps{{0, 0}, {100, -0.1}, {120, -0.2}} << Cliffs{{100, 300, 18}};
        QTest::newRow("two zones") << 0.3 << 0.0 << TierMethod::whole << Steps{{0, 0}, {100, -0.1}, {400, -0.2}}
                                   << Cliffs{{100, 150, 10}, {400, 800, 40}};
        QTest::newRow("a fall to nothing")
            << 0.1 << 0.0 << TierMethod::whole << Steps{{0, 0}, {100, -0.1}} << Cliffs{{100, infinity, 10}};
        QTest::newRow("the floor catches the fall")
            << 0.1 << 0.05 << TierMethod::whole << Steps{{0, 0}, {100, -0.1}} << Cliffs{{100, 200, 5}};
        QTest::newRow("a bracket that takes away")
            << 0.1 << 0.0 << TierMethod::marginal << Steps{{0, 0}, {100, -0.2}} << Cliffs{{100, infinity, 10}};
        // 10 - 0.1 (q - 100) meets 0.02 q at 166.7, where 6.67 are lost.
        QTest::newRow("a bracket that takes away, and a floor")
            << 0.1 << 0.02 << TierMethod::marginal << Steps{{0, 0}, {100, -0.2}}
            << Cliffs{{100, 500, 10.0 - 0.02 * 500.0 / 3.0}};
    }

    void zonesInWhichMoreUsagePaysLess()
    {
        QFETCH(double, baseRate);
        QFETCH(double, floor);
        QFETCH(TierMethod, method);
        QFETCH(std::vector<deal::TierStep>, steps);
        QFETCH(std::vector<Cliff>, expected);
        deal::Scenario scenario = tieredDeal(baseRate, method, steps);
        scenario.terms.rateFloor = floor;
        const std::vector<Cliff> cliffs = curveOf(scenario).cliffs;
        QCOMPARE(cliffs.size(), expected.size());
        for (std::size_t i = 0; i < cliffs.size(); ++i) {
            QVERIFY(agree(cliffs[i].from, expected[i].from));
            QVERIFY(cliffs[i].to == expected[i].to || agree(cliffs[i].to, expected[i].to));
            QVERIFY(agree(cliffs[i].drop, expected[i].drop));
        }
    }

    void theMarginalRateIsThatOfTheNextUnit()
    {
        const VolumeCurve brackets =
            curveOf(tieredDeal(0.1, TierMethod::marginal, {{0, 0}, {100, 0.1}, {200, -0.05}}), 7);
        QCOMPARE(brackets.useCase, std::size_t{1});
        QCOMPARE(brackets.points.size(), std::size_t{7});  // at 0, 50, ... 300
        const std::array marginal{0.1, 0.1, 0.2, 0.2, 0.05, 0.05, 0.05};
        const std::array payments{0.0, 5.0, 10.0, 20.0, 30.0, 32.5, 35.0};
        for (std::size_t i = 0; i < 7; ++i) {
            const analysis::VolumePoint& point = brackets.points[i];
            QVERIFY(agree(point.volume, 50.0 * static_cast<double>(i)));
            QVERIFY(agree(point.marginalRate, marginal[i]));
            QVERIFY(agree(point.payment, payments[i]));
            QVERIFY(agree(point.effectiveRate, i == 0 ? 0.1 : payments[i] / point.volume));
        }
        const VolumeCurve cliff = curveOf(tieredDeal(0.2, TierMethod::whole, {{0, 0}, {100, -0.1}}), 4);
        QVERIFY(agree(cliff.points[1].payment, 10.0));
        QVERIFY(agree(cliff.points[2].volume, 100.0));
        QVERIFY(agree(cliff.points[2].payment, 10.0));
        QVERIFY(agree(cliff.points[2].marginalRate, 0.1));
    }

    void aPooledTableMixesTheUseCases()
    {
        deal::Scenario scenario = tests::plainDeal(2);
        scenario.terms.shares[1].baseRate = 0.3;
        scenario.terms.rateCap = 0.35;
        scenario.terms.tiers.method = TierMethod::whole;
        scenario.terms.tiers.steps = {{0, 0}, {100, 0.1}};
        const auto curves = analysis::volumeCurves(scenario, {0.25, 0.75}, 4);
        QCOMPARE(curves.size(), std::size_t{1});
        QCOMPARE(curves[0].useCase, std::size_t{2});
        QVERIFY(agree(curves[0].points[1].effectiveRate, 0.25 * 0.1 + 0.75 * 0.3));
        QVERIFY(agree(curves[0].points[2].effectiveRate, 0.25 * 0.2 + 0.75 * 0.35));
    }

    void aTableForEachUseCaseHasACurveForEach()
    {
        deal::Scenario scenario = tests::plainDeal(2);
        scenario.terms.shares[1].baseRate = 0.3;
        scenario.terms.tiers.method = TierMethod::whole;
        scenario.terms.tiers.pool = deal::TierPool::perUseCase;
        scenario.terms.tiers.steps = {{0, 0}, {100, -0.1}};
        const auto curves = analysis::volumeCurves(scenario, {0.5, 0.5});
        QCOMPARE(curves.size(), std::size_t{2});
        QCOMPARE(curves[1].useCase, std::size_t{1});
        QCOMPARE(curves[0].cliffs.front().to, infinity);
        QVERIFY(agree(curves[1].cliffs.front().to, 150.0));
    }

    void wrongQuestionsAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN((void)analysis::volumeCurves(tests::plainDeal(2), {1.0}), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)analysis::volumeCurves(tests::plainDeal(), {1.0}, 1), std::domain_error);
    }

    void curvesAndZonesAreThoseOfTheContract()
    {
        // Random tables against the contract's own tiers on a fine grid: a volume is in a zone exactly where some
        // smaller volume pays more.
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            tests::Luck luck(seed);
            deal::Scenario scenario = tests::plainDeal(2);
            scenario.terms.shares = {{.baseRate = luck.between(0.0, 0.4)}, {.baseRate = luck.between(0.0, 0.4)}};
            scenario.terms.rateFloor = luck.chance(0.5) ? luck.between(0.0, 0.05) : 0.0;
            scenario.terms.rateCap = luck.chance(0.5) ? luck.between(0.3, 0.5) : 1.0;
            deal::Tiers& tiers = scenario.terms.tiers;
            tiers.method = luck.chance(0.5) ? TierMethod::marginal : TierMethod::whole;
            double threshold = 0.0;
            for (int k = luck.whole(1, 6); k > 0; --k) {
                tiers.steps.push_back({threshold, luck.between(-0.3, 0.2)});
                threshold += luck.between(1.0, 50.0);
            }
            const double mix = luck.uniform();
            const VolumeCurve curve = analysis::volumeCurves(scenario, {mix, 1.0 - mix}, 4001).front();
            double highest = 0.0;
            for (const analysis::VolumePoint& point : curve.points) {
                const double adjustment = contract::tierAdjustment(tiers, 0.0, point.volume);
                double rate = 0.0;
                for (std::size_t u = 0; u < 2; ++u) {
                    rate += (u == 0 ? mix : 1.0 - mix) * std::clamp(scenario.terms.shares[u].baseRate + adjustment,
                                                                    scenario.terms.rateFloor, scenario.terms.rateCap);
                }
                const double payment = rate * point.volume;
                QVERIFY(std::fabs(payment - point.payment) < 1e-9);
                QVERIFY(std::fabs(rate - point.effectiveRate) < 1e-9);
                const auto zone = std::ranges::find_if(curve.cliffs, [&](const Cliff& cliff) {
                    return point.volume >= cliff.from && point.volume < cliff.to;
                });
                // The grid sees the peak before a fall only to within its step.
                const double slack = 0.7 * (curve.points[1].volume - curve.points[0].volume);
                if (highest - payment > 1e-9) {
                    QVERIFY(zone != curve.cliffs.end());
                    QVERIFY(highest - payment <= zone->drop + 1e-9);
                }
                if (zone != curve.cliffs.end()) {
                    QVERIFY(payment <= highest + slack);
                }
                highest = std::max(highest, payment);
            }
        }
    }
};

ROOM_TEST(tier_readings, TestTierReadings)
#include "tst_tier_readings.moc"
