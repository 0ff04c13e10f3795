// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simulate.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numbers>
#include <string>

// How often the 95 % interval of a mean holds the truth where something rare is in it: docs/sampling.md. The share
// rises above a volume, month by month, so that no control takes the luck out; the truth is a sum of call options on
// lognormal usage, over how often an event has occurred.
using namespace dealwright;

namespace {

enum class Rare { event, incident, dispute };

constexpr int months = 36;
constexpr double usage = 1e6;  // million tokens a month, at 1 each
constexpr double baseRate = 0.1;
constexpr double above = 0.2;  // more, of what is sold beyond `usage`
constexpr double volatility = 0.3;
constexpr double meanImpact = -0.5;
constexpr double impactSd = 0.2;

[[nodiscard]] deal::Scenario dealWith(Rare rare, double rate, std::int64_t paths, deal::Sampling sampling)
{
    deal::Scenario scenario;
    scenario.timeline.months = months;
    scenario.simulation.paths = paths;
    scenario.simulation.sampling = sampling;
    deal::UseCase useCase;
    useCase.initialUsage = usage;
    useCase.price = 1.0;
    useCase.volatility = volatility;
    scenario.market.useCases.push_back(useCase);
    scenario.terms.shares.push_back({.baseRate = baseRate});
    scenario.terms.tiers.steps = {{0.0, 0.0}, {usage, above}};
    if (rare == Rare::event) {
        deal::Event event;
        event.annualRate = rate;
        event.meanImpact = meanImpact;
        event.impactSd = impactSd;
        scenario.market.events.push_back(event);
    } else if (rare == Rare::incident) {
        scenario.terms.incident = {rate, 1e8, 2e8, 0.3};
    } else {
        scenario.terms.dispute = {rate, 1e7, 1e7, 0.5};
    }
    return scenario;
}

struct Truth {
    double licensor = 0.0;
    double host = 0.0;
};

/// E max(0, V - strike) for a lognormal V of that mean and that variance of its logarithm.
[[nodiscard]] double callOn(double mean, double variance, double strike)
{
    if (variance == 0.0) {
        return std::max(0.0, mean - strike);
    }
    const double deviation = std::sqrt(variance);
    const double d = std::log(mean / strike) / deviation + 0.5 * deviation;
    const auto below = [](double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); };
    return mean * below(d) - strike * below(d - deviation);
}

[[nodiscard]] Truth truthOf(Rare rare, double rate)
{
    double gross = 0.0;
    double share = 0.0;
    const double spread = std::log1p(impactSd * impactSd / ((1.0 + meanImpact) * (1.0 + meanImpact)));
    for (int t = 0; t < months; ++t) {
        const double expected = rare == Rare::event ? rate * (t + 1) / 12.0 : 0.0;
        double chance = std::exp(-expected);
        for (int n = 0; n < 30; chance *= expected / ++n) {
            const double mean = usage * std::pow(1.0 + meanImpact, n);
            gross += chance * mean;
            share += chance *
                     (baseRate * mean + above * callOn(mean, volatility * volatility * t / 12.0 + n * spread, usage));
        }
    }
    Truth truth{share, gross - share};
    if (rare == Rare::incident) {
        const double losses = months * -std::expm1(std::log1p(-rate) / 12.0) * 1e8;
        truth.licensor -= 0.3 * losses;
        truth.host -= 0.7 * losses;
    } else if (rare == Rare::dispute) {
        const double settled = rate * 0.5 * share;
        truth.licensor -= settled + 3.0 * rate * 1e7;
        truth.host += settled - 3.0 * rate * 1e7;
    }
    return truth;
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App program("Coverage of 95 % intervals of means where something rare is in them");
    std::int64_t paths = 16384;
    int seeds = 400;
    bool pseudo = false;
    program.add_option("--paths", paths, "Paths of a run");
    program.add_option("--seeds", seeds, "Runs of each row");
    program.add_flag("--pseudo", pseudo, "Independent paths");
    CLI11_PARSE(program, argc, argv);

    std::printf("%-10s %8s %14s %10s %10s\n", "what", "a year", "paths meet it", "licensor", "host");
    for (const Rare rare : {Rare::event, Rare::incident, Rare::dispute}) {
        const char* const name = rare == Rare::event ? "event" : rare == Rare::incident ? "incident" : "dispute";
        for (const double rate : {1e-1, 1e-2, 1e-3, 1e-4, 1e-5}) {
            const Truth truth = truthOf(rare, rate);
            int licensor = 0;
            int host = 0;
            for (int seed = 1; seed <= seeds; ++seed) {
                deal::Scenario scenario =
                    dealWith(rare, rate, paths, pseudo ? deal::Sampling::pseudo : deal::Sampling::quasi);
                scenario.simulation.seed = static_cast<std::uint64_t>(seed);
                const auto projection =
                    simulation::Simulator().project(scenario, {.monthly = false, .npvByPath = false});
                const auto holds = [](const simulation::Statistic& npv, double mean) {
                    return std::fabs(npv.mean - mean) <= simulation::studentT15 * npv.standardError;
                };
                licensor += holds(projection->licensor.npv, truth.licensor) ? 1 : 0;
                host += holds(projection->host.npv, truth.host) ? 1 : 0;
            }
            std::printf("%-10s %8g %14.2f %9.1f%% %9.1f%%\n", name, rate,
                        static_cast<double>(paths) * -std::expm1(-rate * months / 12.0), 100.0 * licensor / seeds,
                        100.0 * host / seeds);
            std::fflush(stdout);
        }
    }
    return 0;
}
