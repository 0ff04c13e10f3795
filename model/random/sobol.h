// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/address.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dealwright::random {

/// Independent scrambles of the sequence: path p is point p / 16 of scramble p mod 16.
inline constexpr std::size_t scrambles = 16;
/// Enough bits for the points of a scramble: 16 x 2^22 paths and more.
inline constexpr std::size_t sobolBits = 24;

/// The direction numbers of the first `dimensions` dimensions, most significant bit first; point i is the exclusive or
/// of those whose bit is set in i. Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30 (2008), as Boost.Random carries them. At most 3,667 dimensions.
[[nodiscard]] std::vector<std::array<std::uint32_t, sobolBits>> sobolDirections(std::size_t dimensions);

/// One dimension under 16 random linear scrambles with a digital shift (Matousek 1998): point i of scramble s is
/// shift[s] xor direction[k][s] over the bits k of i.
struct ScrambledDimension {
    alignas(64) std::array<std::array<std::uint32_t, scrambles>, sobolBits> direction{};
    alignas(64) std::array<std::uint32_t, scrambles> shift{};

    /// Point below 2^24.
    [[nodiscard]] std::uint32_t at(std::size_t scramble, std::uint32_t point) const;
};

/// The scrambles depend on seed and address.
[[nodiscard]] ScrambledDimension scramble(std::span<const std::uint32_t, sobolBits> directions, std::uint64_t seed,
                                          const Address& address);

}  // namespace dealwright::random
