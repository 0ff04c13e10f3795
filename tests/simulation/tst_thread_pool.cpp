// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/parallel.h"
#include "simulation/thread_pool.h"
#include "support/room_tests.h"

#include <QTest>

#include <atomic>
#include <barrier>
#include <cstddef>
#include <latch>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <vector>

using namespace dealwright;
using simulation::ThreadPool;

namespace {

std::atomic<int> threadsSeen{0};
std::atomic<int> threadsEnded{0};

/// Counts the threads that look at it, each once. Not by their ids: the system gives those of ended threads anew.
struct Seen {
    Seen() { ++threadsSeen; }
    ~Seen() { ++threadsEnded; }
    void look() {}
};
thread_local Seen seen;

/// Lets so many workers into the loop before any goes on: all of them are at work at once.
void runTogether(ThreadPool& pool, std::size_t workers)
{
    std::barrier together(static_cast<std::ptrdiff_t>(workers));
    std::vector<char> done(workers, 0);
    pool.run(workers, [&](std::size_t worker) {
        if (done[worker] != 0) {
            return false;
        }
        seen.look();
        done[worker] = 1;
        together.arrive_and_wait();
        return true;
    });
    QCOMPARE(done, std::vector<char>(workers, 1));
}

[[nodiscard]] simulation::Run with(int threads)
{
    simulation::Run run;
    run.threads = threads;
    return run;
}

/// Whether forEach has each item done, and once.
[[nodiscard]] bool doesEachItemOnce(std::size_t items, int threads)
{
    std::vector<std::atomic<int>> times(items);
    const bool all = simulation::forEach(items, with(threads), [&](std::size_t, std::size_t item) { ++times[item]; });
    bool once = all;
    for (const std::atomic<int>& count : times) {
        once = once && count == 1;
    }
    return once;
}

}  // namespace

// Threads that stay between loops. Nothing here waits for a time: what has to meet, meets at a barrier.
class TestThreadPool : public QObject {
    Q_OBJECT

private slots:
    void startsItsThreadsOnceAndEndsThemAll()
    {
        constexpr std::size_t workers = 5;
        seen.look();  // the caller's
        threadsSeen = 0;
        {
            ThreadPool pool(2);
            for (int loop = 0; loop < 500; ++loop) {
                runTogether(pool, loop % 2 == 0 ? workers : 3);
            }
        }
        QCOMPARE(threadsSeen.load(), static_cast<int>(workers) - 1);
        QCOMPARE(threadsEnded.load(), static_cast<int>(workers) - 1);
    }

    void letsEveryCallerFinish_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {0, 1, 2, 3, 8}) {
            QTest::addRow("%d threads", threads) << threads;
        }
    }
    void letsEveryCallerFinish()
    {
        QFETCH(const int, threads);
        constexpr std::size_t callers = 6;
        std::latch together(callers);
        std::vector<char> right(callers, 0);
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 0; i < callers; ++i) {
                others.emplace_back([&, i] {
                    together.arrive_and_wait();
                    bool each = true;
                    for (const std::size_t items : {1U, 3U, 64U, 1000U, 1U, 20U}) {
                        each = each && doesEachItemOnce(items, threads);
                    }
                    right[i] = each ? 1 : 0;
                });
            }
        }
        QCOMPARE(right, std::vector<char>(callers, 1));
    }

    void runsALoopWithinALoop_data() { letsEveryCallerFinish_data(); }
    void runsALoopWithinALoop()
    {
        QFETCH(const int, threads);
        std::atomic<int> innermost{0};
        std::atomic<int> all{0};
        const auto loop = [&](std::size_t items, const auto& work) {
            all += simulation::forEach(items, with(threads), work) ? 1 : 0;
        };
        loop(7, [&](std::size_t, std::size_t) {
            loop(5, [&](std::size_t, std::size_t) { loop(3, [&](std::size_t, std::size_t) { ++innermost; }); });
        });
        QCOMPARE(innermost, 7 * 5 * 3);
        QCOMPARE(all, 1 + 7 + 7 * 5);
    }

    void noTwoThreadsAreOneWorker()
    {
        constexpr std::size_t workers = 4;
        std::vector<std::atomic<int>> within(workers);
        std::atomic<bool> twice{false};
        const auto loop = [&] {
            std::vector<std::atomic<int>> own(workers);
            (void)simulation::forEach(2000, with(workers), [&](std::size_t worker, std::size_t) {
                twice = twice || ++own.at(worker) != 1;
                --own[worker];
            });
        };
        {
            const std::jthread one(loop);
            const std::jthread other(loop);  // so that threads change over
        }
        QVERIFY(!twice);
    }

    void throwsInTheCallerWhoseItemThrew()
    {
        std::latch together(2);
        bool thrown = false;
        bool otherRight = false;
        {
            const std::jthread thrower([&] {
                together.arrive_and_wait();
                for (int i = 0; i < 50; ++i) {
                    try {
                        (void)simulation::forEach(100, with(3), [](std::size_t, std::size_t item) {
                            if (item == 40) {
                                throw std::runtime_error("40");
                            }
                        });
                        return;
                    } catch (const std::runtime_error&) {
                        thrown = true;
                    }
                }
            });
            const std::jthread other([&] {
                together.arrive_and_wait();
                otherRight = true;
                for (int i = 0; i < 50; ++i) {
                    otherRight = otherRight && doesEachItemOnce(100, 3);
                }
            });
        }
        QVERIFY(thrown);
        QVERIFY(otherRight);
        QVERIFY(doesEachItemOnce(100, 3));
    }

    void throwsOutOfALoopWithinALoop()
    {
        QVERIFY_EXCEPTION_THROWN((void)simulation::forEach(4, with(2),
                                                           [](std::size_t, std::size_t) {
                                                               (void)simulation::forEach(
                                                                   4, with(2), [](std::size_t, std::size_t item) {
                                                                       if (item == 3) {
                                                                           throw std::runtime_error("3");
                                                                       }
                                                                   });
                                                           }),
                                 std::runtime_error);
        QVERIFY(doesEachItemOnce(100, 2));
    }

    void stopsTheCallerThatIsAskedTo()
    {
        constexpr int threads = 3;
        std::stop_source source;
        std::atomic<int> begunAfter{0};
        std::atomic<bool> asked{false};
        bool stopped = false;
        bool otherRight = false;
        std::latch together(2);
        {
            const std::jthread one([&] {
                simulation::Run run = with(threads);
                run.stop = source.get_token();
                together.arrive_and_wait();
                stopped = !simulation::forEach(100'000, run, [&](std::size_t, std::size_t item) {
                    begunAfter += asked ? 1 : 0;
                    if (item == 500) {
                        source.request_stop();
                        asked = true;
                    }
                });
            });
            const std::jthread other([&] {
                together.arrive_and_wait();
                otherRight = doesEachItemOnce(20'000, threads);
            });
        }
        QVERIFY(stopped);
        QVERIFY2(begunAfter < threads, qPrintable(QString::number(begunAfter)));
        QVERIFY(otherRight);
    }

    // Two processors, two callers: the helper of the first has no processor any more, and finishes its step.
    void givesAProcessorBackToANewCaller()
    {
        ThreadPool pool(2);
        std::latch helped(2);   // both workers of the first are at work
        std::latch entered(1);  // the second caller is
        std::latch finished(1);
        std::jthread second;
        std::atomic<int> helpersAfter{0};
        std::vector<int> steps(2, 0);
        pool.run(2, [&](std::size_t worker) {
            const int step = ++steps[worker];
            if (step == 1) {
                helped.arrive_and_wait();
                if (worker == 0) {
                    second = std::jthread([&] {
                        pool.run(1, [&](std::size_t) {
                            entered.count_down();
                            finished.wait();
                            return false;
                        });
                    });
                }
                entered.wait();
            } else if (worker == 1) {
                ++helpersAfter;
            }
            return worker == 1 || step < 1000;
        });
        finished.count_down();
        second.join();
        QCOMPARE(helpersAfter.load(), 0);
    }

    // Three helpers, all with the first loop when the second comes: one of them changes over.
    void sharesItsThreadsBetweenCallers()
    {
        ThreadPool pool(5);
        std::latch helped(4);
        std::latch bothHelped(2);  // the second caller and a helper that came to it
        std::jthread second;
        std::vector<char> first(4, 0);
        std::vector<char> inSecond(2, 0);
        pool.run(4, [&](std::size_t worker) {
            if (first[worker] == 0) {
                first[worker] = 1;
                helped.arrive_and_wait();
                if (worker == 0) {
                    second = std::jthread([&] {
                        pool.run(2, [&](std::size_t here) {
                            if (inSecond[here] != 0) {
                                return false;
                            }
                            inSecond[here] = 1;
                            bothHelped.arrive_and_wait();
                            return true;
                        });
                    });
                }
            }
            return !bothHelped.try_wait();
        });
        second.join();
        QCOMPARE(inSecond, std::vector<char>(2, 1));
    }
};

ROOM_TEST(thread_pool, TestThreadPool)
#include "tst_thread_pool.moc"
