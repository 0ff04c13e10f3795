// SPDX-License-Identifier: GPL-3.0-or-later
// Which projection stands for which scenario, while edits overtake the runs.
#include "app/pricing.h"

#include "deal/edits.h"
#include "support/room_tests.h"

#include <QTest>

using namespace dealwright;
using app::Pricing;
using app::ScenarioEntry;
using app::ScenarioId;
using app::Session;

class TestPricingKeys : public QObject {
    Q_OBJECT

private slots:
    /// Each edit comes when the scenario's own run is done and its run with the baseline's settings has just begun;
    /// that is let finish, and answers when the next runs are asked for.
    void aComparisonNeverPassesForAScenariosOwn()
    {
        deal::Scenario scenario = deal::templateScenario();
        scenario.simulation.paths = 1 << 16;
        deal::Workbook workbook{{scenario, scenario}, scenario.name};
        workbook.scenarios[0].simulation.seed = 1;
        workbook.scenarios[1].simulation.seed = 2;
        workbook.scenarios[1].name = "Other";
        Session session;
        session.open(workbook);
        Pricing pricing(session);
        connect(&session, &Session::stateChanged, &pricing, &Pricing::update);
        const ScenarioId other = session.state().entries[1].id;
        session.setCurrent(other);

        constexpr int rounds = 8;
        int edits = 0;
        int wrong = 0;
        bool idle = false;
        connect(&pricing, &Pricing::idle, this, [&] { idle = true; });
        connect(&pricing, &Pricing::priced, this, [&](ScenarioId id) {
            for (const ScenarioEntry& entry : session.state().entries) {
                const app::Priced* own = pricing.latest(entry.id);
                wrong += own != nullptr && own->projection->seed != entry.scenario->simulation.seed ? 1 : 0;
                const app::Priced* compared = pricing.latestForComparison(entry.id);
                wrong += compared != nullptr && compared->projection->seed != 1 ? 1 : 0;
            }
            const app::Priced* own = pricing.latest(other);
            const bool isOwn = own != nullptr && own->scenario == session.state().find(other)->scenario;
            if (id == other && isOwn && edits < rounds) {
                idle = false;
                deal::Edit edit;
                edit.path = "terms.advance";
                edit.value = 1000.0 * ++edits;
                QVERIFY(!session.apply(edit));
            }
        });
        pricing.update();
        constexpr int patience = 120000;  // ms: a run takes some hundred, also with sanitizers and a busy machine
        QTRY_VERIFY_WITH_TIMEOUT(edits == rounds && idle && pricing.isCurrent(other), patience);
        QCOMPARE(wrong, 0);
    }
};

ROOM_TEST(pricing_keys, TestPricingKeys)
#include "tst_pricing_keys.moc"
