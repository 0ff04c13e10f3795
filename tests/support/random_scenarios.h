// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <cstddef>
#include <cstdint>

namespace dealwright::tests {

/// splitmix64 (Steele, Lea, Flood 2014) with its own distributions, so that a seed means the same on every machine.
class Luck {
public:
    explicit Luck(std::uint64_t seed) : m_state(seed) {}

    [[nodiscard]] std::uint64_t bits();
    [[nodiscard]] double uniform();                         ///< in [0, 1)
    [[nodiscard]] double between(double low, double high);  ///< in [low, high)
    [[nodiscard]] int whole(int low, int high);             ///< both included
    [[nodiscard]] bool chance(double probability);
    /// Spread evenly over octaves, from `low` > 0 to below 2 `high`.
    [[nodiscard]] double octaves(double low, double high);

private:
    std::uint64_t m_state;
};

/// How large a random scenario may become.
struct Size {
    int fewestUseCases = 1;
    int mostUseCases = 6;
    int fewestMonths = 1;
    int mostMonths = 60;
};

/// A valid scenario drawn from all that docs/MODEL.md section 8.1 allows: every clause in sizes at which it bites
/// (thresholds in the range of the volumes, caps and guarantees in the range of the shares), every choice, windows of
/// no length, past the end, before the launch. It may have warnings. The same seed and size give the same scenario.
[[nodiscard]] deal::Scenario randomScenario(std::uint64_t seed, const Size& size = {});

/// Other terms for the same market and timeline.
[[nodiscard]] deal::Terms randomTerms(Luck& luck, const deal::Scenario& scenario);

}  // namespace dealwright::tests
