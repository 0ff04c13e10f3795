// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/goal_seek.h"
#include "deal/leaves.h"
#include "plain_deal.h"
#include "simulation/not_finite.h"
#include "support/room_tests.h"

#include <QTest>

#include <optional>

using namespace dealwright;
using analysis::GoalError;
using analysis::GoalResult;
using deal::Side;
using tests::agree;

namespace {

GoalResult seek(const deal::Scenario& scenario, const std::string& path, double target, Side party = Side::licensor,
                const std::string& statistic = "npv.mean")
{
    return analysis::goalSeek(scenario, {path, party, statistic, target});
}

/// The share falls from 20 to 10 per cent where a month's usage reaches `scale`, the usual range of the usage.
deal::Scenario cliffDeal(double scale)
{
    deal::Scenario scenario = tests::plainDeal();
    scenario.market.useCases[0].price = 1.0;
    scenario.terms.shares[0].baseRate = 0.2;
    scenario.terms.tiers.method = deal::TierMethod::whole;
    scenario.terms.tiers.steps = {{0.0, 0.0}, {scale, -0.1}};
    return scenario;
}

}  // namespace

class TestGoalSeek : public QObject {
    Q_OBJECT

private slots:
    void aFeeIsFoundInClosedForm()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.market.useCases[0].volatility = 0.3;
        const double present =
            seek(scenario, "terms.upfrontFee", 0.0).answer.statistic;  // the fee cannot fall: as it is
        const GoalResult licensor = seek(scenario, "terms.upfrontFee", present + 760.0);
        QCOMPARE(licensor.error, GoalError::none);
        QVERIFY(licensor.answer.reached);
        QVERIFY(agree(licensor.answer.value, 760.0));
        QVERIFY(agree(licensor.answer.statistic, present + 760.0));
        QCOMPARE(licensor.answer.present, std::optional(0.0));
        QVERIFY(licensor.answer.evaluations > 0);
        const GoalResult host = seek(scenario, "terms.upfrontFee", -50e6, Side::host);
        QVERIFY(host.answer.reached);
        QVERIFY(agree(host.answer.statistic, -50e6));
        QVERIFY(std::fabs(host.answer.value - 50e6) < 1e5);
    }

    void everyStatisticCanBeAGoal()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.market.useCases[0].volatility = 0.3;
        for (const char* const name : {"npv.percentiles.10", "npv.cvar5", "total.percentiles.50"}) {
            const GoalResult result = seek(scenario, "terms.shares[0].baseRate", 500.0, Side::licensor, name);
            QVERIFY2(result.answer.reached, name);
            QVERIFY2(agree(result.answer.statistic, 500.0), name);
        }
    }

    void aNumberThatIsRightAlreadyStays()
    {
        const deal::Scenario scenario = tests::plainDeal();
        const double present = seek(scenario, "terms.upfrontFee", -1.0).answer.statistic;
        const GoalResult result = seek(scenario, "terms.shares[0].baseRate", present);
        QVERIFY(result.answer.reached);
        QCOMPARE(result.answer.value, 0.1);
        QCOMPARE(result.answer.evaluations, 1);
    }

    void ofSeveralAnswersTheNearestIsGiven_data()
    {
        // The licensor's year in units of the scale: 12 x 0.2 v below 1, 12 x 0.1 v from 1 on. 12 x 0.15 is reached at
        // 0.75 and 1.5, and jumped over at 1.
        QTest::addColumn<double>("present");
        QTest::addColumn<double>("expected");
        QTest::newRow("from below") << 0.7 << 0.75;
        QTest::newRow("before the cliff") << 0.95 << 1.0;
        QTest::newRow("beyond the cliff") << 1.1 << 1.0;
        QTest::newRow("from above") << 1.4 << 1.5;
        QTest::newRow("far above") << 9.0 << 1.5;
    }

    void ofSeveralAnswersTheNearestIsGiven()
    {
        QFETCH(double, present);
        QFETCH(double, expected);
        const std::string path = "market.useCases[0].initialUsage";
        const deal::Field& field = *deal::leafAt(tests::plainDeal(), path).value().field;
        const double scale = field.usualHigh - field.usualLow;
        deal::Scenario scenario = cliffDeal(scale);
        scenario.market.useCases[0].initialUsage = present * scale;
        const GoalResult result = seek(scenario, path, 1.8 * scale);
        QVERIFY(result.answer.reached);
        // A threshold counts as reached a billionth below it.
        QVERIFY(std::fabs(result.answer.value - expected * scale) < 2e-9 * scale);
        QCOMPARE(result.answer.present, std::optional(present * scale));
    }

    /// Discounting at nearly -100 % over 240 months leaves the range of numbers: the search ends before.
    void theRangeEndsWhereTheFiguresAreNotFinite()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.timeline.months = 240;
        const GoalResult within = seek(scenario, "parties.licensor.discountRate", 1e6);
        QVERIFY(within.answer.reached);
        QVERIFY(within.answer.value < 0.0);
        scenario.terms.contributions.assign(1, {});
        scenario.terms.contributions[0].growthLift = 5.0;
        scenario.terms.contributions[0].months = 240;
        const GoalResult beyond = seek(scenario, "parties.licensor.discountRate", -1e60);
        QVERIFY(!beyond.answer.reached);
        QVERIFY(std::isfinite(beyond.answer.statistic));
    }

    void aDealThatCannotBePricedHasNoGoal()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.timeline.months = 240;
        scenario.parties.licensor.discountRate = -1.0 + 1e-16;
        QVERIFY_THROWS_EXCEPTION(simulation::NotFinite, (void)seek(scenario, "terms.upfrontFee", 1.0));
    }

    void whereNothingReachesTheTargetTheCloserEndIsGiven()
    {
        const deal::Scenario scenario = tests::plainDeal();
        const GoalResult low = seek(scenario, "terms.upfrontFee", 100.0);
        QVERIFY(!low.answer.reached);
        QCOMPARE(low.answer.value, 0.0);
        QVERIFY(agree(low.answer.statistic, 240.0));
        const GoalResult high = seek(scenario, "terms.upfrontFee", 1e17);
        QVERIFY(!high.answer.reached);
        QCOMPARE(high.answer.value, deal::leafAt(scenario, "terms.upfrontFee").value().field->high);
    }

    void whereTheStatisticStopsMovingTheFirstSuchValueIsGiven()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.terms.rateCap = 0.3;  // a share above it changes nothing
        const GoalResult result = seek(scenario, "terms.shares[0].baseRate", 1e9);
        QVERIFY(!result.answer.reached);
        QVERIFY(agree(result.answer.value, 0.3));
        QVERIFY(agree(result.answer.statistic, 720.0));
    }

    void theRangeEndsWhereTheDealBreaksARule()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.terms.rateCap = 0.3;
        const GoalResult reached = seek(scenario, "terms.rateFloor", 2400.0 * 0.2999);
        QVERIFY(reached.answer.reached);
        QVERIFY(agree(reached.answer.value, 0.2999));
        const GoalResult beyond = seek(scenario, "terms.rateFloor", 2400.0 * 0.4);
        QVERIFY(!beyond.answer.reached);
        QVERIFY(agree(beyond.answer.value, 0.3));
        QVERIFY(agree(beyond.answer.statistic, 720.0));
    }

    void wholeNumbersStayWhole_data()
    {
        QTest::addColumn<double>("target");
        QTest::addColumn<int>("present");
        QTest::addColumn<double>("expected");
        QTest::newRow("exactly") << 200.0 << 0 << 4.0;
        QTest::newRow("the closer side of the jump") << 198.0 << 0 << 4.0;
        QTest::newRow("the other side") << 193.0 << 0 << 5.0;
        QTest::newRow("downward") << 193.0 << 11 << 5.0;
        QTest::newRow("the nearest of many that are alike") << 120.0 << 20 << 20.0;
    }

    void wholeNumbersStayWhole()
    {
        QFETCH(double, target);
        QFETCH(int, present);
        QFETCH(double, expected);
        deal::Scenario scenario = tests::plainDeal();
        deal::Contribution contribution;
        contribution.name = "Engineers";
        contribution.monthlyCost = 10.0;
        contribution.months = present;
        scenario.terms.contributions.push_back(contribution);
        const GoalResult result = seek(scenario, "terms.contributions[0].months", target);
        QVERIFY(result.answer.reached);
        QCOMPARE(result.answer.value, expected);
    }

    void anAbsentCapIsFound()
    {
        const deal::Scenario scenario = tests::plainDeal();
        for (const char* const path : {"terms.annualCap", "terms.totalCap"}) {
            const GoalResult result = seek(scenario, path, 120.0);
            QVERIFY(result.answer.reached);
            QVERIFY(agree(result.answer.value, 120.0));
            QVERIFY(!result.answer.present);
        }
    }

    // A target that is met already is reached where the number stands, within 1e-9 of it.
    void aTargetAlreadyMetIsReached()
    {
        const deal::Scenario scenario = tests::plainDeal();
        for (const double target : {240.0, 240.0 * (1.0 + 5e-10), 240.0 * (1.0 - 5e-10)}) {
            const GoalResult result = seek(scenario, "terms.shares[0].baseRate", target);
            QVERIFY(result.answer.reached);
            QCOMPARE(result.answer.value, 0.1);
        }
    }

    // Where the statistic is steep but does not jump, the search goes on until it is at the target: a discount rate
    // close to -100 % makes twelve months of 20, the last worth 20 (1 + r)^-1, worth 1e6: to a billionth of that.
    void aSteepStatisticIsFollowedToTheTarget()
    {
        const deal::Scenario scenario = tests::plainDeal();
        const GoalResult result = seek(scenario, "parties.licensor.discountRate", 1e6);
        QVERIFY(result.answer.reached);
        QVERIFY(std::fabs(result.answer.statistic - 1e6) <= 1e-9 * 1e6);
        double worth = 0.0;
        for (int month = 1; month <= 12; ++month) {
            worth += 20.0 * std::pow(1.0 + result.answer.value, -month / 12.0);
        }
        QVERIFY(std::fabs(worth - 1e6) < 1e-6 * 1e6);
    }

    // At 1e12 one double more or less of the rate moves the statistic by a millionth: neighbours to either side.
    void neighbouringNumbersToEitherSideReachIt()
    {
        const deal::Scenario scenario = tests::plainDeal();
        const GoalResult result = seek(scenario, "parties.licensor.discountRate", 1e12);
        QVERIFY(result.answer.reached);
        QVERIFY(std::fabs(result.answer.statistic - 1e12) < 1e-5 * 1e12);
    }

    void aLevelThatIsHeldOverARangeIsFoundWhereItBegins()
    {
        // The host is above its reservation value on every path while the fee is at most 2,160 - 1,000.
        deal::Scenario scenario = tests::plainDeal();
        scenario.parties.host.reservationValue = 1000.0;
        scenario.terms.upfrontFee = 5000.0;
        const GoalResult result =
            seek(scenario, "terms.upfrontFee", 1.0, Side::host, "npv.probabilityAboveReservation");
        QVERIFY(result.answer.reached);
        QCOMPARE(result.answer.statistic, 1.0);
        const deal::Field& field = *deal::leafAt(scenario, "terms.upfrontFee").value().field;
        QVERIFY(std::fabs(result.answer.value - 1160.0) < 1e-9 * (field.usualHigh - field.usualLow));
    }

    void whatIsNotThereIsSaid()
    {
        const deal::Scenario scenario = tests::plainDeal();
        QCOMPARE(seek(scenario, "terms.shares[7].baseRate", 1.0).error, GoalError::unknownPath);
        QCOMPARE(seek(scenario, "", 1.0).error, GoalError::unknownPath);
        QCOMPARE(seek(scenario, "name", 1.0).error, GoalError::notANumber);
        QCOMPARE(seek(scenario, "terms.tiers.method", 1.0).error, GoalError::notANumber);
        for (const char* const path : {"simulation.seed", "simulation.paths", "simulation.sampling"}) {
            QCOMPARE(seek(scenario, path, 1.0).error, GoalError::notOfTheDeal);
        }
        QCOMPARE(seek(scenario, "terms.upfrontFee", 1.0, Side::host, "npv.median").error, GoalError::unknownStatistic);
        std::stop_source source;
        source.request_stop();
        simulation::Run run;
        run.stop = source.get_token();
        const analysis::Goal goal{"terms.upfrontFee", Side::licensor, "npv.mean", 1000.0};
        QCOMPARE(analysis::goalSeek(scenario, goal, run).error, GoalError::stopped);
    }
};

ROOM_TEST(goal_seek, TestGoalSeek)
#include "tst_goal_seek.moc"
