// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

// How axes choose their ends and labels their places. Pure functions of plain numbers.
namespace dealwright::views {

/// The ends of an axis and the distance of its ticks; both ends are multiples of the step.
struct AxisBounds {
    double low = 0.0;
    double high = 1.0;
    double step = 1.0;
    friend bool operator==(const AxisBounds&, const AxisBounds&) = default;

    [[nodiscard]] std::vector<double> ticks() const;
};

/// Round bounds around [low, high] with a step of 1, 2 or 5 times a power of ten and about `intervals` of them.
[[nodiscard]] AxisBounds niceBounds(double low, double high, int intervals = 4);

/// `current` for as long as [low, high] lies within it and fills at least 60 % of it; else new round bounds. Keeps an
/// axis still while a slider moves.
[[nodiscard]] AxisBounds stickyBounds(const AxisBounds& current, double low, double high, int intervals = 4);

/// Moves places (rising, in pixels from `top` to `bottom`) so that neighbours are at least `height` apart, each as
/// little as possible in the least-squares sense, keeping their order.
[[nodiscard]] std::vector<double> spread(std::vector<double> places, double height, double top, double bottom);

/// A label's middle and its length along an axis, in pixels.
struct AxisLabel {
    double place = 0.0;
    double length = 0.0;
};

/// The smallest n for which every n-th of the labels (rising places) keeps `gap` to the next; all of them if none does.
[[nodiscard]] int labelStride(const std::vector<AxisLabel>& labels, double gap);

/// A decimal count for tick labels of this step.
[[nodiscard]] int decimalsOfStep(double step);

}  // namespace dealwright::views
