// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/histogram_chart.h"

#include "views/charts/months_axis.h"

#include <QAreaSeries>
#include <QLineSeries>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dealwright::views {

HistogramChart::HistogramChart(QWidget* parent) : Chart(parent)
{
    setHeadLines(2);
    m_belowEdge = new QLineSeries(this);
    m_aboveEdge = new QLineSeries(this);
    m_below = new QAreaSeries(m_belowEdge);
    m_above = new QAreaSeries(m_aboveEdge);
    m_cumulative = new QLineSeries;
    addSeries(m_below);
    addSeries(m_above);
    addSeries(m_cumulative);
    HistogramChart::restyle();
}

void HistogramChart::show(const Distribution& distribution)
{
    m_distribution = distribution;
    const Bins& bins = m_distribution.bins;
    const words::Format& format = m_distribution.format;
    if (bins.size == 0) {
        setEmptyText(tr("No projection yet."));
        refresh();
        return;
    }
    setEmptyText({});
    // As cards and tables state the mean, but for one that is nearly nothing.
    m_scale = format.moneyScale(
        std::max(std::fabs(m_distribution.statistic.mean), m_distribution.statistic.standardDeviation));
    const auto percentOf = [&](std::size_t count) {
        return 100.0 * static_cast<double>(count) / static_cast<double>(bins.size);
    };
    const double highest = percentOf(std::ranges::max(bins.counts));
    m_height = stickyBounds(m_height, 0.0, highest, 3);

    QList<QPointF> below;
    QList<QPointF> above;
    const double mark = m_distribution.reservationValue;
    for (std::size_t i = 0; i < bins.counts.size(); ++i) {
        const double left = bins.edge(i) / m_scale.factor;
        const double right = bins.edge(i + 1) / m_scale.factor;
        const double height = percentOf(bins.counts[i]);
        QList<QPointF>& side = (bins.edge(i) + bins.edge(i + 1)) / 2 < mark ? below : above;
        side << QPointF(left, 0) << QPointF(left, height) << QPointF(right, height) << QPointF(right, 0);
    }
    m_belowEdge->replace(below);
    m_aboveEdge->replace(above);
    QList<QPointF> curve;
    const auto fractions = bins.cumulative();
    for (std::size_t i = 0; i < fractions.size(); ++i) {
        curve << QPointF(bins.edge(i) / m_scale.factor, fractions[i] * m_height.high);
    }
    m_cumulative->replace(curve);

    setTitles(m_distribution.title,
              tr("NPV, %1; columns: share of paths, line: cumulative").arg(format.moneyUnit(m_scale)));
    const double low = bins.low / m_scale.factor;
    const double high = bins.high() / m_scale.factor;
    std::vector<Tick> ticks;
    for (const Tick& tick : numberTicks(format, niceBounds(low, high, 5))) {
        if (tick.value >= low && tick.value <= high) {
            ticks.push_back(tick);
        }
    }
    setXAxis(low, high, std::move(ticks));
    std::vector<Tick> heights;
    for (const double height : m_height.ticks()) {
        heights.push_back({height, format.number(height, decimalsOfStep(m_height.step)) + " %"});
    }
    setYAxis(m_height, std::move(heights));
    setEdgeLabels({{m_height.high, "100 %", tokens().secondary, false, {}},
                   {m_height.high / 2, "50 %", tokens().secondary, false, {}},
                   {0.0, "0 %", tokens().secondary, false, {}}});
    restyle();
    refresh();
}

std::optional<Chart::Reading> HistogramChart::readingAt(double x) const
{
    const Bins& bins = m_distribution.bins;
    if (bins.size == 0) {
        return std::nullopt;
    }
    const double place = (x * m_scale.factor - bins.low) / bins.width;
    const auto i = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(bins.counts.size()) - 0.5));
    const auto fractions = bins.cumulative();
    const words::Format& format = m_distribution.format;
    const double middle = (bins.edge(i) + bins.width / 2) / m_scale.factor;
    const int decimals = std::max(0, words::Format::decimalsFor(bins.high(), bins.width / 3, m_scale.factor));
    return Reading{middle,
                   tr("%1 to %2: %3 of paths; %4 lie below %2")
                       .arg(format.number(bins.edge(i) / m_scale.factor, decimals),
                            format.number(bins.edge(i + 1) / m_scale.factor, decimals),
                            format.percent(static_cast<double>(bins.counts[i]) / static_cast<double>(bins.size)),
                            format.percent(fractions[i + 1])),
                   {{fractions[i + 1] * m_height.high, tokens().of(m_distribution.side).text}}};
}

double HistogramChart::nextX(double x, int step) const
{
    return x + step * m_distribution.bins.width / m_scale.factor;
}

void HistogramChart::paintOver(QPainter& painter)
{
    const words::Format& format = m_distribution.format;
    const QRectF plot = plotArea();
    QFont small = theme::font(Type::small);
    const simulation::Statistic& s = m_distribution.statistic;
    struct Mark {
        double x;  ///< pixels
        QString text;
        QColor line;
        QColor letters;
    };
    std::vector<Mark> marks;
    const PartyColours& colours = tokens().of(m_distribution.side);
    marks.push_back({pixelX(s.mean / m_scale.factor), tr("mean %1").arg(format.bare(m_scale, s.mean, s.standardError)),
                     colours.line, colours.text});
    const double reservation = pixelX(m_distribution.reservationValue / m_scale.factor);
    const bool outside = reservation < plot.left() || reservation > plot.right();
    const QString away = tr("walk-away %1, %2 beat it")
                             .arg(format.bare(m_scale, m_distribution.reservationValue, 0.0),
                                  format.probability(s.probabilityAboveReservation, s.probabilityError));
    marks.push_back({std::clamp(reservation, plot.left(), plot.right()),
                     outside ? tr("off the scale: %1").arg(away) : away, tokens().text, tokens().text});
    std::ranges::sort(marks, {}, &Mark::x);
    // Over the plot, the left one higher, each from the end of its line, so that neither line crosses letters.
    small.setBold(true);
    const QFontMetricsF metrics(small);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark& mark = marks[i];
        const double top = plot.top() - 2 - static_cast<double>(marks.size() - i) * metrics.height();
        const bool shown = !(outside && mark.line == tokens().text);
        if (shown) {
            painter.setPen(QPen(mark.line, 2));
            painter.drawLine(QPointF(mark.x, isReading() ? plot.top() : top + 2), QPointF(mark.x, plot.bottom()));
        }
        if (!isReading()) {
            const double advance = metrics.horizontalAdvance(mark.text);
            const double right = canvas().width() - advance;
            const bool turned = mark.x + 5 > right && mark.x - 5 - advance >= 0;
            painter.setFont(small);
            painter.setPen(mark.letters);
            painter.drawText(QPointF(turned ? mark.x - 5 - advance : std::clamp(mark.x + 5, 0.0, std::max(0.0, right)),
                                     top + metrics.ascent()),
                             mark.text);
        }
    }
}

void HistogramChart::restyle()
{
    const PartyColours& colours = tokens().of(m_distribution.side);
    m_below->setBrush(colours.outerBand);
    m_below->setPen(QPen(tokens().panel, 0.5));
    m_above->setBrush(colours.middleBand);
    m_above->setPen(QPen(tokens().panel, 0.5));
    m_cumulative->setPen(QPen(colours.text, 1.3));
}

QString HistogramChart::dataAsText() const
{
    const Bins& bins = m_distribution.bins;
    QStringList lines{QStringList{tr("from"), tr("to"), tr("paths"), tr("cumulative fraction")}.join('\t')};
    const auto fractions = bins.cumulative();
    for (std::size_t i = 0; i < bins.counts.size(); ++i) {
        lines.push_back(QStringList{QString::number(bins.edge(i), 'g', 12), QString::number(bins.edge(i + 1), 'g', 12),
                                    QString::number(bins.counts[i]), QString::number(fractions[i + 1], 'g', 6)}
                            .join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
