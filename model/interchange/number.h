// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace dealwright::interchange {

/// The fewest digits that read back as the same bits: without an exponent from 1e-5 up to 1e17, with one elsewhere.
/// The decimal point is a point whatever the locale. Negative zero is “-0.0”. Not finite: “nan”, “inf”, “-inf”, which
/// no file of ours accepts.
[[nodiscard]] std::string numberText(double value);

}  // namespace dealwright::interchange
