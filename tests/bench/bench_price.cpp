// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "simulation/simulate.h"

#include <benchmark/benchmark.h>

// How long does an answer take after a term was edited? The shocks and path weights are kept. Every clause of the
// contract, by paths and threads; then every scenario of the samples, as it stands, by threads.
namespace {

using namespace dealwright;

void repriceScenario(benchmark::State& state, deal::Scenario scenario, const simulation::Outputs& outputs, int threads)
{
    simulation::Simulator simulator;
    simulation::Run run;
    run.threads = threads;
    benchmark::DoNotOptimize(simulator.project(scenario, outputs, run));
    for ([[maybe_unused]] const auto iteration : state) {
        scenario.terms.shares[0].baseRate += 1e-4;
        benchmark::DoNotOptimize(simulator.project(scenario, outputs, run));
    }
}

void reprice(benchmark::State& state, const simulation::Outputs& outputs)
{
    repriceScenario(state, bench::everyClause(deal::Sampling::quasi, state.range(0)), outputs,
                    static_cast<int>(state.range(1)));
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgNames({"paths", "threads"})->ArgsProduct({{16384, 131072}, {1, 2}});
    benchmark->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK_CAPTURE(reprice, all, simulation::Outputs{})->Apply(sizes);
BENCHMARK_CAPTURE(reprice, with_bridge, simulation::Outputs{.bridge = true})->Apply(sizes);
BENCHMARK_CAPTURE(reprice, headline, simulation::Outputs{.monthly = false, .npvByPath = false})->Apply(sizes);

const bool samplesAreRegistered = [] {
    for (const auto& [name, workbook] : bench::samples()) {
        for (const deal::Scenario& scenario : workbook.scenarios) {
            benchmark::RegisterBenchmark(("reprice/" + name + ": " + scenario.name).c_str(),
                                         [scenario](benchmark::State& state) {
                                             repriceScenario(state, scenario, {}, static_cast<int>(state.range(0)));
                                         })
                ->ArgNames({"threads"})
                ->ArgsProduct({{1, 2}})
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime();
        }
    }
    return true;
}();

}  // namespace
