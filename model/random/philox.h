// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/address.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace dealwright::random {

/// Philox4x32-10: four random words for each counter and key. Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as
/// easy as 1, 2, 3", SC '11. philox-inl.h is the same for vectors.
struct Philox {
    static constexpr std::uint32_t multiplier0 = 0xD2511F53U;
    static constexpr std::uint32_t multiplier1 = 0xCD9E8D57U;
    static constexpr std::uint32_t step0 = 0x9E3779B9U;
    static constexpr std::uint32_t step1 = 0xBB67AE85U;
    static constexpr int rounds = 10;
    using Counter = std::array<std::uint32_t, 4>;
    using Key = std::array<std::uint32_t, 2>;

    [[nodiscard]] static constexpr Counter words(Counter counter, Key key)
    {
        for (int round = 0; round < rounds; ++round) {
            const std::uint64_t product0 = std::uint64_t{multiplier0} * counter[0];
            const std::uint64_t product1 = std::uint64_t{multiplier1} * counter[2];
            counter = {static_cast<std::uint32_t>(product1 >> 32U) ^ counter[1] ^ key[0],
                       static_cast<std::uint32_t>(product1),
                       static_cast<std::uint32_t>(product0 >> 32U) ^ counter[3] ^ key[1],
                       static_cast<std::uint32_t>(product0)};
            key[0] += step0;
            key[1] += step1;
        }
        return counter;
    }
};

[[nodiscard]] constexpr Philox::Key philoxKey(std::uint64_t seed)
{
    return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)};
}

/// The counter of an address: it serves the four indices 4k to 4k + 3, one word each.
[[nodiscard]] constexpr Philox::Counter philoxCounter(const Address& address, std::uint32_t path)
{
    return {path, static_cast<std::uint32_t>(address.index) / 4U, static_cast<std::uint32_t>(address.id),
            static_cast<std::uint32_t>(address.variable)};
}

/// The pseudo-random word at an address, on a path.
[[nodiscard]] constexpr std::uint32_t philoxWord(std::uint64_t seed, const Address& address, std::uint32_t path)
{
    return Philox::words(philoxCounter(address, path), philoxKey(seed))[static_cast<std::size_t>(address.index) % 4U];
}

}  // namespace dealwright::random
