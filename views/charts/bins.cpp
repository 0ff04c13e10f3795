// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/bins.h"

#include "simulation/statistics.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dealwright::views {

std::vector<double> Bins::cumulative() const
{
    std::vector<double> fractions;
    fractions.reserve(counts.size() + 1);
    auto total = static_cast<double>(below);
    const double all = size == 0 ? 1.0 : static_cast<double>(size);
    fractions.push_back(total / all);
    for (const std::size_t count : counts) {
        total += static_cast<double>(count);
        fractions.push_back(total / all);
    }
    return fractions;
}

Bins binsOf(std::span<const double> sample, double low, double high, std::size_t count)
{
    assert(count > 0 && high > low);
    Bins bins{.low = low, .width = (high - low) / static_cast<double>(count)};
    bins.counts.assign(count, 0);
    bins.size = sample.size();
    for (const double value : sample) {
        const double place = (value - low) / bins.width;
        if (place < 0) {
            ++bins.below;
        } else if (place >= static_cast<double>(count)) {
            ++bins.above;
        } else {
            ++bins.counts[static_cast<std::size_t>(place)];
        }
    }
    return bins;
}

Bins binsOf(std::span<const double> sample, double mark, std::size_t count)
{
    if (sample.empty()) {
        return binsOf(sample, 0.0, 1.0, 1);
    }
    std::vector<double> values(sample.begin(), sample.end());
    const auto order = [&](double fraction) {
        const auto rank = static_cast<std::ptrdiff_t>(fraction * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), values.begin() + rank, values.end());
        return values[static_cast<std::size_t>(rank)];
    };
    double low = order(0.0025);
    double high = order(0.9975);
    if (!(high - low > 1e-9 * std::max(std::fabs(low), std::fabs(high)))) {
        const double half = low == 0 ? 1.0 : std::fabs(low) * 0.05;
        low -= half;
        high += half;
    }
    const double width = (high - low) / static_cast<double>(count);
    const double anchor = mark >= low && mark <= high ? mark : low;
    const double before = std::ceil((anchor - low) / width - 1e-9);
    const double after = std::max(1.0, std::ceil((high - anchor) / width - 1e-9));
    return binsOf(sample, anchor - before * width, anchor + after * width, static_cast<std::size_t>(before + after));
}

Bins binsOfNpv(const simulation::PartyProjection& party, double walkAway)
{
    assert(party.grossInflowByPath.size() == party.npvByPath.size());
    std::vector<double> npvs = party.npvByPath;
    for (std::size_t path = 0; path < npvs.size(); ++path) {
        if (npvs[path] < walkAway && simulation::reaches(npvs[path], walkAway, party.grossInflowByPath[path])) {
            npvs[path] = walkAway;
        }
    }
    return binsOf(npvs, walkAway);
}

}  // namespace dealwright::views
