// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger.h"
#include "contract/ledger_rows.h"
#include "deals.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <numbers>
#include <set>

// docs/MODEL.md section 4: the clauses together, signing, discounting, and the figures' names of section 8.2.
using namespace dealwright;
using namespace dealwright::contract;
using tests::column, tests::difference, tests::ledgerWithoutLuck, tests::plainDeal, tests::stretches;

namespace {

/// Two months in which every clause of the contract does something.
[[nodiscard]] deal::Scenario dealOfAllClauses()
{
    deal::Scenario scenario = plainDeal(2);
    tests::addUseCase(scenario, 50.0, 4.0, 0.3);
    deal::UseCase& search = scenario.market.useCases[0];
    search.servingCost = 4.0;
    search.outsideUsage = 1.0;
    search.outsideRate = 0.1;
    deal::UseCase& chat = scenario.market.useCases[1];
    chat.launchMonth = 1;
    chat.servingCost = 1.0;

    deal::Terms& terms = scenario.terms;
    terms.revenueBase = deal::RevenueBase::net;
    terms.deductions = 0.1;
    terms.rateCap = 0.3;
    terms.minimumPerMillionTokens = 2.0;
    terms.tiers = {deal::TierMeasure::usage,
                   deal::TierPeriod::lifetime,
                   deal::TierMethod::whole,
                   deal::TierPool::pooled,
                   {{0.0, 0.0}, {150.0, 0.01}, {350.0, 0.02}}};
    terms.exclusivity = {
        {.granted = true, .months = 1, .premium = 0.05, .usageUplift = 0.5, .fee = 40.0, .minimumAnnualUsage = 1200.0},
        {}};
    terms.upfrontFee = 70.0;
    terms.advance = 100.0;
    terms.recoupment = 0.5;
    terms.minimumGuarantee = 4800.0;
    terms.annualCap = 600.0;
    terms.milestones = {{150.0, 25.0, deal::Side::host}, {350.0, 30.0, deal::Side::licensor}};
    deal::Contribution training;
    training.party = deal::Side::licensor;
    training.monthlyCost = 12.0;
    training.credit = 0.03;
    training.useCase.id = 0;
    training.firstMonth = 1;
    training.months = 1;
    deal::Contribution marketing;
    marketing.party = deal::Side::host;
    marketing.monthlyCost = 9.0;
    marketing.credit = 0.01;
    marketing.growthLift = 4 * std::numbers::ln2;  // a month is the cube root of 2
    marketing.months = 1;
    terms.contributions = {training, marketing};
    terms.reporting = {.underReporting = 0.2, .auditRecovery = 0.5, .auditCost = 24.0};
    terms.improvements = {.revenueShareAtEnd = 0.2, .owner = deal::ImprovementsOwner::joint};
    terms.holdback = {.rate = 0.2, .months = 1};
    terms.dispute = {.annualProbability = 0.5, .licensorCost = 15.0, .hostCost = 5.0, .settlement = 0.1};
    terms.compliance = {.licensorCost = 120.0, .hostCost = 60.0};
    terms.incident = {.annualProbability = 0.5, .meanLoss = 80.0, .lossSd = 0.0, .licensorLiability = 0.25};
    return scenario;
}

/// Its luck: usage in month 1 that undoes marketing's cube root and grows by a half, a price war to four fifths, a
/// dispute, an incident.
[[nodiscard]] PathDraws luckOfAllClauses(const deal::Scenario& scenario)
{
    const double undone = 1.0 / std::cbrt(2.0);
    PathDraws draws = withoutLuck(scenario);
    draws.usageShock = {{1.0, 1.5 * undone}, {1.0, undone}};
    draws.priceShock = {1.0, 0.8};
    draws.disputes = {true};
    draws.incidentLoss = {0.0, 80.0};
    return draws;
}

}  // namespace

class TestLedger : public QObject {
    Q_OBJECT

private slots:
    void aPlainDealPaysItsShare()
    {
        const Ledger ledger = ledgerWithoutLuck(plainDeal(3));
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {200, 200, 200}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {800, 800, 800}), QString());
        QCOMPARE(difference(ledger.licensorNpv, 600.0), QString());
        QCOMPARE(difference(ledger.hostNpv, 2400.0), QString());
    }

    void allClausesTogetherFollowTheOrderOfThePage()
    {
        const deal::Scenario scenario = dealOfAllClauses();
        const Ledger ledger = ledgerOf(scenario, luckOfAllClauses(scenario));
        // 1  Month 0: 100 million tokens of search, exclusive 150, at 10: 1,500 gross, 600 cost; chat not launched.
        //    Month 1: 150 of search at 8: 1,200, cost 600, and outside 150 x 8 x 0.1 = 120; 50 of chat at 3.2: 160,
        //    cost 50. 150 and 350 in all: both thresholds are hit exactly, the milestones' too.
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::usageBeforeExclusivity), {100, 150}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::usage), {150, 150}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::price), {10, 8}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::gross), {1500, 1200}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::servingCost), {600, 600}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::outside), {0, 120}), QString());
        QCOMPARE(difference(column(ledger, 1, &LedgerUseCase::gross), {0, 160}), QString());
        QCOMPARE(difference(column(ledger, 1, &LedgerUseCase::servingCost), {0, 50}), QString());
        // 2  Net of a tenth; improvements take 0.2 x 1/2 in the last month.
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::shareBase), {1350, 972}), QString());
        QCOMPARE(difference(column(ledger, 1, &LedgerUseCase::shareBase), {0, 129.6}), QString());
        // 3  Search: 0.2 + 0.01 + 0.05 - 0.01, then 0.2 + 0.02 + 0.03. Chat: 0.3 + 0.01 - 0.01, then 0.32, capped.
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::rate), {0.25, 0.25}), QString());
        QCOMPARE(difference(column(ledger, 1, &LedgerUseCase::rate), {0.3, 0.3}), QString());
        // 4  Month 0: 337.5 (the unit floor is 300), 0.9 reported: 303.75. Month 1: 243 + 38.88, but the floor is 400:
        //    360 reported, of which the year's cap leaves 600 - 303.75 = 296.25.
        QCOMPARE(difference(column(ledger, &LedgerMonth::earned), {303.75, 296.25}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::capReduction), {0, 63.75}), QString());
        // 5  Half of 303.75 is more than the advance of 100.
        QCOMPARE(difference(column(ledger, &LedgerMonth::recouped), {100, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::paid), {203.75, 296.25}), QString());
        // 6  A fifth of each; both fall due in the last month.
        QCOMPARE(difference(column(ledger, &LedgerMonth::held), {40.75, 59.25}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::released), {0, 100}), QString());
        // 7  Two months' guarantee is 800, 600 were earned; a tenth of those goes back.
        QCOMPARE(difference(column(ledger, &LedgerMonth::trueUp), {0, 200}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::settlement), {0, 60}), QString());
        // 8  Audit and compliance 12 and 5 a month; month 0 has marketing's 9; month 1 training's 12, the dispute's 15
        //    and 5, and the incident's 20 and 60.
        QCOMPARE(difference(column(ledger, &LedgerMonth::milestones), {25, -30}), QString());
        QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::exclusivityFee), {40, 0}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensorCosts), {12, 59}), QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::hostCosts), {14, 70}), QString());
        // Licensor: 203.75 - 40.75 + 25 + 40 - 12; 296.25 - 59.25 + 100 + 200 - 30 + 120 - 59 - 60.
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensor), {216, 508}), QString());
        // Host: 1,500 - 600 - (203.75 + 25 + 40) - 14; 1,360 - 650 - (296.25 + 200 - 30) + 60 - 70.
        QCOMPARE(difference(column(ledger, &LedgerMonth::host), {617.25, 233.75}), QString());
        QCOMPARE(difference(ledger.licensorTotal, 170.0 + 216 + 508), QString());
        QCOMPARE(difference(ledger.hostTotal, -170.0 + 617.25 + 233.75), QString());
    }

    void eachPartyDiscountsAtItsOwnRateToTheMonthsEnd()
    {
        // 1.21 a year is 1.1 to the end of month 5; 1.44 is 1.2. Only that month sells. Signing is not discounted.
        deal::Scenario scenario = plainDeal(7);
        scenario.parties.licensor.discountRate = 0.21;
        scenario.parties.host.discountRate = 0.44;
        scenario.terms.upfrontFee = 30.0;
        scenario.terms.advance = 20.0;
        PathDraws draws = withoutLuck(scenario);
        draws.usageShock[0] = stretches({{5, 0}, {1, 1}, {1, 0}});
        const Ledger ledger = ledgerOf(scenario, draws);
        QCOMPARE(difference(column(ledger, &LedgerMonth::licensorDiscounted), {0, 0, 0, 0, 0, 200 / 1.1, 0}),
                 QString());
        QCOMPARE(difference(column(ledger, &LedgerMonth::hostDiscounted), {0, 0, 0, 0, 0, 800 / 1.2, 0}), QString());
        QCOMPARE(difference(ledger.licensorNpv, 50 + 200 / 1.1), QString());
        QCOMPARE(difference(ledger.hostNpv, -50 + 800 / 1.2), QString());
        QCOMPARE(difference(ledger.licensorTotal, 250.0), QString());
        QCOMPARE(difference(ledger.hostTotal, 750.0), QString());
    }

    void withoutLuckNothingHappensByChance()
    {
        deal::Scenario scenario = plainDeal(13);
        tests::addUseCase(scenario, 1.0, 1.0, 0.1);
        const PathDraws draws = withoutLuck(scenario);
        QCOMPARE(draws.usageShock, std::vector(2, std::vector(13, 1.0)));
        QCOMPARE(draws.priceShock, std::vector(13, 1.0));
        QCOMPARE(draws.disputes, std::vector(2, false));
        QCOMPARE(draws.incidentLoss, std::vector(13, 0.0));
    }

    void drawsOfAnotherShapeAreRefused()
    {
        const deal::Scenario scenario = plainDeal(13);
        const PathDraws right = withoutLuck(scenario);
        std::array<PathDraws, 5> wrong = {right, right, right, right, right};
        wrong[0].usageShock.clear();
        wrong[1].usageShock[0].pop_back();
        wrong[2].priceShock.push_back(1.0);
        wrong[3].disputes.pop_back();
        wrong[4].incidentLoss.pop_back();
        for (const PathDraws& draws : wrong) {
            QVERIFY_THROWS_EXCEPTION(std::domain_error, std::ignore = ledgerOf(scenario, draws));
        }
    }

    void rowsBearTheNamesOfTheInterchangeInTheirOrder()
    {
        const deal::Scenario scenario = dealOfAllClauses();
        const std::vector<LedgerRow> rows = ledgerRows(ledgerOf(scenario, luckOfAllClauses(scenario)), scenario);
        const std::vector<std::string_view> signing = {"upfrontFee",         "advance",       "licensor", "host",
                                                       "licensorDiscounted", "hostDiscounted"};
        const std::vector<std::string_view> ofUseCase = {
            "usageBeforeExclusivity", "usage", "price", "gross", "servingCost", "shareBase", "rate", "outside",
            "exclusivityFee"};
        const std::vector<std::string_view> ofMonth = {
            "earned",        "capReduction", "recouped",      "paid",
            "held",          "released",     "trueUp",        "milestones",
            "settlement",    "dispute",      "licensorCosts", "hostCosts",
            "incidentLoss",  "licensor",     "host",          "licensorDiscounted",
            "hostDiscounted"};
        struct Name {
            int month;
            std::string_view item;
            std::string useCase;
        };
        std::vector<Name> names;
        names.reserve(rows.size());
        for (const std::string_view item : signing) {
            names.push_back({-1, item, ""});
        }
        for (const int month : {0, 1}) {
            for (const char* useCase : {"Use case 0", "Use case 1"}) {
                for (const std::string_view item : ofUseCase) {
                    names.push_back({month, item, useCase});
                }
            }
            for (const std::string_view item : ofMonth) {
                names.push_back({month, item, ""});
            }
        }
        QCOMPARE(rows.size(), names.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].month, names[i].month);
            QCOMPARE(wordOf(rows[i].item), names[i].item);
            QCOMPARE(rows[i].useCase, names[i].useCase);
        }
    }

    void rowsHoldTheLedgersFigures()
    {
        const deal::Scenario scenario = dealOfAllClauses();
        const std::vector<LedgerRow> rows = ledgerRows(ledgerOf(scenario, luckOfAllClauses(scenario)), scenario);
        const auto valueOf = [&](int month, std::string_view item, std::string_view useCase = "") {
            const auto row = std::ranges::find_if(rows, [&](const LedgerRow& candidate) {
                return candidate.month == month && wordOf(candidate.item) == item && candidate.useCase == useCase;
            });
            return row == rows.end() ? std::nan("") : row->value;
        };
        QCOMPARE(valueOf(-1, "upfrontFee"), 70.0);
        QCOMPARE(valueOf(-1, "advance"), 100.0);
        QCOMPARE(valueOf(-1, "licensorDiscounted"), 170.0);
        QCOMPARE(valueOf(-1, "host"), -170.0);
        QCOMPARE(difference(valueOf(1, "gross", "Use case 1"), 160.0), QString());
        QCOMPARE(difference(valueOf(1, "outside", "Use case 0"), 120.0), QString());
        QCOMPARE(valueOf(0, "dispute"), 0.0);
        QCOMPARE(valueOf(1, "dispute"), 1.0);
        QCOMPARE(difference(valueOf(1, "milestones"), -30.0), QString());
        QCOMPARE(difference(valueOf(1, "licensor"), 508.0), QString());
        QCOMPARE(difference(valueOf(1, "host"), 233.75), QString());
    }

    void everyItemSaysWhatItMeasuresAndWhetherItAddsUp()
    {
        using deal::Dimension;
        QCOMPARE(dimensionOf(LedgerItem::usage), Dimension::usage);
        QCOMPARE(dimensionOf(LedgerItem::price), Dimension::moneyPerMillionTokens);
        QCOMPARE(dimensionOf(LedgerItem::rate), Dimension::fraction);
        QCOMPARE(dimensionOf(LedgerItem::dispute), Dimension::flag);
        QVERIFY(!addsUp(LedgerItem::price) && !addsUp(LedgerItem::rate));
        std::set<std::string_view> labels;
        for (int i = 0; i <= static_cast<int>(LedgerItem::hostDiscounted); ++i) {
            const auto item = static_cast<LedgerItem>(i);
            labels.insert(labelOf(item));
            const Dimension dimension = dimensionOf(item);
            QCOMPARE(addsUp(item), dimension != Dimension::moneyPerMillionTokens && dimension != Dimension::fraction);
        }
        QCOMPARE(labels.size(), std::size_t{28});
        QVERIFY(!labels.contains(""));
    }
};

ROOM_TEST(ledger, TestLedger)
#include "tst_ledger.moc"
