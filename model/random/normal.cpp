// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/normal.h"

#include "random/elementary.h"
#include "random/normal-inl.h"

#include <cmath>
#include <cstddef>

namespace dealwright::random {

namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr double pi = 3.14159265358979323846;

double density(double z)
{
    return exp(-0.5 * z * z) / std::sqrt(2.0 * pi);
}

/// P(Z > z) for z >= 0, relative error about 1e-15: the series of the integral near the middle, Laplace's continued
/// fraction in the tail (Abramowitz and Stegun 26.2.11 and 26.2.14).
double tailProbability(double z)
{
    if (z < 3.0) {
        double term = z;
        double sum = z;
        for (int n = 1; n < 100; ++n) {
            term *= z * z / (2 * n + 1);
            sum += term;
        }
        return 0.5 - density(z) * sum;
    }
    double fraction = z;
    for (int n = 200; n >= 1; --n) {
        fraction = z + n / fraction;
    }
    return density(z) / fraction;
}

/// The z >= 0 with P(Z > z) = p, p in (0, 1/2], by Newton's method on the logarithm, which is concave.
double tailQuantile(double p)
{
    const double goal = log(p);
    double z = 0.0;
    for (int i = 0; i < 60; ++i) {
        const double tail = tailProbability(z);
        z += (log(tail) - goal) * tail / density(z);
    }
    return z;
}

/// The cosine of an angle in [0, pi], by its series.
double cosine(double angle)
{
    double term = 1.0;
    double sum = 1.0;
    for (int n = 1; n < 20; ++n) {
        term *= -angle * angle / ((2 * n - 1) * (2 * n));
        sum += term;
    }
    return sum;
}

NormalTable makeTable()
{
    constexpr std::size_t nodes = NormalTable::degree + 1;
    NormalTable table;
    double octaveEnd = 0.5;
    for (std::size_t octave = NormalTable::octaves; octave-- > 0; octaveEnd /= 2.0) {
        // The polynomial through the quantile at Chebyshev's nodes, by Newton's divided differences.
        std::array<double, nodes> w{};
        std::array<double, nodes> difference{};
        for (std::size_t i = 0; i < nodes; ++i) {
            w[i] = cosine(pi * (2.0 * static_cast<double>(i) + 1.0) / (2.0 * nodes));
            difference[i] = -tailQuantile(octaveEnd * (3.0 + w[i]) / 4.0);
        }
        for (std::size_t order = 1; order < nodes; ++order) {
            for (std::size_t i = nodes - 1; i >= order; --i) {
                difference[i] = (difference[i] - difference[i - 1]) / (w[i] - w[i - order]);
            }
        }
        std::array<double, nodes> power{};
        for (std::size_t i = nodes; i-- > 0;) {
            for (std::size_t k = nodes - 1; k > 0; --k) {
                power[k] = power[k - 1] - w[i] * power[k];
            }
            power[0] = difference[i] - w[i] * power[0];
        }
        for (std::size_t k = 0; k < nodes; ++k) {
            table.coefficient[k][octave] = static_cast<float>(power[k]);
        }
    }
    return table;
}

}  // namespace

const NormalTable& normalTable()
{
    static const NormalTable table = makeTable();
    return table;
}

float normalOf(std::uint32_t word)
{
    const hn::CappedTag<float, 1> d;
    const HWY_NAMESPACE::NormalQuantile quantile(d, normalTable());
    return hn::GetLane(quantile(hn::Set(hn::RebindToUnsigned<decltype(d)>(), word)));
}

}  // namespace dealwright::random
