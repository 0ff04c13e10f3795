// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/terms.h"

#include <span>

// Volume tiers: docs/MODEL.md section 3.2. Quantities are million tokens or money, as the tiers' measure says.
namespace dealwright::contract {

/// a(q): the adjustment of the last step whose threshold `quantity` has reached, 0 where there are no steps.
[[nodiscard]] double adjustmentAt(std::span<const deal::TierStep> steps, double quantity);

/// The average of a(q) over (from, to], like tax brackets; a(from) where `to` does not exceed it. Brackets meet at the
/// thresholds as they are written.
[[nodiscard]] double averageAdjustment(std::span<const deal::TierStep> steps, double from, double to);

/// A month's adjustment under the tiers' method. `before` and `after` are the current period's quantity without and
/// with the month; `previousPeriod` is the whole of the period before (0 in the first one), which decides where the
/// method is prospective by month or by contract year.
[[nodiscard]] double tierAdjustment(const deal::Tiers& tiers, double before, double after, double previousPeriod = 0.0);

/// Follows one measured quantity, pooled or of one use case, through the term.
class TierAccount {
public:
    /// Adds the quantity measured in `month` and returns that month's adjustment. Months come in order, from 0.
    [[nodiscard]] double adjustmentFor(const deal::Tiers& tiers, int month, double quantity);

private:
    double m_period = 0.0;  ///< of the current period, up to the last month added
    double m_previousPeriod = 0.0;
};

}  // namespace dealwright::contract
