// SPDX-License-Identifier: GPL-3.0-or-later
#include "samples.h"

#include "simulation/sweep.h"

#include <benchmark/benchmark.h>

#include <vector>

// How long do many term sheets take on the same luck: mean, P10 and certainty equivalent for both parties? Arguments:
// sheets, threads; 2,048 quasi paths.
namespace {

using namespace dealwright;

void sweep(benchmark::State& state)
{
    const deal::Scenario scenario = bench::everyClause(deal::Sampling::quasi, 2048);
    const auto shocks = simulation::draw(scenario);
    const auto weights = simulation::weightsOf(scenario, *shocks);
    std::vector<deal::Terms> sheets(static_cast<std::size_t>(state.range(0)), scenario.terms);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        sheets[i].shares[i % sheets[i].shares.size()].baseRate += 1e-5 * static_cast<double>(i);
        sheets[i].minimumGuarantee += 1e3 * static_cast<double>(i);
    }
    std::vector<simulation::SweepOutcome> outcomes(sheets.size());
    simulation::Run run;
    run.threads = static_cast<int>(state.range(1));
    for ([[maybe_unused]] const auto iteration : state) {
        benchmark::DoNotOptimize(simulation::sweep(scenario, sheets, *shocks, *weights, outcomes, run));
    }
}

BENCHMARK(sweep)
    ->ArgNames({"sheets", "threads"})
    ->ArgsProduct({{2000}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
