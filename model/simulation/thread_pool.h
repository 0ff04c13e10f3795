// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dealwright::simulation {

/// Threads that are started once, when they are first wanted, and wait between loops. Whoever calls run() works too, so
/// that a loop goes on whether or not a thread is free: callers on several threads, and a loop within a step of
/// another, cannot block each other. Threads at work, callers included, are never more than there are processors, or
/// than one of the loops at hand asks for; only callers themselves may be more. Where loops compete, threads change
/// over between steps until each loop has as many, one more or less. Any thread may call.
class ThreadPool {
public:
    /// Called again and again by each worker, until it returns false: then nothing is left to do. Must not throw.
    using Step = std::function<bool(std::size_t worker)>;

    explicit ThreadPool(std::size_t processors = processorsOfMachine());
    /// Ends its threads. Precondition: no loop is under way.
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    /// Takes steps on at most `workers` threads (at least 1) until nothing is left; back once all of them are done.
    /// Worker 0 is the caller; no two threads are the same worker at a time.
    void run(std::size_t workers, const Step& step);

    /// The pool that the simulation shares; it ends with the program.
    [[nodiscard]] static ThreadPool& shared();
    /// At least 1.
    [[nodiscard]] static std::size_t processorsOfMachine();

private:
    struct Loop;

    void work();
    void startThreads(std::size_t wanted);
    [[nodiscard]] std::size_t mostAtWork() const;
    [[nodiscard]] Loop* loopToHelp() const;
    [[nodiscard]] bool shouldLeave(const Loop& loop) const;
    void settle();

    std::size_t m_processors;
    std::atomic<bool> m_unsettled{false};  ///< a helper should leave its loop, or change over to another
    std::mutex m_mutex;                    // of what follows
    std::condition_variable m_wake;
    std::vector<Loop*> m_loops;
    std::size_t m_atWork = 0;
    bool m_ending = false;
    std::vector<std::jthread> m_threads;  ///< last: they use all else
};

}  // namespace dealwright::simulation
