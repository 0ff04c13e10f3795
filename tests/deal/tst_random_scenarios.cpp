// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/leaves.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <map>
#include <set>

using namespace dealwright;

class TestRandomScenarios : public QObject {
    Q_OBJECT

private slots:
    void sameSeedGivesTheSameScenario()
    {
        QVERIFY(tests::randomScenario(7) == tests::randomScenario(7));
        QVERIFY(tests::randomScenario(7) != tests::randomScenario(8));
    }

    void sizesAreKept()
    {
        const tests::Size size{.fewestUseCases = 3, .mostUseCases = 3, .fewestMonths = 24, .mostMonths = 24};
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const deal::Scenario scenario = tests::randomScenario(seed, size);
            QCOMPARE(scenario.market.useCases.size(), std::size_t{3});
            QCOMPARE(scenario.timeline.months, 24);
        }
    }

    /// Every choice comes up, and every cap is sometimes absent.
    void choicesAndAbsencesAllComeUp()
    {
        std::map<const deal::Field*, std::set<std::string>> words;
        std::map<const deal::Field*, std::size_t> choices;
        bool capAbsent = false;
        bool capPresent = false;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            for (const deal::Leaf& leaf : deal::flatten(tests::randomScenario(seed))) {
                if (!leaf.choices.empty()) {
                    words[leaf.field].insert(std::get<std::string>(leaf.value));
                    choices[leaf.field] = leaf.choices.size();
                }
                if (leaf.path == "terms.annualCap") {
                    const bool absent = std::holds_alternative<std::monostate>(leaf.value);
                    capAbsent = capAbsent || absent;
                    capPresent = capPresent || !absent;
                }
            }
        }
        QVERIFY(capAbsent && capPresent);
        for (const auto& [field, count] : choices) {
            QVERIFY2(words[field].size() == count, std::string(field->label).c_str());
        }
    }
};

ROOM_TEST(random_scenarios, TestRandomScenarios)
#include "tst_random_scenarios.moc"
