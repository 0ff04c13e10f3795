// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace dealwright::random {

/// The quantile of a Poisson law, by its distribution function in a table.
class PoissonQuantile {
public:
    static constexpr double largestMean = 1e5;
    /// mean in [0, largestMean].
    explicit PoissonQuantile(double mean);

    /// The least n with P(count <= n) > u, u in (0, 1).
    [[nodiscard]] int operator()(double u) const;

private:
    int m_first = 0;  ///< counts below have a probability too small to matter
    std::vector<double> m_cumulative;
};

}  // namespace dealwright::random
