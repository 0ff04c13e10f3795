// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/poisson.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dealwright::random {

PoissonQuantile::PoissonQuantile(double mean)
{
    assert(mean >= 0.0 && mean <= largestMean);
    // From the mode outwards, relative to its probability, down to 1e-20 of it: no exponential can underflow.
    constexpr double negligible = 1e-20;
    const int mode = static_cast<int>(std::floor(mean));
    std::vector<double> below;
    double term = 1.0;
    m_first = mode;
    for (int n = mode; n > 0 && term > negligible; --n) {
        term *= n / mean;
        below.push_back(term);
        m_first = n - 1;
    }
    m_cumulative.assign(below.rbegin(), below.rend());
    term = 1.0;
    for (int n = mode; term > negligible; ++n) {
        m_cumulative.push_back(term);
        term *= mean / (n + 1);
    }
    double sum = 0.0;
    for (double& probability : m_cumulative) {
        sum += probability;
        probability = sum;
    }
    for (double& cumulative : m_cumulative) {
        cumulative /= sum;
    }
}

int PoissonQuantile::operator()(double u) const
{
    assert(u > 0.0 && u < 1.0);
    const auto found = std::upper_bound(m_cumulative.begin(), m_cumulative.end() - 1, u);
    return m_first + static_cast<int>(found - m_cumulative.begin());
}

}  // namespace dealwright::random
