// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <cstddef>
#include <functional>

namespace dealwright::simulation {

/// The threads that a run uses for that many items: at least 1.
[[nodiscard]] std::size_t workersOf(const Run& run, std::size_t items);

/// Calls work(worker, item) once for each item in [0, items), on several threads at once, worker in [0, workersOf): the
/// calling thread is worker 0, the others are the shared pool's (thread_pool.h). Workers take the next item as they
/// come free, so which worker takes which item differs from run to run. False if the run was stopped before all items
/// were done. What work throws is thrown here, once no other item is under way. Any thread may call, a `work` too.
bool forEach(std::size_t items, const Run& run, const std::function<void(std::size_t worker, std::size_t item)>& work);

}  // namespace dealwright::simulation
