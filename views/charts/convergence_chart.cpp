// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/convergence_chart.h"

#include "views/charts/months_axis.h"

#include <QAreaSeries>
#include <QLineSeries>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dealwright::views {

ConvergenceChart::ConvergenceChart(deal::Side side, QWidget* parent)
    : Chart(parent),
      m_side(side),
      m_low(new QLineSeries(this)),
      m_high(new QLineSeries(this)),
      m_mean(new QLineSeries),
      m_band(new QAreaSeries(m_high, m_low))
{
    setHeadLines(1);
    addSeries(m_band);
    addSeries(m_mean);
    ConvergenceChart::restyle();
}

void ConvergenceChart::show(const QString& title, const std::vector<analysis::ConvergenceStep>& steps,
                            const words::Format& format)
{
    m_format = format;
    m_points.clear();
    double largest = 0.0;
    for (const analysis::ConvergenceStep& step : steps) {
        const auto paths = static_cast<double>(step.paths);
        m_points.push_back(m_side == deal::Side::licensor ? Point{paths, step.licensorMean, step.licensorHalfWidth}
                                                          : Point{paths, step.hostMean, step.hostHalfWidth});
        largest = std::max(largest, std::fabs(m_points.back().mean));
    }
    m_scale = format.moneyScale(largest);
    const QString unit = format.moneyUnit(m_scale);
    setTitles(title, tr("mean NPV and its 95 % interval, %1, by paths").arg(unit));
    setEmptyText(m_points.empty() ? tr("Run to see how the mean settles.") : QString());
    if (m_points.empty()) {
        refresh();
        return;
    }

    QList<QPointF> low;
    QList<QPointF> mean;
    QList<QPointF> high;
    std::vector<Tick> ticks;
    for (const Point& point : m_points) {
        const double x = std::log2(point.paths);
        low.emplace_back(x, (point.mean - point.halfWidth) / m_scale.factor);
        mean.emplace_back(x, point.mean / m_scale.factor);
        high.emplace_back(x, (point.mean + point.halfWidth) / m_scale.factor);
        ticks.push_back({x, format.count(point.paths)});
    }
    const auto y = [](const QPointF& point) { return point.y(); };
    const AxisBounds bounds = niceBounds(std::ranges::min(low, {}, y).y(), std::ranges::max(high, {}, y).y(), 3);
    constexpr double room = 0.4;  // of a step, beside the first bar and the last
    setXAxis(mean.front().x() - room, mean.back().x() + room, std::move(ticks));
    setYAxis(bounds, numberTicks(format, bounds));
    const int decimals = readingDecimals(bounds);
    setEdgeLabels({{high.back().y(), format.number(high.back().y(), decimals), tokens().secondary, false, {}},
                   {mean.back().y(),
                    tr("mean %1").arg(format.number(mean.back().y(), decimals)),
                    tokens().of(m_side).text,
                    true,
                    {}},
                   {low.back().y(), format.number(low.back().y(), decimals), tokens().secondary, false, {}}});
    m_low->replace(low);
    m_mean->replace(mean);
    m_high->replace(high);
    restyle();
    refresh();
}

std::optional<Chart::Reading> ConvergenceChart::readingAt(double x) const
{
    if (m_points.empty()) {
        return std::nullopt;
    }
    const auto distance = [x](const Point& point) { return std::fabs(std::log2(point.paths) - x); };
    const Point& point = *std::ranges::min_element(m_points, {}, distance);
    const int decimals = readingDecimals(yBounds());
    const auto figure = [&](double money) { return m_format.number(money / m_scale.factor, decimals); };
    return Reading{std::log2(point.paths),
                   tr("%1 paths: mean %2, 95 % interval %3 to %4")
                       .arg(m_format.count(point.paths), figure(point.mean), figure(point.mean - point.halfWidth),
                            figure(point.mean + point.halfWidth)),
                   {{point.mean / m_scale.factor, tokens().of(m_side).line}}};
}

void ConvergenceChart::restyle()
{
    const PartyColours& colours = tokens().of(m_side);
    m_band->setPen(Qt::NoPen);
    m_band->setBrush(colours.outerBand);
    m_mean->setPen(QPen(colours.line, 2));
}

void ConvergenceChart::paintOver(QPainter& painter)
{
    const QColor colour = tokens().of(m_side).line;
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(colour);
    for (const Point& point : m_points) {
        const double x = pixelX(std::log2(point.paths));
        const auto y = [&](double money) { return pixelY(money / m_scale.factor); };
        painter.drawLine(QPointF(x, y(point.mean - point.halfWidth)), QPointF(x, y(point.mean + point.halfWidth)));
        painter.drawEllipse(QPointF(x, y(point.mean)), 2.5, 2.5);
    }
}

QString ConvergenceChart::dataAsText() const
{
    QStringList lines{QStringList{tr("paths"), tr("mean"), tr("half width of the 95 % interval")}.join('\t')};
    for (const Point& point : m_points) {
        lines.push_back(QStringList{QString::number(point.paths, 'f', 0), QString::number(point.mean, 'g', 12),
                                    QString::number(point.halfWidth, 'g', 6)}
                            .join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
