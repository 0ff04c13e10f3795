// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/waterfall.h"

#include "analysis/bridge.h"
#include "words/result_tables.h"

#include <algorithm>
#include <cmath>

namespace dealwright::views {

Waterfall::Waterfall(QWidget* parent) : RowChart(parent)
{
    setEmptyText(tr("No bridge yet."));
    connect(this, &RowChart::toggled, this, &Waterfall::toggle);
}

void Waterfall::show(const Bridge& bridge)
{
    m_bridge = bridge;
    build();
}

void Waterfall::toggle(int item)
{
    if (m_open.erase(item) == 0) {
        m_open.insert(item);
    }
    build();
}

void Waterfall::build()
{
    const words::Format& format = m_bridge.format;
    const std::vector<analysis::BridgeStep> steps = analysis::bridgeOf(m_bridge.lines, m_bridge.side);
    double total = 0.0;
    double low = 0.0;
    double high = 0.0;
    double largest = 0.0;
    for (const analysis::BridgeStep& step : steps) {
        total = step.to;
        low = std::min(low, total);
        high = std::max(high, total);
        largest = std::max(largest, std::fabs(step.amount));
    }
    m_largest = std::max({-low, high, largest});
    const words::Scale scale = format.moneyScale(std::max(m_largest, m_bridge.unitFor));
    const double f = scale.factor;
    const PartyColours& colours = tokens().of(m_bridge.side);
    const auto figure = [&](double money, bool plus) {
        return format.bare(scale, money, std::max(m_bridge.standardError, largest / 3e4), plus);
    };
    const auto showsNothing = [&](double money) { return figure(money, false) == figure(0.0, false); };
    std::vector<BarRow> rows;
    double at = 0.0;
    double rest = 0.0;  // of the lines that are too small for a row of their own
    for (const analysis::BridgeStep& step : steps) {
        const bool opensIntoMore =
            std::ranges::any_of(step.byUseCase, [&](const auto& part) { return !showsNothing(part.second); });
        if (showsNothing(step.amount) && !opensIntoMore) {
            rest += step.amount;
            continue;
        }
        const int key = static_cast<int>(step.item);
        const BarRow row{.label = words::bridgeItemName(step.item),
                         .figure = figure(step.amount, true),
                         .from = at / f,
                         .to = (at + step.amount) / f,
                         .colour = step.amount >= 0 ? colours.line : colours.middleBand,
                         .opens = step.byUseCase.size() > 1,
                         .isOpen = m_open.contains(key),
                         .key = key};
        rows.push_back(row);
        if (row.opens && row.isOpen) {
            double inner = at;
            for (const auto& [useCase, money] : step.byUseCase) {
                const auto u = static_cast<std::size_t>(useCase);
                rows.push_back(
                    {.label = u < m_bridge.useCases.size() ? m_bridge.useCases[u] : QString::number(useCase + 1),
                     .figure = figure(money, true),
                     .from = inner / f,
                     .to = (inner + money) / f,
                     .colour = tokens().useCase(u),
                     .indent = 1});
                inner += money;
            }
        }
        at += step.amount;
    }
    if (!showsNothing(rest)) {
        rows.push_back({.label = tr("Smaller lines"),
                        .figure = figure(rest, true),
                        .from = at / f,
                        .to = (at + rest) / f,
                        .colour = rest >= 0 ? colours.line : colours.middleBand});
    }
    if (!rows.empty()) {
        rows.push_back(
            {.label = tr("Expected NPV"),
             .figure = format.moneyBeside(std::max(m_largest, m_bridge.unitFor), total, m_bridge.standardError),
             .from = 0.0,
             .to = total / f,
             .colour = colours.text,
             .bold = true});
    }
    m_bounds = stickyBounds(m_bounds, low / f, std::max(high, low + 1) / f);
    std::vector<std::pair<double, QString>> ticks;
    for (const double value : m_bounds.ticks()) {
        ticks.emplace_back(value, value == 0 ? "0" : format.number(value, decimalsOfStep(m_bounds.step)));
    }
    setContent(m_bridge.title, tr("present value of each clause, %1").arg(format.moneyUnit(scale)), std::move(rows),
               m_bounds, std::move(ticks), true);
}

QString Waterfall::dataAsText() const
{
    QStringList lines{QStringList{tr("line"), tr("use case"), tr("present value")}.join('\t')};
    for (const simulation::BridgeLine& line : m_bridge.lines) {
        const auto u = static_cast<std::size_t>(line.useCase);
        const QString useCase = line.useCase >= 0 && u < m_bridge.useCases.size() ? m_bridge.useCases[u] : QString();
        const double money = m_bridge.side == deal::Side::licensor ? line.licensor : line.host;
        lines.push_back(
            QStringList{words::bridgeItemName(line.item), useCase, QString::number(money, 'g', 12)}.join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
