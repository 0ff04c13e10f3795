// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/terms.h"

namespace dealwright::contract {

/// Follows one use case's exclusivity and its performance test through the term: docs/MODEL.md section 3.3.
class ExclusivityAccount {
public:
    /// Granted, in its window, and not lapsed by the tests of the years before.
    [[nodiscard]] bool isActive(const deal::Exclusivity& exclusivity, int month) const;

    /// What the host pays for it in `month`, money.
    [[nodiscard]] static double fee(const deal::Exclusivity& exclusivity, int month);

    /// Counts a month in which it was active, with the usage sold, million tokens.
    void countActiveMonth(double usage);

    /// The test in a contract year's last month: where the year's active months sold less than their part of the
    /// minimum, the exclusivity lapses from the next month on, for good. Then the count starts anew.
    void endYear(const deal::Exclusivity& exclusivity);

private:
    int m_activeMonths = 0;  ///< of the current contract year
    double m_usage = 0.0;    ///< sold in them
    bool m_lapsed = false;
};

}  // namespace dealwright::contract
