// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sensitivity.h"
#include "plain_deal.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dealwright;
using tests::agree;

namespace {

const analysis::TornadoBar& barOf(const analysis::Tornado& tornado, const std::string& path)
{
    const auto found = std::ranges::find(tornado.bars, path, [](const auto& bar) { return bar.leaf.path; });
    if (found == tornado.bars.end()) {
        qFatal("There is no bar %s", path.c_str());
    }
    return *found;
}

bool hasBar(const analysis::Tornado& tornado, const std::string& path)
{
    return std::ranges::any_of(tornado.bars, [&](const auto& bar) { return bar.leaf.path == path; });
}

double tenthOf(const deal::Scenario& scenario, const std::string& path)
{
    const deal::Field& field = *deal::leafAt(scenario, path).value().field;
    return (field.usualHigh - field.usualLow) / 10.0;
}

}  // namespace

class TestSensitivity : public QObject {
    Q_OBJECT

private slots:
    // A table that pays 10 % between 99.9 and 100.1 M tokens a month and nothing elsewhere, and a deal that stands at
    // 100: more and less growth both leave the licensor the first month's 20 of 240.
    void aBarReachesFromTheDealsOwnValue()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.terms.tiers.measure = deal::TierMeasure::usage;
        scenario.terms.tiers.method = deal::TierMethod::whole;
        scenario.terms.tiers.steps = {{0.0, -0.1}, {99.9, 0.0}, {100.1, -0.1}};
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        const analysis::TornadoBar& bar = barOf(*tornado, "market.useCases[0].trend.annualGrowth");
        QVERIFY(agree(bar.licensorAtLow, 20.0));
        QVERIFY(agree(bar.licensorAtHigh, 20.0));
        QVERIFY(agree(bar.licensor, 240.0));
        QVERIFY(agree(bar.width(deal::Side::licensor), 220.0));
        // Price, 216 to 264, stands below it.
        const auto bars = analysis::ordered(*tornado, deal::Side::licensor);
        const auto placeOf = [&](const std::string& path) {
            return std::ranges::find(bars, path, [](const auto& one) { return one.leaf.path; }) - bars.begin();
        };
        QVERIFY(placeOf("market.useCases[0].trend.annualGrowth") < placeOf("market.useCases[0].price"));
    }

    /// The host has 10^306.8 in the last month; growth of a step (22 % a year) more makes it 10^308.5, past the range
    /// of numbers, and half of the step 10^307.7.
    void aBarEndsWhereTheFiguresAreFinite()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.timeline.months = 240;
        scenario.parties.host.discountRate = -1.0 + 1e-13;  // 10^260 at the end of the term
        scenario.terms.contributions.assign(1, {});
        scenario.terms.contributions[0].growthLift = 5.0;  // e^99.6, 10^43
        scenario.terms.contributions[0].months = 240;
        scenario.market.useCases[0].price = 40.0;
        const std::string path = "market.useCases[0].trend.annualGrowth";
        const double step = tenthOf(scenario, path);
        scenario.negotiation.levers = {{"terms.contributions[0].growthLift", 4.9, 5.0, 0}};
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        const analysis::TornadoBar& bar = barOf(*tornado, path);
        QVERIFY(agree(bar.low, -step));
        QVERIFY(agree(bar.high, step / 2.0));
        for (const analysis::TornadoBar& one : tornado->bars) {
            for (const double figure : {one.licensorAtLow, one.licensorAtHigh, one.hostAtLow, one.hostAtHigh}) {
                QVERIFY(std::isfinite(figure));
            }
        }
    }

    void aTermMovesATenthOfItsUsualRange()
    {
        deal::Scenario scenario = tests::plainDeal();
        const std::string path = "terms.shares[0].baseRate";
        const double step = tenthOf(scenario, path);
        scenario.terms.shares[0].baseRate = 0.1;
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        QVERIFY(agree(tornado->licensor.value, 240.0));
        QVERIFY(agree(tornado->host.value, 2160.0));
        const analysis::TornadoBar& bar = barOf(*tornado, path);
        QVERIFY(step > 0.0 && step < 0.1);
        QVERIFY(agree(bar.low, 0.1 - step));
        QVERIFY(agree(bar.high, 0.1 + step));
        QVERIFY(agree(bar.licensorAtLow, 2400.0 * (0.1 - step)));
        QVERIFY(agree(bar.licensorAtHigh, 2400.0 * (0.1 + step)));
        QVERIFY(agree(bar.hostAtLow, 2400.0 * (0.9 + step)));
        QVERIFY(agree(bar.width(deal::Side::licensor), 4800.0 * step));
        QVERIFY(agree(bar.width(deal::Side::host), 4800.0 * step));
    }

    void aLeverMovesBetweenItsEnds()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.negotiation.levers = {{.term = "terms.shares[0].baseRate", .low = 0.07, .high = 0.31}};
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        const analysis::TornadoBar& bar = barOf(*tornado, "terms.shares[0].baseRate");
        QCOMPARE(bar.low, 0.07);
        QCOMPARE(bar.high, 0.31);
        QVERIFY(agree(bar.licensorAtLow, 168.0));
        QVERIFY(agree(bar.licensorAtHigh, 744.0));
    }

    void endsStayWithinTheFieldsRange()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.terms.upfrontFee = 100.0;
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        const analysis::TornadoBar& bar = barOf(*tornado, "terms.upfrontFee");
        const double step = tenthOf(scenario, "terms.upfrontFee");
        QVERIFY(step > 100.0);
        QCOMPARE(bar.low, 0.0);
        QCOMPARE(bar.high, 100.0 + step);
        QVERIFY(agree(bar.licensorAtLow, 240.0));
        QVERIFY(agree(bar.licensorAtHigh, 340.0 + step));
    }

    void aNumberAtTheEndOfItsRangeMovesOneWay()
    {
        const auto tornado = analysis::tornado(tests::plainDeal());
        QVERIFY(tornado);
        const analysis::TornadoBar& bar = barOf(*tornado, "terms.compliance.licensorCost");
        QCOMPARE(bar.low, 0.0);
        QCOMPARE(bar.licensorAtLow, tornado->licensor.value);
        QVERIFY(agree(bar.licensorAtHigh, 240.0 - bar.high));
    }

    void endsKeepTheDealValid()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.terms.rateFloor = 0.08;
        scenario.terms.rateCap = 0.1;
        scenario.terms.tiers.steps = {{0.0, 0.0}, {1000.0, 0.01}, {1001.0, 0.02}};
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        const analysis::TornadoBar& floor = barOf(*tornado, "terms.rateFloor");
        QVERIFY(floor.high > 0.08 && floor.high <= 0.1);
        const analysis::TornadoBar& cap = barOf(*tornado, "terms.rateCap");
        QVERIFY(cap.low >= 0.08 && cap.low < 0.1);
        // A step that ten halvings do not bring under the next threshold is not made at all.
        if (hasBar(*tornado, "terms.tiers.steps[1].threshold")) {
            const analysis::TornadoBar& threshold = barOf(*tornado, "terms.tiers.steps[1].threshold");
            QVERIFY(threshold.low > 0.0 && threshold.high < 1001.0);
        }
        QVERIFY(!hasBar(*tornado, "terms.tiers.steps[0].threshold"));
    }

    void wholeNumbersMoveByWholeNumbers()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.market.useCases[0].launchMonth = 3;
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        const analysis::TornadoBar& bar = barOf(*tornado, "market.useCases[0].launchMonth");
        const double step = std::max(1.0, std::round(tenthOf(scenario, "market.useCases[0].launchMonth")));
        QCOMPARE(bar.low, std::max(0.0, 3.0 - step));
        QCOMPARE(bar.high, 3.0 + step);
        QVERIFY(agree(bar.licensorAtLow, 20.0 * (12.0 - bar.low)));
        QVERIFY(agree(bar.licensorAtHigh, 20.0 * std::max(0.0, 12.0 - bar.high)));
    }

    void theMarketMovesToo()
    {
        const auto tornado = analysis::tornado(tests::plainDeal());
        QVERIFY(tornado);
        const analysis::TornadoBar& bar = barOf(*tornado, "market.useCases[0].price");
        QVERIFY(agree(bar.licensorAtHigh, 120.0 * bar.high));
        QVERIFY(agree(bar.hostAtLow, 1080.0 * bar.low));
    }

    void whatDoesNothingHasNoWidth()
    {
        const auto tornado = analysis::tornado(tests::plainDeal());
        QVERIFY(tornado);
        for (const char* const path : {"terms.incident.licensorLiability", "terms.dispute.settlement",
                                       "terms.reporting.auditRecovery", "market.useCases[0].elasticity"}) {
            QCOMPARE(barOf(*tornado, path).width(deal::Side::licensor), 0.0);
            QCOMPARE(barOf(*tornado, path).width(deal::Side::host), 0.0);
        }
    }

    void everyNumberOfMarketAndTermsHasABar()
    {
        deal::Scenario scenario = tests::plainDeal(2);
        scenario.terms.annualCap = 300.0;
        scenario.terms.incident.meanLoss = 1e6;  // without it there can be no spread of losses
        scenario.terms.milestones = {{.usage = 500.0, .amount = 10.0}};
        scenario.market.events.resize(1);
        scenario.market.events[0].name = "A rival";
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        std::size_t numbers = 0;
        for (const deal::Leaf& leaf : deal::flatten(scenario)) {
            const bool counts = leaf.path.starts_with("market.") || leaf.path.starts_with("terms.");
            const bool number = deal::numberOf(leaf) && leaf.field->dimension != deal::Dimension::identifier;
            QVERIFY2(hasBar(*tornado, leaf.path) == (counts && number), leaf.path.c_str());
            numbers += counts && number ? 1U : 0U;
        }
        QCOMPARE(tornado->bars.size(), numbers);
        QVERIFY(hasBar(*tornado, "terms.annualCap"));
        QVERIFY(!hasBar(*tornado, "terms.totalCap"));
    }

    void theWidestBarComesFirst()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.market.useCases[0].servingCost = 0.5;
        const auto tornado = analysis::tornado(scenario);
        QVERIFY(tornado);
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            const auto bars = analysis::ordered(*tornado, side);
            QCOMPARE(bars.size(), tornado->bars.size());
            QVERIFY(std::ranges::is_sorted(bars, std::ranges::greater{},
                                           [side](const auto& bar) { return bar.width(side); }));
        }
        // Serving cost is the host's alone: on a gross base the licensor's bar has no width.
        QCOMPARE(barOf(*tornado, "market.useCases[0].servingCost").width(deal::Side::licensor), 0.0);
        QVERIFY(barOf(*tornado, "market.useCases[0].servingCost").width(deal::Side::host) > 0.0);
    }

    void aStoppedRunAnswersNothing()
    {
        std::stop_source source;
        source.request_stop();
        simulation::Run run;
        run.stop = source.get_token();
        QVERIFY(!analysis::tornado(tests::plainDeal(), run));
    }
};

ROOM_TEST(sensitivity, TestSensitivity)
#include "tst_sensitivity.moc"
