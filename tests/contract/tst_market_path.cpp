// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/market_path.h"
#include "deals.h"
#include "support/room_tests.h"

#include <QTest>

#include <numbers>

// docs/MODEL.md section 2, on paths whose luck is given.
using namespace dealwright;
using namespace dealwright::contract;
using tests::column, tests::difference, tests::ledgerWithoutLuck;

namespace {

[[nodiscard]] deal::UseCase useCaseOf(double usage, double price)
{
    deal::UseCase useCase;
    useCase.initialUsage = usage;
    useCase.price = price;
    return useCase;
}

}  // namespace

class TestMarketPath : public QObject {
    Q_OBJECT

private slots:
    void exponentialTrendCompoundsFromTheLaunch_data()
    {
        QTest::addColumn<double>("annualGrowth");
        QTest::addColumn<int>("launchMonth");
        QTest::addColumn<int>("month");
        QTest::addColumn<double>("usage");
        // 1.21 a year is 1.1 a half-year.
        QTest::newRow("first month") << 0.21 << 0 << 0 << 100.0;
        QTest::newRow("half a year") << 0.21 << 0 << 6 << 110.0;
        QTest::newRow("a year") << 0.21 << 0 << 12 << 121.0;
        QTest::newRow("a year and a half") << 0.21 << 0 << 18 << 133.1;
        QTest::newRow("before the launch") << 0.21 << 3 << 2 << 0.0;
        QTest::newRow("at the launch") << 0.21 << 3 << 3 << 100.0;
        QTest::newRow("half a year after it") << 0.21 << 3 << 9 << 110.0;
        QTest::newRow("shrinking to a quarter a year") << -0.75 << 0 << 6 << 50.0;
        QTest::newRow("flat") << 0.0 << 0 << 239 << 100.0;
    }
    void exponentialTrendCompoundsFromTheLaunch()
    {
        QFETCH(const double, annualGrowth);
        QFETCH(const int, launchMonth);
        QFETCH(const int, month);
        QFETCH(const double, usage);
        deal::UseCase useCase = useCaseOf(100.0, 1.0);
        useCase.trend.annualGrowth = annualGrowth;
        useCase.launchMonth = launchMonth;
        QCOMPARE(difference(trendUsage(useCase, month), usage), QString());
    }

    void logisticTrendApproachesItsCeiling()
    {
        // K / (1 + (K/V0 - 1) (1+g)^(-years)) with K/V0 = 4 and 1+g = 4.
        deal::UseCase useCase = useCaseOf(100.0, 1.0);
        useCase.launchMonth = 2;
        useCase.trend = {.kind = deal::TrendKind::logistic, .annualGrowth = 3.0, .ceiling = 400.0};
        QCOMPARE(trendUsage(useCase, 1), 0.0);
        QCOMPARE(difference(trendUsage(useCase, 2), 400.0 / (1 + 3)), QString());
        QCOMPARE(difference(trendUsage(useCase, 8), 400.0 / (1 + 3 / 2.0)), QString());
        QCOMPARE(difference(trendUsage(useCase, 14), 400.0 / (1 + 3 / 4.0)), QString());
        QVERIFY(trendUsage(useCase, 239) < 400.0 + 1e-9);
    }

    void pricesAndCostsFallByTheirOwnRates()
    {
        // 0.81 a year is 0.9 a half-year; 0.64 a year is 0.8 a half-year; 1.21 a year (rising) is 1.1.
        deal::UseCase useCase = useCaseOf(100.0, 8.0);
        useCase.priceDecline = 0.19;
        useCase.servingCost = 5.0;
        useCase.costDecline = 0.36;
        QCOMPARE(difference(expectedPrice(useCase, 6), 7.2), QString());
        QCOMPARE(difference(expectedPrice(useCase, 12), 6.48), QString());
        QCOMPARE(difference(servingCost(useCase, 6), 4.0), QString());
        QCOMPARE(difference(servingCost(useCase, 12), 3.2), QString());
        useCase.priceDecline = -0.21;
        QCOMPARE(difference(expectedPrice(useCase, 6), 8.8), QString());
    }

    void migrationBlendsThePriceTowardsTheNewerModels()
    {
        // A migration rate of 12 ln 2 halves in a month what has not moved yet; newer models cost a quarter.
        deal::UseCase useCase = useCaseOf(100.0, 8.0);
        useCase.migrationRate = 12 * std::numbers::ln2;
        useCase.migrationPrice = 0.25;
        useCase.servingCost = 5.0;
        QCOMPARE(difference(migratedFraction(useCase, 0), 0.0), QString());
        QCOMPARE(difference(migratedFraction(useCase, 2), 0.75), QString());
        QCOMPARE(difference(expectedPrice(useCase, 1), 8 * (0.5 + 0.5 * 0.25)), QString());
        QCOMPARE(difference(expectedPrice(useCase, 2), 8 * (0.25 + 0.75 * 0.25)), QString());
        QCOMPARE(servingCost(useCase, 2), 5.0);
    }

    void usageAnswersAPriceWarByItsElasticity()
    {
        // A price a quarter of what was expected: 0.25^-0.5 = 2.
        deal::UseCase useCase = useCaseOf(100.0, 1.0);
        useCase.elasticity = 0.5;
        QCOMPARE(difference(usageBeforeExclusivity(useCase, 0, 1.1, 1.5, 0.25), 100 * 1.1 * 1.5 * 2), QString());
        useCase.elasticity = 0.0;
        QCOMPARE(difference(usageBeforeExclusivity(useCase, 0, 1.1, 1.5, 0.25), 100 * 1.1 * 1.5), QString());
    }

    void aPriceWarTouchesPricesAndUsageButNotTheCost()
    {
        deal::Scenario scenario = tests::plainDeal(2);
        scenario.market.useCases[0].elasticity = 0.5;
        scenario.market.useCases[0].servingCost = 3.0;
        PathDraws draws = withoutLuck(scenario);
        draws.usageShock[0][1] = 0.9;
        draws.priceShock[1] = 0.25;
        const Ledger ledger = ledgerOf(scenario, draws);
        // Month 1: 100 x 0.9 x 2 = 180 million tokens at 2.5, which cost 3.
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::usage), {100, 180}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::price), {10, 2.5}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::gross), {1000, 450}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::servingCost), {300, 540}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {1000 - 300 - 200, 450 - 540 - 90}), QString());
    }

    void aUseCaseThatLaunchesInMidTermSellsNothingBefore()
    {
        deal::Scenario scenario = tests::plainDeal(4);
        tests::addUseCase(scenario, 50.0, 4.0, 0.5);
        scenario.market.useCases[1].launchMonth = 2;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, 1, &LedgerUseCase::usage), {0, 0, 50, 50}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::earned), {200, 200, 300, 300}), QString());
    }

    void aUseCaseThatLaunchesAfterTheTermSellsNothing()
    {
        deal::Scenario scenario = tests::plainDeal(3);
        scenario.market.useCases[0].launchMonth = 3;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::gross), {0, 0, 0}), QString());
        QCOMPARE(ledger.licensorNpv, 0.0);
    }
};

ROOM_TEST(market_path, TestMarketPath)
#include "tst_market_path.moc"
