// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Scenarios over the hard ranges of the description, the fields' own low and high, where random_scenarios.h keeps to
// what deals look like. Filled member by member from the fields: a new clause is in them at once.
namespace dealwright::tests {

/// A valid scenario (it may have warnings) of 1,024 paths, with use cases x months <= 600, lists of any length that is
/// allowed, all words, absent values, and numbers that lie now and then, often or always anywhere in their hard range.
/// The same number gives the same scenario.
[[nodiscard]] deal::Scenario hardScenario(std::uint64_t number);

/// One beyond that size, or with all numbers at an end of their ranges.
struct Corner {
    std::string name;
    deal::Scenario scenario;
};
/// Twenty of them, valid, of 1,024 paths: the largest and the smallest deal that the description allows, with every
/// number as low, as high and as usual as it may be, and at random.
[[nodiscard]] std::vector<Corner> hardCorners();

}  // namespace dealwright::tests
