// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/difference.h"
#include "deal/edits.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace dealwright;
using deal::Scenario;

namespace {

[[nodiscard]] std::vector<std::string> pathsOf(const std::vector<deal::Difference>& differences)
{
    std::vector<std::string> paths;
    paths.reserve(differences.size());
    for (const deal::Difference& one : differences) {
        paths.push_back((one.before ? one.after ? "" : "- " : "+ ") + one.any().path);
    }
    return paths;
}

using Paths = std::vector<std::string>;

[[nodiscard]] std::vector<deal::LeafDifference> between(const std::vector<const Scenario*>& scenarios)
{
    return deal::differences(scenarios);
}

}  // namespace

class TestDifference : public QObject {
    Q_OBJECT

private slots:
    void equalScenariosDoNotDiffer()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const Scenario scenario = tests::randomScenario(seed);
            QVERIFY(deal::difference(scenario, scenario).empty());
        }
    }

    void aChangedLeafShowsBothValues()
    {
        const Scenario before = deal::templateScenario();
        Scenario after = before;
        after.terms.shares[4].baseRate = 0.15;
        after.terms.annualCap = 3e7;
        const auto found = deal::difference(before, after);
        QCOMPARE(pathsOf(found), (Paths{"terms.shares[4].baseRate", "terms.annualCap"}));
        QCOMPARE(std::get<double>(found[0].before->value), before.terms.shares[4].baseRate);
        QCOMPARE(std::get<double>(found[0].after->value), 0.15);
        QVERIFY(std::holds_alternative<std::monostate>(found[1].before->value));
    }

    void addedAndRemovedElementsShow()
    {
        Scenario before = deal::templateScenario();
        before.terms.milestones = {{1e6, 2e6, deal::Side::host}};
        Scenario after = before;
        after.terms.milestones.clear();
        after.terms.contributions = {{.name = "Marketing", .months = 12}};
        const Paths paths = pathsOf(deal::difference(before, after));
        QCOMPARE(Paths(paths.begin(), paths.begin() + 4),
                 (Paths{"- terms.milestones[0].usage", "- terms.milestones[0].amount", "- terms.milestones[0].payer",
                        "+ terms.contributions[0].name"}));
    }

    void useCasesAreMatchedByTheirIdentifier()
    {
        const Scenario before = deal::templateScenario();
        QCOMPARE(pathsOf(deal::difference(before, deal::withUseCaseMoved(before, 0, 5))), Paths{});

        Scenario fewer = deal::withoutUseCase(before, 1);
        fewer.terms.shares[1].baseRate = 0.11;  // recommendations, which stood third
        const auto found = deal::difference(before, fewer);
        for (const deal::Difference& one : found) {
            const bool moderation =
                one.before && !one.after && one.before->element.find("Content moderation") != std::string::npos;
            const bool rate = one.before && one.after && one.before->path == "terms.shares[2].baseRate" &&
                              one.after->path == "terms.shares[1].baseRate";
            QVERIFY2(moderation || rate, one.any().path.c_str());
        }
        QVERIFY(std::ranges::any_of(found, [](const deal::Difference& one) { return one.before && one.after; }));
    }

    void aNewNameIsOneDifference()
    {
        Scenario before = deal::templateScenario();
        before.market.events = {{.id = 0, .name = "Rival", .useCase = {4}}};
        Scenario after = before;
        after.market.useCases[4].name = "Web search";
        QCOMPARE(pathsOf(deal::difference(before, after)), Paths{"market.useCases[4].name"});
    }

    void severalScenariosAreComparedLeafByLeaf()
    {
        const Scenario first = deal::templateScenario();
        Scenario second = first;
        second.terms.advance += 1e6;
        second.terms.milestones = {{1e6, 2e6, deal::Side::host}};
        Scenario third = first;
        third.terms.upfrontFee += 1e6;
        const auto rows = between({&first, &second, &third});
        std::vector<std::string> paths;
        for (const deal::LeafDifference& row : rows) {
            QCOMPARE(row.leaves.size(), std::size_t(3));
            paths.push_back(row.any().path);
        }
        QCOMPARE(paths, (Paths{"terms.upfrontFee", "terms.advance", "terms.milestones[0].usage",
                               "terms.milestones[0].amount", "terms.milestones[0].payer"}));
        QCOMPARE(std::get<double>(rows[1].leaves[1]->value), second.terms.advance);
        QCOMPARE(std::get<double>(rows[1].leaves[2]->value), first.terms.advance);
        QVERIFY(!rows[2].leaves[0] && rows[2].leaves[1] && !rows[2].leaves[2]);
        QCOMPARE(rows[2].clause, std::string("terms.milestones[0]"));
    }

    /// The same use case in two scenarios, wherever it stands there; another's is another row.
    void aUseCaseThatOthersAddHasItsOwnRows()
    {
        const Scenario first = deal::templateScenario();
        const Scenario second = deal::withUseCase(first, 6, {.id = 0, .name = "Games", .trend = {}});
        const Scenario third = deal::withUseCaseMoved(second, 6, 0);
        std::vector<std::string> added;
        for (const deal::LeafDifference& row : between({&first, &second, &third})) {
            QVERIFY2(!row.leaves[0] && row.leaves[1] && row.leaves[2], row.any().path.c_str());
            added.push_back(row.clause);
        }
        QVERIFY(!added.empty());
        for (const std::string& clause : added) {
            QVERIFY2(clause.find("[#" + std::to_string(second.market.useCases[6].id) + "]") != std::string::npos,
                     clause.c_str());
        }
    }

    /// Who signs is part of the deal; how it is priced, bargained for and talked about is not.
    void theDealIsComparedAndNotWhatIsSaidOfIt()
    {
        const Scenario before = deal::templateScenario();
        Scenario after = before;
        after.name = "Another";
        after.notes = "later";
        after.simulation.seed += 1;
        after.negotiation.levers.clear();
        QVERIFY(between({&before, &after}).empty());
        QVERIFY(!deal::difference(before, after).empty());
        after.parties.host.discountRate += 0.01;
        const auto rows = between({&before, &after});
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].any().path, std::string("parties.host.discountRate"));
    }

    /// Scenarios of the same shape: the leaves of one assigned to the other, a random half of them.
    void applyingADifferenceGivesTheOther()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const Scenario before = tests::randomScenario(seed);
            tests::Luck luck(seed);
            Scenario after = before;
            for (const deal::Leaf& leaf : deal::flatten(before)) {
                if (leaf.field->dimension == deal::Dimension::identifier || luck.chance(0.5)) {
                    continue;
                }
                deal::Value value = leaf.value;
                if (!leaf.choices.empty()) {
                    value = std::string(leaf.choices[luck.bits() % leaf.choices.size()].word);
                } else if (leaf.field->dimension == deal::Dimension::useCase) {
                    value = before.market.useCases[luck.bits() % before.market.useCases.size()].name;
                } else if (auto* number = std::get_if<double>(&value)) {
                    *number += 0.01;
                } else if (auto* whole = std::get_if<std::int64_t>(&value)) {
                    *whole += 1;
                } else if (auto* text = std::get_if<std::string>(&value);
                           text && leaf.field->dimension != deal::Dimension::name) {
                    *text += "x";
                } else if (auto* flag = std::get_if<bool>(&value)) {
                    *flag = !*flag;
                }
                QCOMPARE(deal::assign(after, leaf.path, value), deal::AssignError::none);
            }
            Scenario patched = before;
            for (const deal::Difference& one : deal::difference(before, after)) {
                QVERIFY(one.before && one.after);
                QCOMPARE(deal::assign(patched, one.before->path, one.after->value), deal::AssignError::none);
            }
            QVERIFY(patched == after);
        }
    }
};

ROOM_TEST(difference, TestDifference)
#include "tst_difference.moc"
