// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "simulation/shocks.h"

#include <string>
#include <vector>

// A projection as named rows of numbers, for tests that compare all of it.
namespace dealwright::tests {

struct Output {
    std::string name;  ///< such as licensor.months.percentiles: [rank][month]
    std::vector<double> values;
};

/// Every number of a projection, in a fixed order. What was not computed has no values.
[[nodiscard]] std::vector<Output> outputsOf(const simulation::Projection& projection);

/// Every draw, by kind. Lanes that are not paths are left out.
[[nodiscard]] std::vector<Output> outputsOf(const simulation::Shocks& shocks);

/// The bits of an output's values, low byte first, one number after the other.
[[nodiscard]] std::string bytesOf(const Output& output);

}  // namespace dealwright::tests
