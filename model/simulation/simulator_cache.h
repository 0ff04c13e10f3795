// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/simulate.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace dealwright::simulation {

/// A few simulators, each with the draws of a market: scenarios that differ in terms alone are priced on the same
/// draws, and so is what comes back to a market that was left. Which simulator prices a scenario changes no figure.
///
/// What is kept: the simulators most recently asked for, at most `most` of them. A new one takes the place of one that
/// was stopped before it had drawn, else of the one asked for longest ago, whose memory is let go. With Stays::first
/// that of the first scenario is never given up: an analysis comes back to where it began.
///
/// One thread at a time, as a simulator.
class SimulatorCache {
public:
    enum class Stays { none, first };
    static constexpr std::size_t most = 3;

    explicit SimulatorCache(Stays stays = Stays::none) : m_stays(stays) {}

    /// Whether the scenario would be priced on draws that are kept.
    [[nodiscard]] bool holdsDrawsOf(const deal::Scenario& scenario) const;
    /// The simulator that holds the scenario's draws, else one that will draw them. The reference holds until the next
    /// call.
    [[nodiscard]] Simulator& simulatorFor(const deal::Scenario& scenario);

private:
    Stays m_stays;
    std::vector<std::unique_ptr<Simulator>> m_simulators;  ///< the most recent first, but behind the one that stays
};

}  // namespace dealwright::simulation
