// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/contributions.h"
#include "deals.h"
#include "support/room_tests.h"

#include <QTest>

#include <cmath>
#include <numbers>

// docs/MODEL.md section 3.5.
using namespace dealwright;
using namespace dealwright::contract;
using tests::column, tests::difference, tests::ledgerWithoutLuck, tests::plainDeal;

namespace {

constexpr double doublesInThreeMonths = 4 * std::numbers::ln2;  // log growth a year

[[nodiscard]] deal::Contribution contributionOf(deal::Side party, int firstMonth, int months)
{
    deal::Contribution contribution;
    contribution.party = party;
    contribution.firstMonth = firstMonth;
    contribution.months = months;
    return contribution;
}

}  // namespace

class TestContributions : public QObject {
    Q_OBJECT

private slots:
    void liftCountsTheActiveMonthsBeforeAndStays()
    {
        deal::Contribution contribution = contributionOf(deal::Side::licensor, 2, 6);
        contribution.growthLift = doublesInThreeMonths;
        QCOMPARE(usageLift({contribution}, 0, 0), 1.0);
        QCOMPARE(usageLift({contribution}, 0, 2), 1.0);
        QCOMPARE(difference(usageLift({contribution}, 0, 3), std::cbrt(2.0)), QString());
        QCOMPARE(difference(usageLift({contribution}, 0, 5), 2.0), QString());
        QCOMPARE(difference(usageLift({contribution}, 0, 8), 4.0), QString());
        QCOMPARE(difference(usageLift({contribution}, 0, 200), 4.0), QString());
    }

    void liftsOfSeveralContributionsMultiply()
    {
        deal::Contribution forAll = contributionOf(deal::Side::licensor, 0, 12);
        forAll.growthLift = 0.12;
        deal::Contribution forOne = contributionOf(deal::Side::host, 0, 240);
        forOne.growthLift = -0.05;
        forOne.useCase.id = 1;
        // After 24 months: 12 active months of the first, 24 of the second.
        QCOMPARE(difference(usageLift({forAll, forOne}, 0, 24), std::exp(0.12)), QString());
        QCOMPARE(difference(usageLift({forAll, forOne}, 1, 24), std::exp(0.12 - 0.10)), QString());
    }

    void liftGathersBeforeTheLaunchToo()
    {
        deal::Scenario scenario = plainDeal(5);
        scenario.market.useCases[0].launchMonth = 4;
        scenario.terms.contributions = {contributionOf(deal::Side::licensor, 0, 3)};
        scenario.terms.contributions[0].growthLift = doublesInThreeMonths;
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::usage), {0, 0, 0, 0, 200}),
                 QString());
    }

    void creditsCountForTheLicensorAndAgainstTheHost()
    {
        deal::Scenario scenario = plainDeal(4);
        tests::addUseCase(scenario, 10.0, 1.0, 0.3);
        deal::Contribution training = contributionOf(deal::Side::licensor, 1, 2);
        training.credit = 0.04;
        training.useCase.id = 1;
        deal::Contribution marketing = contributionOf(deal::Side::host, 2, 50);
        marketing.credit = 0.01;
        scenario.terms.contributions = {training, marketing};
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::rate), {0.2, 0.2, 0.19, 0.19}), QString());
        QCOMPARE(difference(column(ledger, 1, &LedgerUseCase::rate), {0.3, 0.34, 0.33, 0.29}), QString());
    }

    void itsPartyBearsTheCostOnceAMonthWhileActive()
    {
        deal::Scenario scenario = plainDeal(4);
        tests::addUseCase(scenario, 10.0, 1.0, 0.3);
        deal::Contribution training = contributionOf(deal::Side::licensor, 1, 2);
        training.monthlyCost = 30.0;  // for both use cases together
        deal::Contribution marketing = contributionOf(deal::Side::host, 0, 3);
        marketing.monthlyCost = 7.0;
        marketing.useCase.id = 0;
        deal::Contribution support = contributionOf(deal::Side::host, 2, 9);
        support.monthlyCost = 5.0;
        scenario.terms.contributions = {training, marketing, support};
        const Ledger ledger = ledgerWithoutLuck(scenario);
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensorCosts), {0, 30, 30, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::hostCosts), {7, 7, 12, 5}), QString());
        // Shares: 200 + 3; revenue 1,000 + 10.
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {203, 173, 173, 203}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {800, 800, 795, 802}), QString());
    }

    void aContributionOfNoMonthsIsNeverActive()
    {
        deal::Scenario scenario = plainDeal(3);
        deal::Contribution none = contributionOf(deal::Side::licensor, 1, 0);
        none.monthlyCost = 30.0;
        none.credit = 0.04;
        none.growthLift = 1.0;
        scenario.terms.contributions = {none};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), &LedgerMonth::licensor), {200, 200, 200}), QString());
    }
};

ROOM_TEST(contributions, TestContributions)
#include "tst_contributions.moc"
