// SPDX-License-Identifier: GPL-3.0-or-later
#include "market.h"

#include "simulation/simulate.h"

#include <benchmark/benchmark.h>

// How long does an answer take after a term was edited? Every clause of the contract on the market of the draws; the
// shocks and path weights are kept. Arguments: paths, threads.
namespace {

using namespace dealwright;

deal::Scenario everyClause(std::int64_t paths)
{
    deal::Scenario scenario = bench::market(deal::Sampling::quasi, paths);
    scenario.parties.licensor.discountRate = 0.10;
    scenario.parties.host.discountRate = 0.08;
    scenario.parties.licensor.riskAversion = 1e-8;
    scenario.parties.host.riskAversion = 1e-8;
    deal::Terms& terms = scenario.terms;
    for (deal::UseCase& useCase : scenario.market.useCases) {
        useCase.servingCost = 0.2;
        useCase.outsideUsage = 0.5;
        useCase.outsideRate = 0.1;
        terms.shares.push_back({0.15, 0.005});
        terms.exclusivity.push_back({true, 6, 36, 0.02, 0.1, 1e6, 1.2e7});
    }
    terms.revenueBase = deal::RevenueBase::net;
    terms.deductions = 0.05;
    terms.rateCap = 0.3;
    terms.minimumPerMillionTokens = 0.05;
    terms.tiers.period = deal::TierPeriod::contractYear;
    terms.tiers.steps = {{0.0, 0.0}, {4e7, 0.01}, {8e7, 0.02}, {1.6e8, 0.03}};
    terms.upfrontFee = 1e6;
    terms.advance = 5e6;
    terms.recoupment = 0.5;
    terms.minimumGuarantee = 4e6;
    terms.annualCap = 2e7;
    terms.totalCap = 8e7;
    terms.milestones = {{1e8, 1e6, deal::Side::host}, {4e8, 2e6, deal::Side::host}};
    terms.contributions = {{"tuning", deal::Side::licensor, 1e5, 0.01, 0.05, {}, 6, 24}};
    terms.reporting = {0.05, 0.5, 1e5};
    terms.improvements = {0.2, deal::ImprovementsOwner::joint};
    terms.holdback = {0.1, 6};
    terms.dispute = {0.06, 3e5, 3e5, 0.2};
    terms.compliance = {1e5, 2e5};
    return scenario;
}

void reprice(benchmark::State& state, const simulation::Outputs& outputs)
{
    deal::Scenario scenario = everyClause(state.range(0));
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
