// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/weights.h"

#include <benchmark/benchmark.h>

// How long do the shocks take, and the path weights on them? 6 correlated use cases x 60 months, a price war, an event,
// disputes and incidents; arguments: paths, threads.
namespace {

using namespace dealwright;

deal::Scenario market(deal::Sampling sampling, std::int64_t paths)
{
    deal::Scenario scenario;
    scenario.timeline.months = 60;
    scenario.simulation = {paths, 1, sampling};
    for (int id = 0; id < 6; ++id) {
        deal::UseCase useCase;
        useCase.id = id;
        useCase.initialUsage = 1e6;
        useCase.trend.annualGrowth = 0.4;
        useCase.volatility = 0.3;
        useCase.meanReversion = 0.4;
        useCase.growthUncertainty = 0.1;
        useCase.price = 0.5;
        scenario.market.useCases.push_back(useCase);
    }
    scenario.market.correlation.assign(6, std::vector<double>(6, 0.3));
    for (std::size_t u = 0; u < 6; ++u)
        scenario.market.correlation[u][u] = 1.0;
    scenario.market.priceUncertainty = 0.12;
    deal::Event event;
    event.annualRate = 0.35;
    event.meanImpact = -0.15;
    event.impactSd = 0.08;
    scenario.market.events = {event};
    scenario.terms.dispute.annualProbability = 0.06;
    scenario.terms.incident = {0.08, 5e6, 6e6, 0.25};
    return scenario;
}

void draw(benchmark::State& state, deal::Sampling sampling)
{
    const deal::Scenario scenario = market(sampling, state.range(0));
    simulation::Run run;
    run.threads = static_cast<int>(state.range(1));
    for ([[maybe_unused]] const auto iteration : state)
        benchmark::DoNotOptimize(simulation::draw(scenario, run));
    state.counters["paths_per_second"] =
        benchmark::Counter(static_cast<double>(state.range(0)), benchmark::Counter::kIsIterationInvariantRate);
}

void weigh(benchmark::State& state)
{
    const deal::Scenario scenario = market(deal::Sampling::quasi, state.range(0));
    const auto shocks = simulation::draw(scenario);
    simulation::Run run;
    run.threads = static_cast<int>(state.range(1));
    for ([[maybe_unused]] const auto iteration : state)
        benchmark::DoNotOptimize(simulation::weightsOf(scenario, *shocks, run));
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgNames({"paths", "threads"})->ArgsProduct({{16384, 131072}, {1, 2}});
    benchmark->Unit(benchmark::kMillisecond)->UseRealTime();
}

BENCHMARK_CAPTURE(draw, quasi, deal::Sampling::quasi)->Apply(sizes);
BENCHMARK_CAPTURE(draw, pseudo, deal::Sampling::pseudo)->Apply(sizes);
BENCHMARK(weigh)->Apply(sizes);

}  // namespace

BENCHMARK_MAIN();
