// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/row_percentiles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dealwright::tests {

/// A row's percentiles by the definition of type 7.
[[nodiscard]] inline simulation::Percentiles percentilesBySorting(std::vector<float> values)
{
    std::ranges::sort(values);
    simulation::Percentiles result{};
    for (std::size_t k = 0; k < result.size(); ++k) {
        const double place = static_cast<double>(values.size() - 1) * (simulation::percentileRanks[k] / 100.0);
        const auto below = static_cast<std::size_t>(std::floor(place));
        const double low = values[below];
        const double high = values[std::min(below + 1, values.size() - 1)];
        result[k] = low + (place - std::floor(place)) * (high - low) + 0.0;
    }
    return result;
}

}  // namespace dealwright::tests
