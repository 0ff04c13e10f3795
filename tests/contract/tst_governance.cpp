// SPDX-License-Identifier: GPL-3.0-or-later
#include "deals.h"
#include "support/room_tests.h"

#include <QTest>

// docs/MODEL.md sections 3.1 and 3.6: what the share is a share of, at which rate, and what trust costs.
using namespace dealwright;
using namespace dealwright::contract;
using deal::ImprovementsOwner, deal::RevenueBase;
using tests::column, tests::difference, tests::ledgerWithoutLuck, tests::plainDeal, tests::stretches;

class TestGovernance : public QObject {
    Q_OBJECT

private slots:
    void deductionsCountUnderNetAlone_data()
    {
        QTest::addColumn<RevenueBase>("revenueBase");
        QTest::addColumn<double>("shareBase");
        QTest::newRow("gross") << RevenueBase::gross << 1000.0;
        QTest::newRow("net") << RevenueBase::net << 850.0;
        QTest::newRow("profit") << RevenueBase::profit << 600.0;
    }
    void deductionsCountUnderNetAlone()
    {
        QFETCH(const RevenueBase, revenueBase);
        QFETCH(const double, shareBase);
        deal::Scenario scenario = plainDeal(1);
        scenario.market.useCases[0].servingCost = 4.0;
        scenario.terms.revenueBase = revenueBase;
        scenario.terms.deductions = 0.15;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::shareBase), {shareBase}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::earned), {0.2 * shareBase}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {600 - 0.2 * shareBase}), QString());
    }

    void aLossIsNoProfitBaseAndOffsetsNoOther()
    {
        // The first use case costs 12, then 6 (a cost that halves every month), at a price of 10: no profit, then 400.
        // The second makes 600 both months.
        deal::Scenario scenario = plainDeal(2);
        scenario.market.useCases[0].servingCost = 12.0;
        scenario.market.useCases[0].costDecline = 1.0 - 1.0 / 4096;
        tests::addUseCase(scenario, 100.0, 10.0, 0.1);
        scenario.market.useCases[1].servingCost = 4.0;
        scenario.terms.revenueBase = RevenueBase::profit;
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::shareBase), {0, 400}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::earned), {60, 140}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {2000 - 1600 - 60, 2000 - 1000 - 140}), QString());
    }

    void theAnnualStepCountsContractYears()
    {
        deal::Scenario scenario = plainDeal(26);
        scenario.terms.shares[0].annualStep = -0.01;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::rate),
                            stretches({{12, 0.2}, {12, 0.19}, {2, 0.18}})),
                 QString());
    }

    void everyAddendOfTheRateIsClamped_data()
    {
        QTest::addColumn<double>("rateFloor");
        QTest::addColumn<double>("rateCap");
        QTest::addColumn<double>("credit");
        QTest::addColumn<double>("rate");
        // Base 0.2, tier 0.03, premium 0.05, credit as in the row.
        QTest::newRow("within") << 0.1 << 0.4 << 0.02 << 0.30;
        QTest::newRow("above the cap") << 0.1 << 0.25 << 0.02 << 0.25;
        QTest::newRow("below the floor") << 0.29 << 0.4 << -0.02 << 0.29;
        QTest::newRow("below 0 where no floor is agreed") << 0.0 << 1.0 << -0.4 << 0.0;
        QTest::newRow("above 1 where no cap is agreed") << 0.0 << 1.0 << 0.9 << 1.0;
        QTest::newRow("floor and cap alike") << 0.15 << 0.15 << 0.0 << 0.15;
    }
    void everyAddendOfTheRateIsClamped()
    {
        QFETCH(const double, rateFloor);
        QFETCH(const double, rateCap);
        QFETCH(const double, credit);
        QFETCH(const double, rate);
        deal::Scenario scenario = plainDeal(1);
        scenario.terms.rateFloor = rateFloor;
        scenario.terms.rateCap = rateCap;
        scenario.terms.tiers.steps = {{0.0, 0.03}};
        scenario.terms.exclusivity = {{.granted = true, .months = 1, .premium = 0.05}};
        deal::Contribution contribution;
        contribution.credit = credit;
        contribution.months = 1;
        scenario.terms.contributions = {contribution};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::rate), {rate}), QString());
    }

    void theUnitFloorIsOverAllUseCasesTogether_data()
    {
        QTest::addColumn<double>("minimumPerMillionTokens");
        QTest::addColumn<double>("earned");
        // The shares are 200 and 20, the usage 100 each.
        QTest::newRow("below the sum, above one of the shares") << 1.0 << 220.0;
        QTest::newRow("above the sum") << 1.5 << 300.0;
        QTest::newRow("none") << 0.0 << 220.0;
    }
    void theUnitFloorIsOverAllUseCasesTogether()
    {
        QFETCH(const double, minimumPerMillionTokens);
        QFETCH(const double, earned);
        deal::Scenario scenario = plainDeal(1);
        tests::addUseCase(scenario, 100.0, 1.0, 0.2);
        scenario.terms.minimumPerMillionTokens = minimumPerMillionTokens;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::earned), {earned}), QString());
    }

    void underReportingCutsTheGreaterOfShareAndUnitFloor()
    {
        // 1 - 0.1 (1 - 0.4) = 0.94; audits cost 100 a month. The floor of 3 a million tokens is 300.
        deal::Scenario scenario = plainDeal(2);
        scenario.terms.reporting = {.underReporting = 0.1, .auditRecovery = 0.4, .auditCost = 1200.0};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::earned), {188, 188}), QString());
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::licensor), {88, 88}), QString());
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::host), {812, 812}), QString());
        scenario.terms.minimumPerMillionTokens = 3.0;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::earned), {282, 282}), QString());
        scenario.terms.annualCap = 400.0;  // the caps are of what is reported
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::earned), {282, 118}), QString());
    }

    void auditsCostTheSameWhereNothingGoesUnreported()
    {
        deal::Scenario scenario = plainDeal(1);
        scenario.terms.reporting.auditCost = 1200.0;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::licensorCosts), {100}), QString());
    }

    void improvementsLeaveTheShareBaseAsTheirOwnerSays_data()
    {
        QTest::addColumn<ImprovementsOwner>("owner");
        QTest::addColumn<std::vector<double>>("shareBase");
        // 0.4 of revenue in the last of five months: a tenth more each month.
        QTest::newRow("licensor") << ImprovementsOwner::licensor << stretches({{5, 1000}});
        QTest::newRow("joint") << ImprovementsOwner::joint << std::vector<double>{1000, 950, 900, 850, 800};
        QTest::newRow("host") << ImprovementsOwner::host << std::vector<double>{1000, 900, 800, 700, 600};
    }
    void improvementsLeaveTheShareBaseAsTheirOwnerSays()
    {
        QFETCH(const ImprovementsOwner, owner);
        QFETCH(const std::vector<double>, shareBase);
        deal::Scenario scenario = plainDeal(5);
        scenario.terms.improvements = {.revenueShareAtEnd = 0.4, .owner = owner};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::shareBase), shareBase), QString());
    }

    void aTermOfOneMonthHasNoImprovements()
    {
        deal::Scenario scenario = plainDeal(1);
        scenario.terms.improvements = {.revenueShareAtEnd = 0.4, .owner = ImprovementsOwner::host};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::shareBase), {1000}), QString());
    }

    void aDisputeReturnsItsPartOfWhatTheYearEarned()
    {
        // Year 0 earns 2,400 (recouped or not), of which a tenth goes back; its true-up of 600 is not earned. The
        // short year earns 1,200; its guarantee is 1,500. Costs are whole in both.
        deal::Scenario scenario = plainDeal(18);
        scenario.terms.advance = 600.0;
        scenario.terms.recoupment = 1.0;
        scenario.terms.minimumGuarantee = 3000.0;
        scenario.terms.dispute = {.annualProbability = 0.5, .licensorCost = 70.0, .hostCost = 30.0, .settlement = 0.1};
        PathDraws draws = withoutLuck(scenario);
        draws.disputes = {true, true};
        const Ledger ledger = ledgerOf(scenario, draws);
        QCOMPARE(difference(column(ledger, &LedgerMonth::dispute), stretches({{11, 0}, {1, 1}, {5, 0}, {1, 1}})),
                 QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::settlement), stretches({{11, 0}, {1, 240}, {5, 0}, {1, 120}})),
                 QString());
        QCOMPARE(
            difference(column(ledger, &LedgerMonth::licensorCosts), stretches({{11, 0}, {1, 70}, {5, 0}, {1, 70}})),
            QString());
        // 200 + 600 - 70 - 240 and 200 + 300 - 70 - 120; the host gets what it does not pay, less its 30.
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor),
                            stretches({{3, 0}, {8, 200}, {1, 490}, {5, 200}, {1, 310}})),
                 QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host),
                            stretches({{3, 1000}, {8, 800}, {1, 410}, {5, 800}, {1, 590}})),
                 QString());
    }

    void aDisputeOfOneYearLeavesTheOtherAlone()
    {
        deal::Scenario scenario = plainDeal(24);
        scenario.terms.dispute = {.annualProbability = 0.5, .licensorCost = 0.0, .hostCost = 0.0, .settlement = 1.0};
        PathDraws draws = withoutLuck(scenario);
        draws.disputes = {false, true};
        QCOMPARE(
            difference(column(ledgerOf(scenario, draws), &LedgerMonth::settlement), stretches({{23, 0}, {1, 2400}})),
            QString());
    }

    void complianceIsSpreadOverTheMonths()
    {
        deal::Scenario scenario = plainDeal(14);
        scenario.terms.compliance = {.licensorCost = 1200.0, .hostCost = 600.0};
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), stretches({{14, 100}})), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), stretches({{14, 750}})), QString());
    }

    void anIncidentsLossIsSplitByLiability()
    {
        deal::Scenario scenario = plainDeal(3);
        scenario.terms.incident = {
            .annualProbability = 0.1, .meanLoss = 1000.0, .lossSd = 100.0, .licensorLiability = 0.25};
        PathDraws draws = withoutLuck(scenario);
        draws.incidentLoss[1] = 900.0;
        const Ledger ledger = ledgerOf(scenario, draws);
        QCOMPARE(difference(column(ledger, &LedgerMonth::incidentLoss), {0, 900, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensorCosts), {0, 225, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::hostCosts), {0, 675, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {200, -25, 200}), QString());
    }
};

ROOM_TEST(governance, TestGovernance)
#include "tst_governance.moc"
