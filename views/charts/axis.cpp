// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/axis.h"

#include <algorithm>
#include <cmath>

namespace dealwright::views {

std::vector<double> AxisBounds::ticks() const
{
    std::vector<double> ticks;
    const auto first = std::lround(low / step);
    const auto last = std::lround(high / step);
    for (auto k = first; k <= last && ticks.size() < 100; ++k) {
        ticks.push_back(static_cast<double>(k) * step);
    }
    return ticks;
}

AxisBounds niceBounds(double low, double high, int intervals)
{
    if (!std::isfinite(low) || !std::isfinite(high) ||
        !(high - low > 1e-12 * std::max(std::fabs(low), std::fabs(high)))) {
        const double middle = std::isfinite(low) ? low : 0.0;
        const double half = middle == 0 ? 1.0 : std::fabs(middle) / 2;
        return niceBounds(middle - half, middle + half, intervals);
    }
    const double rough = (high - low) / intervals;
    double power = 1.0;
    while (power * 10 <= rough) {
        power *= 10;
    }
    while (power > rough) {
        power /= 10;
    }
    const double multiple = rough / power;
    const double step = power * (multiple < 1.5 ? 1 : multiple < 3 ? 2 : multiple < 7 ? 5 : 10);
    constexpr double hair = 1e-9;
    return {std::floor(low / step + hair) * step, std::ceil(high / step - hair) * step, step};
}

AxisBounds stickyBounds(const AxisBounds& current, double low, double high, int intervals)
{
    const bool inside = low >= current.low && high <= current.high;
    const bool filled = high - low >= 0.6 * (current.high - current.low);
    return inside && filled ? current : niceBounds(low, high, intervals);
}

std::vector<double> spread(std::vector<double> places, double height, double top, double bottom)
{
    // Pool neighbours that overlap into blocks that sit at the mean of what their members want.
    struct Block {
        double wanted = 0.0;  // sum of (place - offset)
        int size = 0;
        [[nodiscard]] double start() const { return wanted / size; }
    };
    std::vector<Block> blocks;
    for (const double place : places) {
        blocks.push_back({place, 1});
        while (blocks.size() > 1) {
            Block& before = blocks[blocks.size() - 2];
            const Block& last = blocks.back();
            if (before.start() + before.size * height <= last.start()) {
                break;
            }
            before.wanted += last.wanted - last.size * (before.size * height);
            before.size += last.size;
            blocks.pop_back();
        }
    }
    std::size_t next = 0;
    for (const Block& block : blocks) {
        for (int i = 0; i < block.size; ++i) {
            places[next++] = block.start() + i * height;
        }
    }
    // Back into the frame from either end.
    double limit = bottom;
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        *place = std::min(*place, limit);
        limit = *place - height;
    }
    limit = top;
    for (double& place : places) {
        place = std::max(place, limit);
        limit = place + height;
    }
    return places;
}

int labelStride(const std::vector<AxisLabel>& labels, double gap)
{
    const auto size = static_cast<std::ptrdiff_t>(labels.size());
    for (std::ptrdiff_t stride = 1; stride < size; ++stride) {
        bool fits = true;
        for (std::ptrdiff_t i = 0; i + stride < size && fits; ++i) {
            const AxisLabel& label = labels[static_cast<std::size_t>(i)];
            const AxisLabel& next = labels[static_cast<std::size_t>(i + stride)];
            fits = label.place + label.length / 2 + gap <= next.place - next.length / 2;
        }
        if (fits) {
            return static_cast<int>(stride);
        }
    }
    return std::max(1, static_cast<int>(size));
}

int decimalsOfStep(double step)
{
    int decimals = 0;
    for (double rest = std::fabs(step); rest > 0 && rest < 0.999 && decimals < 9; rest *= 10) {
        ++decimals;
    }
    return decimals;
}

}  // namespace dealwright::views
