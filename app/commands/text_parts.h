// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"
#include "views/look/format.h"

#include <QString>

#include <array>
#include <cstdint>
#include <string_view>

// What the readable answers of several commands are made of.
namespace dealwright::app {

inline constexpr std::array sides{deal::Side::licensor, deal::Side::host};

/// Translated, context "Commands".
[[nodiscard]] QString text(const char* source);

/// “Meta (licensor)”.
[[nodiscard]] QString partyName(const deal::Scenario& scenario, deal::Side side);

/// The scenario and its draws: a line and an empty one.
[[nodiscard]] QString heading(const deal::Scenario& scenario, const simulation::Projection& projection);

/// The standard error of a statistic that ran on N paths, by its path in simulate's answer, such as npv.percentiles.10;
/// those of spreads as if the outcomes were normal.
[[nodiscard]] double errorOf(const simulation::PartyProjection& party, std::int64_t paths, std::string_view statistic);

/// The standard error of a share of N paths, as if they were independent: an upper bound under quasi-random sampling.
[[nodiscard]] double errorOfShare(double share, std::int64_t paths);

}  // namespace dealwright::app
