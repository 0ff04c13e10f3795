// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/figures.h"

#include "analysis/distribution.h"
#include "views/charts/curves_chart.h"
#include "views/charts/months_axis.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace dealwright::views::report {

namespace {

/// A plot's rectangle and its two linear axes.
struct Plot {
    QRectF area;
    double x0 = 0.0, x1 = 1.0;
    double y0 = 0.0, y1 = 1.0;

    [[nodiscard]] double x(double value) const { return area.left() + (value - x0) / (x1 - x0) * area.width(); }
    [[nodiscard]] double y(double value) const { return area.bottom() - (value - y0) / (y1 - y0) * area.height(); }
    [[nodiscard]] QPointF at(double a, double b) const { return {x(a), y(b)}; }
};

void drawText(QPainter& painter, const QRectF& box, int flags, const QString& text, Type type, const QColor& colour)
{
    painter.setFont(theme::font(type));
    painter.setPen(colour);
    painter.drawText(box, flags | Qt::TextDontClip, text);
}

/// Title and subtitle; answers the rectangle that is left.
[[nodiscard]] QRectF drawTitles(QPainter& painter, const QRectF& area, const QString& title, const QString& subtitle)
{
    const Tokens& tokens = theme::light();
    drawText(painter, QRectF(area.left(), area.top(), area.width(), 18.0), Qt::AlignLeft, title, Type::chartTitle,
             tokens.text);
    drawText(painter, QRectF(area.left(), area.top() + 20.0, area.width(), 16.0), Qt::AlignLeft, subtitle, Type::small,
             tokens.secondary);
    return area.adjusted(0.0, 44.0, 0.0, 0.0);
}

/// Round amounts below a plot whose x is money.
void drawMoneyBelow(QPainter& painter, const Plot& plot, const Scale& scale, const Format& format)
{
    for (const Tick& tick : numberTicks(format, niceBounds(plot.x0 / scale.factor, plot.x1 / scale.factor))) {
        const double x = plot.x(tick.value * scale.factor);
        if (x >= plot.area.left() - 1.0 && x <= plot.area.right() + 1.0) {
            const double middle = std::min(x, plot.area.right() - 8.0);
            drawText(painter, QRectF(middle - 30.0, plot.area.bottom() + 5.0, 60.0, 14.0), Qt::AlignHCenter, tick.text,
                     Type::small, theme::light().secondary);
        }
    }
}

}  // namespace

void drawHistogram(QPainter& painter, const QRectF& area, const HistogramFigure& figure, const Format& format)
{
    constexpr std::size_t bins = 44;
    const Tokens& tokens = theme::light();
    const PartyColours& colours = tokens.of(figure.side);
    const analysis::Histogram histogram = analysis::histogramOf(*figure.outcomes, bins);
    const double width = histogram.width > 0.0 ? histogram.width : 1.0;
    const double end = histogram.low + width * static_cast<double>(bins);
    const Scale scale = format.moneyScale(figure.mean);  // as the table above it states the mean
    const QRectF inner = drawTitles(painter, area, figure.title, figure.subtitle);
    drawText(painter, QRectF(area.left(), area.top() + 2.0, area.width(), 16.0), Qt::AlignRight,
             QCoreApplication::translate("Report", "NPV, %1").arg(format.moneyUnit(scale)), Type::small,
             tokens.secondary);
    const auto tallest = static_cast<double>(std::ranges::max(histogram.counts));
    Plot plot{inner.adjusted(2.0, 12.0, -2.0, -22.0), std::min(histogram.low, figure.walkAway),
              std::max(end, figure.walkAway), 0.0, std::max(tallest, 1.0)};
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double from = histogram.low + width * static_cast<double>(bin);
        const double to = from + width;
        const auto count = static_cast<double>(histogram.counts[bin]);
        const auto part = [&](double a, double b, const QColor& colour) {
            if (b > a) {
                painter.fillRect(QRectF(plot.at(a, count), plot.at(b, 0.0)).adjusted(0.4, 0.0, -0.4, 0.0), colour);
            }
        };
        part(from, std::min(to, figure.walkAway), colours.outerBand);
        part(std::max(from, figure.walkAway), to, colours.middleBand);
    }
    painter.setPen(QPen(tokens.border, 1.0));
    painter.drawLine(plot.at(plot.x0, 0.0), plot.at(plot.x1, 0.0));
    drawMoneyBelow(painter, plot, scale, format);
    painter.setPen(QPen(tokens.text, 1.4));
    painter.drawLine(QPointF(plot.x(figure.walkAway), plot.area.top() - 8.0),
                     QPointF(plot.x(figure.walkAway), plot.area.bottom()));
    painter.setPen(QPen(colours.line, 1.8));
    painter.drawLine(QPointF(plot.x(figure.mean), plot.area.top() - 8.0),
                     QPointF(plot.x(figure.mean), plot.area.bottom()));
    QFont bold = theme::font(Type::small);
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(colours.text);
    painter.drawText(
        QRectF(plot.x(figure.mean) + 5.0, plot.area.top() - 14.0, 140.0, 16.0), Qt::AlignLeft | Qt::TextDontClip,
        QCoreApplication::translate("Report", "mean %1").arg(format.bare(scale, figure.mean, figure.standardError)));
}

void drawCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure, const Format& format)
{
    constexpr std::size_t points = 201;
    const Tokens& tokens = theme::light();
    std::vector<std::vector<std::pair<double, double>>> curves;
    double low = figure.walkAway;
    double high = figure.walkAway;
    for (const std::vector<double>* outcomes : figure.outcomes) {
        curves.push_back(analysis::cumulativeCurve(*outcomes, points));
        low = std::min(low, curves.back()[1].first);
        high = std::max(high, curves.back()[points - 6].first);
    }
    const Scale scale = format.moneyScale(std::max(std::fabs(low), std::fabs(high)));
    const QRectF inner = drawTitles(painter, area, figure.title, figure.subtitle.arg(format.moneyUnit(scale)));
    const Plot plot{inner.adjusted(38.0, 0.0, -8.0, -22.0), low, high > low ? high : low + 1.0, 0.0, 1.0};
    for (const double level : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        painter.setPen(QPen(level == 0.0 ? tokens.border : tokens.grid, 1.0));
        painter.drawLine(plot.at(plot.x0, level), plot.at(plot.x1, level));
        drawText(painter, QRectF(plot.area.left() - 50.0, plot.y(level) - 8.0, 44.0, 16.0),
                 Qt::AlignRight | Qt::AlignVCenter, format.percent(level, 0), Type::small, tokens.secondary);
    }
    drawMoneyBelow(painter, plot, scale, format);
    painter.setPen(QPen(tokens.text, 1.2));
    painter.drawLine(plot.at(figure.walkAway, 0.0), plot.at(figure.walkAway, 1.0));
    painter.save();
    painter.setClipRect(plot.area.adjusted(-1.0, -1.0, 1.0, 1.0));
    for (std::size_t c = 0; c < curves.size(); ++c) {
        QPolygonF line;
        for (const auto& [outcome, probability] : curves[c]) {
            line << plot.at(outcome, probability);
        }
        painter.setPen(scenarioPen(tokens, c));
        painter.drawPolyline(line);
    }
    painter.restore();
}

double drawScenarioNames(QPainter& painter, const QPointF& at, double width, const QStringList& names)
{
    constexpr double lineHeight = 18.0;
    const QFontMetricsF metrics(theme::font(Type::small));
    const double half = width / 2.0;
    double y = at.y();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const bool left = i % 2 == 0;
        const double x = at.x() + (left ? 0.0 : half);
        painter.setPen(scenarioPen(theme::light(), static_cast<std::size_t>(i)));
        painter.drawLine(QPointF(x, y + lineHeight / 2.0), QPointF(x + 22.0, y + lineHeight / 2.0));
        drawText(painter, QRectF(x + 28.0, y, half - 36.0, lineHeight), Qt::AlignVCenter,
                 metrics.elidedText(names[i], Qt::ElideRight, half - 36.0), Type::small, theme::light().text);
        y += left && i + 1 < names.size() ? 0.0 : lineHeight;
    }
    return y - at.y();
}

}  // namespace dealwright::views::report
