// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace dealwright::analysis {

/// How well both parties' mean NPVs are to be known: half the width of their 95 % intervals (2.131 standard errors of
/// 16 scrambles), in money, or as a part of the larger of the two means' absolute values.
struct Precision {
    double amount = 0.0;  ///< above 0
    bool relative = false;
};

/// What so many paths said.
struct ConvergenceStep {
    std::int64_t paths = 0;
    double licensorMean = 0.0;
    double licensorHalfWidth = 0.0;
    double hostMean = 0.0;
    double hostHalfWidth = 0.0;
};

struct Convergence {
    bool reached = false;
    double wanted = 0.0;  ///< half width, in money, as the last step's means have it
    std::vector<ConvergenceStep>
        steps;                          ///< each of twice the paths of the one before; those of fewer are among its own
    simulation::Projection projection;  ///< of the last step, with the outputs asked for

    [[nodiscard]] double halfWidth() const;  ///< the larger of the last step's two
    /// How many paths would probably do where it was not reached: the error's fall over the steps, gone on with, but no
    /// faster than 1/N and no slower than 1/sqrt(N); at most 10^18.
    [[nodiscard]] double pathsThatWouldDo() const;
};

/// Doubles the paths, from 4,096 (or as many as `mostPaths`), until both half widths are at most what is wanted, or
/// more than `mostPaths` would be needed. The scenario's own number of paths does not matter. Each step's paths begin
/// with those of the step before (docs/sampling.md). An error that is itself an estimate stops a little too early now
/// and then: docs/analysis.md says how often. Empty if stopped. Precondition: the scenario is valid, mostPaths >= 16.
[[nodiscard]] std::optional<Convergence> converge(const deal::Scenario& scenario, const Precision& precision,
                                                  std::int64_t mostPaths, const simulation::Outputs& outputs,
                                                  const simulation::Run& run = {});

}  // namespace dealwright::analysis
