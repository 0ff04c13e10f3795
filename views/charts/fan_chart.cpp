// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/fan_chart.h"

#include "views/charts/months_axis.h"

#include <QAreaSeries>
#include <QLineSeries>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::views {

namespace {

/// Positions of 5, 25, 50, 75, 95 among the reported percentiles.
constexpr std::array<std::size_t, 5> drawn{0, 2, 3, 4, 6};

/// The least and the largest amount that is drawn, 0 among them. Precondition: the fan has months.
[[nodiscard]] std::pair<double, double> rangeOf(const Fan& fan)
{
    double low = fan.cumulative ? std::min(0.0, fan.signing) : 0.0;
    double high = fan.cumulative ? std::max(0.0, fan.signing) : 0.0;
    for (const std::size_t k : {drawn.front(), drawn.back()}) {
        const auto [least, most] = std::ranges::minmax(fan.months.percentiles[k]);
        low = std::min(low, least);
        high = std::max(high, most);
    }
    return {low, high};
}

/// No months, or months without percentiles.
[[nodiscard]] bool isEmpty(const Fan& fan)
{
    return fan.months.mean.empty() || fan.months.percentiles[0].size() != fan.months.mean.size();
}

}  // namespace

void shareUnit(Fan& one, Fan& other)
{
    double largest = 0.0;
    for (const Fan* fan : {&one, &other}) {
        if (!isEmpty(*fan)) {
            const auto [low, high] = rangeOf(*fan);
            largest = std::max({largest, -low, high});
        }
    }
    one.unitFor = largest;
    other.unitFor = largest;
}

FanChart::FanChart(QWidget* parent) : Chart(parent)
{
    setHeadLines(1);
    for (QLineSeries*& edge : m_edges) {
        edge = new QLineSeries(this);
    }
    m_outer = new QAreaSeries(m_edges[3], m_edges[0]);
    m_middle = new QAreaSeries(m_edges[2], m_edges[1]);
    m_median = new QLineSeries;
    m_mean = new QLineSeries;
    for (QAbstractSeries* series : std::initializer_list<QAbstractSeries*>{m_outer, m_middle, m_median, m_mean}) {
        addSeries(series);
    }
    FanChart::restyle();
}

QList<QPointF> FanChart::curve(const std::vector<double>& months) const
{
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(months.size()) + 1);
    if (m_fan.cumulative) {
        points.emplace_back(-1.0, m_fan.signing / m_scale.factor);
    }
    for (std::size_t t = 0; t < months.size(); ++t) {
        points.emplace_back(static_cast<double>(t), months[t] / m_scale.factor);
    }
    return points;
}

void FanChart::show(const Fan& fan)
{
    m_fan = fan;
    const auto& percentiles = m_fan.months.percentiles;
    if (isEmpty(m_fan)) {
        setEmptyText(tr("No projection yet."));
        refresh();
        return;
    }
    setEmptyText({});
    const auto [low, high] = rangeOf(m_fan);
    const words::Scale scale = m_fan.format.moneyScale(std::max({-low, high, m_fan.unitFor}));
    const bool rescaled = scale != m_scale;
    m_scale = scale;
    const AxisBounds bounds = rescaled ? niceBounds(low / scale.factor, high / scale.factor, 3)
                                       : stickyBounds(yBounds(), low / scale.factor, high / scale.factor, 3);
    const QString unit = m_fan.format.moneyUnit(scale);
    setTitles(m_fan.title, m_fan.quantity.arg(unit));
    setXAxis(-1.0, std::max(1, term() - 1), monthTicks(m_fan.format, term()));
    setYAxis(bounds, numberTicks(m_fan.format, bounds));

    m_edges[0]->replace(curve(percentiles[drawn[0]]));
    m_edges[1]->replace(curve(percentiles[drawn[1]]));
    m_edges[2]->replace(curve(percentiles[drawn[3]]));
    m_edges[3]->replace(curve(percentiles[drawn[4]]));
    m_median->replace(curve(percentiles[drawn[2]]));
    m_mean->replace(curve(m_fan.months.mean));

    const int decimals = readingDecimals(bounds);
    const PartyColours& colours = tokens().of(m_fan.side);
    std::vector<EdgeLabel> labels;
    const std::array ranks{5, 25, 50, 75, 95};
    for (std::size_t k = 0; k < drawn.size(); ++k) {
        const double last = percentiles[drawn[k]].back() / scale.factor;
        const QString figure = m_fan.format.number(last, decimals);
        const bool median = ranks[k] == 50;
        labels.push_back({last,
                          median ? tr("median %1").arg(figure) : tr("%1 % %2").arg(ranks[k]).arg(figure),
                          median ? colours.text : tokens().secondary,
                          median,
                          {}});
    }
    setEdgeLabels(std::move(labels));
    restyle();
    refresh();
}

std::optional<Chart::Reading> FanChart::readingAt(double x) const
{
    if (term() == 0) {
        return std::nullopt;
    }
    const words::Format& format = m_fan.format;
    const int decimals = readingDecimals(yBounds());
    const int month = std::clamp(static_cast<int>(std::lround(x)), -1, term() - 1);
    const auto figure = [&](double money) { return format.number(money / m_scale.factor, decimals); };
    if (month < 0) {
        const QColor colour = tokens().of(m_fan.side).line;
        return Reading{
            -1.0, tr("At signing: %1").arg(figure(m_fan.signing)), {{m_fan.signing / m_scale.factor, colour}}};
    }
    const auto t = static_cast<std::size_t>(month);
    const auto& p = m_fan.months.percentiles;
    const double median = p[drawn[2]][t];
    return Reading{static_cast<double>(month),
                   tr("%1: median %2, 5–95 %: %3 to %4")
                       .arg(format.monthName(month), figure(median), figure(p[drawn[0]][t]), figure(p[drawn[4]][t])),
                   {{median / m_scale.factor, tokens().of(m_fan.side).line}}};
}

void FanChart::paintOver(QPainter& painter)
{
    if (m_fan.cumulative || m_fan.signing == 0 || term() == 0) {
        return;
    }
    const QRectF plot = plotArea();
    const double value = m_fan.signing / m_scale.factor;
    const bool cut = value > yBounds().high || value < yBounds().low;
    const double x = pixelX(-1.0);
    const double y = std::clamp(pixelY(value), plot.top(), plot.bottom());
    const QColor line = tokens().of(m_fan.side).line;
    painter.setPen(QPen(line, 1.5));
    painter.drawLine(QPointF(x, pixelY(std::clamp(0.0, yBounds().low, yBounds().high))), QPointF(x, y));
    painter.setBrush(line);
    const QString figure = tr("signing %1").arg(m_fan.format.number(value, readingDecimals(yBounds())));
    painter.setFont(theme::font(Type::small));
    if (cut) {
        const double up = value > 0 ? 6.0 : -6.0;
        const QPolygonF arrow({QPointF(x - 4, y + up), QPointF(x + 4, y + up), QPointF(x, y)});
        painter.drawPolygon(arrow);
    } else {
        painter.drawEllipse(QPointF(x, y), 3, 3);
    }
    painter.setPen(tokens().of(m_fan.side).text);
    painter.drawText(QPointF(x + 8, value >= 0 ? std::max(y + 4, plot.top() + 8) : std::min(y + 4, plot.bottom() - 2)),
                     figure);
}

void FanChart::restyle()
{
    const PartyColours& colours = tokens().of(m_fan.side);
    m_outer->setPen(Qt::NoPen);
    m_outer->setBrush(colours.outerBand);
    m_middle->setPen(Qt::NoPen);
    m_middle->setBrush(colours.middleBand);
    m_median->setPen(QPen(colours.line, 2));
    QPen mean(tokens().text, 1.3);
    mean.setDashPattern({3, 2});
    m_mean->setPen(mean);
}

QString FanChart::dataAsText() const
{
    QStringList lines{
        QStringList{tr("month"), tr("mean"), "5 %", "10 %", "25 %", "50 %", "75 %", "90 %", "95 %"}.join('\t')};
    lines.push_back(tr("signing") + "\t" + QString::number(m_fan.signing, 'g', 12));
    for (std::size_t t = 0; t < m_fan.months.mean.size(); ++t) {
        QStringList cells{m_fan.format.monthName(static_cast<int>(t)), QString::number(m_fan.months.mean[t], 'g', 12)};
        for (const auto& percentile : m_fan.months.percentiles) {
            cells.push_back(t < percentile.size() ? QString::number(percentile[t], 'g', 12) : QString());
        }
        lines.push_back(cells.join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
