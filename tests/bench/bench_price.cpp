// SPDX-License-Identifier: GPL-3.0-or-later
#include "every_clause.h"

#include "simulation/simulate.h"

#include <benchmark/benchmark.h>

// How long does an answer take after a term was edited? Every clause of the contract; the shocks and path
// weights are kept. Arguments: paths, threads.
namespace {

using namespace dealwright;

void reprice(benchmark::State& state, const simulation::Outputs& outputs)
{
    deal::Scenario scenario = bench::everyClause(deal::Sampling::quasi, state.range(0));
    simulation::Simulator simulator;
    simulation::Run run;
    run.threads = static_cast<int>(state.range(1));
    benchmark::DoNotOptimize(simulator.project(scenario, outputs, run));
    for ([[maybe_unused]] const auto iteration : state) {
        scenario.terms.shares[0].baseRate += 1e-4;
        benchmark::DoNotOptimize(simulator.project(scenario, outputs, run));
    }
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgNames({"paths", "threads"})->ArgsProduct({{16384, 131072}, {1, 2}});
    benchmark->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK_CAPTURE(reprice, all, simulation::Outputs{})->Apply(sizes);
BENCHMARK_CAPTURE(reprice, with_bridge, simulation::Outputs{.bridge = true})->Apply(sizes);
BENCHMARK_CAPTURE(reprice, headline, simulation::Outputs{.monthly = false, .npvByPath = false})->Apply(sizes);

}  // namespace
