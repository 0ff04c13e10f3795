// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario_fields.h"

#include <array>
#include <cstddef>

// What the pricing kernel writes down of the paths that it prices at once.
namespace dealwright::simulation {

/// So many paths of a block go through the months together: few enough for their state to stay in the processor's first
/// cache, and enough to read and write whole cache lines.
inline constexpr std::size_t pathsAtOnce = 64;
inline constexpr std::size_t mostUseCases = deal::field<&deal::Market::useCases>.mostElements();
inline constexpr std::size_t mostMilestones = deal::field<&deal::Terms::milestones>.mostElements();
inline constexpr auto mostMonths = static_cast<std::size_t>(deal::field<&deal::Timeline::months>.high);

/// One figure of the paths.
struct alignas(64) PathValues {
    std::array<double, pathsAtOnce> values;
};

/// What a path carries of a use case from month to month.
struct UseCaseState {
    // 3.2: the current period's quantity before this month, the integral of the adjustment up to it, and the last
    // period's quantity; the pool's stand with the first use case
    PathValues quantity;
    PathValues tierSum;
    PathValues previousQuantity;
    // 3.3: 1, 0 once lapsed; and this year's usage over the exclusive months
    PathValues exclusive;
    PathValues activeUsage;
};

/// What a path carries from month to month. Only what the clauses at hand need is ever touched.
struct PathState {
    std::array<UseCaseState, mostUseCases> useCase;
    // 3.4
    std::array<PathValues, mostMilestones> milestoneReached;
    PathValues cumulativeUsage;
    PathValues balance;
    PathValues earnedThisYear;
    PathValues earnedSoFar;
    // 3.6: what is held of month t's share, at t mod the number of months that it stays
    std::array<PathValues, mostMonths> held;

    PathValues licensorNpv;
    PathValues hostNpv;
    PathValues licensorTotal;
    PathValues hostTotal;

    // Present values of all that each party receives
    PathValues licensorInflow;
    PathValues hostInflow;

    // What the expectation of incidents and disputes, given all else, adds to what was drawn of them
    PathValues licensorNpvShift;
    PathValues hostNpvShift;
    PathValues licensorTotalShift;
    PathValues hostTotalShift;
};

/// What a use case hands on to its share of a month: of the paths that go through it side by side.
struct UseCaseFigures {
    PathValues tier;  ///< a(q); the pool's is one for all
    PathValues premium;
    PathValues shareBase;  ///< H_u
    PathValues gross;      ///< this and the next for the bridge alone
    PathValues cost;
};

}  // namespace dealwright::simulation
