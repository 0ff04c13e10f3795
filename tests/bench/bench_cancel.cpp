// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "simulation/simulate.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <thread>

// How long does a run go on after it was asked to stop, at worst, wherever it is? Arguments: paths, threads, and how
// much of the run is done by then, in percent. Also the peak memory of the process so far, in megabytes.
namespace {

using namespace dealwright;
using Clock = std::chrono::steady_clock;

double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        double kilobytes = 0.0;
        if (word == "VmHWM:" && status >> kilobytes) {
            return kilobytes / 1024.0;
        }
    }
    return 0.0;
}

void cancel(benchmark::State& state)
{
    const deal::Scenario scenario = bench::everyClause(deal::Sampling::quasi, state.range(0));
    double worst = 0.0;
    for ([[maybe_unused]] const auto iteration : state) {
        std::stop_source source;
        simulation::Run run;
        run.threads = static_cast<int>(state.range(1));
        run.stop = source.get_token();
        Clock::time_point asked;
        run.progress = [&](double done) {
            if (!source.stop_requested() && 100.0 * done >= static_cast<double>(state.range(2))) {
                asked = Clock::now();
                source.request_stop();
            }
        };
        simulation::Simulator simulator;
        benchmark::DoNotOptimize(simulator.project(scenario, {}, run));
        worst = std::max(worst, std::chrono::duration<double, std::milli>(Clock::now() - asked).count());
    }
    state.counters["worst_ms_to_return"] = worst;
}

BENCHMARK(cancel)
    ->ArgNames({"paths", "threads", "percent"})
    ->ArgsProduct({{16384, 131072, 1048576}, {2}, {10, 59, 65, 90, 96, 98}})
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void memory(benchmark::State& state)
{
    const deal::Scenario scenario = bench::everyClause(deal::Sampling::quasi, state.range(0));
    for ([[maybe_unused]] const auto iteration : state) {
        simulation::Simulator simulator;
        benchmark::DoNotOptimize(simulator.project(scenario));
    }
    state.counters["peak_megabytes"] = peakMegabytes();
    state.counters["stated_megabytes"] = static_cast<double>(simulation::memoryNeeded(scenario)) / 1048576.0;
}

BENCHMARK(memory)
    ->ArgName("paths")
    ->Arg(16384)
    ->Arg(131072)
    ->Arg(1048576)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
