// SPDX-License-Identifier: GPL-3.0-or-later
#include "deals.h"
#include "support/room_tests.h"

#include <QTest>

// docs/MODEL.md section 3.4, and the holdback of section 3.6. The plain deal's share is 200 a month, 2,400 a year.
using namespace dealwright;
using namespace dealwright::contract;
using tests::column, tests::difference, tests::ledgerWithoutLuck, tests::plainDeal, tests::stretches;

class TestPayments : public QObject {
    Q_OBJECT

private slots:
    void theAnnualCapStartsAnewEachYearAndIsWholeInAShortOne()
    {
        deal::Scenario scenario = plainDeal(18);
        scenario.terms.annualCap = 1100.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::earned),
                            stretches({{5, 200}, {1, 100}, {6, 0}, {5, 200}, {1, 100}})),
                 QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::capReduction),
                            stretches({{5, 0}, {1, 100}, {6, 200}, {5, 0}, {1, 100}})),
                 QString());
    }

    void theTotalCapCutsWhatTheAnnualCapLeft()
    {
        deal::Scenario scenario = plainDeal(24);
        scenario.terms.annualCap = 1100.0;
        scenario.terms.totalCap = 1500.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::earned),
                            stretches({{5, 200}, {1, 100}, {6, 0}, {2, 200}, {10, 0}})),
                 QString());
        QCOMPARE(difference(ledger.licensorTotal, 1500.0), QString());
    }

    void aCapOfZeroLetsNothingBeEarned_data()
    {
        QTest::addColumn<bool>("annual");
        QTest::newRow("annual") << true;
        QTest::newRow("total") << false;
    }
    void aCapOfZeroLetsNothingBeEarned()
    {
        QFETCH(const bool, annual);
        deal::Scenario scenario = plainDeal(3);
        (annual ? scenario.terms.annualCap : scenario.terms.totalCap) = 0.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(column(ledger, &LedgerMonth::earned), stretches({{3, 0}}));
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {1000, 1000, 1000}), QString());
    }

    void theGuaranteeTrueUpComesInTheYearsLastMonth()
    {
        // 3,000, then half as much again: 4,500 of which the short year owes half, 2,250; it earned 1,200.
        deal::Scenario scenario = plainDeal(18);
        scenario.terms.minimumGuarantee = 3000.0;
        scenario.terms.guaranteeStep = 0.5;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::trueUp), stretches({{11, 0}, {1, 600}, {5, 0}, {1, 1050}})),
                 QString());
        QCOMPARE(
            difference(column(ledger, &LedgerMonth::licensor), stretches({{11, 200}, {1, 800}, {5, 200}, {1, 1250}})),
            QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), stretches({{11, 800}, {1, 200}, {5, 800}, {1, -250}})),
                 QString());
    }

    void aGuaranteeThatIsEarnedOwesNothing()
    {
        deal::Scenario scenario = plainDeal(24);
        scenario.terms.minimumGuarantee = 2400.0;
        scenario.terms.guaranteeStep = -0.5;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::trueUp), stretches({{24, 0}})),
                 QString());
    }

    void aTrueUpIsNeitherCutByACapNorCountedAgainstOne()
    {
        // Each year's cap 1,100, the term's 1,500, the guarantee 1,300. Year 0 earns 1,100 and is owed 200; year 1
        // earns the 400 that the term's cap leaves (1,500 - 1,100) and is owed 900.
        deal::Scenario scenario = plainDeal(24);
        scenario.terms.annualCap = 1100.0;
        scenario.terms.totalCap = 1500.0;
        scenario.terms.minimumGuarantee = 1300.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::trueUp), stretches({{11, 0}, {1, 200}, {11, 0}, {1, 900}})),
                 QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::earned),
                            stretches({{5, 200}, {1, 100}, {6, 0}, {2, 200}, {10, 0}})),
                 QString());
        QCOMPARE(difference(ledger.licensorTotal, 2600.0), QString());
    }

    void theAdvanceIsRecoupedFromAFractionOfTheEarnedShare()
    {
        // Half of 200 a month until 250 are recouped.
        deal::Scenario scenario = plainDeal(4);
        scenario.terms.advance = 250.0;
        scenario.terms.recoupment = 0.5;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::recouped), {100, 100, 50, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::paid), {100, 100, 150, 200}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {900, 900, 850, 800}), QString());
        QCOMPARE(difference(ledger.licensorTotal, 250.0 + 550.0), QString());
        QCOMPARE(difference(ledger.hostTotal, -250.0 + 3450.0), QString());
    }

    void anAdvanceThatOutlivesTheTermStaysWithTheLicensor()
    {
        deal::Scenario scenario = plainDeal(12);
        scenario.terms.advance = 5000.0;
        scenario.terms.recoupment = 1.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::paid), stretches({{12, 0}})), QString());
        QCOMPARE(difference(ledger.licensorTotal, 5000.0), QString());
    }

    void anAdvanceWithoutRecoupmentIsASecondUpfrontFee()
    {
        deal::Scenario scenario = plainDeal(2);
        scenario.terms.advance = 5000.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::paid), {200, 200}), QString());
        QCOMPARE(difference(ledger.licensorTotal, 5400.0), QString());
    }

    void theGuaranteeComparesWhatWasEarnedAndIsNotRecouped()
    {
        // The year earns 2,400, all of it recouped; the guarantee is 2,600, so that 200 are owed and paid.
        deal::Scenario scenario = plainDeal(12);
        scenario.terms.advance = 5000.0;
        scenario.terms.recoupment = 1.0;
        scenario.terms.minimumGuarantee = 2600.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::trueUp), stretches({{11, 0}, {1, 200}})), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::recouped), stretches({{12, 200}})), QString());
        QCOMPARE(difference(ledger.licensorTotal, 5200.0), QString());
    }

    void theCapsComeBeforeRecoupment()
    {
        // The year may earn 500: 200, 200, 100, of which half is recouped.
        deal::Scenario scenario = plainDeal(4);
        scenario.terms.annualCap = 500.0;
        scenario.terms.advance = 1000.0;
        scenario.terms.recoupment = 0.5;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::recouped), {100, 100, 50, 0}), QString());
    }

    void heldMoneyIsReleasedWhenItFallsDueOrAtTheEnd_data()
    {
        QTest::addColumn<int>("months");
        QTest::addColumn<std::vector<double>>("released");
        // A quarter of 200 is held each month.
        QTest::newRow("at once") << 0 << stretches({{6, 50}});
        QTest::newRow("after a month") << 1 << std::vector<double>{0, 50, 50, 50, 50, 100};
        QTest::newRow("after three") << 3 << std::vector<double>{0, 0, 0, 50, 50, 200};
        QTest::newRow("in the last month exactly") << 5 << std::vector<double>{0, 0, 0, 0, 0, 300};
        QTest::newRow("past the end") << 40 << std::vector<double>{0, 0, 0, 0, 0, 300};
        QTest::newRow("as late as a deal can say") << 1'000'000'000 << std::vector<double>{0, 0, 0, 0, 0, 300};
    }
    void heldMoneyIsReleasedWhenItFallsDueOrAtTheEnd()
    {
        QFETCH(const int, months);
        QFETCH(const std::vector<double>, released);
        deal::Scenario scenario = plainDeal(6);
        scenario.terms.holdback = {.rate = 0.25, .months = months};
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::held), stretches({{6, 50}})), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::released), released), QString());
        std::vector<double> licensor = released;
        for (double& money : licensor) {
            money += 150;
        }
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), licensor), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), stretches({{6, 800}})), QString());
        QCOMPARE(difference(ledger.licensorTotal, 1200.0), QString());
    }

    void onlyThePaidShareIsHeld()
    {
        // Half of 200 is recouped, half of the rest held; the true-up of 600 is not.
        deal::Scenario scenario = plainDeal(12);
        scenario.terms.advance = 10'000.0;
        scenario.terms.recoupment = 0.5;
        scenario.terms.holdback = {.rate = 0.5, .months = 1};
        scenario.terms.minimumGuarantee = 3000.0;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::held), stretches({{12, 50}})), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), stretches({{1, 50}, {10, 100}, {1, 750}})),
                 QString());
    }

    void milestonesArePaidOnceInTheMonthThatReachesThem()
    {
        // 100 a month: 300 at the end of month 2, 450 at the end of month 4. Both payers in month 2.
        deal::Scenario scenario = plainDeal(6);
        scenario.terms.milestones = {{450.0, 11.0, deal::Side::host},
                                     {300.0, 50.0, deal::Side::host},
                                     {300.0, 20.0, deal::Side::licensor},
                                     {601.0, 1000.0, deal::Side::host}};
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::milestones), {0, 0, 30, 0, 11, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {200, 200, 230, 200, 211, 200}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {800, 800, 770, 800, 789, 800}), QString());
    }

    void milestonesCountAllUseCasesAsSold()
    {
        // 100 with a half more, and 30: 180 a month.
        deal::Scenario scenario = plainDeal(3);
        tests::addUseCase(scenario, 30.0, 1.0, 0.0);
        scenario.terms.exclusivity = {{.granted = true, .months = 3, .usageUplift = 0.5}, {}};
        scenario.terms.milestones = {{360.0, 5.0, deal::Side::licensor}};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::milestones), {0, -5, 0}), QString());
    }

    void monthsOfATenthReachAMilestoneOfTheirSum()
    {
        // Ten tenths add up to 1 less a unit in its last place, twelve to 1.2.
        deal::Scenario scenario = plainDeal(13);
        scenario.market.useCases[0].initialUsage = 0.1;
        scenario.terms.milestones = {{1.0, 7.0, deal::Side::host}, {1.2, 5.0, deal::Side::host}};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::milestones),
                            stretches({{9, 0}, {1, 7}, {1, 0}, {1, 5}, {1, 0}})),
                 QString());
    }
};

ROOM_TEST(payments, TestPayments)
#include "tst_payments.moc"
