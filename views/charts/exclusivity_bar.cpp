// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/exclusivity_bar.h"

#include "views/charts/months_axis.h"
#include "views/look/literal_text.h"
#include "views/look/theme.h"

#include <QPainter>

#include <algorithm>

namespace dealwright::views {

namespace {

constexpr int barHeight = 17;

}  // namespace

ExclusivityBar::ExclusivityBar(const QString& useCase, QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("When %1 is exclusive").arg(useCase));
}

QSize ExclusivityBar::sizeHint() const
{
    return {240, barHeight + QFontMetrics(theme::font(Type::small)).height() + 4};
}

void ExclusivityBar::show(const deal::Exclusivity& exclusivity, int months, const words::Format& format)
{
    if (exclusivity == m_exclusivity && months == m_months && format == m_format) {
        return;
    }
    m_exclusivity = exclusivity;
    m_months = std::max(1, months);
    m_format = format;
    const QString text =
        tr("From %1, %2: %3")
            .arg(format.monthName(exclusivity.firstMonth), format.duration(exclusivity.months), words());
    setAccessibleDescription(text);
    setToolTip(notAsHtml(text));
    update();
}

QString ExclusivityBar::words() const
{
    QStringList parts{m_format.points(m_exclusivity.premium)};
    if (m_exclusivity.minimumAnnualUsage > 0) {
        parts << tr("lapses below %1")
                     .arg(m_format.show(m_exclusivity.minimumAnnualUsage, deal::Dimension::usagePerYear));
    }
    return parts.join(QStringLiteral(" · "));
}

void ExclusivityBar::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme::font(Type::small));
    const QFontMetricsF metrics(painter.font());
    const auto at = [this](double month) { return width() * std::clamp(month / m_months, 0.0, 1.0); };
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.grid);
    painter.drawRoundedRect(QRectF(0, 0, width(), barHeight), 3, 3);
    const double left = at(m_exclusivity.firstMonth);
    const double right = at(m_exclusivity.firstMonth + m_exclusivity.months);
    painter.setBrush(t.licensor.middleBand);
    painter.drawRoundedRect(QRectF(left, 0, std::max(2.0, right - left), barHeight), 3, 3);
    // From the bar's beginning, over its end where it is short, and never out of the widget.
    const QString text = metrics.elidedText(words(), Qt::ElideRight, width() - 10);
    const double from = std::min(left + 5, width() - metrics.horizontalAdvance(text) - 5);
    painter.setPen(t.text);
    painter.drawText(QRectF(from, 0, width() - from, barHeight), Qt::AlignLeft | Qt::AlignVCenter, text);
    painter.setPen(t.secondary);
    double free = -1e9;
    for (const Tick& tick : monthTicks(m_format, m_months)) {
        const double x = std::min(at(tick.value), width() - metrics.horizontalAdvance(tick.text));
        if (x >= free) {
            painter.drawText(QPointF(x, barHeight + 2 + metrics.ascent()), tick.text);
            free = x + metrics.horizontalAdvance(tick.text) + 8;
        }
    }
}

}  // namespace dealwright::views
