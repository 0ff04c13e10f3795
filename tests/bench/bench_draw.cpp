// SPDX-License-Identifier: GPL-3.0-or-later
#include "market.h"

#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/weights.h"

#include <benchmark/benchmark.h>

#include <utility>

// How long do the shocks take, and the path weights on them? 6 correlated use cases x 60 months, a price war, an event,
// disputes and incidents; arguments: paths, threads.
namespace {

using namespace dealwright;

using bench::market;

void draw(benchmark::State& state, deal::Sampling sampling)
{
    const deal::Scenario scenario = market(sampling, state.range(0));
    simulation::Run run;
    run.threads = static_cast<int>(state.range(1));
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(simulation::draw(scenario, run));
    }
    state.counters["paths_per_second"] =
        benchmark::Counter(static_cast<double>(state.range(0)), benchmark::Counter::kIsIterationInvariantRate);
}

void redraw(benchmark::State& state)
{
    deal::Scenario scenario = market(deal::Sampling::quasi, state.range(0));
    simulation::Run run;
    run.threads = static_cast<int>(state.range(1));
    auto shocks = simulation::draw(scenario, run);
    for ([[maybe_unused]] const auto iteration : state) {
        ++scenario.simulation.seed;
        shocks = simulation::redraw(std::move(shocks), scenario, run);
    }
}

void weigh(benchmark::State& state)
{
    const deal::Scenario scenario = market(deal::Sampling::quasi, state.range(0));
    const auto shocks = simulation::draw(scenario);
    simulation::Run run;
    run.threads = static_cast<int>(state.range(1));
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(simulation::weightsOf(scenario, *shocks, run));
    }
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgNames({"paths", "threads"})->ArgsProduct({{16384, 131072}, {1, 2}});
    benchmark->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK_CAPTURE(draw, quasi, deal::Sampling::quasi)->Apply(sizes);
BENCHMARK_CAPTURE(draw, pseudo, deal::Sampling::pseudo)->Apply(sizes);
BENCHMARK(redraw)->Apply(sizes);
BENCHMARK(weigh)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
