// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/controls.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace dealwright::simulation {

/// The path weights of docs/MODEL.md section 5. With x a figure by path, the estimate of scramble s (paths p with p mod
/// 16 = s) is
///     Y_s = mean_s(x) - beta_s . (mean_s(C) - E C)
/// where C are the controls and beta_s regresses x on C over all other scrambles, on means of 32 consecutive points of
/// a scramble (Hickernell, Lemieux, Owen, "Control variates for quasi-Monte Carlo", Statistical Science 20 (2005)). The
/// mean of the 16 estimates is linear in x: sum w_p x_p / N, and the weights w depend on the controls alone. They are
/// constant over the 32 points and add up to N.
class PathWeights {
public:
    /// Every path counts once: no controls.
    explicit PathWeights(std::int64_t paths);

    [[nodiscard]] std::int64_t paths() const { return static_cast<std::int64_t>(m_weights.size()); }
    /// How many controls had a part in it: those that vary, and whose sample agrees with their expectation.
    [[nodiscard]] std::size_t controls() const { return m_controls; }
    /// By path; their mean is 1. Some may be negative.
    [[nodiscard]] std::span<const double> weights() const { return m_weights; }

    /// Y_s for the 16 scrambles. Precondition, here and below: x has one value for each path.
    [[nodiscard]] std::array<double, scrambles> scrambleEstimates(std::span<const double> x) const;
    /// sum w_p x_p / N: the mean of the scramble estimates.
    [[nodiscard]] double mean(std::span<const double> x) const;
    /// The standard deviation of the 16 estimates (divisor 15) over 4.
    [[nodiscard]] double standardError(std::span<const double> x) const;

private:
    friend class WeightRegression;
    [[nodiscard]] std::size_t rowOf(std::size_t path) const;
    [[nodiscard]] std::array<double, scrambles> estimatesOf(std::span<const double> x) const;

    std::vector<double> m_weights;
    std::size_t m_controls = 0;
    std::size_t m_pointsInRow = 32;
    std::size_t m_rows = 0;
    std::vector<double> m_pull;  ///< [scramble][row] what a path of the row takes off Y_s
};

/// The standard deviation of 16 estimates (divisor 15) over 4: the standard error of their mean.
[[nodiscard]] double standardErrorOf(const std::array<double, scrambles>& estimates);

/// The weights of a scenario's market on its draws. Precondition: fits(shocks, scenario). Empty if stopped. The same
/// bits on any number of threads. They hold as long as the shocks and controlKeyOf(scenario) stay the same.
[[nodiscard]] std::shared_ptr<const PathWeights> weightsOf(const deal::Scenario& scenario, const Shocks& shocks,
                                                           const Run& run = {});

/// The bytes that weightsOf takes at most, what it hands out included.
[[nodiscard]] std::size_t weightsMemoryNeeded(const deal::Market& market, std::size_t paths);

}  // namespace dealwright::simulation
