// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/thread_pool.h"

#include <algorithm>
#include <cassert>
#include <exception>

namespace dealwright::simulation {

namespace {

/// Loops that this thread works for, each within a step of the one before.
thread_local std::size_t loopsOfThisThread = 0;

}  // namespace

struct ThreadPool::Loop {
    const Step& step;
    std::size_t workers = 1;
    std::vector<std::size_t> freeWorkers;  ///< numbers that no thread has
    std::size_t helpers = 0;               ///< threads besides the caller
    bool nothingLeft = false;
    std::condition_variable helpersGone;

    [[nodiscard]] bool wantsHelp() const { return !nothingLeft && !freeWorkers.empty(); }
};

ThreadPool::ThreadPool(std::size_t processors) : m_processors(processors)
{
    assert(processors >= 1);
}

ThreadPool::~ThreadPool()
{
    {
        const std::lock_guard lock(m_mutex);
        assert(m_loops.empty());
        m_ending = true;
    }
    m_wake.notify_all();
}

ThreadPool& ThreadPool::shared()
{
    static ThreadPool pool;
    return pool;
}

std::size_t ThreadPool::processorsOfMachine()
{
    return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

void ThreadPool::run(std::size_t workers, const Step& step)
{
    assert(workers >= 1);
    Loop loop{step, workers, {}, 0, false, {}};
    for (std::size_t worker = workers - 1; worker > 0; --worker) {
        loop.freeWorkers.push_back(worker);
    }
    const bool outermost = loopsOfThisThread == 0;
    std::size_t wanted = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_loops.push_back(&loop);
        ++loopsOfThisThread;
        m_atWork += outermost ? 1 : 0;
        startThreads(workers - 1);
        settle();
        wanted = std::min(workers - 1, mostAtWork() - std::min(m_atWork, mostAtWork()));
    }
    for (; wanted > 0; --wanted) {
        m_wake.notify_one();
    }

    while (step(0)) {
    }

    std::unique_lock lock(m_mutex);
    loop.nothingLeft = true;
    loop.helpersGone.wait(lock, [&loop] { return loop.helpers == 0; });
    std::erase(m_loops, &loop);
    m_atWork -= outermost ? 1 : 0;
    --loopsOfThisThread;
    settle();
    if (loopToHelp() != nullptr) {
        m_wake.notify_one();
    }
}

/// What a thread of the pool does until the pool ends.
void ThreadPool::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        Loop* loop = nullptr;
        m_wake.wait(lock, [&] { return m_ending || (loop = loopToHelp()) != nullptr; });
        if (m_ending) {
            return;
        }
        const std::size_t worker = loop->freeWorkers.back();
        loop->freeWorkers.pop_back();
        ++loop->helpers;
        ++m_atWork;
        settle();
        bool more = true;
        while (more && !shouldLeave(*loop)) {
            lock.unlock();
            ++loopsOfThisThread;
            do {
                more = loop->step(worker);
            } while (more && !m_unsettled.load(std::memory_order_relaxed));
            --loopsOfThisThread;
            lock.lock();
        }
        loop->nothingLeft = loop->nothingLeft || !more;
        loop->freeWorkers.push_back(worker);
        --loop->helpers;
        --m_atWork;
        settle();
        if (loop->helpers == 0) {
            loop->helpersGone.notify_one();
        }
    }
}

/// Where there is nothing left to make a thread of, the loop goes on with those there are.
void ThreadPool::startThreads(std::size_t wanted)
{
    while (m_threads.size() < wanted) {
        try {
            m_threads.emplace_back([this] { work(); });
        } catch (const std::exception&) {
            break;
        }
    }
}

std::size_t ThreadPool::mostAtWork() const
{
    std::size_t most = m_processors;
    for (const Loop* const loop : m_loops) {
        most = std::max(most, loop->workers);
    }
    return most;
}

/// The one with the fewest helpers of those that want more; null where there is none, or no processor.
ThreadPool::Loop* ThreadPool::loopToHelp() const
{
    if (m_atWork >= mostAtWork()) {
        return nullptr;
    }
    Loop* chosen = nullptr;
    for (Loop* const loop : m_loops) {
        if (loop->wantsHelp() && (chosen == nullptr || loop->helpers < chosen->helpers)) {
            chosen = loop;
        }
    }
    return chosen;
}

bool ThreadPool::shouldLeave(const Loop& loop) const
{
    return m_atWork > mostAtWork() || std::ranges::any_of(m_loops, [&](const Loop* other) {
               return other->wantsHelp() && other->helpers + 1 < loop.helpers;
           });
}

/// After a change: whether a helper has to look if it should leave.
void ThreadPool::settle()
{
    m_unsettled =
        std::ranges::any_of(m_loops, [this](const Loop* loop) { return loop->helpers > 0 && shouldLeave(*loop); });
}

}  // namespace dealwright::simulation
