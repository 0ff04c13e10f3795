// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/parallel.h"

#include "simulation/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <exception>
#include <mutex>

namespace dealwright::simulation {

Run part(const Run& run, double from, double to)
{
    assert(from >= 0.0 && from <= to && to <= 1.0);
    Run result = run;
    if (run.progress) {
        result.progress = [progress = run.progress, from, to](double done) { progress(from + (to - from) * done); };
    }
    return result;
}

std::size_t workersOf(const Run& run, std::size_t items)
{
    assert(run.threads >= 0);
    const std::size_t wanted =
        run.threads > 0 ? static_cast<std::size_t>(run.threads) : ThreadPool::processorsOfMachine();
    return std::max<std::size_t>(1, std::min(wanted, items));
}

bool forEach(std::size_t items, const Run& run, const std::function<void(std::size_t worker, std::size_t item)>& work)
{
    std::atomic<std::size_t> next{0};
    std::atomic<bool> interrupted{false};
    std::mutex mutex;  // of what follows
    std::size_t done = 0;
    std::exception_ptr failure;

    const auto step = [&](std::size_t worker) {
        const std::size_t item = next++;
        if (item >= items || interrupted) {
            return false;
        }
        if (run.stop.stop_requested()) {
            interrupted = true;
            return false;
        }
        try {
            work(worker, item);
            if (run.progress) {
                const std::lock_guard lock(mutex);
                ++done;
                run.progress(static_cast<double>(done) / static_cast<double>(items));
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            interrupted = true;
            return false;
        }
        return true;
    };
    ThreadPool::shared().run(workersOf(run, items), step);
    if (failure) {
        std::rethrow_exception(failure);
    }
    return !interrupted;
}

}  // namespace dealwright::simulation
