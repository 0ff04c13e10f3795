// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chances_chart.h"

#include "views/charts/curves_chart.h"
#include "views/charts/months_axis.h"

#include <QLineSeries>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dealwright::views {

namespace {

constexpr std::size_t pointsOfCurve = 240;
constexpr AxisBounds percentBounds{0.0, 100.0, 25.0};

}  // namespace

ChancesChart::ChancesChart(QWidget* parent) : Chart(parent)
{
    setHeadLines(2);
}

void ChancesChart::show(const QString& title, deal::Side side, const std::vector<Sample>& samples,
                        const words::Format& format)
{
    m_format = format;
    m_curves.clear();
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    double usual = 0.0;  // decides the unit, as cards and tables state the mean
    for (const Sample& sample : samples) {
        // From P5 and P95 outwards by half their distances from the median: the tails beyond are flat.
        const simulation::Statistic& npv = sample.projection->of(side).npv;
        low = std::min(low, npv.percentiles.front() - 0.5 * (npv.percentiles[3] - npv.percentiles.front()));
        high = std::max(high, npv.percentiles.back() + 0.5 * (npv.percentiles.back() - npv.percentiles[3]));
        usual = std::max({usual, std::fabs(npv.mean), npv.standardDeviation});
    }
    m_walkAway.reset();
    if (!samples.empty() && std::ranges::all_of(samples, [&](const Sample& sample) {
            return sample.reservationValue == samples.front().reservationValue;
        })) {
        m_walkAway = samples.front().reservationValue;
    }
    setEmptyText(samples.empty() ? tr("Tick two or more scenarios to compare them.") : QString());
    if (!(high > low)) {
        low = samples.empty() ? 0.0 : low - 1.0;
        high = low + 2.0;
    }
    m_scale = format.moneyScale(usual);
    for (const Sample& sample : samples) {
        Curve curve{sample.name, binsOf(sample.projection->of(side).npvByPath, low, high, pointsOfCurve), {}};
        curve.fractions = curve.bins.cumulative();
        m_curves.push_back(std::move(curve));
    }
    while (m_series.size() < m_curves.size()) {
        m_series.push_back(new QLineSeries);
        addSeries(m_series.back());
    }
    setTitles(title, tr("chance in % that its NPV ends below, %1").arg(format.moneyUnit(m_scale)));
    const double left = low / m_scale.factor;
    const double right = high / m_scale.factor;
    std::vector<Tick> ticks;
    for (const Tick& tick : numberTicks(format, niceBounds(left, right, 5))) {
        if (tick.value >= left && tick.value <= right) {
            ticks.push_back(tick);
        }
    }
    setXAxis(left, right, std::move(ticks));
    setYAxis(percentBounds, numberTicks(format, percentBounds));
    std::vector<EdgeLabel> labels;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i]->setVisible(i < m_curves.size());
        if (i >= m_curves.size()) {
            continue;
        }
        QList<QPointF> points;
        for (std::size_t k = 0; k < m_curves[i].fractions.size(); ++k) {
            points.emplace_back(m_curves[i].bins.edge(k) / m_scale.factor, 100.0 * m_curves[i].fractions[k]);
        }
        m_series[i]->replace(points);
        // All curves end at the top: their names stand below one another, in the order of the scenarios.
        const QColor colour = scenarioPen(tokens(), i).color();
        labels.push_back({100.0 - static_cast<double>(i), m_curves[i].name, colour, i == 0, colour});
    }
    setEdgeLabels(std::move(labels));
    restyle();
    refresh();
}

std::optional<Chart::Reading> ChancesChart::readingAt(double x) const
{
    if (m_curves.empty()) {
        return std::nullopt;
    }
    const Bins& bins = m_curves.front().bins;
    const double place = std::round((x * m_scale.factor - bins.low) / bins.width);
    const auto k = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins.counts.size())));
    const double edge = bins.edge(k) / m_scale.factor;
    Reading reading{edge, {}, {}};
    QStringList figures;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        figures.push_back(m_curves[i].name + " " + m_format.percent(m_curves[i].fractions[k], 0));
        reading.dots.emplace_back(100.0 * m_curves[i].fractions[k], scenarioPen(tokens(), i).color());
    }
    const int decimals = std::max(0, words::Format::decimalsFor(bins.high(), bins.width, m_scale.factor));
    reading.words = tr("below %1: %2").arg(m_format.number(edge, decimals), figures.join(", "));
    return reading;
}

double ChancesChart::nextX(double x, int step) const
{
    return m_curves.empty() ? x : x + 4 * step * m_curves.front().bins.width / m_scale.factor;
}

void ChancesChart::restyle()
{
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i]->setPen(scenarioPen(tokens(), i));
    }
}

void ChancesChart::paintOver(QPainter& painter)
{
    const QRectF plot = plotArea();
    const double x = m_walkAway ? pixelX(*m_walkAway / m_scale.factor) : plot.left() - 1.0;
    if (x < plot.left() || x > plot.right()) {
        return;
    }
    const QFont small = theme::font(Type::small);
    const QFontMetricsF metrics(small);
    const double foot = plot.top() - 2.0;
    painter.setPen(QPen(tokens().text, 1.2));
    painter.drawLine(QPointF(x, isReading() ? plot.top() : foot - metrics.ascent()), QPointF(x, plot.bottom()));
    if (!isReading()) {
        const QString text = tr("walk-away %1").arg(m_format.bare(m_scale, *m_walkAway, 0.0));
        const double advance = metrics.horizontalAdvance(text);
        painter.setFont(small);
        painter.drawText(
            QPointF(x + 5.0 + advance > canvas().width() ? x - 5.0 - advance : x + 5.0, foot - metrics.descent()),
            text);
    }
}

QString ChancesChart::dataAsText() const
{
    QStringList head{tr("NPV")};
    for (const Curve& curve : m_curves) {
        head.push_back(curve.name);
    }
    QStringList lines{head.join('\t')};
    for (std::size_t k = 0; !m_curves.empty() && k < m_curves.front().fractions.size(); ++k) {
        QStringList cells{QString::number(m_curves.front().bins.edge(k), 'g', 12)};
        for (const Curve& curve : m_curves) {
            cells.push_back(QString::number(curve.fractions[k], 'g', 6));
        }
        lines.push_back(cells.join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
