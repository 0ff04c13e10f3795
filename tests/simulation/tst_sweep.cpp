// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/sweep.h"

#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

using namespace dealwright;
using simulation::SweepFigures;
using simulation::SweepOutcome;

namespace {

/// A market in which a price war moves usage, and its luck.
struct Table {
    explicit Table(std::uint64_t number, deal::Sampling sampling = deal::Sampling::quasi, std::int64_t paths = 512)
        : scenario(tests::randomScenario(number))
    {
        scenario.simulation = {paths, 5, sampling};
        scenario.market.priceUncertainty = 0.2;
        scenario.market.useCases.front().elasticity = 0.7;
        shocks = simulation::draw(scenario);
        weights = simulation::weightsOf(scenario, *shocks);
    }

    /// Sheets that differ in what is often bargained over.
    [[nodiscard]] std::vector<deal::Terms> sheets(std::size_t count) const
    {
        std::vector<deal::Terms> result(count, scenario.terms);
        for (std::size_t i = 0; i < count; ++i) {
            const auto step = static_cast<double>(i);
            for (deal::Share& share : result[i].shares) {
                share.baseRate = 0.02 + 0.01 * step;
            }
            result[i].minimumGuarantee = 1e5 * step;
            result[i].incident.licensorLiability = 0.01 * step;
            if (i % 3 == 1) {
                result[i].tiers = {};
            }
            if (i % 3 == 2) {
                result[i].exclusivity.clear();
            }
        }
        return result;
    }

    deal::Scenario scenario;
    std::shared_ptr<const simulation::Shocks> shocks;
    std::shared_ptr<const simulation::PathWeights> weights;
};

[[nodiscard]] SweepFigures figuresOf(const simulation::Statistic& npv)
{
    return {npv.mean, npv.percentiles[1], npv.certaintyEquivalent};
}

}  // namespace

class TestSweep : public QObject {
    Q_OBJECT

private slots:
    void eachSheetIsWorthWhatItsPriceSays_data()
    {
        QTest::addColumn<std::uint64_t>("number");
        QTest::addColumn<deal::Sampling>("sampling");
        for (std::uint64_t number = 0; number < 12; ++number) {
            QTest::addRow("quasi %d", static_cast<int>(number)) << number << deal::Sampling::quasi;
            QTest::addRow("pseudo %d", static_cast<int>(number)) << number << deal::Sampling::pseudo;
        }
    }
    void eachSheetIsWorthWhatItsPriceSays()
    {
        QFETCH(const std::uint64_t, number);
        QFETCH(const deal::Sampling, sampling);
        const Table table(number, sampling, sampling == deal::Sampling::quasi ? 512 : 777);
        const std::vector<deal::Terms> sheets = table.sheets(9);
        std::vector<SweepOutcome> outcomes(sheets.size());
        QVERIFY(simulation::sweep(table.scenario, sheets, *table.shocks, *table.weights, outcomes));
        deal::Scenario scenario = table.scenario;
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            scenario.terms = sheets[i];
            const auto projection = simulation::price(scenario, *table.shocks, {.monthly = false});
            QVERIFY(projection);
            QVERIFY(outcomes[i].licensor == figuresOf(projection->licensor.npv));
            QVERIFY(outcomes[i].host == figuresOf(projection->host.npv));
        }
    }

    void threadsChangeNoFigure()
    {
        const Table table(3);
        const std::vector<deal::Terms> sheets = table.sheets(70);
        std::vector<SweepOutcome> one(sheets.size());
        simulation::Run alone;
        alone.threads = 1;
        QVERIFY(simulation::sweep(table.scenario, sheets, *table.shocks, *table.weights, one, alone));
        QVERIFY(one.front() != one.back());
        for (const int threads : {2, 3, 8}) {
            std::vector<SweepOutcome> several(sheets.size());
            simulation::Run run;
            run.threads = threads;
            QVERIFY(simulation::sweep(table.scenario, sheets, *table.shocks, *table.weights, several, run));
            QVERIFY(several == one);
        }
    }

    void noSheetsAreNoWork()
    {
        const Table table(1);
        QVERIFY(simulation::sweep(table.scenario, {}, *table.shocks, *table.weights, {}));
    }

    void aSweepThatIsStoppedSaysSo()
    {
        const Table table(2);
        const std::vector<deal::Terms> sheets = table.sheets(200);
        std::vector<SweepOutcome> outcomes(sheets.size());
        std::stop_source source;
        simulation::Run run;
        run.threads = 1;
        run.stop = source.get_token();
        std::optional<double> last;
        run.progress = [&](double done) {
            last = done;
            source.request_stop();
        };
        QVERIFY(!simulation::sweep(table.scenario, sheets, *table.shocks, *table.weights, outcomes, run));
        QVERIFY(last && *last < 0.1);
        QVERIFY(outcomes.front() != SweepOutcome{});
        QVERIFY(outcomes.back() == SweepOutcome{});
    }

    void progressRisesToTheWhole()
    {
        const Table table(4);
        const std::vector<deal::Terms> sheets = table.sheets(40);
        std::vector<SweepOutcome> outcomes(sheets.size());
        double last = 0.0;
        bool rises = true;
        simulation::Run run;
        run.threads = 2;
        run.progress = [&](double done) {
            rises = rises && done > last;
            last = done;
        };
        QVERIFY(simulation::sweep(table.scenario, sheets, *table.shocks, *table.weights, outcomes, run));
        QVERIFY(rises);
        QCOMPARE(last, 1.0);
    }
};

ROOM_TEST(sweep, TestSweep)
#include "tst_sweep.moc"
