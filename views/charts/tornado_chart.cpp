// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/tornado_chart.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::views {

namespace {

/// “$0.40 to $0.80 per M tokens”: a unit that both share is said once.
[[nodiscard]] QString rangeText(const QString& low, const QString& high)
{
    const auto digit = std::find_if(low.crbegin(), low.crend(), [](QChar letter) { return letter.isDigit(); });
    const QString unit = low.right(digit - low.crbegin());
    const bool shared = digit != low.crend() && high.endsWith(unit);
    return TornadoChart::tr("%1 to %2").arg(shared ? low.chopped(unit.size()) : low, high);
}

}  // namespace

TornadoChart::TornadoChart(QWidget* parent) : RowChart(parent)
{
    setEmptyText(tr("Nothing moves this party's value."));
    setAccessibleName(tr("Tornado"));
}

void TornadoChart::show(const Tornado& tornado)
{
    m_tornado = tornado;
    setEmptyText(tornado.underWay ? tr("Being measured: every number at two values…")
                                  : tr("Nothing moves this party's value."));
    build();
}

void TornadoChart::build()
{
    const words::Format& format = m_tornado.format;
    double low = m_tornado.base;
    double high = m_tornado.base;
    const std::size_t count = std::min(m_tornado.bars.size(), m_tornado.most);
    for (std::size_t i = 0; i < count; ++i) {
        low = std::min({low, m_tornado.bars[i].atLow, m_tornado.bars[i].atHigh});
        high = std::max({high, m_tornado.bars[i].atLow, m_tornado.bars[i].atHigh});
    }
    const words::Scale scale = format.moneyScale(std::max(std::fabs(low), std::fabs(high)));
    const PartyColours& colours = tokens().of(m_tornado.side);
    std::vector<BarRow> rows;
    for (std::size_t i = 0; i < count; ++i) {
        const TornadoBar& bar = m_tornado.bars[i];
        rows.push_back({.label = bar.name,
                        .figure = rangeText(bar.lowText, bar.highText),
                        .note = tr("%1: %2 at %3, %4 as the deal stands, %5 at %6")
                                    .arg(bar.name, format.money(bar.atLow, bar.errorAtLow), bar.lowText,
                                         format.money(m_tornado.base, m_tornado.baseError),
                                         format.money(bar.atHigh, bar.errorAtHigh), bar.highText),
                        .from = m_tornado.base / scale.factor,
                        .to = bar.atLow / scale.factor,
                        .colour = colours.middleBand,
                        .otherTo = bar.atHigh / scale.factor,
                        .otherColour = colours.line});
        BarRow& row = rows.back();
        if (std::fabs(*row.otherTo - row.from) > std::fabs(row.to - row.from)) {  // the nearer end on top
            std::swap(row.to, *row.otherTo);
            std::swap(row.colour, row.otherColour);
        }
    }
    const AxisBounds bounds = niceBounds(low / scale.factor, std::max(high, low + 1e-9) / scale.factor);
    std::vector<std::pair<double, QString>> ticks;
    for (const double value : bounds.ticks()) {
        ticks.emplace_back(value, format.number(value, decimalsOfStep(bounds.step)));
    }
    setContent(
        m_tornado.title,
        tr("expected NPV, %1, as one number moves between two values; dark: the higher").arg(format.moneyUnit(scale)),
        std::move(rows), bounds, std::move(ticks), false);
}

QString TornadoChart::dataAsText() const
{
    QStringList lines{QStringList{tr("number"), tr("low"), tr("high"), tr("NPV at low"), tr("NPV at high")}.join('\t')};
    for (const TornadoBar& bar : m_tornado.bars) {
        lines.push_back(QStringList{bar.name, bar.lowText, bar.highText, QString::number(bar.atLow, 'g', 12),
                                    QString::number(bar.atHigh, 'g', 12)}
                            .join('\t'));
    }
    return lines.join('\n') + "\n";
}

}  // namespace dealwright::views
