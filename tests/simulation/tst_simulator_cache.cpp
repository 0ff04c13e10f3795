// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simulator_cache.h"

#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <cstdint>
#include <stop_token>

using namespace dealwright;
using simulation::SimulatorCache;

namespace {

/// Scenarios that differ in the seed alone: each has draws of its own.
[[nodiscard]] deal::Scenario market(std::uint64_t seed)
{
    deal::Scenario scenario = tests::randomScenario(3);
    scenario.simulation = {256, seed, deal::Sampling::pseudo};
    return scenario;
}

constexpr simulation::Outputs headline{.monthly = false, .npvByPath = false};

void price(SimulatorCache& cache, const deal::Scenario& scenario)
{
    QVERIFY(cache.simulatorFor(scenario).project(scenario, headline));
}

}  // namespace

class TestSimulatorCache : public QObject {
    Q_OBJECT

private slots:
    void pricesTermsAgainOnTheSameDraws()
    {
        SimulatorCache cache;
        deal::Scenario scenario = market(1);
        price(cache, scenario);
        const auto* const draws = cache.simulatorFor(scenario).shocks().get();
        scenario.terms.upfrontFee += 1.0;
        QVERIFY(cache.holdsDrawsOf(scenario));
        price(cache, scenario);
        QCOMPARE(cache.simulatorFor(scenario).shocks().get(), draws);
    }

    void givesUpWhatWasAskedForLongestAgo()
    {
        SimulatorCache cache;
        for (const std::uint64_t seed : {1, 2, 3, 1, 4}) {
            price(cache, market(seed));
        }
        QVERIFY(cache.holdsDrawsOf(market(1)));
        QVERIFY(!cache.holdsDrawsOf(market(2)));
        QVERIFY(cache.holdsDrawsOf(market(3)));
        QVERIFY(cache.holdsDrawsOf(market(4)));
    }

    void keepsTheFirstWhereItStays()
    {
        SimulatorCache cache(SimulatorCache::Stays::first);
        for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
            price(cache, market(seed));
        }
        QVERIFY(cache.holdsDrawsOf(market(1)));
        QVERIFY(!cache.holdsDrawsOf(market(3)));
        QVERIFY(cache.holdsDrawsOf(market(4)));
        QVERIFY(cache.holdsDrawsOf(market(5)));
    }

    void losesNothingToRunsThatWereStoppedWhileDrawing()
    {
        SimulatorCache cache;
        price(cache, market(1));
        price(cache, market(2));
        std::stop_source source;
        source.request_stop();
        simulation::Run stopped;
        stopped.stop = source.get_token();
        for (const std::uint64_t seed : {3, 4, 5}) {
            QVERIFY(!cache.simulatorFor(market(seed)).project(market(seed), headline, stopped));
        }
        QVERIFY(cache.holdsDrawsOf(market(1)));
        QVERIFY(cache.holdsDrawsOf(market(2)));
    }

    void changesNoFigure()
    {
        SimulatorCache cache;
        for (const std::uint64_t seed : {1, 2, 3, 4, 1, 2, 5, 1}) {
            const deal::Scenario scenario = market(seed);
            QVERIFY(cache.simulatorFor(scenario).project(scenario) == simulation::Simulator().project(scenario));
        }
    }
};

ROOM_TEST(simulator_cache, TestSimulatorCache)
#include "tst_simulator_cache.moc"
