// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/lettering.h"

#include "views/charts/axis.h"

#include <QFontMetricsF>

#include <algorithm>

namespace dealwright::views {

double paintHeadLine(QPainter& painter, double y, double width, const QString& text, Type type, const QColor& colour)
{
    if (text.isEmpty()) {
        return y;
    }
    const QFont font = theme::font(type);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QPointF(0, y + metrics.ascent()), metrics.elidedText(text, Qt::ElideRight, width));
    return y + metrics.height();
}

void paintTickLabels(QPainter& painter, const std::vector<std::pair<double, QString>>& labels, double baseline,
                     double width, std::size_t anchor)
{
    constexpr double gap = 8.0;
    const QFontMetricsF metrics(painter.font());
    std::vector<AxisLabel> places;
    places.reserve(labels.size());
    for (const auto& [place, text] : labels) {
        const double half = metrics.horizontalAdvance(text) / 2;
        places.push_back({std::clamp(place, half, std::max(half, width - half)), 2 * half});
    }
    const auto stride = static_cast<std::size_t>(labelStride(places, gap));
    for (std::size_t i = anchor % stride; i < labels.size(); i += stride) {
        painter.drawText(QPointF(places[i].place - places[i].length / 2, baseline), labels[i].second);
    }
}

}  // namespace dealwright::views
