// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edit.h"
#include "deal/edits.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

// What an edit makes of a scenario, and what it is refused for: every kind on every list.
using namespace dealwright;
using deal::Applied;
using deal::Edit;
using deal::Rule;
using deal::Scenario;
using deal::Value;
using Kind = Edit::Kind;

Q_DECLARE_METATYPE(dealwright::deal::Edit)

namespace {

/// A valid scenario with an element in every list, exclusivity and an offer.
[[nodiscard]] Scenario fullScenario()
{
    Scenario scenario = deal::templateScenario();
    scenario.market.events = {{.id = 0, .name = "Rival", .annualRate = 0.3, .meanImpact = -0.1}};
    scenario.market.nextEventId = 1;
    scenario.terms.exclusivity.resize(6);
    scenario.terms.milestones = {{1e8, 1e6, deal::Side::host}};
    scenario.terms.contributions = {{.name = "Updates", .months = 12}};
    scenario.negotiation.levers = {{"terms.shares[4].baseRate", 0.1, 0.3, 0}};
    scenario.negotiation.offers = {{deal::Side::host, "2027-01-12", "", scenario.terms}};
    return scenario;
}

constexpr std::array growingLists{"market.useCases",
                                  "market.events",
                                  "terms.tiers.steps",
                                  "terms.milestones",
                                  "terms.contributions",
                                  "negotiation.levers",
                                  "negotiation.offers",
                                  "negotiation.offers[0].terms.tiers.steps",
                                  "negotiation.offers[0].terms.milestones",
                                  "negotiation.offers[0].terms.contributions"};

void addGrowingLists()
{
    QTest::addColumn<QString>("list");
    for (const char* list : growingLists) {
        QTest::newRow(list) << QString(list);
    }
}

[[nodiscard]] Edit set(std::string path, Value value)
{
    return {.path = std::move(path), .value = std::move(value)};
}

[[nodiscard]] Edit insert(const std::string& list, std::size_t position)
{
    return {.kind = Kind::insert, .path = list, .position = position};
}

[[nodiscard]] Edit remove(const std::string& list, std::size_t position)
{
    return {.kind = Kind::remove, .path = list, .position = position};
}

[[nodiscard]] Edit move(const std::string& list, std::size_t from, std::size_t to)
{
    return {.kind = Kind::move, .path = list, .position = from, .target = to};
}

/// What the edit makes, which it does.
[[nodiscard]] Scenario after(const Scenario& scenario, const Edit& edit)
{
    Applied next = deal::applied(scenario, edit);
    if (!next.scenario || next.problem) {
        qFatal("%s", next.problem ? deal::describe(*next.problem).c_str() : "nothing came of it");
    }
    return std::move(*next.scenario);
}

/// Why the edit is refused, which it is.
[[nodiscard]] deal::Problem refusal(const Scenario& scenario, const Edit& edit)
{
    Applied next = deal::applied(scenario, edit);
    if (next.scenario || !next.problem) {
        qFatal("%s was not refused", edit.path.c_str());
    }
    return std::move(*next.problem);
}

[[nodiscard]] std::size_t sizeOf(const Scenario& scenario, const std::string& list)
{
    return deal::listAt(scenario, list).value().size;
}

/// The scenario with its bookkeeping of identifiers left out of account.
[[nodiscard]] Scenario apartFromNextIds(Scenario scenario)
{
    scenario.market.nextUseCaseId = 0;
    scenario.market.nextEventId = 0;
    return scenario;
}

}  // namespace

class TestEdit : public QObject {
    Q_OBJECT

private slots:
    void aValueIsSetAndNothingElse()
    {
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            const Scenario scenario = tests::randomScenario(seed);
            for (const deal::Leaf& leaf : deal::flatten(scenario)) {
                const bool identity =
                    scenario.market.correlation.empty() && leaf.path.starts_with("market.correlation");
                const Scenario same = after(scenario, set(leaf.path, leaf.value));
                QVERIFY2(same == scenario || identity, leaf.path.c_str());
            }
        }
        Scenario expected = fullScenario();
        expected.terms.shares[4].baseRate = 0.21;
        QVERIFY(after(fullScenario(), set("terms.shares[4].baseRate", 0.21)) == expected);
        expected = fullScenario();
        expected.terms.totalCap = 5e8;
        QVERIFY(after(fullScenario(), set("terms.totalCap", 5e8)) == expected);
        QVERIFY(after(expected, set("terms.totalCap", {})) == fullScenario());
    }

    void whatAFieldDoesNotTakeIsRefused_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<int>("rule");
        int row = 0;
        const auto refused = [&](const char* path, Value value, Rule rule) {
            QTest::addRow("%d: %s", ++row, path) << set(path, std::move(value)) << static_cast<int>(rule);
        };
        constexpr double infinity = std::numeric_limits<double>::infinity();
        for (const char* path : {"", "terms", "terms.nothing", "terms.shares", "terms.shares[6].baseRate",
                                 "terms.milestones[1].usage", "market.correlation", "market.correlation[0][6]"}) {
            refused(path, 1.0, Rule::unknownField);
        }
        refused("terms.advance", std::string("much"), Rule::wrongKind);
        refused("terms.advance", true, Rule::wrongKind);
        refused("terms.advance", {}, Rule::wrongKind);
        refused("terms.exclusivity[0].granted", 1.0, Rule::wrongKind);
        refused("terms.revenueBase", 1.0, Rule::wrongKind);
        refused("notes", 2027.0, Rule::wrongKind);
        refused("market.correlation[1][0]", std::string("much"), Rule::wrongKind);
        refused("timeline.months", 1.5, Rule::notWhole);
        refused("timeline.months", 1e300, Rule::notWhole);
        refused("simulation.seed", std::int64_t{-1}, Rule::notWhole);
        refused("terms.revenueBase", std::string("nett"), Rule::unknownWord);
        refused("market.events[0].useCase", std::string("Nobody's"), Rule::unknownUseCase);
        refused("terms.recoupment", 1.5, Rule::aboveHigh);
        refused("terms.advance", -1.0, Rule::belowLow);
        refused("terms.advance", infinity, Rule::notFinite);
        refused("terms.totalCap", std::numeric_limits<double>::quiet_NaN(), Rule::notFinite);
        refused("timeline.months", std::int64_t{241}, Rule::aboveHigh);
        refused("market.correlation[0][1]", 1.5, Rule::aboveHigh);
        refused("market.correlation[1][0]", 1.5, Rule::aboveHigh);
        refused("market.correlation[1][0]", -1.5, Rule::belowLow);
        refused("market.correlation[2][2]", 1.5, Rule::aboveHigh);
        refused("market.correlation[1][0]", infinity, Rule::notFinite);
        refused("market.useCases[0].name", std::string(), Rule::textEmpty);
        refused("name", std::string(201, 'x'), Rule::textTooLong);
        refused("notes", std::string(10001, 'x'), Rule::textTooLong);
        refused("market.useCases[0].name", std::string("a\x1b[2J"), Rule::textNotPrintable);
        refused("author", std::string("\xff"), Rule::textNotPrintable);
        refused("timeline.currency", std::string("usd"), Rule::currencyUnknown);
    }
    void whatAFieldDoesNotTakeIsRefused()
    {
        QFETCH(const Edit, edit);
        QFETCH(const int, rule);
        for (const bool matrix : {true, false}) {
            Scenario scenario = fullScenario();
            if (!matrix) {
                scenario.market.correlation.clear();
            }
            const deal::Problem problem = refusal(scenario, edit);
            QCOMPARE(static_cast<int>(problem.rule), rule);
            QCOMPARE(problem.path, edit.path);
            QCOMPARE(problem.severity, deal::Severity::error);
        }
    }

    /// A rule between fields may break on the way to another scenario, and a warning keeps nothing away.
    void whatOnlyValidateMindsIsTaken()
    {
        const Scenario apart = after(fullScenario(), set("terms.rateFloor", 0.9));
        QVERIFY(deal::hasErrors(deal::validate(apart)));
        const Scenario undated = after(fullScenario(), set("negotiation.offers[0].date", std::string("yesterday")));
        QCOMPARE(undated.negotiation.offers[0].date, std::string("yesterday"));
    }

    void bothTrianglesOfTheCorrelationAreOne()
    {
        for (const bool matrix : {true, false}) {
            Scenario scenario = fullScenario();
            if (!matrix) {
                scenario.market.correlation.clear();
            }
            const Scenario above = after(scenario, set("market.correlation[1][4]", 0.31));
            QCOMPARE(above.market.correlation[4][1], 0.31);
            QVERIFY(after(scenario, set("market.correlation[4][1]", 0.31)) == above);
        }
    }

    void everyListGrowsShrinksAndMoves_data() { addGrowingLists(); }
    void everyListGrowsShrinksAndMoves()
    {
        QFETCH(const QString, list);
        const std::string path = list.toStdString();
        const Scenario scenario = fullScenario();
        const std::size_t size = sizeOf(scenario, path);
        for (std::size_t position = 0; position <= size; ++position) {
            const Scenario more = after(scenario, insert(path, position));
            QCOMPARE(sizeOf(more, path), size + 1);
            if (!path.starts_with("negotiation.offers[")) {  // what an offer says is not filled in
                // A step before the first leaves the old first to be mended.
                QCOMPARE(deal::hasErrors(deal::validate(more)), position == 0 && path == "terms.tiers.steps");
            }
            QVERIFY(apartFromNextIds(after(more, remove(path, position))) == apartFromNextIds(scenario));
            const Scenario moved = after(more, move(path, position, size));
            QVERIFY(after(moved, move(path, size, position)) == more);
        }
    }

    void aFullListTakesNoMore_data() { addGrowingLists(); }
    void aFullListTakesNoMore()
    {
        QFETCH(const QString, list);
        const std::string path = list.toStdString();
        Scenario scenario = fullScenario();
        const std::size_t most = deal::listAt(scenario, path).value().field->mostElements();
        for (std::size_t size = sizeOf(scenario, path); size < most; ++size) {
            scenario = after(scenario, insert(path, size));
        }
        QCOMPARE(sizeOf(scenario, path), most);
        for (const std::size_t position : {std::size_t{0}, most}) {
            const deal::Problem problem = refusal(scenario, insert(path, position));
            QCOMPARE(problem.rule, Rule::listTooLong);
            QCOMPARE(problem.path, path);
            QVERIFY(problem.value == Value{static_cast<std::int64_t>(most + 1)});
            QVERIFY(problem.bound == Value{static_cast<std::int64_t>(most)});
        }
        QCOMPARE(sizeOf(after(scenario, remove(path, most - 1)), path), most - 1);
    }

    void positionsThatAreNotThereAreRefused_data() { addGrowingLists(); }
    void positionsThatAreNotThereAreRefused()
    {
        QFETCH(const QString, list);
        const std::string path = list.toStdString();
        Scenario empty = fullScenario();
        empty.market.useCases.clear();
        empty.market.events.clear();
        empty.terms.tiers.steps.clear();
        empty.terms.milestones.clear();
        empty.terms.contributions.clear();
        empty.negotiation.levers.clear();
        for (const Scenario& scenario : {fullScenario(), empty}) {
            const std::size_t size = sizeOf(scenario, path);
            constexpr std::size_t far = std::numeric_limits<std::size_t>::max();
            for (const Edit& edit : {insert(path, size + 1), insert(path, far), remove(path, size), remove(path, far),
                                     move(path, size, 0), move(path, 0, size), move(path, far, far)}) {
                const deal::Problem problem = refusal(scenario, edit);
                QCOMPARE(problem.rule, Rule::unknownElement);
                QCOMPARE(problem.path, path);
            }
        }
    }

    void listsThatFollowTheUseCasesTakeNoEditOfTheirOwn()
    {
        const Scenario scenario = fullScenario();
        for (const std::string path :
             {"terms.shares", "terms.exclusivity", "market.correlation", "negotiation.offers[0].terms.shares",
              "negotiation.offers[0].terms.exclusivity"}) {
            for (const Edit& edit : {insert(path, 0), remove(path, 0), move(path, 0, 1)}) {
                QCOMPARE(refusal(scenario, edit).rule, Rule::unknownElement);
            }
        }
        for (const std::string path : {"", "terms", "terms.nothing", "terms.rateCap", "terms.milestones[0]"}) {
            for (const Edit& edit : {insert(path, 0), remove(path, 0), move(path, 0, 0)}) {
                QCOMPARE(refusal(scenario, edit).rule, Rule::unknownField);
            }
        }
    }

    void theLastUseCaseStays()
    {
        Scenario scenario = fullScenario();
        while (scenario.market.useCases.size() > 1) {
            scenario = after(scenario, remove("market.useCases", 0));
        }
        QCOMPARE(refusal(scenario, remove("market.useCases", 0)).rule, Rule::lastUseCase);
        scenario = after(scenario, remove("market.events", 0));
        QVERIFY(scenario.market.events.empty());
    }

    void aNewUseCaseHasTheFirstFreeName()
    {
        const auto named = [](const Scenario& scenario, std::string_view pattern) {
            const std::size_t end = scenario.market.useCases.size();
            const Applied next = deal::applied(scenario, insert("market.useCases", end), pattern);
            return next.scenario.value().market.useCases.back().name;
        };
        Scenario scenario = fullScenario();
        QCOMPARE(after(scenario, insert("market.useCases", 0)).market.useCases[0].name, std::string("New use case 1"));
        scenario.market.useCases[0].name = "New use case 1";
        QCOMPARE(named(scenario, deal::nameOfANewUseCase), std::string("New use case 2"));
        scenario.market.useCases[1].name = "Caf\u00e9 1";  // the same name as Unicode has it
        QCOMPARE(named(scenario, "Cafe\u0301 %1"), std::string("Cafe\u0301 2"));
        QCOMPARE(named(scenario, "Coding"), std::string("Coding 1"));
    }

    void offersAndLeversFollow()
    {
        Scenario scenario = fullScenario();
        scenario.terms.shares[4].baseRate = scenario.negotiation.offers[0].terms.shares[4].baseRate = 0.123;
        const auto term = [](const Scenario& one) { return one.negotiation.levers.at(0).term; };
        const auto offered = [](const Scenario& one, std::size_t u) {
            return one.negotiation.offers.at(0).terms.shares.at(u).baseRate;
        };
        const Scenario more = after(scenario, insert("market.useCases", 2));
        QCOMPARE(term(more), std::string("terms.shares[5].baseRate"));
        QCOMPARE(offered(more, 5), 0.123);
        QCOMPARE(more.terms.exclusivity.size(), std::size_t{7});
        const Scenario moved = after(scenario, move("market.useCases", 4, 0));
        QCOMPARE(term(moved), std::string("terms.shares[0].baseRate"));
        QCOMPARE(offered(moved, 0), 0.123);
        const Scenario fewer = after(scenario, remove("market.useCases", 4));
        QVERIFY(fewer.negotiation.levers.empty());
        QCOMPARE(fewer.negotiation.offers[0].terms.shares.size(), std::size_t{5});
        const Scenario renamed = after(scenario, set("market.useCases[4].name", std::string("Finding")));
        QCOMPARE(term(renamed), term(scenario));
        scenario.negotiation.levers[0].term = "terms.milestones[0].amount";
        const Scenario later = after(scenario, insert("terms.milestones", 0));
        QCOMPARE(term(later), std::string("terms.milestones[1].amount"));
        QVERIFY(after(scenario, remove("terms.milestones", 0)).negotiation.levers.empty());
    }

    void anySequenceOfEditsKeepsAValidScenarioValid()
    {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            tests::Luck luck(seed);
            Scenario scenario = tests::randomScenario(seed);
            const auto below = [&](std::size_t size) {
                return static_cast<std::size_t>(luck.whole(0, static_cast<int>(size) - 1));
            };
            int made = 0;
            for (int step = 0; step < 40; ++step) {
                constexpr std::size_t offers = 7;  // the lists of an offer need one
                const std::string list = growingLists[below(offers)];
                const std::size_t size = sizeOf(scenario, list);
                Edit edit{.kind = std::array{Kind::insert, Kind::remove, Kind::move}[below(3)], .path = list};
                edit.position = below(edit.kind == Kind::insert ? size + 1 : std::max<std::size_t>(size, 1));
                edit.target = below(std::max<std::size_t>(size, 1));
                if (list == "terms.tiers.steps") {  // whose order is a rule
                    edit.kind = Kind::insert;
                    edit.position = size;
                }
                Applied next = deal::applied(scenario, edit);
                if (!next.scenario) {
                    const bool full = next.problem->rule == Rule::listTooLong;
                    QVERIFY(full || next.problem->rule == (size == 0 ? Rule::unknownElement : Rule::lastUseCase));
                    continue;
                }
                ++made;
                for (const deal::Problem& problem : deal::validate(*next.scenario)) {
                    QVERIFY2(problem.severity == deal::Severity::warning,
                             ("seed " + std::to_string(seed) + ", step " + std::to_string(step) + ": " +
                              deal::describe(problem))
                                 .c_str());
                }
                scenario = std::move(*next.scenario);
            }
            QVERIFY(made > 0);
        }
    }

    /// A file may have taken the lines beside a new one as far as numbers go.
    void aNewLineIsFilledInWithNumbers()
    {
        Scenario scenario = fullScenario();
        scenario.terms.milestones = {{1.5e308, 0.0, deal::Side::host}};
        scenario.market.useCases.front().initialUsage = 1.5e307;
        const deal::Problem problem = refusal(scenario, insert("terms.milestones", 1));
        QCOMPARE(problem.rule, Rule::fillsPastNumbers);
        QCOMPARE(problem.path, std::string("terms.milestones[1].usage"));
    }

    void exclusivityIsGrantedWithALineForEachUseCase()
    {
        const Scenario scenario = deal::templateScenario();
        const Scenario granted = after(scenario, {.kind = Kind::giveEachUseCase, .path = "terms.exclusivity"});
        QCOMPARE(granted.terms.exclusivity, std::vector<deal::Exclusivity>(6));
        QVERIFY(deal::validate(granted).empty());
    }
};

ROOM_TEST(edit, TestEdit)
#include "tst_edit.moc"
