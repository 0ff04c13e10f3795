// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/curves_chart.h"

#include "views/charts/months_axis.h"

#include <QLineSeries>

#include <algorithm>
#include <array>
#include <cmath>

namespace dealwright::views {

QPen scenarioPen(const Tokens& tokens, std::size_t position)
{
    if (position == 0) {
        QPen pen(tokens.text, 1.6);
        pen.setDashPattern({4, 2});
        return pen;
    }
    constexpr std::array<std::size_t, 5> apart{1, 5, 3, 0, 4};  // neighbours of one hue far from each other
    return {tokens.useCase(apart[(position - 1) % apart.size()]), 2};
}

CurvesChart::CurvesChart(QWidget* parent) : Chart(parent)
{
    setHeadLines(1);
}

void CurvesChart::show(const QString& title, deal::Side side, const std::vector<Curve>& curves,
                       const words::Format& format)
{
    m_curves = curves;
    m_side = side;
    m_format = format;
    while (m_series.size() < curves.size()) {
        m_series.push_back(new QLineSeries);
        addSeries(m_series.back());
    }
    double low = 0.0;
    double high = 0.0;
    std::size_t months = 1;
    for (const Curve& curve : curves) {
        months = std::max(months, curve.months.size());
        low = std::min(low, curve.signing);
        high = std::max(high, curve.signing);
        for (const double money : curve.months) {
            low = std::min(low, money);
            high = std::max(high, money);
        }
    }
    setEmptyText(curves.empty() ? tr("Tick two or more scenarios to compare them.") : QString());
    const words::Scale scale = format.moneyScale(std::max(-low, high));
    const AxisBounds bounds = scale != m_scale ? niceBounds(low / scale.factor, high / scale.factor)
                                               : stickyBounds(yBounds(), low / scale.factor, high / scale.factor);
    m_scale = scale;
    setTitles(title, tr("mean cumulative cash flow, %1").arg(format.moneyUnit(scale)));
    setXAxis(-1.0, static_cast<double>(std::max<std::size_t>(2, months) - 1),
             monthTicks(format, static_cast<int>(months)));
    setYAxis(bounds, numberTicks(format, bounds));
    std::vector<EdgeLabel> labels;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i]->setVisible(i < curves.size());
        if (i >= curves.size()) {
            continue;
        }
        QList<QPointF> points{{-1.0, curves[i].signing / scale.factor}};
        for (std::size_t t = 0; t < curves[i].months.size(); ++t) {
            points.emplace_back(static_cast<double>(t), curves[i].months[t] / scale.factor);
        }
        m_series[i]->replace(points);
        labels.push_back({points.back().y(),
                          curves[i].name + " " + format.number(points.back().y(), readingDecimals(bounds)),
                          colourOf(i),
                          i == 0,
                          {}});
    }
    setEdgeLabels(std::move(labels));
    restyle();
    refresh();
}

std::optional<Chart::Reading> CurvesChart::readingAt(double x) const
{
    const int month = static_cast<int>(std::lround(x));
    QStringList figures;
    Reading reading{static_cast<double>(month), {}, {}};
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const auto t = static_cast<std::size_t>(std::max(month, 0));
        if (month >= 0 && t >= m_curves[i].months.size()) {
            continue;
        }
        const double money = (month < 0 ? m_curves[i].signing : m_curves[i].months[t]) / m_scale.factor;
        figures.push_back(m_curves[i].name + " " + m_format.number(money, readingDecimals(yBounds())));
        reading.dots.emplace_back(money, colourOf(i));
    }
    reading.words = (month < 0 ? tr("At signing") : m_format.monthName(month)) + ": " + figures.join(", ");
    return figures.isEmpty() ? std::nullopt : std::optional(reading);
}

void CurvesChart::restyle()
{
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_series[i]->setPen(scenarioPen(tokens(), i));
    }
}

QString CurvesChart::dataAsText() const
{
    QStringList head{tr("month")};
    QStringList signing{tr("signing")};
    std::size_t months = 0;
    for (const Curve& curve : m_curves) {
        head.push_back(curve.name);
        signing.push_back(QString::number(curve.signing, 'g', 12));
        months = std::max(months, curve.months.size());
    }
    QStringList lines{head.join('\t'), signing.join('\t')};
    for (std::size_t t = 0; t < months; ++t) {
        QStringList cells{m_format.monthName(static_cast<int>(t))};
        for (const Curve& curve : m_curves) {
            cells.push_back(t < curve.months.size() ? QString::number(curve.months[t], 'g', 12) : QString());
        }
        lines.push_back(cells.join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
