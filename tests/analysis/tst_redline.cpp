// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/redline.h"
#include "deal/clauses.h"
#include "deal/edits.h"
#include "deal/leaves.h"
#include "plain_deal.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace dealwright;
using analysis::ClauseChange;
using analysis::Redline;
using analysis::RedlineError;
using tests::agree;

namespace {

const ClauseChange& changeOf(const Redline& redline, const std::string& clause)
{
    const auto found = std::ranges::find(redline.clauses, clause, &ClauseChange::clause);
    if (found == redline.clauses.end()) {
        qFatal("There is no clause %s", clause.c_str());
    }
    return *found;
}

Redline redlined(const deal::Scenario& from, const deal::Scenario& to, int sampledOrders = 64)
{
    const analysis::RedlineResult result = analysis::redline(from, to, sampledOrders);
    if (result.error != RedlineError::none) {
        qFatal("The redline failed");
    }
    return result.redline;
}

bool addsUp(const Redline& redline)
{
    double licensor = 0.0;
    double host = 0.0;
    for (const ClauseChange& change : redline.clauses) {
        licensor += change.licensor;
        host += change.host;
    }
    return agree(licensor, redline.licensor) && agree(host, redline.host);
}

std::vector<std::string> pathsOf(const Redline& redline)
{
    std::vector<std::string> paths;
    paths.reserve(redline.clauses.size());
    for (const ClauseChange& change : redline.clauses) {
        paths.push_back(change.clause);
    }
    return paths;
}

}  // namespace

class TestRedline : public QObject {
    Q_OBJECT

private slots:
    void thatNothingChangedCostsNothing()
    {
        const Redline redline = redlined(tests::plainDeal(), tests::plainDeal());
        QVERIFY(redline.clauses.empty());
        QVERIFY(redline.exact);
        QCOMPARE(redline.licensor, 0.0);
        QCOMPARE(redline.host, 0.0);
    }

    void clausesThatDoNotTouchEachOtherGetTheirOwnDifferences()
    {
        deal::Scenario from = tests::plainDeal(2);
        deal::Scenario to = from;
        to.terms.upfrontFee = 70.0;
        to.terms.compliance = {.licensorCost = 5.0, .hostCost = 9.0};
        to.terms.shares[1].baseRate = 0.15;
        const Redline redline = redlined(from, to);
        const std::vector<std::string> expected{"terms.shares[1]", "terms.upfrontFee", "terms.compliance"};
        QCOMPARE(pathsOf(redline), expected);
        QVERIFY(redline.exact);
        QCOMPARE(redline.evaluations, 8);
        QVERIFY(agree(changeOf(redline, "terms.upfrontFee").licensor, 70.0));
        QVERIFY(agree(changeOf(redline, "terms.upfrontFee").host, -70.0));
        QVERIFY(agree(changeOf(redline, "terms.compliance").licensor, -5.0));
        QVERIFY(agree(changeOf(redline, "terms.compliance").host, -9.0));
        QVERIFY(agree(changeOf(redline, "terms.shares[1]").licensor, 120.0));
        QVERIFY(agree(redline.licensor, 185.0));
        QVERIFY(addsUp(redline));
        QVERIFY(std::ranges::all_of(redline.clauses,
                                    [](const ClauseChange& change) { return change.licensorError < 1e-9; }));
    }

    void clausesThatMeetShareWhatTheyDoTogether()
    {
        // 240 as it is, 480 with the share, 240 with the cap, 300 with both: the share is worth
        // ((480 - 240) + (300 - 240)) / 2, the cap ((240 - 240) + (300 - 480)) / 2.
        const deal::Scenario from = tests::plainDeal();
        deal::Scenario to = from;
        to.terms.shares[0].baseRate = 0.2;
        to.terms.annualCap = 300.0;
        const Redline redline = redlined(from, to);
        QVERIFY(agree(changeOf(redline, "terms.shares[0]").licensor, 150.0));
        QVERIFY(agree(changeOf(redline, "terms.annualCap").licensor, -90.0));
        QVERIFY(agree(redline.licensor, 60.0));
    }

    void clausesThatAreAlikeShareEqually()
    {
        deal::Scenario from = tests::plainDeal(3);
        from.terms.annualCap = 1000.0;
        deal::Scenario to = from;
        for (deal::Share& share : to.terms.shares) {
            share.baseRate = 0.2;
        }
        const Redline redline = redlined(from, to);
        QCOMPARE(redline.clauses.size(), std::size_t{3});
        for (const ClauseChange& change : redline.clauses) {
            QVERIFY(agree(change.licensor, (1000.0 - 720.0) / 3.0));
        }
    }

    void theWayBackIsTheOpposite()
    {
        const deal::Scenario from = tests::plainDeal();
        deal::Scenario to = from;
        to.terms.shares[0].baseRate = 0.2;
        to.terms.annualCap = 300.0;
        to.terms.minimumGuarantee = 280.0;
        const Redline there = redlined(from, to);
        const Redline back = redlined(to, from);
        QCOMPARE(pathsOf(there), pathsOf(back));
        for (std::size_t k = 0; k < there.clauses.size(); ++k) {
            QVERIFY(agree(there.clauses[k].licensor, -back.clauses[k].licensor));
            QVERIFY(agree(there.clauses[k].host, -back.clauses[k].host));
        }
    }

    void randomTermSheetsAddUp()
    {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const tests::Size size{.fewestUseCases = 1, .mostUseCases = 2, .fewestMonths = 1, .mostMonths = 14};
            deal::Scenario from = tests::randomScenario(seed, size);
            from.simulation = {1000, seed, deal::Sampling::pseudo};
            from.negotiation = {};  // its levers name steps that the other table of tiers need not have
            deal::Scenario to = from;
            tests::Luck luck(seed + 100);
            const deal::Terms other = tests::randomTerms(luck, from);
            to.terms.revenueBase = other.revenueBase;
            to.terms.deductions = other.deductions;
            to.terms.shares = other.shares;
            to.terms.tiers = other.tiers;
            to.terms.advance = other.advance;
            to.terms.recoupment = other.recoupment;
            to.terms.incident = other.incident;
            const Redline redline = redlined(from, to);
            QVERIFY(redline.exact);
            double scale = 1.0;
            double licensor = 0.0;
            double host = 0.0;
            for (const ClauseChange& change : redline.clauses) {
                scale = std::max({scale, std::fabs(change.licensor), std::fabs(change.host)});
                licensor += change.licensor;
                host += change.host;
            }
            QVERIFY(std::fabs(licensor - redline.licensor) <= 1e-9 * scale);
            QVERIFY(std::fabs(host - redline.host) <= 1e-9 * scale);
        }
    }

    void beyondTenClausesOrdersAreSampled()
    {
        // Three clauses that meet, and nine that stand alone.
        deal::Scenario from = tests::plainDeal();
        deal::Scenario to = from;
        to.terms.shares[0].baseRate = 0.2;
        to.terms.annualCap = 300.0;
        to.terms.minimumGuarantee = 400.0;
        to.terms.upfrontFee = 1.0;
        to.terms.compliance.licensorCost = 2.0;
        to.terms.reporting.auditCost = 3.0;
        for (int i = 0; i < 6; ++i) {
            to.terms.milestones.push_back({.usage = 100.0 * (i + 1), .amount = 10.0});
        }
        const Redline redline = redlined(from, to, 200);
        QCOMPARE(redline.clauses.size(), std::size_t{12});
        QVERIFY(!redline.exact);
        QVERIFY(redline.evaluations <= 4096);
        QVERIFY(addsUp(redline));
        QVERIFY(agree(redline.licensor, 400.0 - 240.0 + 1.0 - 2.0 - 3.0 + 60.0));
        QVERIFY(agree(changeOf(redline, "terms.upfrontFee").licensor, 1.0));
        QVERIFY(agree(changeOf(redline, "terms.milestones[5]").licensor, 10.0));
        QVERIFY(changeOf(redline, "terms.upfrontFee").licensorError < 1e-9);

        // The three alone, by their six orders: max(min(share, cap), guarantee).
        const auto worth = [](bool share, bool cap, bool guarantee) {
            return std::max(std::min(share ? 480.0 : 240.0, cap ? 300.0 : 1e9), guarantee ? 400.0 : 0.0);
        };
        std::array<double, 3> expected{};
        std::array<std::size_t, 3> order{0, 1, 2};
        do {
            std::array<bool, 3> taken{};
            for (const std::size_t k : order) {
                const double before = worth(taken[0], taken[1], taken[2]);
                taken[k] = true;
                expected[k] += (worth(taken[0], taken[1], taken[2]) - before) / 6.0;
            }
        } while (std::ranges::next_permutation(order).found);
        // Five standard errors: a false alarm in 1.7 million, and the orders' seed is fixed.
        const std::array<const char*, 3> clauses{"terms.shares[0]", "terms.annualCap", "terms.minimumGuarantee"};
        for (std::size_t k = 0; k < 3; ++k) {
            const ClauseChange& change = changeOf(redline, clauses[k]);
            QVERIFY(change.licensorError > 0.0);
            QVERIFY(change.licensorError < 5.0);
            QVERIFY(std::fabs(change.licensor - expected[k]) < 5.0 * change.licensorError);
        }
        QCOMPARE(redlined(from, to, 200).clauses[0].licensor, redline.clauses[0].licensor);
    }

    void theOrderOfTheUseCasesIsNoChange()
    {
        deal::Scenario from = tests::plainDeal(2);
        from.terms.shares[1].baseRate = 0.3;
        from.terms.exclusivity.resize(2);
        from.terms.exclusivity[0] = {.granted = true, .firstMonth = 0, .months = 6, .premium = 0.01};
        deal::Scenario to = from;
        std::ranges::reverse(to.market.useCases);
        std::ranges::reverse(to.terms.shares);
        std::ranges::reverse(to.terms.exclusivity);
        QVERIFY(redlined(from, to).clauses.empty());
        to.terms.shares[0].baseRate = 0.4;  // of what is the second one in `from`
        const Redline redline = redlined(from, to);
        QCOMPARE(pathsOf(redline), std::vector<std::string>{"terms.shares[1]"});
        QVERIFY(agree(redline.licensor, 240.0));
    }

    void otherUseCasesCannotBeSetAgainstEachOther()
    {
        const deal::Scenario from = tests::plainDeal(2);
        QCOMPARE(analysis::redline(from, tests::plainDeal(1)).error, RedlineError::differentUseCases);
        deal::Scenario to = from;
        to.market.useCases[1].id = 5;
        QCOMPARE(analysis::redline(from, to).error, RedlineError::differentUseCases);
    }

    void aStoppedRunSaysSo()
    {
        deal::Scenario to = tests::plainDeal();
        to.terms.upfrontFee = 1.0;
        std::stop_source source;
        source.request_stop();
        simulation::Run run;
        run.stop = source.get_token();
        QCOMPARE(analysis::redline(tests::plainDeal(), to, 64, run).error, RedlineError::stopped);
    }

    void listsGrowAndShrinkElementByElement()
    {
        deal::Scenario from = tests::plainDeal();
        from.terms.milestones = {{.usage = 100.0, .amount = 10.0}};
        deal::Contribution contribution;
        contribution.monthlyCost = 1.0;
        contribution.months = 12;
        from.terms.contributions = {contribution, contribution};
        deal::Scenario to = from;
        to.terms.milestones = {{.usage = 100.0, .amount = 10.0},
                               {.usage = 200.0, .amount = 30.0},
                               {.usage = 300.0, .amount = 4.0, .payer = deal::Side::licensor}};
        contribution.party = deal::Side::host;
        to.terms.contributions = {contribution};
        const Redline there = redlined(from, to);
        const std::vector<std::string> expected{"terms.milestones[1]", "terms.milestones[2]", "terms.contributions[0]",
                                                "terms.contributions[1]"};
        QCOMPARE(pathsOf(there), expected);
        QVERIFY(agree(changeOf(there, "terms.milestones[1]").licensor, 30.0));
        QVERIFY(agree(changeOf(there, "terms.milestones[2]").host, 4.0));
        QVERIFY(agree(changeOf(there, "terms.contributions[0]").licensor, 12.0));
        QVERIFY(agree(changeOf(there, "terms.contributions[0]").host, -12.0));
        QVERIFY(agree(changeOf(there, "terms.contributions[1]").licensor, 12.0));
        QVERIFY(agree(changeOf(there, "terms.contributions[1]").host, 0.0));
        const Redline back = redlined(to, from);
        QCOMPARE(pathsOf(back), expected);
        QVERIFY(agree(changeOf(back, "terms.milestones[1]").licensor, -30.0));
    }

    void marketPartiesAndSimulationAreThoseOfTheFirst()
    {
        const deal::Scenario from = tests::plainDeal();
        deal::Scenario to = from;
        to.market.useCases[0].price = 50.0;
        to.parties.licensor.discountRate = 0.5;
        to.timeline.months = 60;
        to.terms.shares[0].baseRate = 0.2;
        const Redline redline = redlined(from, to);
        QCOMPARE(redline.clauses.size(), std::size_t{1});
        QVERIFY(agree(redline.licensor, 240.0));
    }

    void anExclusivityThatIsNotGrantedIsNoChange()
    {
        deal::Terms from = tests::plainDeal(2).terms;
        deal::Terms to = from;
        to.exclusivity.resize(2);
        to.exclusivity[0].premium = 0.05;
        QVERIFY(deal::changedClauses(from, to).empty());
        to.exclusivity[1] = {.granted = true, .firstMonth = 0, .months = 3};
        QCOMPARE(deal::changedClauses(from, to), std::vector<std::string>{"terms.exclusivity[1]"});
        QCOMPARE(deal::changedClauses(to, from), std::vector<std::string>{"terms.exclusivity[1]"});
    }

    void everyTermBelongsToAClause()
    {
        const auto clauseOf = [](const char* path) {
            return deal::clauseOf(*deal::leafAt(deal::templateScenario(), path));
        };
        QCOMPARE(clauseOf("terms.rateCap"), std::string("terms.rateFloor"));
        QCOMPARE(clauseOf("terms.deductions"), std::string("terms.revenueBase"));
        QCOMPARE(clauseOf("terms.recoupment"), std::string("terms.advance"));
        QCOMPARE(clauseOf("terms.guaranteeStep"), std::string("terms.minimumGuarantee"));
        QCOMPARE(clauseOf("terms.tiers.steps[1].adjustment"), std::string("terms.tiers"));
        QCOMPARE(clauseOf("terms.shares[2].annualStep"), std::string("terms.shares[2]"));
        QCOMPARE(clauseOf("terms.annualCap"), std::string("terms.annualCap"));
        QCOMPARE(clauseOf("market.useCases[0].trend.kind"), std::string("market.useCases[0]"));
        QCOMPARE(clauseOf("parties.host.name"), std::string("parties.host"));
        QCOMPARE(clauseOf("market.correlation[0][1]"), std::string("market.correlation[0][1]"));
    }

    void aTermThatMovesChangesItsClauseAlone()
    {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const deal::Scenario from = tests::randomScenario(seed);
            for (const deal::Leaf& leaf : deal::flatten(from)) {
                const auto* const number = std::get_if<double>(&leaf.value);
                if (!leaf.path.starts_with("terms.") || number == nullptr ||
                    leaf.path.starts_with("terms.exclusivity")) {
                    continue;
                }
                deal::Scenario to = from;
                QVERIFY(deal::assign(to, leaf.path, *number + 0.125) == deal::AssignError::none);
                QCOMPARE(deal::changedClauses(from.terms, to.terms), std::vector<std::string>{deal::clauseOf(leaf)});
            }
        }
    }
};

ROOM_TEST(redline, TestRedline)
#include "tst_redline.moc"
