// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/staircase.h"

#include "contract/tiers.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dealwright::views {

Staircase::Staircase(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Effective rate over volume"));
}

double Staircase::end() const
{
    const double last = m_tiers.steps.empty() ? 0.0 : m_tiers.steps.back().threshold;
    return last > 0 ? last * 1.3 : 1.0;
}

void Staircase::show(const deal::Tiers& tiers, const words::Format& format)
{
    m_tiers = tiers;
    m_format = format;
    QStringList steps;
    for (const deal::TierStep& step : tiers.steps) {
        steps.push_back(
            tr("from %1: %2")
                .arg(format.show(step.threshold, deal::Dimension::tierThreshold), format.points(step.adjustment)));
    }
    setAccessibleDescription(steps.join("; "));
    update();
}

QString Staircase::dataAsText() const
{
    QStringList lines{QStringList{tr("quantity"), tr("step"), tr("effective adjustment")}.join('\t')};
    for (int i = 0; i <= 40; ++i) {
        const double quantity = end() * i / 40;
        const double effective = m_tiers.method == deal::TierMethod::marginal
                                     ? contract::averageAdjustment(m_tiers.steps, 0.0, quantity)
                                     : contract::adjustmentAt(m_tiers.steps, quantity);
        lines.push_back(QStringList{QString::number(quantity, 'g', 12),
                                    QString::number(contract::adjustmentAt(m_tiers.steps, quantity), 'g', 8),
                                    QString::number(effective, 'g', 8)}
                            .join('\t'));
    }
    return lines.join('\n') + "\n";
}

void Staircase::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = theme::font(Type::small);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(t.secondary);
    painter.drawText(QPointF(0, metrics.ascent()),
                     metrics.elidedText(tr("effective rate over volume"), Qt::ElideRight, width()));
    if (m_tiers.steps.empty()) {
        painter.drawText(rect().adjusted(0, 20, 0, 0), Qt::AlignLeft | Qt::TextWordWrap,
                         tr("No steps: add one to see it."));
        return;
    }
    double low = 0.0;
    double high = 0.0;
    for (const deal::TierStep& step : m_tiers.steps) {
        low = std::min(low, step.adjustment);
        high = std::max(high, step.adjustment);
    }
    if (high - low < 1e-9) {
        high = low + 0.01;
    }
    const QString highText = m_format.number(high * 100, 1, true);
    const QString lowText = low < 0 ? m_format.number(low * 100, 1, true) : QString("0");
    const double left = std::max(metrics.horizontalAdvance(highText), metrics.horizontalAdvance(lowText)) + 8;
    const QRectF plot(left, metrics.height() + 10, width() - left - 6, height() - 2 * metrics.height() - 20);
    const auto at = [&](double quantity, double adjustment) {
        return QPointF(plot.left() + quantity / end() * plot.width(),
                       plot.bottom() - (adjustment - low) / (high - low) * plot.height());
    };
    painter.setPen(QPen(t.border, 1));
    painter.drawLine(at(0, 0), at(end(), 0));
    painter.setPen(t.secondary);
    painter.drawText(QPointF(0, plot.top() + metrics.ascent() / 2), highText);
    painter.drawText(QPointF(0, plot.bottom() + metrics.ascent() / 2), lowText);
    const double last = m_tiers.steps.back().threshold;
    const QString farText = m_format.show(last, deal::Dimension::tierThreshold);
    painter.drawText(QPointF(plot.left(), plot.bottom() + 6 + metrics.ascent()), "0");
    const double advance = metrics.horizontalAdvance(farText);
    painter.drawText(
        QPointF(std::min(at(last, low).x() - advance / 2, width() - advance), plot.bottom() + 6 + metrics.ascent()),
        farText);

    QPolygonF stairs;
    for (std::size_t k = 0; k < m_tiers.steps.size(); ++k) {
        const double from = std::clamp(m_tiers.steps[k].threshold, 0.0, end());
        const double to = k + 1 < m_tiers.steps.size() ? std::clamp(m_tiers.steps[k + 1].threshold, 0.0, end()) : end();
        stairs << at(from, m_tiers.steps[k].adjustment) << at(to, m_tiers.steps[k].adjustment);
    }
    const bool averages = m_tiers.method == deal::TierMethod::marginal;
    painter.setPen(QPen(averages ? t.licensor.middleBand : t.licensor.line, averages ? 1.5 : 2));
    painter.drawPolyline(stairs);
    if (averages) {
        QPolygonF curve;
        for (int i = 0; i <= 60; ++i) {
            const double quantity = end() * i / 60;
            curve << at(quantity, contract::averageAdjustment(m_tiers.steps, 0.0, quantity));
        }
        painter.setPen(QPen(t.licensor.line, 2));
        painter.drawPolyline(curve);
    }
}

}  // namespace dealwright::views
