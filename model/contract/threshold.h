// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dealwright::contract {

/// Whether a quantity that was added up over months has reached a threshold: docs/MODEL.md section 4. The allowance of
/// a billionth is for sums of decimal fractions: twelve months of 0.1 reach 1.2.
[[nodiscard]] constexpr bool hasReached(double quantity, double threshold)
{
    return quantity >= threshold * (1.0 - 1e-9);
}

}  // namespace dealwright::contract
