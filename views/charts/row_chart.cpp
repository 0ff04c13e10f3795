// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/row_chart.h"

#include "views/charts/lettering.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace dealwright::views {

RowChart::RowChart(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
}

const Tokens& RowChart::tokens() const
{
    return m_ownTokens ? *m_ownTokens : theme::current();
}

void RowChart::setTokens(const Tokens& tokens)
{
    m_ownTokens = tokens;
    themeChanged();
}

void RowChart::setContent(const QString& title, const QString& subtitle, std::vector<BarRow> rows,
                          const AxisBounds& bounds, std::vector<std::pair<double, QString>> ticks, bool joined)
{
    const bool resized = rows.size() != m_rows.size();
    m_title = title;
    m_subtitle = subtitle;
    m_rows = std::move(rows);
    m_bounds = bounds;
    m_ticks = std::move(ticks);
    m_joined = joined;
    m_currentRow = std::clamp(m_currentRow, 0, std::max(0, static_cast<int>(m_rows.size()) - 1));
    setAccessibleName(title);
    setAccessibleDescription(subtitle);
    if (resized) {
        updateGeometry();
    }
    update();
}

void RowChart::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

double RowChart::headHeight() const
{
    double height = 4;
    height += m_title.isEmpty() ? 0 : QFontMetricsF(theme::font(Type::chartTitle)).height();
    height += m_subtitle.isEmpty() ? 0 : QFontMetricsF(theme::font(Type::secondary)).height();
    return height + 6;
}

double RowChart::rowHeight() const
{
    return std::max(22.0, QFontMetricsF(theme::font(Type::secondary)).height() + 4);
}

QSize RowChart::sizeHint() const
{
    const double rows = std::max(2.0, static_cast<double>(m_rows.size()));
    return {420, static_cast<int>(std::ceil(headHeight() + rows * rowHeight() + 24))};
}

int RowChart::rowAt(double y) const
{
    const int row = static_cast<int>(std::floor((y - headHeight()) / rowHeight()));
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? row : -1;
}

void RowChart::paintOn(QPainter& painter, const QRectF& target)
{
    const double scale = std::min(1.0, target.height() / sizeHint().height());
    painter.save();
    painter.translate(target.topLeft());
    painter.scale(scale, scale);
    paint(painter, target.width() / scale, false);
    painter.restore();
}

void RowChart::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paint(painter, width(), true);
    if (hasFocus() && !m_rows.empty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tokens().licensor.line, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            QRectF(0.5, headHeight() + m_currentRow * rowHeight() + 0.5, width() - 1, rowHeight() - 1), 4, 4);
    }
}

void RowChart::paint(QPainter& painter, double width, bool answers) const
{
    const Tokens& t = tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = paintHeadLine(painter, 2, width, m_title, Type::chartTitle, t.text);
    paintHeadLine(painter, y, width, m_subtitle, Type::secondary, t.secondary);
    if (m_rows.empty()) {
        painter.setFont(theme::font(Type::body));
        painter.setPen(t.secondary);
        painter.drawText(QRectF(0, headHeight(), width, 2 * rowHeight()), Qt::AlignCenter | Qt::TextWordWrap,
                         m_emptyText);
        return;
    }
    const QFont plain = theme::font(Type::secondary);
    QFont bold = plain;
    bold.setBold(true);
    const QFontMetricsF metrics(plain);
    const QFontMetricsF boldMetrics(bold);
    double labelWidth = 0;
    double figureWidth = 0;
    for (const BarRow& row : m_rows) {
        labelWidth = std::max(labelWidth, boldMetrics.horizontalAdvance(row.label) + 14 * row.indent + 16);
        figureWidth = std::max(figureWidth, boldMetrics.horizontalAdvance(row.figure));
    }
    // Long names and figures give way, so that at least a quarter of the width is left to the bars.
    labelWidth = std::min(labelWidth, 0.4 * width);
    figureWidth = std::min(figureWidth, 0.75 * width - labelWidth - 26);
    const double left = labelWidth + 12;
    const double right = std::max(left + 20, width - figureWidth - 14);
    const auto at = [&](double value) {
        return left + (value - m_bounds.low) / (m_bounds.high - m_bounds.low) * (right - left);
    };
    const double top = headHeight();
    const double bottom = top + static_cast<double>(m_rows.size()) * rowHeight();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(plain);
    std::vector<std::pair<double, QString>> labels;
    labels.reserve(m_ticks.size());
    for (const auto& [value, text] : m_ticks) {
        const double x = std::round(at(value));
        painter.setPen(QPen(value == 0 ? t.border : t.grid, 1));
        painter.drawLine(QPointF(x, top), QPointF(x, bottom));
        labels.emplace_back(x, text);
    }
    painter.setPen(t.secondary);
    const auto zero = std::ranges::find(m_ticks, 0.0, &std::pair<double, QString>::first);
    paintTickLabels(painter, labels, bottom + 4 + metrics.ascent(), width,
                    zero == m_ticks.end() ? 0 : static_cast<std::size_t>(zero - m_ticks.begin()));
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const BarRow& row = m_rows[i];
        const double middle = top + (static_cast<double>(i) + 0.5) * rowHeight();
        const double base = middle + metrics.ascent() / 2 - 1.5;
        const double thick = std::min(14.0, rowHeight() - 8) - 2.0 * row.indent;
        const auto bar = [&](double from, double to, const QColor& colour) {
            const double a = at(std::min(from, to));
            const double b = at(std::max(from, to));
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawRect(QRectF(a, middle - thick / 2, std::max(1.0, b - a), thick));
        };
        bar(row.from, row.to, row.colour);
        if (row.otherTo) {
            bar(row.from, *row.otherTo, row.otherColour);
        }
        if (m_joined && i + 1 < m_rows.size() && m_rows[i + 1].indent == 0 && row.indent == 0) {
            painter.setPen(QPen(t.secondary, 1, Qt::DotLine));
            const double x = at(row.to);
            painter.drawLine(QPointF(x, middle + thick / 2), QPointF(x, middle + rowHeight() - thick / 2));
        }
        const double inset = 14.0 * row.indent + (answers ? 14 : 0);
        if (row.opens && answers) {
            painter.setPen(QPen(t.secondary, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const QPointF c(5, middle);
            const std::array<QPointF, 3> points =
                row.isOpen ? std::array{c + QPointF(-3.5, -2), c + QPointF(0, 2), c + QPointF(3.5, -2)}
                           : std::array{c + QPointF(-2, -3.5), c + QPointF(2, 0), c + QPointF(-2, 3.5)};
            painter.drawPolyline(points.data(), 3);
        }
        painter.setFont(row.bold ? bold : plain);
        painter.setPen(row.indent > 0 ? t.secondary : t.text);
        painter.drawText(
            QPointF(inset, base),
            (row.bold ? boldMetrics : metrics).elidedText(row.label, Qt::ElideRight, labelWidth - inset + 4));
        const QFontMetricsF& figureMetrics = row.bold ? boldMetrics : metrics;
        const QString figure = figureMetrics.elidedText(row.figure, Qt::ElideRight, figureWidth + 1);
        painter.drawText(QPointF(width - 2 - figureMetrics.horizontalAdvance(figure), base), figure);
    }
}

void RowChart::copyPicture()
{
    QApplication::clipboard()->setPixmap(grab());
}

void RowChart::copyData() const
{
    QApplication::clipboard()->setText(dataAsText());
}

bool RowChart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos().y());
        if (row >= 0) {
            // Where there is no note: the whole of a name and figure that may be cut.
            const BarRow& pointed = m_rows[static_cast<std::size_t>(row)];
            QToolTip::showText(
                help->globalPos(),
                pointed.note.isEmpty() ? pointed.label + QStringLiteral(": ") + pointed.figure : pointed.note, this);
            return true;
        }
        QToolTip::hideText();
    }
    return QWidget::event(event);
}

void RowChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_ownTokens) {
        themeChanged();
    }
}

void RowChart::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy picture"), this, &RowChart::copyPicture);
    menu.addAction(tr("Copy data"), this, &RowChart::copyData);
    menu.exec(event->globalPos());
}

void RowChart::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    if (event->matches(QKeySequence::Copy)) {
        copyData();
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        m_currentRow = std::clamp(m_currentRow + (event->key() == Qt::Key_Up ? -1 : 1), 0, std::max(0, last));
        if (last >= 0) {
            const BarRow& row = m_rows[static_cast<std::size_t>(m_currentRow)];
            setAccessibleDescription(row.label + " " + row.figure);
        }
        update();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) &&
               m_currentRow <= last && m_rows[static_cast<std::size_t>(m_currentRow)].opens) {
        emit toggled(m_rows[static_cast<std::size_t>(m_currentRow)].key);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void RowChart::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position().y());
    if (row >= 0 && event->button() == Qt::LeftButton) {
        m_currentRow = row;
        if (m_rows[static_cast<std::size_t>(row)].opens) {
            emit toggled(m_rows[static_cast<std::size_t>(row)].key);
        }
        update();
    }
    QWidget::mousePressEvent(event);
}

}  // namespace dealwright::views
