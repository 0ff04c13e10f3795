// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/small_bars.h"

#include "views/charts/axis.h"
#include "views/look/literal_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dealwright::views {

RangeBar::RangeBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RangeBar::show(const Range& range)
{
    m_range = range;
    // The track is still for as long as what it shows lies within it and fills a good part of it.
    const double low = std::min({range.low, range.walkAway, range.mean});
    const double high = std::max({range.high, range.walkAway, range.mean});
    const double width = high - low;
    const bool inside = low >= m_axisLow && high <= m_axisHigh && width >= 0.5 * (m_axisHigh - m_axisLow);
    if (!inside) {
        m_axisLow = std::min(low - 0.15 * width, low >= 0 ? 0.0 : low - 0.15 * width);
        m_axisLow = std::max(m_axisLow, low - 0.6 * width);
        m_axisHigh = high + 0.15 * width;
    }
    setAccessibleName(tr("Range of the NPV"));
    setAccessibleDescription(
        tr("From %1 to %2 in eight of ten paths; mean %3; walking away %4")
            .arg(range.format.money(range.low, range.lowError), range.format.money(range.high, range.highError),
                 range.format.money(range.mean, range.meanError), range.format.money(range.walkAway, 0.0)));
    setToolTip(notAsHtml(accessibleDescription()));
    update();
}

void RangeBar::clear()
{
    m_axisLow = 0.0;
    m_axisHigh = 0.0;
    setAccessibleDescription({});
    setToolTip({});
    update();
}

void RangeBar::paintEvent(QPaintEvent* /*event*/)
{
    if (!(m_axisHigh > m_axisLow)) {
        return;
    }
    const Tokens& t = theme::current();
    const PartyColours& colours = t.of(m_range.side);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double left = 1;
    const double right = width() - 1;
    const auto at = [&](double value) {
        return left + std::clamp((value - m_axisLow) / (m_axisHigh - m_axisLow), 0.0, 1.0) * (right - left);
    };
    constexpr double middle = 10.0;
    constexpr double half = 3.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.grid);
    painter.drawRoundedRect(QRectF(left, middle - half, right - left, 2 * half), half, half);
    painter.setBrush(colours.middleBand);
    painter.drawRoundedRect(QRectF(at(m_range.low), middle - half, at(m_range.high) - at(m_range.low), 2 * half), half,
                            half);
    painter.setBrush(t.text);
    painter.drawRect(QRectF(at(m_range.walkAway) - 1, middle - 8, 2, 16));
    painter.setBrush(colours.line);
    painter.setPen(QPen(t.panel, 1));
    painter.drawEllipse(QPointF(at(m_range.mean), middle), 5, 5);

    const QFont font = theme::font(Type::small);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(t.secondary);
    struct Label {
        double x;
        QString text;
        int rank;
    };
    // All in the unit of the mean, which stands above them.
    const auto money = [this](double value, double error) {
        return m_range.format.moneyBeside(m_range.mean, value, error);
    };
    const std::vector<Label> labels{
        {at(m_range.walkAway), tr("walk-away %1").arg(m_range.format.money(m_range.walkAway, 0.0)), 0},
        {at(m_range.high), tr("P90 %1").arg(money(m_range.high, m_range.highError)), 1},
        {at(m_range.low), tr("P10 %1").arg(money(m_range.low, m_range.lowError)), 2}};
    std::vector<QRectF> taken;
    for (const Label& label : labels) {  // in order of importance; one that would touch another is left out
        const double advance = metrics.horizontalAdvance(label.text);
        const double x = std::clamp(label.x - advance / 2, 0.0, std::max(0.0, width() - advance));
        const QRectF box(x - 4, 20, advance + 8, metrics.height());
        if (std::ranges::none_of(taken, [&](const QRectF& other) { return other.intersects(box); })) {
            painter.drawText(QPointF(x, 20 + metrics.ascent()), label.text);
            taken.push_back(box);
        }
    }
}

SplitBar::SplitBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("How the value is divided"));
}

void SplitBar::show(double licensor, double host)
{
    if (licensor != m_licensor || host != m_host) {
        m_licensor = licensor;
        m_host = host;
        update();
    }
}

void SplitBar::paint(QPainter& painter, const QRectF& rect, double licensor, double host)
{
    const Tokens& t = theme::current();
    const double a = std::max(0.0, licensor);
    const double b = std::max(0.0, host);
    if (!(a + b > 0)) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double split = rect.left() + rect.width() * a / (a + b);
    painter.setBrush(t.licensor.line);
    painter.drawRoundedRect(QRectF(rect.left(), rect.top(), std::max(0.0, split - rect.left() - 0.5), rect.height()),
                            1.5, 1.5);
    painter.setBrush(t.host.line);
    painter.drawRoundedRect(QRectF(split + 0.5, rect.top(), std::max(0.0, rect.right() - split - 0.5), rect.height()),
                            1.5, 1.5);
}

void SplitBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paint(painter, QRectF(rect()), m_licensor, m_host);
}

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Course over the term"));
}

void Sparkline::show(std::vector<double> values, deal::Side side)
{
    m_values = std::move(values);
    m_side = side;
    update();
}

void Sparkline::paintEvent(QPaintEvent* /*event*/)
{
    if (m_values.size() < 2) {
        return;
    }
    const auto [low, high] = std::ranges::minmax(m_values);
    const double span = high > low ? high - low : 1.0;
    QPolygonF line;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        line << QPointF(1 + static_cast<double>(i) / static_cast<double>(m_values.size() - 1) * (width() - 2),
                        height() - 2 - (m_values[i] - low) / span * (height() - 4));
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::current().of(m_side).line, 1.4));
    painter.drawPolyline(line);
}

}  // namespace dealwright::views
