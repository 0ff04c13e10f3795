// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

// Where a random number lives. A draw depends on its address, its path and the seed alone: never on how many paths, use
// cases, threads or machines there are.
namespace dealwright::random {

/// The random variables of docs/MODEL.md section 2. The numbers enter the draws: they never change.
enum class Variable : std::uint32_t {
    war = 0,           ///< D, one a path
    growth = 1,        ///< G of a use case, one a path
    noise = 2,         ///< Z of a use case: by month (pseudo), or by level of the Brownian bridge (quasi)
    eventCount = 3,    ///< of an event
    eventTime = 4,     ///< by occurrence
    eventSize = 5,     ///< by occurrence
    dispute = 6,       ///< by contract year
    incidentGap = 7,   ///< by occurrence
    incidentSize = 8,  ///< by occurrence
};

struct Address {
    Variable variable = Variable::war;
    int id = 0;     ///< of the use case or event; 0 where the variable belongs to the whole deal
    int index = 0;  ///< month, level, occurrence or contract year; from 0
    friend bool operator==(const Address&, const Address&) = default;
};

/// Use cases that share one group of Sobol dimensions with one event.
inline constexpr int useCasesInGroup = 6;
/// Sobol dimensions of a group.
inline constexpr int dimensionsInGroup = 77;
/// Groups that have Sobol dimensions (3,619 of the 3,667 that the tables hold): use case ids below 282, event ids below
/// 47. What lies beyond draws pseudo-random numbers at its address.
inline constexpr int groups = 47;

/// The Sobol dimension of an address, empty for those that draw pseudo-random numbers. Important addresses come first
/// and without gaps: docs/sampling.md. An id keeps its dimensions for good, whatever else the deal holds.
[[nodiscard]] std::optional<int> sobolDimension(const Address& address);

}  // namespace dealwright::random
