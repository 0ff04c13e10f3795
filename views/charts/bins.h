// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"

#include <cstddef>
#include <span>
#include <vector>

namespace dealwright::views {

/// A sample counted into bins of one width. Values beyond the ends are counted, not drawn.
struct Bins {
    double low = 0.0;
    double width = 1.0;
    std::vector<std::size_t> counts = {};
    std::size_t below = 0;
    std::size_t above = 0;
    std::size_t size = 0;  ///< of the sample
    friend bool operator==(const Bins&, const Bins&) = default;

    [[nodiscard]] double edge(std::size_t i) const { return low + width * static_cast<double>(i); }
    [[nodiscard]] double high() const { return edge(counts.size()); }
    /// The fraction of the sample below the left edge of bin i (i = counts.size(): the right end).
    [[nodiscard]] std::vector<double> cumulative() const;
};

/// `count` bins over [low, high). Precondition: count > 0, high > low.
[[nodiscard]] Bins binsOf(std::span<const double> sample, double low, double high, std::size_t count);

/// Bins of a round width over the middle 99 % of the sample, about `count` of them, with an edge on `mark` if it lies
/// within (so that a bin belongs to one side of it).
[[nodiscard]] Bins binsOf(std::span<const double> sample, double mark, std::size_t count = 40);

/// The same of a party's NPVs around its walk-away value: what reaches that but for rounding (simulation::reaches) is
/// counted where it belongs, not below. Precondition: the projection has figures by path.
[[nodiscard]] Bins binsOfNpv(const simulation::PartyProjection& party, double walkAway);

}  // namespace dealwright::views
