// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dealwright::contract {

/// What one unit of money paid in `month` is worth at signing: (1 + rate)^(-(month + 1) / 12), docs/MODEL.md section 4.
/// A month's money counts as paid at its end. `annualRate` > -1.
[[nodiscard]] double discountFactor(double annualRate, int month);

}  // namespace dealwright::contract
