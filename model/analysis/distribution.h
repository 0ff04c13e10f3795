// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace dealwright::analysis {

/// Counts of outcomes in bins of equal width.
struct Histogram {
    double low = 0.0;    ///< lower end of the first bin
    double width = 0.0;  ///< of each bin; 0 where all outcomes are the same
    std::vector<std::size_t> counts;
    std::size_t below = 0;  ///< outcomes under the first bin
    std::size_t above = 0;  ///< outcomes over the last

    [[nodiscard]] double lowOf(std::size_t bin) const { return low + width * static_cast<double>(bin); }
};

/// Bins that cover the outcomes but for a half per cent at each end. Precondition: at least one outcome, all finite,
/// and at least one bin (std::domain_error).
[[nodiscard]] Histogram histogramOf(std::span<const double> outcomes, std::size_t bins);

/// The cumulative distribution at `points` evenly spaced probabilities: (outcome, P(NPV <= outcome)), rising.
[[nodiscard]] std::vector<std::pair<double, double>> cumulativeCurve(std::span<const double> outcomes,
                                                                     std::size_t points);

}  // namespace dealwright::analysis
