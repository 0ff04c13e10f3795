// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/theme.h"

#include <QPainter>
#include <QString>

#include <cstddef>
#include <utility>
#include <vector>

// What every chart letters alike.
namespace dealwright::views {

/// A line of a chart's head from x = 0, its top at y; a text that is wider than `width` ends in an ellipsis, an empty
/// one takes no space. Answers where the next line begins.
double paintHeadLine(QPainter& painter, double y, double width, const QString& text, Type type, const QColor& colour);

/// Tick labels of a horizontal axis, each centred on its place (rising) and kept within `width`. Where not all fit,
/// every second is left out, or more, so that the one at `anchor` stays. With the painter's font and pen.
void paintTickLabels(QPainter& painter, const std::vector<std::pair<double, QString>>& labels, double baseline,
                     double width, std::size_t anchor = 0);

}  // namespace dealwright::views
