// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chart.h"
#include "words/format.h"

#include <vector>

namespace dealwright::views {

/// Ticks of a term of `months`: each January with its year, quarters in short terms.
[[nodiscard]] std::vector<Tick> monthTicks(const words::Format& format, int months);

/// Ticks of a value axis whose bounds are in units of a scale.
[[nodiscard]] std::vector<Tick> numberTicks(const words::Format& format, const AxisBounds& bounds);

/// Decimals for figures read off an axis: one more than its ticks have, at most 3.
[[nodiscard]] int readingDecimals(const AxisBounds& bounds);

}  // namespace dealwright::views
