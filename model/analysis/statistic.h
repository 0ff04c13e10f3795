// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwright::analysis {

/// A statistic of a party by its path in simulate's answer: npv.mean, total.standardDeviation, npv.percentiles.10,
/// npv.cvar5 ... Empty where there is none of that name.
[[nodiscard]] std::optional<double> statisticOf(const simulation::PartyProjection& party, std::string_view name);

/// Every name that statisticOf knows.
[[nodiscard]] std::vector<std::string> statisticNames();

}  // namespace dealwright::analysis
