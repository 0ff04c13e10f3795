// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/figures.h"

#include "analysis/distribution.h"
#include "views/charts/waterfall.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <functional>

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

/// Round values, 1, 2 or 5 times a power of ten apart, about `count` of them, within [low, high].
[[nodiscard]] std::vector<double> ticks(double low, double high, int count)
{
    const double raw = (high - low) / count;
    if (!(raw > 0.0) || !std::isfinite(raw)) {
        return {};
    }
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double lead = raw / power;
    const double step = power * (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0);
    std::vector<double> values;
    for (double value = std::ceil(low / step - 1e-9) * step; value <= high + 1e-9 * step; value += step) {
        values.push_back(std::fabs(value) < step / 2.0 ? 0.0 : value);
    }
    return values;
}

[[nodiscard]] int decimalsOf(const std::vector<double>& values, double factor)
{
    if (values.size() < 2) {
        return 0;
    }
    const double step = (values[1] - values[0]) / factor;
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
}

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

/// Horizontal grid lines with their labels on the left; money in `scale`.
void drawMoneyAxis(QPainter& painter, const Plot& plot, const Scale& scale, const Format& format)
{
    const Tokens& tokens = theme::light();
    const std::vector<double> values = ticks(plot.y0, plot.y1, 4);
    const int decimals = decimalsOf(values, scale.factor);
    for (const double value : values) {
        painter.setPen(QPen(value == 0.0 ? tokens.border : tokens.grid, 1.0));
        painter.drawLine(plot.at(plot.x0, value), plot.at(plot.x1, value));
        drawText(painter, QRectF(plot.area.left() - 50.0, plot.y(value) - 8.0, 44.0, 16.0),
                 Qt::AlignRight | Qt::AlignVCenter, format.number(value / scale.factor, decimals), Type::small,
                 tokens.secondary);
    }
}

/// The calendar years below a plot whose x is months from the start.
void drawYears(QPainter& painter, const Plot& plot, int months, const Format& format)
{
    const Tokens& tokens = theme::light();
    const int years = std::max(1, months / 12);
    const int every = std::max(1, (years + 6) / 7);
    for (int month = 0; month < months; ++month) {
        const bool january = (format.startMonth - 1 + month) % 12 == 0;
        if (!january && month != 0) {
            continue;
        }
        if (month != 0 && (format.calendarYearOf(month) - format.calendarYearOf(0)) % every != 0) {
            continue;
        }
        if (month == 0 && !january && months > 9) {
            continue;
        }
        drawText(painter, QRectF(plot.x(month) - 25.0, plot.area.bottom() + 5.0, 50.0, 14.0), Qt::AlignHCenter,
                 QString::number(format.calendarYearOf(month)), Type::small, tokens.secondary);
    }
}

struct EdgeLabel {
    double y = 0.0;
    QString text;
    QColor colour;
    bool bold = false;
};

/// Labels at the right edge of a plot, moved apart so that none covers another.
void drawEdgeLabels(QPainter& painter, const Plot& plot, std::vector<EdgeLabel> labels)
{
    constexpr double height = 13.0;
    std::ranges::stable_sort(labels, {}, &EdgeLabel::y);
    double lowest = plot.area.top() - height;
    for (EdgeLabel& label : labels) {
        label.y = std::max(label.y, lowest + height);
        lowest = label.y;
    }
    double highest = plot.area.bottom() + height;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->y = std::min(label->y, highest - height);
        highest = label->y;
    }
    for (const EdgeLabel& label : labels) {
        QFont font = theme::font(Type::small);
        font.setBold(label.bold);
        painter.setFont(font);
        painter.setPen(label.colour);
        painter.drawText(QRectF(plot.area.right() + 7.0, label.y - 8.0, 110.0, 16.0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, label.text);
    }
}

using Series = std::vector<QPointF>;

[[nodiscard]] QPainterPath lineOf(const Series& points)
{
    QPainterPath path;
    for (std::size_t i = 0; i < points.size(); ++i) {
        i == 0 ? path.moveTo(points[i]) : path.lineTo(points[i]);
    }
    return path;
}

[[nodiscard]] QPainterPath bandOf(const Series& low, const Series& high)
{
    QPainterPath path = lineOf(low);
    for (auto point = high.rbegin(); point != high.rend(); ++point) {
        path.lineTo(*point);
    }
    path.closeSubpath();
    return path;
}

[[nodiscard]] int decimalsForSteps(double range, double factor)
{
    return std::clamp(static_cast<int>(std::ceil(1.5 - std::log10(range / factor))), 0, 3);
}

}  // namespace

void drawFan(QPainter& painter, const QRectF& area, const FanFigure& figure, const Format& format)
{
    const PartyColours& colours = theme::light().of(figure.side);
    const simulation::MonthlyStatistic& months = *figure.months;
    const int count = static_cast<int>(months.mean.size());
    double low = figure.signing.value_or(0.0);
    double high = low;
    for (int t = 0; t < count; ++t) {
        const auto i = static_cast<std::size_t>(t);
        low = std::min({low, months.percentiles.front()[i], months.mean[i]});
        high = std::max({high, months.percentiles.back()[i], months.mean[i]});
    }
    const double margin = high > low ? 0.03 * (high - low) : 1.0;
    const Scale scale = format.moneyScale(std::max(std::fabs(low), std::fabs(high)));
    const QRectF inner = drawTitles(painter, area, figure.title, figure.subtitle.arg(format.moneyUnit(scale)));
    Plot plot{inner.adjusted(38.0, 0.0, -84.0, -22.0), figure.signing ? -1.0 : 0.0, std::max(1.0, count - 1.0),
              low - margin, high + margin};
    drawMoneyAxis(painter, plot, scale, format);
    drawYears(painter, plot, count, format);

    const auto series = [&](const std::vector<double>& values) {
        Series points;
        for (int t = 0; t < count; ++t) {
            points.push_back(plot.at(t, values[static_cast<std::size_t>(t)]));
        }
        return points;
    };
    painter.fillPath(bandOf(series(months.percentiles[0]), series(months.percentiles[6])), colours.outerBand);
    painter.fillPath(bandOf(series(months.percentiles[2]), series(months.percentiles[4])), colours.middleBand);
    painter.strokePath(lineOf(series(months.percentiles[3])), QPen(colours.line, 1.8));
    painter.strokePath(lineOf(series(months.mean)), QPen(theme::light().text, 1.1, Qt::DashLine));
    if (figure.signing) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.line);
        painter.drawEllipse(plot.at(-1.0, *figure.signing), 3.0, 3.0);
        painter.setBrush(Qt::NoBrush);
    }

    const int decimals = decimalsForSteps(high - low > 0.0 ? high - low : 1.0, scale.factor);
    std::vector<EdgeLabel> labels;
    const auto add = [&](std::size_t rank, const QString& name, bool bold) {
        const double value = months.percentiles[rank].back();
        labels.push_back({plot.y(value),
                          QStringLiteral("%1 %2").arg(name, format.number(value / scale.factor, decimals)),
                          bold ? colours.text : theme::light().secondary, bold});
    };
    add(6, QStringLiteral("95 %"), false);
    add(4, QStringLiteral("75 %"), false);
    add(3, QCoreApplication::translate("Report", "median"), true);
    add(2, QStringLiteral("25 %"), false);
    add(0, QStringLiteral("5 %"), false);
    drawEdgeLabels(painter, plot, std::move(labels));
}

void drawHistogram(QPainter& painter, const QRectF& area, const HistogramFigure& figure, const Format& format)
{
    constexpr std::size_t bins = 44;
    const Tokens& tokens = theme::light();
    const PartyColours& colours = tokens.of(figure.side);
    const analysis::Histogram histogram = analysis::histogramOf(*figure.outcomes, bins);
    const double width = histogram.width > 0.0 ? histogram.width : 1.0;
    const double end = histogram.low + width * static_cast<double>(bins);
    const Scale scale = format.moneyScale(std::max(std::fabs(histogram.low), std::fabs(end)));
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
    const std::vector<double> values = ticks(plot.x0, plot.x1, 4);
    for (const double value : values) {
        drawText(painter, QRectF(plot.x(value) - 30.0, plot.area.bottom() + 5.0, 60.0, 14.0), Qt::AlignHCenter,
                 format.number(value / scale.factor, decimalsOf(values, scale.factor)), Type::small, tokens.secondary);
    }
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

void drawStack(QPainter& painter, const QRectF& area, const StackFigure& figure, const Format& format)
{
    const Tokens& tokens = theme::light();
    const auto& values = *figure.values;
    const std::size_t months = values.empty() ? 0 : values.front().size();
    std::vector<std::size_t> order(values.size());
    for (std::size_t u = 0; u < order.size(); ++u) {
        order[u] = u;
    }
    const auto sum = [&](std::size_t u) {
        double total = 0.0;
        for (const double value : values[u]) {
            total += value;
        }
        return total;
    };
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return sum(a) > sum(b); });
    double highest = 0.0;
    for (std::size_t t = 0; t < months; ++t) {
        double total = 0.0;
        for (const auto& series : values) {
            total += series[t];
        }
        highest = std::max(highest, total);
    }
    const Scale scale = format.moneyScale(highest);
    const QRectF inner = drawTitles(painter, area, figure.title, figure.subtitle.arg(format.moneyUnit(scale)));
    Plot plot{inner.adjusted(38.0, 0.0, -150.0, -22.0), 0.0, std::max(1.0, static_cast<double>(months) - 1.0), 0.0,
              highest > 0.0 ? highest * 1.03 : 1.0};
    drawMoneyAxis(painter, plot, scale, format);
    drawYears(painter, plot, static_cast<int>(months), format);
    std::vector<double> base(months, 0.0);
    std::vector<EdgeLabel> labels;
    const int decimals = decimalsForSteps(highest > 0.0 ? highest : 1.0, scale.factor);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t u = order[place];
        Series low;
        Series high;
        for (std::size_t t = 0; t < months; ++t) {
            low.push_back(plot.at(static_cast<double>(t), base[t]));
            base[t] += values[u][t];
            high.push_back(plot.at(static_cast<double>(t), base[t]));
        }
        painter.fillPath(bandOf(low, high), tokens.useCase(place));
        painter.strokePath(lineOf(high), QPen(tokens.panel, 0.7));
        labels.push_back(
            {(low.back().y() + high.back().y()) / 2.0,
             QStringLiteral("%1 %2").arg(figure.names[u], format.number(values[u].back() / scale.factor, decimals)),
             tokens.useCase(place).darker(125), false});
    }
    drawEdgeLabels(painter, plot, std::move(labels));
}

void drawWaterfall(QPainter& painter, const QRectF& area, const WaterfallFigure& figure, const Format& format)
{
    const Tokens& tokens = theme::light();
    const PartyColours& colours = tokens.of(figure.side);
    double low = 0.0;
    double high = std::max(0.0, figure.total);
    for (const analysis::BridgeStep& step : figure.steps) {
        low = std::min({low, step.from, step.to});
        high = std::max({high, step.from, step.to});
    }
    const Scale scale = format.moneyScale(std::max(std::fabs(low), std::fabs(high)));
    const QRectF inner = drawTitles(painter, area, figure.title, figure.subtitle.arg(format.moneyUnit(scale)));
    const double rowHeight = std::min(20.0, inner.height() / (static_cast<double>(figure.steps.size()) + 1.0));
    Plot plot{inner.adjusted(140.0, 0.0, -64.0, 0.0), low, high > low ? high : low + 1.0, 0.0, 1.0};
    double y = inner.top();
    const auto row = [&](const QString& name, double from, double to, double amount, const QColor& colour, bool bold) {
        QFont font = theme::font(Type::small);
        font.setBold(bold);
        painter.setFont(font);
        painter.setPen(tokens.text);
        painter.drawText(QRectF(inner.left(), y, 134.0, rowHeight), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         name);
        painter.fillRect(QRectF(QPointF(plot.x(std::min(from, to)), y + 3.0),
                                QPointF(std::max(plot.x(std::max(from, to)), plot.x(std::min(from, to)) + 0.8),
                                        y + rowHeight - 3.0)),
                         colour);
        painter.drawText(QRectF(inner.right() - 60.0, y, 60.0, rowHeight),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                         format.bare(scale, amount, figure.standardError, !bold));
        y += rowHeight;
    };
    for (const analysis::BridgeStep& step : figure.steps) {
        row(bridgeItemName(step.item), step.from, step.to, step.amount,
            step.amount < 0.0 ? colours.outerBand.darker(115) : colours.middleBand, false);
    }
    row(QCoreApplication::translate("Report", "Expected NPV"), 0.0, figure.total, figure.total, colours.line, true);
}

void drawCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure, const Format& format)
{
    constexpr std::size_t points = 201;
    const Tokens& tokens = theme::light();
    std::vector<std::vector<std::pair<double, double>>> curves;
    double low = figure.walkAway;
    double high = figure.walkAway;
    for (const Curve& curve : figure.curves) {
        curves.push_back(analysis::cumulativeCurve(*curve.outcomes, points));
        low = std::min(low, curves.back()[1].first);
        high = std::max(high, curves.back()[points - 6].first);
    }
    const Scale scale = format.moneyScale(std::max(std::fabs(low), std::fabs(high)));
    const QRectF inner = drawTitles(painter, area, figure.title, figure.subtitle.arg(format.moneyUnit(scale)));
    Plot plot{inner.adjusted(38.0, 0.0, -110.0, -22.0), low, high > low ? high : low + 1.0, 0.0, 1.0};
    for (const double level : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        painter.setPen(QPen(level == 0.0 ? tokens.border : tokens.grid, 1.0));
        painter.drawLine(plot.at(plot.x0, level), plot.at(plot.x1, level));
        drawText(painter, QRectF(plot.area.left() - 50.0, plot.y(level) - 8.0, 44.0, 16.0),
                 Qt::AlignRight | Qt::AlignVCenter, format.percent(level, 0), Type::small, tokens.secondary);
    }
    const std::vector<double> values = ticks(plot.x0, plot.x1, 4);
    for (const double value : values) {
        drawText(painter, QRectF(plot.x(value) - 30.0, plot.area.bottom() + 5.0, 60.0, 14.0), Qt::AlignHCenter,
                 format.number(value / scale.factor, decimalsOf(values, scale.factor)), Type::small, tokens.secondary);
    }
    painter.setPen(QPen(tokens.text, 1.2));
    painter.drawLine(plot.at(figure.walkAway, 0.0), plot.at(figure.walkAway, 1.0));
    painter.save();
    painter.setClipRect(plot.area.adjusted(-1.0, -1.0, 1.0, 1.0));
    std::vector<EdgeLabel> labels;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        Series line;
        for (const auto& [outcome, probability] : curves[c]) {
            line.push_back(plot.at(outcome, probability));
        }
        painter.strokePath(lineOf(line), QPen(tokens.useCase(c), 1.8));
        labels.push_back({plot.area.top() + 14.0 * static_cast<double>(c), figure.curves[c].name,
                          tokens.useCase(c).darker(125), true});
    }
    painter.restore();
    drawEdgeLabels(painter, plot, std::move(labels));
}

}  // namespace dealwright::views::report
