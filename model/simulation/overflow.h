// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace dealwright::simulation {

/// A figure of a sample, in the sample's unit, where sums or squares of it may run over though the figure itself does
/// not: then the sample is taken in a unit of 2^600 more. A power of two changes no bit of what does not run over.
/// `figure` is called with a span of doubles.
template <class FigureOf>
[[nodiscard]] double withoutOverflow(std::span<const double> x, const FigureOf& figure)
{
    const double direct = figure(x);
    if (std::isfinite(direct)) {
        return direct;
    }
    constexpr double unit = 0x1p600;
    std::vector<double> scaled;
    scaled.reserve(x.size());
    for (const double value : x) {
        scaled.push_back(value / unit);
    }
    return unit * figure(std::span<const double>(scaled));
}

/// The square root of the sum of the squares: independent errors taken together.
[[nodiscard]] inline double inQuadrature(std::span<const double> errors)
{
    return withoutOverflow(errors, [](std::span<const double> values) {
        double squares = 0.0;
        for (const double value : values) {
            squares += value * value;
        }
        return std::sqrt(squares);
    });
}

}  // namespace dealwright::simulation
