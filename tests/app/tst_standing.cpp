// SPDX-License-Identifier: GPL-3.0-or-later
// Where the document stands, without a window: whose figures may be shown, and which compared.
#include "app/standing.h"

#include "deal/edits.h"
#include "support/room_tests.h"

#include <QTest>

using namespace dealwright;
using app::Hindrance;
using app::ScenarioId;
using app::ScenarioStanding;
using app::Standing;

namespace {

constexpr int patience = 60000;  // ms, on a busy machine

/// A, the baseline, and B, which differs in a term; what else differs is up to the test.
struct Desk {
    deal::Workbook workbook;
    app::Session session;
    app::Pricing pricing{session};
    std::set<ScenarioId> checked;

    Desk()
    {
        deal::Scenario scenario = deal::templateScenario();
        scenario.simulation.paths = 1024;
        scenario.name = "A";
        workbook = {{scenario, scenario}, "A"};
        workbook.scenarios[1].name = "B";
        workbook.scenarios[1].terms.shares[0].baseRate += 0.01;
        QObject::connect(&session, &app::Session::stateChanged, &pricing, &app::Pricing::update);
    }
    [[nodiscard]] bool opens()
    {
        session.open(workbook);
        return settles();
    }
    [[nodiscard]] bool settles()
    {
        return QTest::qWaitFor([this] { return pricing.isSettled(); }, patience);
    }
    [[nodiscard]] ScenarioId id(std::size_t position) const { return session.state().entries[position].id; }
    [[nodiscard]] Standing standing() const { return app::standingOf(session, pricing, checked); }
    [[nodiscard]] ScenarioStanding of(std::size_t position) const { return standing().scenarios[position]; }
    void edit(std::size_t position, const std::string& path, const deal::Value& value)
    {
        session.setCurrent(id(position));
        QVERIFY(!session.apply({.path = path, .value = value}));
    }
};

}  // namespace

class TestStanding : public QObject {
    Q_OBJECT

private slots:
    void aScenarioIsMeasuredAgainstTheBaseline()
    {
        Desk desk;
        QVERIFY(desk.opens());
        const Standing standing = desk.standing();
        const ScenarioStanding& a = standing.scenarios[0];
        const ScenarioStanding& b = standing.scenarios[1];
        QVERIFY(a.isBaseline && !b.isBaseline);
        QVERIFY(!a.isStale && !b.isStale && a.why.isEmpty() && b.why.isEmpty());
        QVERIFY(!a.change() && a.whyNoChange.isEmpty() && b.whyNoChange.isEmpty());
        const auto change = b.change();
        QVERIFY(change);
        const auto mean = [](const ScenarioStanding& of) { return of.figures->projection->licensor.npv.mean; };
        QCOMPARE(change->licensor.difference, mean(b) - mean(a));
        QCOMPARE(standing, desk.standing());
    }

    void anEditMakesStaleWhatItConcernsUntilItIsPriced()
    {
        Desk desk;
        QVERIFY(desk.opens());
        const auto before = desk.of(1).figures;
        desk.edit(1, "terms.advance", 1e6);
        QVERIFY(desk.of(1).isStale && !desk.of(0).isStale);
        QVERIFY(desk.of(1).why.isEmpty());  // it is being computed
        QCOMPARE(desk.of(1).figures, before);
        QVERIFY(desk.settles());
        QVERIFY(!desk.of(1).isStale);
        QVERIFY(desk.of(1).figures != before);
    }

    /// Its last good figures stay, marked; nothing is said of it against the baseline.
    void whatBreaksARuleIsNotCompared()
    {
        Desk desk;
        QVERIFY(desk.opens());
        desk.edit(1, "terms.rateFloor", 2.0 * 0.3);
        desk.edit(1, "terms.rateCap", 0.3);
        QVERIFY(desk.settles());
        const ScenarioStanding b = desk.of(1);
        QCOMPARE(b.hindrance, Hindrance::brokenRule);
        QVERIFY(b.figures && b.isStale && !b.compared && !b.change());
        QVERIFY2(b.why.contains("Rate"), qPrintable(b.why));
        QVERIFY(!b.whyNotCompared.isEmpty());
        QCOMPARE(b.whyNoChange, b.whyNotCompared);
    }

    void nothingIsMeasuredAgainstABaselineThatBreaksARule()
    {
        Desk desk;
        QVERIFY(desk.opens());
        desk.edit(0, "terms.rateCap", 0.3);
        desk.edit(0, "terms.rateFloor", 0.6);
        QVERIFY(desk.settles());
        const ScenarioStanding b = desk.of(1);
        QVERIFY(b.figures && !b.isStale && b.compared && !b.change());
        QVERIFY2(b.whyNoChange.contains(QStringLiteral("“A”, the baseline")), qPrintable(b.whyNoChange));
        QVERIFY(!desk.of(0).compared);
    }

    void anotherCurrencyIsNotCompared()
    {
        Desk desk;
        desk.workbook.scenarios[1].timeline.currency = "EUR";
        QVERIFY(desk.opens());
        const ScenarioStanding b = desk.of(1);
        QVERIFY(b.figures && !b.isStale && !b.compared && !b.change());
        QVERIFY2(b.whyNoChange.contains("currency"), qPrintable(b.whyNoChange));
        // Before it is priced anew, its figures are of the other currency still.
        desk.edit(1, "timeline.currency", std::string("USD"));
        QVERIFY(!desk.of(1).compared);
        QVERIFY(desk.settles());
        QVERIFY(desk.of(1).change());
    }

    /// Settings of its own do not matter: it is run again with the baseline's.
    void whatIsComparedIsOfTheBaselinesLuck()
    {
        Desk desk;
        desk.workbook.scenarios[1].simulation.seed = 7;
        QVERIFY(desk.opens());
        const ScenarioStanding b = desk.of(1);
        QCOMPARE(b.figures->projection->seed, std::uint64_t{7});
        QCOMPARE(b.compared->projection->seed, desk.of(0).figures->projection->seed);
        QVERIFY(b.change());
        // The baseline is run anew first: until the other is too, the two are of different luck.
        bool different = false;
        QObject::connect(&desk.pricing, &app::Pricing::priced, this, [&](ScenarioId /*id*/) {
            const Standing now = desk.standing();
            for (const ScenarioStanding& one : now.scenarios) {
                different |= one.against && !analysis::sameLuck(*one.against, *one.compared->projection);
            }
        });
        desk.edit(0, "simulation.seed", std::uint64_t{11});
        QVERIFY(desk.settles());
        QVERIFY(!different);
        QCOMPARE(desk.of(1).compared->projection->seed, std::uint64_t{11});
    }

    /// Prices that rise without end.
    void whatCannotBeComputedSaysWhatDrivesIt()
    {
        Desk desk;
        deal::Scenario& beyond = desk.workbook.scenarios[1];
        beyond.timeline.months = 240;
        beyond.market.useCases[0].initialUsage = 1e15;
        beyond.market.useCases[0].trend.kind = deal::TrendKind::exponential;
        beyond.market.useCases[0].priceDecline = -1e15;
        QVERIFY(desk.opens());
        const ScenarioStanding b = desk.of(1);
        QCOMPARE(b.hindrance, Hindrance::notFinite);
        QVERIFY(!b.figures && !b.compared);
        QVERIFY(b.why.contains(QStringLiteral("10³⁰⁸")));
        QCOMPARE(b.whyNotCompared, b.why);
    }

    void moreThanTheMemoryHoldsIsRefused()
    {
        Desk desk;
        desk.pricing.setMemory(1.0);
        QVERIFY(desk.opens());
        for (const std::size_t position : {0, 1}) {
            QCOMPARE(desk.of(position).hindrance, Hindrance::refused);
            QVERIFY(desk.of(position).why.contains("memory"));
        }
    }

    void aCancelledRunSaysSoWhereItLeftOldFigures()
    {
        Desk desk;
        QVERIFY(desk.opens());
        desk.edit(1, "terms.advance", 1e6);
        desk.pricing.stop();
        QCOMPARE(desk.of(0).hindrance, Hindrance::none);
        QCOMPARE(desk.of(1).hindrance, Hindrance::cancelled);
        QVERIFY(desk.of(1).isStale && desk.of(1).figures);
        desk.pricing.update();
        QVERIFY(desk.settles());
        QCOMPARE(desk.of(1).hindrance, Hindrance::none);
    }

    void aLostBaselineIsNobodys()
    {
        Desk desk;
        desk.workbook.baseline = "Opening offer";
        QVERIFY(desk.opens());
        QVERIFY(!desk.of(0).isBaseline && !desk.of(1).isBaseline);
        QCOMPARE(desk.of(0).hindrance, Hindrance::refused);
        QVERIFY(desk.of(1).why.contains("Opening offer"));
    }

    void whatIsCheckedStandsBesideTheBaseline()
    {
        Desk desk;
        desk.workbook.scenarios.push_back(desk.workbook.scenarios[1]);
        desk.workbook.scenarios.back().name = "C";
        QVERIFY(desk.opens());
        using Ids = std::vector<ScenarioId>;
        const ScenarioId a = desk.id(0);
        const ScenarioId b = desk.id(1);
        const ScenarioId c = desk.id(2);
        QCOMPARE(desk.standing().compared(), Ids{a});
        QCOMPARE(desk.standing().exported(), Ids{a});
        desk.session.setCurrent(b);
        QCOMPARE(desk.standing().compared(), (Ids{a, b}));
        QCOMPARE(desk.standing().exported(), Ids{b});
        desk.checked = {a};
        QCOMPARE(desk.standing().exported(), Ids{b});
        desk.checked = {c};
        QCOMPARE(desk.standing().compared(), (Ids{a, c}));
        QCOMPARE(desk.standing().exported(), (Ids{a, c}));
        // What is deleted is not checked any more.
        desk.session.remove(c);
        QCOMPARE(desk.standing().exported(), Ids{desk.session.current()});
    }

    void noMoreAreComparedThanThereIsRoomFor()
    {
        Desk desk;
        for (int number = 0; number < 8; ++number) {
            desk.workbook.scenarios.push_back(desk.workbook.scenarios[1]);
            desk.workbook.scenarios.back().name = "More " + std::to_string(number);
        }
        QVERIFY(desk.opens());
        for (const app::ScenarioEntry& entry : desk.session.state().entries) {
            desk.checked.insert(entry.id);
        }
        QCOMPARE(desk.standing().compared().size(), Standing::mostCompared);
        QCOMPARE(desk.standing().compared().front(), desk.id(0));
    }
};

ROOM_TEST(standing, TestStanding)
#include "tst_standing.moc"
