// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edits.h"
#include "deal/leaves.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <set>

using namespace dealwright;
using deal::AssignError;
using deal::Scenario;
using deal::Value;

namespace {

/// Another value that the leaf can hold.
[[nodiscard]] Value otherValue(const deal::Leaf& leaf, const Scenario& scenario)
{
    if (!leaf.choices.empty()) {
        const bool isFirst = std::get<std::string>(leaf.value) == leaf.choices.front().word;
        return std::string(isFirst ? leaf.choices.back().word : leaf.choices.front().word);
    }
    if (leaf.field->dimension == deal::Dimension::useCase) {
        return std::holds_alternative<std::monostate>(leaf.value) ? Value{scenario.market.useCases.front().name}
                                                                  : Value{};
    }
    if (const auto* flag = std::get_if<bool>(&leaf.value)) {
        return !*flag;
    }
    if (const auto* text = std::get_if<std::string>(&leaf.value)) {
        return *text + "x";
    }
    if (const auto* seed = std::get_if<std::uint64_t>(&leaf.value)) {
        return ~*seed;
    }
    const double number = deal::numberOf(leaf).value_or(0.0);
    return leaf.whole ? Value{static_cast<std::int64_t>(number) + 1} : Value{number + 0.25};
}

}  // namespace

class TestLeaves : public QObject {
    Q_OBJECT

private slots:
    /// Every leaf of random scenarios is set to another value and back.
    void assignIsTheInverseOfFlatten()
    {
        for (std::uint64_t seed = 0; seed < 12; ++seed) {
            Scenario scenario = tests::randomScenario(seed);
            for (const deal::Leaf& leaf : deal::flatten(scenario)) {
                const std::string where = "seed " + std::to_string(seed) + ", " + leaf.path;
                if (leaf.field->dimension == deal::Dimension::identifier) {
                    continue;  // others refer to it
                }
                const bool identity =
                    scenario.market.correlation.empty() && leaf.path.starts_with("market.correlation");
                const Value changed = otherValue(leaf, scenario);
                Scenario next = scenario;
                QVERIFY2(deal::assign(next, leaf.path, changed) == AssignError::none, where.c_str());
                QVERIFY2(next != scenario, where.c_str());
                QVERIFY2(deal::leafAt(next, leaf.path).value_or(leaf).value == changed, where.c_str());
                QVERIFY2(deal::assign(next, leaf.path, leaf.value) == AssignError::none, where.c_str());
                QVERIFY2(next == scenario || identity, where.c_str());
            }
        }
    }

    /// The walk to one leaf tells of it what the walk over all does, and so does the walk to the part that it stands
    /// in.
    void theLeafAtAPathIsTheOneThatIsListed()
    {
        const auto same = [](const deal::Leaf& a, const deal::Leaf& b) {
            return a.path == b.path && a.field == b.field && a.sections == b.sections && a.element == b.element &&
                   a.position == b.position && a.choices.data() == b.choices.data() && a.optional == b.optional &&
                   a.whole == b.whole && a.value == b.value;
        };
        for (std::uint64_t seed = 0; seed < 12; ++seed) {
            const Scenario scenario = tests::randomScenario(seed);
            const std::vector<deal::Leaf> leaves = deal::flatten(scenario);
            for (const deal::Leaf& leaf : leaves) {
                const auto found = deal::leafAt(scenario, leaf.path);
                QVERIFY2(found && same(*found, leaf), leaf.path.c_str());
            }
            for (const std::string part : {"", "terms", "market.useCases[0]", "terms.tiers.steps", "parties.host"}) {
                std::vector<deal::Leaf> expected = leaves;
                std::erase_if(expected, [&](const deal::Leaf& leaf) {
                    const std::string_view rest =
                        std::string_view(leaf.path).substr(std::min(part.size(), leaf.path.size()));
                    return !leaf.path.starts_with(part) ||
                           !(part.empty() || rest.starts_with('.') || rest.starts_with('['));
                });
                QVERIFY2(std::ranges::equal(deal::leavesAt(scenario, part), expected, same), part.c_str());
            }
        }
    }

    /// What is assigned is found where it was assigned: listed or not, there before or not, above the diagonal or
    /// below.
    void everyPathThatCanBeAssignedIsFound()
    {
        for (std::uint64_t seed = 0; seed < 24; ++seed) {
            Scenario scenario = tests::randomScenario(seed);
            if (seed % 3 == 0) {
                scenario.market.correlation.clear();
            }
            std::vector<std::string> paths;
            for (const deal::Leaf& leaf : deal::flatten(scenario)) {
                paths.push_back(leaf.path);
            }
            const std::size_t useCases = scenario.market.useCases.size();
            for (std::size_t i = 0; i < useCases; ++i) {
                for (std::size_t j = 0; j < useCases; ++j) {
                    paths.push_back("market.correlation[" + std::to_string(i) + "][" + std::to_string(j) + "]");
                }
            }
            for (const std::string& path : paths) {
                const std::string where = "seed " + std::to_string(seed) + ", " + path;
                const auto before = deal::leafAt(scenario, path);
                QVERIFY2(before, where.c_str());
                const Value value = otherValue(*before, scenario);
                Scenario next = scenario;
                QVERIFY2(deal::assign(next, path, value) == AssignError::none, where.c_str());
                const auto after = deal::leafAt(next, path);
                QVERIFY2(after && after->value == value && after->field == before->field, where.c_str());
                if (before->optional) {
                    QVERIFY2(deal::assign(next, path, {}) == AssignError::none, where.c_str());
                    QVERIFY2(deal::leafAt(next, path).value().value == Value{}, where.c_str());
                }
            }
        }
    }

    void noTwoLeavesShareAPath()
    {
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            std::set<std::string> paths;
            for (const deal::Leaf& leaf : deal::flatten(tests::randomScenario(seed))) {
                QVERIFY2(paths.insert(leaf.path).second, leaf.path.c_str());
            }
        }
    }

    void whatCannotBeAssignedChangesNothing_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* path, int kind, AssignError expected) {
            QTest::addRow("%s, value %d", path, kind) << QString(path) << kind << static_cast<int>(expected);
        };
        for (const char* path : {"",
                                 ".",
                                 "terms",
                                 "terms.",
                                 ".terms.rateCap",
                                 "terms..rateCap",
                                 "terms.rateCap.",
                                 "terms.rateCapp",
                                 "terms.rate",
                                 "terms.shares",
                                 "terms.shares[0]",
                                 "terms.shares[6].baseRate",
                                 "terms.shares[-1].baseRate",
                                 "terms.shares[00].baseRate",
                                 "terms.shares[].baseRate",
                                 "terms.shares[0]baseRate",
                                 "terms.shares.baseRate",
                                 "terms.shares[99999999999999999999].baseRate",
                                 "market.correlation",
                                 "market.correlation[0]",
                                 "market.correlation[0][6]",
                                 "market.correlation[0][1][0]",
                                 "market.correlationx",
                                 "market.events[0].useCase.id"}) {
            row(path, 0, AssignError::unknownPath);
        }
        row("terms.rateCap", 1, AssignError::wrongType);
        row("terms.rateCap", 2, AssignError::wrongType);
        row("terms.rateCap", 3, AssignError::wrongType);
        row("terms.annualCap", 1, AssignError::wrongType);
        row("terms.exclusivity[0].granted", 0, AssignError::wrongType);
        row("terms.revenueBase", 0, AssignError::wrongType);
        row("terms.revenueBase", 1, AssignError::unknownWord);
        row("name", 0, AssignError::wrongType);
        row("market.events[0].useCase", 0, AssignError::wrongType);
        row("market.events[0].useCase", 1, AssignError::unknownUseCase);
        row("market.correlation[0][1]", 1, AssignError::wrongType);
        row("timeline.months", 0, AssignError::notWhole);
        row("timeline.months", 4, AssignError::notWhole);
        row("timeline.months", 5, AssignError::notWhole);
        row("timeline.months", 6, AssignError::notWhole);
        row("timeline.months", 1, AssignError::wrongType);
        row("simulation.seed", 7, AssignError::notWhole);
    }
    void whatCannotBeAssignedChangesNothing()
    {
        QFETCH(const QString, path);
        QFETCH(const int, kind);
        QFETCH(const int, expected);
        const std::vector<Value> values{0.5,
                                        std::string("nothing of the kind"),
                                        true,
                                        std::monostate{},
                                        1e300,
                                        std::int64_t{1} << 40,
                                        std::numeric_limits<double>::quiet_NaN(),
                                        std::int64_t{-1}};
        Scenario scenario = deal::templateScenario();
        scenario.terms.exclusivity.resize(6);
        scenario.market.events = {{.name = "Rival"}};
        const Scenario before = scenario;
        QCOMPARE(static_cast<int>(deal::assign(scenario, path.toStdString(), values[static_cast<std::size_t>(kind)])),
                 expected);
        QVERIFY(scenario == before);
        const bool isThere = deal::leafAt(scenario, path.toStdString()).has_value();
        QCOMPARE(isThere, expected != static_cast<int>(AssignError::unknownPath));
    }

    void numbersComeInAnyFormThatFits()
    {
        Scenario scenario = deal::templateScenario();
        QCOMPARE(deal::assign(scenario, "timeline.months", 48.0), AssignError::none);
        QCOMPARE(scenario.timeline.months, 48);
        QCOMPARE(deal::assign(scenario, "terms.advance", std::int64_t{7}), AssignError::none);
        QCOMPARE(scenario.terms.advance, 7.0);
        QCOMPARE(deal::assign(scenario, "simulation.seed", std::numeric_limits<std::uint64_t>::max()),
                 AssignError::none);
        QCOMPARE(scenario.simulation.seed, std::numeric_limits<std::uint64_t>::max());
        QCOMPARE(deal::assign(scenario, "terms.totalCap", 5.0), AssignError::none);
        QCOMPARE(scenario.terms.totalCap, std::optional(5.0));
        QCOMPARE(deal::assign(scenario, "terms.totalCap", {}), AssignError::none);
        QVERIFY(!scenario.terms.totalCap);
    }

    void anEntryOfTheCorrelationSetsItsMirrorImage()
    {
        Scenario scenario = deal::templateScenario();
        QCOMPARE(deal::assign(scenario, "market.correlation[4][1]", 0.7), AssignError::none);
        QCOMPARE(scenario.market.correlation[4][1], 0.7);
        QCOMPARE(scenario.market.correlation[1][4], 0.7);
        QCOMPARE(std::get<double>(deal::leafAt(scenario, "market.correlation[1][4]").value().value), 0.7);

        scenario.market.correlation.clear();  // the identity
        QCOMPARE(std::get<double>(deal::leafAt(scenario, "market.correlation[1][4]").value().value), 0.0);
        QCOMPARE(deal::assign(scenario, "market.correlation[1][4]", 0.2), AssignError::none);
        QCOMPARE(scenario.market.correlation[4][1], 0.2);
        QCOMPARE(scenario.market.correlation[3], (std::vector<double>{0, 0, 0, 1, 0, 0}));
    }

    void entriesThatBreakTheMatrixShow()
    {
        Scenario scenario = deal::templateScenario();
        const std::size_t sound = deal::flatten(scenario).size();
        scenario.market.correlation[3][0] = 0.9;
        scenario.market.correlation[2][2] = 0.5;
        QCOMPARE(deal::flatten(scenario).size(), sound + 2);
        QVERIFY(deal::leafAt(scenario, "market.correlation[3][0]"));
        QVERIFY(deal::leafAt(scenario, "market.correlation[2][2]"));
    }

    void labelsNameTheElement_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("label");
        QTest::newRow("alone") << "terms.rateCap" << "Rate cap";
        QTest::newRow("share") << "terms.shares[4].baseRate" << "Search: base rate";
        QTest::newRow("use case") << "market.useCases[4].price" << "Search: price";
        QTest::newRow("group inside") << "market.useCases[4].trend.ceiling" << "Search: ceiling";
        QTest::newRow("exclusivity") << "terms.exclusivity[0].fee" << "Customer service: fee";
        QTest::newRow("numbered") << "terms.tiers.steps[1].adjustment" << "Step 2: adjustment";
        QTest::newRow("named") << "terms.contributions[0].credit" << "Marketing: credit";
        QTest::newRow("without a name") << "terms.contributions[1].credit" << "Contribution 2: credit";
        QTest::newRow("correlation") << "market.correlation[0][4]" << "Customer service – Search: correlation";
    }
    void labelsNameTheElement()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, label);
        Scenario scenario = deal::templateScenario();
        scenario.terms.exclusivity.resize(6);
        scenario.terms.contributions = {{.name = "Marketing"}, {}};
        const auto leaf = deal::leafAt(scenario, path.toStdString());
        QVERIFY(leaf);
        QCOMPARE(QString::fromStdString(deal::labelOf(*leaf)), label);
    }

    void sectionsTellWhereALeafStands()
    {
        const auto leaf = deal::leafAt(deal::templateScenario(), "terms.tiers.steps[2].threshold");
        QVERIFY(leaf);
        std::vector<std::string_view> labels;
        for (const deal::Field* section : leaf->sections) {
            labels.push_back(section->label);
        }
        QVERIFY(labels.size() >= 2);
        QCOMPARE(labels[0], std::string_view("Terms"));
        QCOMPARE(labels[1], std::string_view("Volume tiers"));
        QCOMPARE(leaf->position, std::optional<std::size_t>(2));
    }

    void everyLeafStandsInItsPartOfTheTermSheet()
    {
        Scenario scenario = deal::templateScenario();
        scenario.negotiation.offers = {{.party = deal::Side::host, .date = {}, .note = {}, .terms = scenario.terms}};
        const auto sectionAt = [&](const char* path) { return deal::sectionOf(*deal::leafAt(scenario, path)); };
        using deal::Section;
        QCOMPARE(sectionAt("terms.shares[0].baseRate"), Section::shares);
        QCOMPARE(sectionAt("terms.shares[0].annualStep"), Section::rates);
        QCOMPARE(sectionAt("terms.tiers.steps[1].threshold"), Section::tiers);
        QCOMPARE(sectionAt("terms.holdback.rate"), Section::governance);
        QCOMPARE(sectionAt("market.correlation[0][1]"), Section::market);
        QCOMPARE(sectionAt("negotiation.levers[0].low"), Section::levers);
        QCOMPARE(sectionAt("negotiation.offers[0].terms.advance"), Section::none);
        for (const deal::Leaf& leaf : deal::flatten(scenario)) {
            const bool isHidden =
                leaf.field->dimension == deal::Dimension::identifier || leaf.path.starts_with("negotiation.offers");
            QCOMPARE(deal::sectionOf(leaf) == Section::none, isHidden);
            QCOMPARE(deal::isOfTheTerms(deal::sectionOf(leaf)), leaf.path.starts_with("terms."));
        }
    }

    /// A leaf knows it however it is looked for.
    void whatASwitchTurnsOffIsIdle()
    {
        Scenario scenario = deal::templateScenario();
        scenario.terms.exclusivity.assign(6, {});
        scenario.terms.exclusivity[1].granted = true;
        for (const deal::Leaf& leaf : deal::flatten(scenario)) {
            const bool isBeside = leaf.path.starts_with("terms.exclusivity") && !leaf.path.ends_with(".granted");
            QCOMPARE(leaf.switched, isBeside);
            QCOMPARE(leaf.idle, isBeside && !leaf.path.starts_with("terms.exclusivity[1]"));
            QCOMPARE(deal::leafAt(scenario, leaf.path)->idle, leaf.idle);
        }
    }

    void listsAreInsertedRemovedAndMoved()
    {
        Scenario scenario = deal::templateScenario();
        const std::string list = "terms.tiers.steps";
        QCOMPARE(deal::listAt(scenario, list).value().size, std::size_t{4});
        QVERIFY(deal::insertElement(scenario, list, 4));
        QCOMPARE(scenario.terms.tiers.steps[4], deal::TierStep{});
        QVERIFY(deal::moveElement(scenario, list, 4, 1));
        QCOMPARE(scenario.terms.tiers.steps[1], deal::TierStep{});
        QCOMPARE(scenario.terms.tiers.steps[2].threshold, 2.0e7);
        QVERIFY(deal::removeElement(scenario, list, 1));
        QVERIFY(scenario == deal::templateScenario());

        QVERIFY(deal::insertElement(scenario, "negotiation.offers", 0));
        QVERIFY(deal::insertElement(scenario, "negotiation.offers[0].terms.milestones", 0));
        QCOMPARE(scenario.negotiation.offers[0].terms.milestones.size(), std::size_t{1});
    }

    void otherListsAreLeftAlone()
    {
        Scenario scenario = deal::templateScenario();
        for (const char* list : {"", "terms", "terms.shares", "market.useCases", "market.events", "market.correlation",
                                 "terms.rateCap", "terms.milestones[0]", "negotiation.offers[0].terms.milestones"}) {
            QVERIFY(!deal::insertElement(scenario, list, 0));
            QVERIFY(!deal::removeElement(scenario, list, 0));
            QVERIFY(!deal::moveElement(scenario, list, 0, 0));
        }
        for (const char* path : {"", "terms", "terms.rateCap", "terms.milestones[0]", "negotiation.offers[0].terms"}) {
            QVERIFY(!deal::listAt(scenario, path));
        }
        QCOMPARE(deal::listAt(scenario, "market.useCases").value().size, std::size_t{6});
        QVERIFY(!deal::insertElement(scenario, "terms.milestones", 1));
        QVERIFY(!deal::removeElement(scenario, "terms.tiers.steps", 4));
        QVERIFY(!deal::moveElement(scenario, "terms.tiers.steps", 0, 4));
        QVERIFY(scenario == deal::templateScenario());
    }

    void theOutlineTellsEveryList()
    {
        const deal::Outline parts = deal::outline(deal::templateScenario());
        for (const deal::ListExtent& list : parts.lists) {
            const auto place = deal::listAt(deal::templateScenario(), list.path);
            QVERIFY2(place && place->field == list.field && place->size == list.size, list.path.c_str());
        }
        for (const char* path : {"", "terms", "terms.rateCap", "terms.milestones[0]", "terms.nothing"}) {
            QVERIFY2(!deal::listAt(deal::templateScenario(), path), path);
        }
        const auto list = std::ranges::find(parts.lists, std::string("terms.tiers.steps"), &deal::ListExtent::path);
        QVERIFY(list != parts.lists.end());
        QCOMPARE(list->size, std::size_t{4});
        QCOMPARE(parts.leaves[list->firstLeaf].path, std::string("terms.tiers.steps[0].threshold"));
    }
};

ROOM_TEST(leaves, TestLeaves)
#include "tst_leaves.moc"
