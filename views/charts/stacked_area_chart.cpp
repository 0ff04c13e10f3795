// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/stacked_area_chart.h"

#include "views/charts/months_axis.h"

#include <QAreaSeries>
#include <QLineSeries>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dealwright::views {

namespace {

constexpr std::size_t mostParts = 6;

[[nodiscard]] double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Keeps the five largest parts in their order and adds up the rest.
[[nodiscard]] Stack condensed(const Stack& stack, const QString& restName)
{
    if (stack.parts.size() <= mostParts) {
        return stack;
    }
    std::vector<std::size_t> order(stack.parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return sumOf(stack.parts[i]); });
    std::vector<bool> kept(order.size(), false);
    for (std::size_t i = 0; i + 1 < mostParts; ++i) {
        kept[order[i]] = true;
    }
    Stack result = stack;
    result.names.clear();
    result.parts.clear();
    std::vector<double> rest(stack.parts.front().size(), 0.0);
    for (std::size_t i = 0; i < stack.parts.size(); ++i) {
        if (kept[i]) {
            result.names.push_back(stack.names[i]);
            result.parts.push_back(stack.parts[i]);
        } else {
            std::ranges::transform(rest, stack.parts[i], rest.begin(), std::plus{});
        }
    }
    result.names.push_back(restName);
    result.parts.push_back(std::move(rest));
    return result;
}

}  // namespace

StackedAreaChart::StackedAreaChart(QWidget* parent) : Chart(parent)
{
    setHeadLines(1);
}

void StackedAreaChart::setCount(std::size_t count)
{
    if (m_edges.empty()) {
        m_edges.push_back(new QLineSeries(this));
    }
    while (m_areas.size() < count) {
        m_edges.push_back(new QLineSeries(this));
        auto* area = new QAreaSeries(m_edges.back(), m_edges[m_edges.size() - 2]);
        addSeries(area);
        m_areas.push_back(area);
    }
    for (std::size_t i = 0; i < m_areas.size(); ++i) {
        m_areas[i]->setVisible(i < count);
    }
}

void StackedAreaChart::show(const Stack& stack)
{
    m_stack = stack;
    m_drawn = condensed(stack, tr("Others"));
    const std::size_t count = m_drawn.parts.size();
    setCount(count);
    if (count == 0 || m_drawn.parts.front().empty()) {
        setEmptyText(tr("No projection yet."));
        refresh();
        return;
    }
    setEmptyText({});
    const std::size_t months = m_drawn.parts.front().size();
    std::vector<double> top(months, 0.0);
    for (const auto& part : m_drawn.parts) {
        std::ranges::transform(top, part, top.begin(), std::plus{});
    }
    const double high = std::ranges::max(top);
    const words::Format& format = m_drawn.format;
    const words::Scale scale = m_drawn.money ? format.moneyScale(high) : format.usageScale(high);
    const bool rescaled = scale != m_scale;
    m_scale = scale;
    const AxisBounds bounds =
        rescaled ? niceBounds(0, high / scale.factor, 3) : stickyBounds(yBounds(), 0, high / scale.factor, 3);
    const QString unit = m_drawn.money ? format.moneyUnit(scale) : tr("%1 tokens").arg(scale.unit);
    setTitles(m_drawn.title, m_drawn.quantity.arg(unit));
    setXAxis(0.0, std::max(1, term() - 1), monthTicks(format, term()));
    setYAxis(bounds, numberTicks(format, bounds));

    std::vector<double> sum(months, 0.0);
    std::vector<EdgeLabel> labels;
    for (std::size_t edge = 0; edge <= count; ++edge) {
        QList<QPointF> points;
        points.reserve(static_cast<qsizetype>(months));
        if (edge > 0) {
            const double before = sum.back();
            std::ranges::transform(sum, m_drawn.parts[edge - 1], sum.begin(), std::plus{});
            const double last = m_drawn.parts[edge - 1].back() / scale.factor;
            labels.push_back({(before + sum.back()) / 2 / scale.factor,
                              m_drawn.names[edge - 1] + " " + format.number(last, readingDecimals(bounds)),
                              tokens().text, false, tokens().useCase(edge - 1)});
        }
        for (std::size_t t = 0; t < months; ++t) {
            points.emplace_back(static_cast<double>(t), sum[t] / scale.factor);
        }
        m_edges[edge]->replace(points);
    }
    setEdgeLabels(std::move(labels));
    restyle();
    refresh();
}

std::optional<Chart::Reading> StackedAreaChart::readingAt(double x) const
{
    if (term() == 0) {
        return std::nullopt;
    }
    const int month = std::clamp(static_cast<int>(std::lround(x)), 0, term() - 1);
    const int decimals = readingDecimals(yBounds());
    double total = 0.0;
    QStringList figures;
    for (std::size_t i = 0; i < m_drawn.parts.size(); ++i) {
        const double value = m_drawn.parts[i][static_cast<std::size_t>(month)];
        total += value;
        figures.push_back(m_drawn.names[i] + " " + m_drawn.format.number(value / m_scale.factor, decimals));
    }
    return Reading{static_cast<double>(month),
                   tr("%1: total %2 (%3)")
                       .arg(m_drawn.format.monthName(month), m_drawn.format.number(total / m_scale.factor, decimals),
                            figures.join(", ")),
                   {}};
}

void StackedAreaChart::restyle()
{
    for (std::size_t i = 0; i < m_areas.size(); ++i) {
        m_areas[i]->setPen(QPen(tokens().panel, 1));
        m_areas[i]->setBrush(tokens().useCase(i));
    }
}

QString StackedAreaChart::dataAsText() const
{
    QStringList head{tr("month")};
    for (const QString& name : m_stack.names) {
        head.push_back(name);
    }
    QStringList lines{head.join('\t')};
    const std::size_t months = m_stack.parts.empty() ? 0 : m_stack.parts.front().size();
    for (std::size_t t = 0; t < months; ++t) {
        QStringList cells{m_stack.format.monthName(static_cast<int>(t))};
        for (const auto& part : m_stack.parts) {
            cells.push_back(QString::number(part[t], 'g', 12));
        }
        lines.push_back(cells.join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
