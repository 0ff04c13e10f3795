// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/parallel.h"
#include "simulation/simulate.h"

#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <atomic>
#include <cstdint>
#include <optional>
#include <stop_token>

using namespace dealwright;

// A run that is asked to stop finishes the pieces that are under way, at most one for each thread, and begins no other.
// Counted, not timed: how long a piece takes is measured by the benchmark `cancel`.
class TestStopping : public QObject {
    Q_OBJECT

private slots:
    void beginsAtMostOnePieceForEachThread_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 3, 8}) {
            QTest::addRow("%d threads", threads) << threads;
        }
    }
    void beginsAtMostOnePieceForEachThread()
    {
        QFETCH(const int, threads);
        std::stop_source source;
        simulation::Run run;
        run.threads = threads;
        run.stop = source.get_token();
        std::atomic<bool> asked{false};
        std::atomic<int> begunAfter{0};
        const bool all = simulation::forEach(100'000, run, [&](std::size_t, std::size_t item) {
            if (asked) {
                ++begunAfter;
            }
            if (item == 1000) {
                source.request_stop();
                asked = true;
            }
        });
        QVERIFY(!all);
        QVERIFY(asked);
        QVERIFY2(begunAfter < threads, qPrintable(QString::number(begunAfter)));
    }

    void beginsNothingWhenStoppedBefore()
    {
        std::stop_source source;
        source.request_stop();
        simulation::Run run;
        run.threads = 3;
        run.stop = source.get_token();
        std::atomic<int> begun{0};
        QVERIFY(!simulation::forEach(100, run, [&](std::size_t, std::size_t) { ++begun; }));
        QCOMPARE(begun, 0);
    }

    // In the draws, in the pricing and in the statistics.
    void aProjectionStopsWhereverItIs_data()
    {
        QTest::addColumn<double>("fraction");
        QTest::addColumn<int>("threads");
        for (const double fraction : {0.01, 0.3, 0.59, 0.75, 0.9, 0.95}) {
            for (const int threads : {1, 2, 5}) {
                QTest::addRow("%g, %d threads", fraction, threads) << fraction << threads;
            }
        }
    }
    void aProjectionStopsWhereverItIs()
    {
        QFETCH(const double, fraction);
        QFETCH(const int, threads);
        deal::Scenario scenario = tests::randomScenario(5);
        scenario.simulation = {8192, 5, deal::Sampling::quasi};
        std::stop_source source;
        simulation::Run run;
        run.threads = threads;
        run.stop = source.get_token();
        std::optional<double> askedAt;
        int doneAfter = 0;
        run.progress = [&](double done) {
            if (askedAt) {
                ++doneAfter;
            }
            if (!askedAt && done >= fraction) {
                askedAt = done;
                source.request_stop();
            }
        };
        simulation::Simulator simulator;
        QVERIFY(!simulator.project(scenario, {}, run));
        QVERIFY(askedAt);
        QVERIFY2(doneAfter < threads, qPrintable(QString::number(doneAfter)));
        // What was stopped leaves nothing behind that changes a figure.
        const auto again = simulator.project(scenario);
        QVERIFY(again);
        QVERIFY(*again == *simulation::Simulator().project(scenario));
    }
};

ROOM_TEST(stopping, TestStopping)
#include "tst_stopping.moc"
