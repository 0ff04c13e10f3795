// SPDX-License-Identifier: GPL-3.0-or-later
#include "deals.h"
#include "support/room_tests.h"

#include <QTest>

// docs/MODEL.md section 3.3.
using namespace dealwright;
using namespace dealwright::contract;
using tests::column, tests::difference, tests::ledgerWithoutLuck, tests::plainDeal, tests::stretches;

namespace {

/// The plain deal with its use case exclusive for a while.
[[nodiscard]] deal::Scenario exclusiveDeal(int termMonths, int firstMonth, int months, double minimumAnnualUsage = 0.0)
{
    deal::Scenario scenario = plainDeal(termMonths);
    scenario.terms.exclusivity = {{.granted = true,
                                   .firstMonth = firstMonth,
                                   .months = months,
                                   .premium = 0.05,
                                   .minimumAnnualUsage = minimumAnnualUsage}};
    return scenario;
}

[[nodiscard]] std::vector<double> exclusiveMonths(const Ledger& ledger)
{
    return column(ledger, 0, &LedgerUseCase::exclusive);
}

}  // namespace

class TestExclusivity : public QObject {
    Q_OBJECT

private slots:
    void itRaisesRateAndUsageAndEndsOutsideEarnings()
    {
        deal::Scenario scenario = exclusiveDeal(4, 1, 2);
        scenario.terms.exclusivity[0].usageUplift = 0.5;
        scenario.market.useCases[0].outsideUsage = 2.0;
        scenario.market.useCases[0].outsideRate = 0.1;
        scenario.market.useCases[0].servingCost = 4.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        // Outside: twice 1,000, of which a tenth. Exclusive: 150 million tokens, 1,500 gross at 0.25, cost 600.
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::usageBeforeExclusivity), {100, 100, 100, 100}),
                 QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::usage), {100, 150, 150, 100}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::rate), {0.2, 0.25, 0.25, 0.2}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::outside), {200, 0, 0, 200}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {400, 375, 375, 400}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {400, 525, 525, 400}), QString());
    }

    void itIsNothingUnlessGranted()
    {
        deal::Scenario scenario = exclusiveDeal(3, 0, 3);
        scenario.terms.exclusivity[0].granted = false;
        scenario.terms.exclusivity[0].fee = 70.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(exclusiveMonths(ledger), stretches({{3, 0}}));
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {200, 200, 200}), QString());
    }

    void theHostPaysTheFeeInTheFirstMonthLaunchedOrNot()
    {
        deal::Scenario scenario = exclusiveDeal(4, 1, 1);
        scenario.market.useCases[0].launchMonth = 3;
        scenario.terms.exclusivity[0].fee = 70.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::exclusivityFee), {0, 70, 0, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {0, 70, 0, 200}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {0, -70, 0, 800}), QString());
    }

    void aWindowPastTheTermCostsNoFee()
    {
        deal::Scenario scenario = exclusiveDeal(4, 4, 12);
        scenario.terms.exclusivity[0].fee = 70.0;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::exclusivityFee), {0, 0, 0, 0}),
                 QString());
    }

    void theTestDecidesFromTheNextYearOn_data()
    {
        QTest::addColumn<int>("launchMonth");
        QTest::addColumn<int>("firstMonth");
        QTest::addColumn<int>("months");
        QTest::addColumn<double>("minimumAnnualUsage");
        QTest::addColumn<std::vector<double>>("exclusive");
        // 100 million tokens a month over 30 months: two whole years and half a year.
        QTest::newRow("just reached") << 0 << 0 << 30 << 1200.0 << stretches({{30, 1}});
        QTest::newRow("missed") << 0 << 0 << 30 << 1201.0 << stretches({{12, 1}, {18, 0}});
        QTest::newRow("no test") << 24 << 0 << 30 << 0.0 << stretches({{30, 1}});
        QTest::newRow("window opens within the year, in proportion")
            << 0 << 9 << 21 << 1200.0 << stretches({{9, 0}, {21, 1}});
        QTest::newRow("window opens within the year, missed")
            << 0 << 9 << 21 << 1201.0 << stretches({{9, 0}, {3, 1}, {18, 0}});
        QTest::newRow("window opens in the second year") << 0 << 13 << 17 << 1200.0 << stretches({{13, 0}, {17, 1}});
        QTest::newRow("window ends within the year, missed or not it is over")
            << 0 << 0 << 15 << 1200.0 << stretches({{15, 1}, {15, 0}});
        QTest::newRow("window begins and ends within the year")
            << 0 << 3 << 4 << 1201.0 << stretches({{3, 0}, {4, 1}, {23, 0}});
        QTest::newRow("months before the launch count as 0") << 6 << 0 << 30 << 601.0 << stretches({{12, 1}, {18, 0}});
        QTest::newRow("launched in time for the minimum") << 6 << 0 << 30 << 600.0 << stretches({{30, 1}});
        QTest::newRow("a window that opens with the launch is tested from there")
            << 6 << 6 << 24 << 1200.0 << stretches({{6, 0}, {24, 1}});
        QTest::newRow("not launched in the first year") << 12 << 0 << 30 << 1.0 << stretches({{12, 1}, {18, 0}});
    }
    void theTestDecidesFromTheNextYearOn()
    {
        QFETCH(const int, launchMonth);
        QFETCH(const int, firstMonth);
        QFETCH(const int, months);
        QFETCH(const double, minimumAnnualUsage);
        QFETCH(const std::vector<double>, exclusive);
        deal::Scenario scenario = exclusiveDeal(30, firstMonth, months, minimumAnnualUsage);
        scenario.market.useCases[0].launchMonth = launchMonth;
        QCOMPARE(difference(exclusiveMonths(ledgerWithoutLuck(scenario)), exclusive), QString());
    }

    void lapseIsForGoodHoweverWellItSellsLater()
    {
        const deal::Scenario scenario = exclusiveDeal(36, 0, 36, 1200.0);
        PathDraws draws = withoutLuck(scenario);
        draws.usageShock[0] = stretches({{11, 1.0}, {1, 0.9}, {24, 50.0}});
        QCOMPARE(exclusiveMonths(ledgerOf(scenario, draws)), stretches({{12, 1}, {24, 0}}));
    }

    void aLaterYearIsTestedByItself()
    {
        const deal::Scenario scenario = exclusiveDeal(36, 0, 36, 1200.0);
        PathDraws draws = withoutLuck(scenario);
        draws.usageShock[0] = stretches({{12, 50.0}, {12, 0.99}, {12, 1.0}});
        QCOMPARE(exclusiveMonths(ledgerOf(scenario, draws)), stretches({{24, 1}, {12, 0}}));
    }

    void monthsOutsideTheWindowDoNotCountForTheTest()
    {
        // Exclusive in months 6 to 17. Months 6 to 11 sell 599 of the 600 needed, whatever came before.
        const deal::Scenario scenario = exclusiveDeal(18, 6, 12, 1200.0);
        PathDraws draws = withoutLuck(scenario);
        draws.usageShock[0] = stretches({{6, 50.0}, {5, 1.0}, {1, 0.99}, {6, 1.0}});
        QCOMPARE(exclusiveMonths(ledgerOf(scenario, draws)), stretches({{6, 0}, {6, 1}, {6, 0}}));
    }

    void theTestCountsUsageAsSold()
    {
        // 80 million tokens and a quarter more are 100.
        deal::Scenario scenario = exclusiveDeal(13, 0, 13, 1200.0);
        scenario.market.useCases[0].initialUsage = 80.0;
        scenario.terms.exclusivity[0].usageUplift = 0.25;
        QCOMPARE(exclusiveMonths(ledgerWithoutLuck(scenario)), stretches({{13, 1}}));
    }

    void monthsOfATenthReachAMinimumOfTheirSum_data()
    {
        QTest::addColumn<int>("firstMonth");
        QTest::newRow("twelve months of 1.2 a year") << 0;
        QTest::newRow("ten months, whose sum is a unit in its last place short of 1") << 2;
    }
    void monthsOfATenthReachAMinimumOfTheirSum()
    {
        QFETCH(const int, firstMonth);
        deal::Scenario scenario = exclusiveDeal(13, firstMonth, 13, 1.2);
        scenario.market.useCases[0].initialUsage = 0.1;
        QCOMPARE(exclusiveMonths(ledgerWithoutLuck(scenario)), stretches({{firstMonth, 0}, {13 - firstMonth, 1}}));
    }

    void afterALapseUsageRateAndOutsideEarningsAreThoseWithoutExclusivity()
    {
        deal::Scenario scenario = exclusiveDeal(14, 0, 14, 2000.0);
        scenario.terms.exclusivity[0].usageUplift = 0.5;
        scenario.market.useCases[0].outsideUsage = 1.0;
        scenario.market.useCases[0].outsideRate = 0.1;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        // 12 x 150 = 1,800 falls short. Before: 1,500 x 0.25; after: 1,000 x 0.2 and a tenth of 1,000 outside.
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), stretches({{12, 375}, {2, 300}})), QString());
    }

    void oneUseCasesLapseLeavesTheOthersExclusive()
    {
        deal::Scenario scenario = exclusiveDeal(13, 0, 13, 1201.0);
        tests::addUseCase(scenario, 200.0, 1.0, 0.1);
        scenario.terms.exclusivity.push_back(scenario.terms.exclusivity[0]);
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(column(ledger, 0, &LedgerUseCase::exclusive), stretches({{12, 1}, {1, 0}}));
        QCOMPARE(column(ledger, 1, &LedgerUseCase::exclusive), stretches({{13, 1}}));
    }
};

ROOM_TEST(exclusivity, TestExclusivity)
#include "tst_exclusivity.moc"
