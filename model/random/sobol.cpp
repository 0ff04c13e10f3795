// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/sobol.h"

#include "random/philox.h"

#include <boost/random/sobol.hpp>

#include <bit>
#include <cassert>

namespace dealwright::random {

std::vector<std::array<std::uint32_t, sobolBits>> sobolDirections(std::size_t dimensions)
{
    assert(dimensions <= 3667);
    // Boost's engine goes in Gray code order: entry n of its sequence is the exclusive or of the directions whose bit
    // is set in n ^ (n / 2). It leaves out entry 0.
    using Engine = boost::random::sobol_engine<std::uint32_t, 32U>;
    std::vector<std::array<std::uint32_t, sobolBits>> directions(dimensions);
    Engine engine(dimensions);
    for (std::size_t bit = 0; bit < sobolBits; ++bit) {
        engine.seed((std::uint32_t{1} << bit) - 1U);
        for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
            const std::uint32_t entry = engine();
            directions[dimension][bit] = bit == 0 ? entry : entry ^ directions[dimension][bit - 1];
        }
    }
    return directions;
}

std::uint32_t ScrambledDimension::at(std::size_t scramble, std::uint32_t point) const
{
    assert(scramble < scrambles && point < std::uint32_t{1} << sobolBits);
    std::uint32_t word = shift[scramble];
    for (; point != 0; point &= point - 1) {
        word ^= direction[static_cast<std::size_t>(std::countr_zero(point))][scramble];
    }
    return word;
}

ScrambledDimension scramble(std::span<const std::uint32_t, sobolBits> directions, std::uint64_t seed,
                            const Address& address)
{
    constexpr std::uint32_t digits = 32;
    ScrambledDimension scrambled;
    for (std::size_t s = 0; s < scrambles; ++s) {
        // 32 words for the rows of a lower triangular matrix of bits, one for the shift. A bit above the variable keeps
        // these counters apart from those of the draws.
        const auto words = [&](std::uint32_t group) {
            return Philox::words(
                {static_cast<std::uint32_t>(s) | (group << 8U), static_cast<std::uint32_t>(address.index),
                 static_cast<std::uint32_t>(address.id), static_cast<std::uint32_t>(address.variable) | 0x100U},
                philoxKey(seed));
        };
        std::array<std::uint32_t, digits> row{};
        for (std::uint32_t group = 0; group < digits / 4; ++group) {
            const Philox::Counter random = words(group);
            for (std::uint32_t i = 0; i < 4; ++i) {
                const std::uint32_t digit = 4 * group + i;  // from the most significant
                const std::uint32_t diagonal = std::uint32_t{1} << (digits - 1 - digit);
                const std::uint32_t above = digit == 0 ? 0U : ~std::uint32_t{0} << (digits - digit);
                row[digit] = (random[i] & above) | diagonal;
            }
        }
        scrambled.shift[s] = words(digits / 4)[0];
        for (std::size_t bit = 0; bit < sobolBits; ++bit) {
            std::uint32_t word = 0;
            for (std::uint32_t digit = 0; digit < digits; ++digit) {
                const auto ones = static_cast<std::uint32_t>(std::popcount(row[digit] & directions[bit]));
                word |= (ones & 1U) << (digits - 1 - digit);
            }
            scrambled.direction[bit][s] = word;
        }
    }
    return scrambled;
}

}  // namespace dealwright::random
