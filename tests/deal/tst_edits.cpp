// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/edits.h"
#include "deal/leaves.h"
#include "deal/problem.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>

using namespace dealwright;
using deal::Scenario;

namespace {

/// The scenario with its bookkeeping of identifiers left out of account.
[[nodiscard]] Scenario apartFromNextIds(Scenario scenario)
{
    scenario.market.nextUseCaseId = 0;
    scenario.market.nextEventId = 0;
    return scenario;
}

[[nodiscard]] deal::UseCase newUseCase(std::string name)
{
    deal::UseCase useCase;
    useCase.name = std::move(name);
    useCase.initialUsage = 1000;
    useCase.price = 1;
    return useCase;
}

/// Marks every lever by a value that its term has alone, so that it can be told whether it still leads there.
[[nodiscard]] std::vector<deal::Value> valuesUnderLevers(const Scenario& scenario)
{
    std::vector<deal::Value> values;
    for (const deal::Lever& lever : scenario.negotiation.levers) {
        const auto leaf = deal::leafAt(scenario, lever.term);
        values.push_back(leaf ? leaf->value : deal::Value{std::string("nowhere")});
    }
    return values;
}

/// One edit at random of those that a valid scenario survives.
[[nodiscard]] Scenario edited(const Scenario& scenario, tests::Luck& luck, int step)
{
    const auto position = [&](std::size_t size) {
        return static_cast<std::size_t>(luck.whole(0, static_cast<int>(size) - 1));
    };
    const std::size_t useCases = scenario.market.useCases.size();
    const std::size_t events = scenario.market.events.size();
    constexpr std::array lists{"terms.milestones", "terms.contributions", "negotiation.levers", "negotiation.offers"};
    const std::string list = lists[position(lists.size())];
    const std::size_t size = deal::listAt(scenario, list).value().size;
    switch (luck.whole(0, 9)) {
        case 0:
            return deal::withUseCase(scenario, position(useCases + 1), newUseCase("Added " + std::to_string(step)),
                                     {.baseRate = 0.07});
        case 1:
            return useCases > 1 ? deal::withoutUseCase(scenario, position(useCases)) : scenario;
        case 2:
            return deal::withUseCaseMoved(scenario, position(useCases), position(useCases));
        case 3: {
            Scenario renamed = scenario;
            renamed.market.useCases[position(useCases)].name = "Renamed " + std::to_string(step);
            return renamed;
        }
        case 4:
            return deal::withEvent(scenario, position(events + 1), {.name = "Added"});
        case 5:
            return events > 0 ? deal::withoutEvent(scenario, position(events)) : scenario;
        case 6:
            return events > 0 ? deal::withEventMoved(scenario, position(events), position(events)) : scenario;
        case 7:
            return deal::withElement(scenario, list, position(size + 1)).value_or(scenario);
        case 8:
            return size > 0 ? deal::withoutElement(scenario, list, position(size)).value() : scenario;
        default:
            return size > 0 ? deal::withElementMoved(scenario, list, position(size), position(size)).value() : scenario;
    }
}

}  // namespace

class TestEdits : public QObject {
    Q_OBJECT

private slots:
    void anySequenceOfEditsKeepsAValidScenarioValid()
    {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            tests::Luck luck(seed);
            Scenario scenario = tests::randomScenario(seed);
            std::set<int> useCaseIds;
            for (const deal::UseCase& useCase : scenario.market.useCases) {
                useCaseIds.insert(useCase.id);
            }
            for (int step = 0; step < 40; ++step) {
                const Scenario next = edited(scenario, luck, step);
                for (const deal::Problem& problem : deal::validate(next)) {
                    QVERIFY2(problem.severity == deal::Severity::warning,
                             ("seed " + std::to_string(seed) + ", step " + std::to_string(step) + ": " +
                              deal::describe(problem))
                                 .c_str());
                }
                for (const deal::UseCase& useCase : next.market.useCases) {
                    const bool before = std::ranges::find(scenario.market.useCases, useCase.id, &deal::UseCase::id) !=
                                        scenario.market.useCases.end();
                    QVERIFY2(before || useCaseIds.insert(useCase.id).second, "an identifier was used twice");
                }
                scenario = next;
            }
        }
    }

    void leversFollowTheirTermsThroughUseCases()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            Scenario scenario = tests::randomScenario(seed, {.fewestUseCases = 3});
            double mark = 0.1;
            for (deal::Lever& lever : scenario.negotiation.levers) {  // a different value under each
                mark += 0.001;
                QCOMPARE(deal::assign(scenario, lever.term, mark), deal::AssignError::none);
            }
            const auto marks = valuesUnderLevers(scenario);
            tests::Luck luck(seed);
            const auto from = static_cast<std::size_t>(luck.whole(0, 2));
            const auto to = static_cast<std::size_t>(luck.whole(0, 2));
            QVERIFY(valuesUnderLevers(deal::withUseCase(scenario, to, newUseCase("Added"))) == marks);
            QVERIFY(valuesUnderLevers(deal::withUseCaseMoved(scenario, from, to)) == marks);

            const Scenario fewer = deal::withoutUseCase(scenario, from);
            const std::string share = "terms.shares[" + std::to_string(from) + "]";
            const std::string exclusivity = "terms.exclusivity[" + std::to_string(from) + "]";
            std::vector<deal::Value> kept;
            for (std::size_t k = 0; k < marks.size(); ++k) {
                const std::string& term = scenario.negotiation.levers[k].term;
                if (!term.starts_with(share) && !term.starts_with(exclusivity)) {
                    kept.push_back(marks[k]);
                }
            }
            QVERIFY(valuesUnderLevers(fewer) == kept);
        }
    }

    void leversFollowTheElementsOfLists()
    {
        Scenario scenario = deal::templateScenario();
        for (const double usage : {1e6, 2e6, 3e6}) {
            scenario.terms.milestones.push_back({usage, 5.0, deal::Side::host});
        }
        scenario.negotiation.levers = {{"terms.milestones[1].usage", 1e6, 4e6, 0},
                                       {"terms.milestones[2].usage", 1e6, 4e6, 0}};
        const auto terms = [](const Scenario& edited) {
            std::vector<std::string> paths;
            paths.reserve(edited.negotiation.levers.size());
            for (const deal::Lever& lever : edited.negotiation.levers) {
                paths.push_back(lever.term);
            }
            return paths;
        };
        using Paths = std::vector<std::string>;
        QCOMPARE(terms(deal::withElement(scenario, "terms.milestones", 1).value()),
                 (Paths{"terms.milestones[2].usage", "terms.milestones[3].usage"}));
        QCOMPARE(terms(deal::withoutElement(scenario, "terms.milestones", 1).value()),
                 (Paths{"terms.milestones[1].usage"}));
        QCOMPARE(terms(deal::withElementMoved(scenario, "terms.milestones", 2, 0).value()),
                 (Paths{"terms.milestones[2].usage", "terms.milestones[0].usage"}));
    }

    void movingThereAndBackChangesNothing()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const Scenario scenario = tests::randomScenario(seed);
            tests::Luck luck(seed);
            const int last = static_cast<int>(scenario.market.useCases.size()) - 1;
            const auto from = static_cast<std::size_t>(luck.whole(0, last));
            const auto to = static_cast<std::size_t>(luck.whole(0, last));
            QVERIFY(deal::withUseCaseMoved(deal::withUseCaseMoved(scenario, from, to), to, from) == scenario);
        }
    }

    void addingAndRemovingChangesNothingButTheNextId()
    {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const Scenario scenario = tests::randomScenario(seed);
            tests::Luck luck(seed);
            const auto position =
                static_cast<std::size_t>(luck.whole(0, static_cast<int>(scenario.market.useCases.size())));
            const Scenario more = deal::withUseCase(scenario, position, newUseCase("Added"));
            QVERIFY(apartFromNextIds(deal::withoutUseCase(more, position)) == apartFromNextIds(scenario));
            QVERIFY(apartFromNextIds(deal::withoutEvent(deal::withEvent(scenario, 0, {}), 0)) ==
                    apartFromNextIds(scenario));
            for (const char* list :
                 {"terms.tiers.steps", "terms.milestones", "terms.contributions", "negotiation.levers"}) {
                const std::size_t end = deal::listAt(scenario, list).value().size;
                if (const auto longer = deal::withElement(scenario, list, end)) {
                    QVERIFY(deal::withoutElement(*longer, list, end).value() == scenario);
                } else {
                    QVERIFY(end == 16);  // tiers are at most 16 steps
                }
            }
        }
    }

    void everythingStaysInStepWithTheUseCases()
    {
        Scenario scenario = deal::templateScenario();
        scenario.terms.exclusivity.resize(6);
        scenario.terms.exclusivity[4].premium = 0.03;
        scenario.negotiation.offers = {{deal::Side::host, "", "", scenario.terms}};
        scenario.market.correlation[0][4] = scenario.market.correlation[4][0] = 0.5;

        const Scenario more = deal::withUseCase(scenario, 2, newUseCase("Coding"), {.baseRate = 0.2});
        QCOMPARE(more.market.useCases[2].id, 6);
        QCOMPARE(more.market.nextUseCaseId, 7);
        for (const deal::Terms* terms : {&more.terms, &more.negotiation.offers[0].terms}) {
            QCOMPARE(terms->shares.size(), std::size_t{7});
            QCOMPARE(terms->shares[2].baseRate, 0.2);
            QCOMPARE(terms->exclusivity[5].premium, 0.03);
            QCOMPARE(terms->exclusivity[2], deal::Exclusivity{});
        }
        QCOMPARE(more.market.correlation[0][5], 0.5);
        QCOMPARE(more.market.correlation[2], (std::vector<double>{0, 0, 1, 0, 0, 0, 0}));

        const Scenario moved = deal::withUseCaseMoved(scenario, 4, 0);
        QCOMPARE(moved.market.useCases[0].name, std::string("Search"));
        QCOMPARE(moved.terms.exclusivity[0].premium, 0.03);
        QCOMPARE(moved.negotiation.offers[0].terms.exclusivity[0].premium, 0.03);
        QCOMPARE(moved.market.correlation[0][1], 0.5);
    }

    void whatConcernsARemovedUseCaseAloneGoesWithIt()
    {
        Scenario scenario = deal::templateScenario();
        scenario.market.events = {{.id = 0, .name = "One", .useCase = {2}}, {.id = 1, .name = "All"}};
        scenario.terms.contributions = {{.name = "One", .useCase = {2}, .months = 3},
                                        {.name = "Other", .useCase = {3}, .months = 3}};
        scenario.negotiation.offers = {{deal::Side::host, "", "", scenario.terms}};
        scenario.negotiation.levers = {{"terms.contributions[0].credit", 0, 0.1, 0},
                                       {"terms.contributions[1].credit", 0, 0.1, 0}};
        const Scenario fewer = deal::withoutUseCase(scenario, 2);
        QCOMPARE(fewer.market.events.size(), std::size_t{1});
        QCOMPARE(fewer.market.events[0].name, std::string("All"));
        QCOMPARE(fewer.terms.contributions.size(), std::size_t{1});
        QCOMPARE(fewer.negotiation.offers[0].terms.contributions.size(), std::size_t{1});
        QCOMPARE(fewer.negotiation.levers.size(), std::size_t{1});
        QCOMPARE(fewer.negotiation.levers[0].term, std::string("terms.contributions[0].credit"));
        QVERIFY(!deal::hasErrors(deal::validate(fewer)));
    }

    void identifiersAreNeverReused()
    {
        Scenario scenario = deal::templateScenario();
        scenario.market.nextUseCaseId = 0;  // as in a file that has none
        scenario = deal::withoutUseCase(scenario, 5);
        scenario = deal::withUseCase(scenario, 0, newUseCase("Coding"));
        QCOMPARE(scenario.market.useCases[0].id, 6);
        scenario = deal::withEvent(scenario, 0, {});
        scenario = deal::withoutEvent(scenario, 0);
        scenario = deal::withEvent(scenario, 0, {});
        QCOMPARE(scenario.market.events[0].id, 1);
    }

    void newElementsAreValidWhereTheyStand()
    {
        const Scenario scenario = deal::templateScenario();
        for (std::size_t position = 1; position <= 4; ++position) {
            QVERIFY(deal::validate(deal::withElement(scenario, "terms.tiers.steps", position).value()).empty());
        }
        Scenario growing = scenario;
        for (int k = 0; k < 16 - 4; ++k) {
            growing = deal::withElement(growing, "terms.tiers.steps", 4).value();
        }
        QVERIFY(!deal::withElement(growing, "terms.tiers.steps", 4));
        const Scenario offered = deal::withElement(scenario, "negotiation.offers", 0).value();
        QVERIFY(offered.negotiation.offers[0].terms == scenario.terms);
    }

    void positionsThatAreNotThereAreRefused()
    {
        const Scenario scenario = deal::templateScenario();
        QVERIFY_EXCEPTION_THROWN((void)deal::withUseCase(scenario, 7, {}), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)deal::withoutUseCase(scenario, 6), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)deal::withUseCaseMoved(scenario, 0, 6), std::domain_error);
        QVERIFY_EXCEPTION_THROWN((void)deal::withoutEvent(scenario, 0), std::domain_error);
        QVERIFY(!deal::withElement(scenario, "terms.milestones", 1));
        QVERIFY(!deal::withElement(scenario, "terms.shares", 0));
        QVERIFY(!deal::withElement(scenario, "terms.nothing", 0));
        QVERIFY(!deal::withoutElement(scenario, "terms.milestones", 0));
        QVERIFY(!deal::withElementMoved(scenario, "terms.tiers.steps", 0, 4));
    }

    void theTemplateIsValidAndAlwaysTheSame()
    {
        QVERIFY(deal::validate(deal::templateScenario()).empty());
        QVERIFY(deal::templateScenario() == deal::templateScenario());
        QCOMPARE(deal::templateScenario().market.useCases.size(), std::size_t{6});
    }
};

ROOM_TEST(edits, TestEdits)
#include "tst_edits.moc"
