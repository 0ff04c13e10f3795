// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/convergence.h"

#include "deal/problem.h"
#include "simulation/projection.h"
#include "simulation/shocks.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace dealwright::analysis {

namespace {

constexpr std::int64_t firstPaths = 4096;

[[nodiscard]] ConvergenceStep stepOf(const simulation::Projection& projection)
{
    return {projection.paths, projection.licensor.npv.mean,
            simulation::studentT15 * projection.licensor.npv.standardError, projection.host.npv.mean,
            simulation::studentT15 * projection.host.npv.standardError};
}

[[nodiscard]] double wantedOf(const Precision& precision, const ConvergenceStep& step)
{
    const double scale = precision.relative ? std::max(std::fabs(step.licensorMean), std::fabs(step.hostMean)) : 1.0;
    return precision.amount * scale;
}

[[nodiscard]] double largerHalfWidth(const ConvergenceStep& step)
{
    return std::max(step.licensorHalfWidth, step.hostHalfWidth);
}

}  // namespace

double Convergence::halfWidth() const
{
    return largerHalfWidth(steps.back());
}

double Convergence::pathsThatWouldDo() const
{
    const ConvergenceStep& first = steps.front();
    const ConvergenceStep& last = steps.back();
    const double paths = static_cast<double>(last.paths);
    double power = 0.5;
    if (last.paths > first.paths && largerHalfWidth(last) > 0.0) {
        const double fall = std::log(largerHalfWidth(first) / largerHalfWidth(last));
        power = std::clamp(fall / std::log(paths / static_cast<double>(first.paths)), 0.5, 1.0);
    }
    constexpr double most = 1e18;  // of a precision that no run reaches, and a finite figure
    const double more = wanted > 0.0 ? std::pow(std::max(1.0, halfWidth() / wanted), 1.0 / power) : 1.0;
    return std::min(most, std::ceil(paths * more));
}

std::optional<Convergence> converge(const deal::Scenario& scenario, const Precision& precision, std::int64_t mostPaths,
                                    const simulation::Outputs& outputs, const simulation::Run& run)
{
    assert(mostPaths >= 16 && !deal::hasErrors(deal::validate(scenario)));
    Convergence result;
    deal::Scenario stepped = scenario;
    stepped.simulation.paths = std::min(firstPaths, mostPaths);
    double done = 0.0;
    for (;;) {
        const std::int64_t paths = simulation::pathsOf(stepped.simulation);
        simulation::Simulator simulator;  // each step's draws are its own, and larger
        const double end = done + (1.0 - done) / 2.0;
        auto projection = simulator.project(stepped, outputs, simulation::part(run, done, end));
        done = end;
        if (!projection) {
            return std::nullopt;
        }
        result.steps.push_back(stepOf(*projection));
        result.wanted = wantedOf(precision, result.steps.back());
        result.reached = result.halfWidth() <= result.wanted;
        result.projection = std::move(*projection);
        if (result.reached || 2 * paths > mostPaths) {
            break;
        }
        stepped.simulation.paths = 2 * paths;
    }
    if (run.progress) {
        run.progress(1.0);
    }
    return result;
}

}  // namespace dealwright::analysis
