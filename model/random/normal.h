// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dealwright::random {

/// The standard normal quantile in single precision by table: tails by octaves of their probability, a polynomial of
/// degree 7 in each, error below 5e-7. normal-inl.h is the same for vectors, with the same bits.
struct NormalTable {
    static constexpr std::size_t octaves = 32;
    static constexpr std::size_t degree = 7;
    /// coefficient[k][j]: of w^k in octave j, tail probabilities [2^(j-33), 2^(j-32)), w from -1 to 1 over the octave.
    alignas(64) std::array<std::array<float, octaves>, degree + 1> coefficient{};
};

[[nodiscard]] const NormalTable& normalTable();

/// The quantile of (word + 1/2) / 2^32: within +-6.34 and symmetric.
[[nodiscard]] float normalOf(std::uint32_t word);

/// (word + 1/2) / 2^32, in (0, 1).
[[nodiscard]] constexpr double uniformOf(std::uint32_t word)
{
    return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

/// A uniform draw that single precision holds exactly, in (0, 1): the middle of one of 2^23 intervals.
[[nodiscard]] constexpr float uniformFloatOf(std::uint32_t word)
{
    return (static_cast<float>(word >> 9U) + 0.5F) * 0x1p-23F;
}

}  // namespace dealwright::random
