// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/page.h"

#include <QFontMetricsF>
#include <QTextDocument>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::views::report {

namespace {

constexpr double cellPadding = 6.0;

[[nodiscard]] QFont fontOf(Type type)
{
    return theme::font(type);
}

}  // namespace

Pages::Pages(QPdfWriter& writer, QString footerText, int pageCount)
    : m_painter(&writer), m_writer(writer), m_footer(std::move(footerText)), m_pageCount(pageCount)
{
    const double scale = static_cast<double>(writer.resolution()) / 96.0;
    m_painter.scale(scale, scale);
    m_painter.setRenderHint(QPainter::Antialiasing);
    footer();
}

void Pages::footer()
{
    const Tokens& tokens = theme::light();
    m_painter.setPen(QPen(tokens.border, 1.0));
    m_painter.drawLine(QPointF(margin, 1067.0), QPointF(width - margin, 1067.0));
    QFont font = fontOf(Type::small);
    font.setPixelSize(9);
    m_painter.setFont(font);
    m_painter.setPen(tokens.secondary);
    m_painter.drawText(QRectF(margin, 1071.0, contentWidth() - 50.0, 26.0), Qt::AlignLeft | Qt::TextWordWrap, m_footer);
    const QString number =
        m_pageCount > 0 ? QStringLiteral("%1 / %2").arg(m_page).arg(m_pageCount) : QString::number(m_page);
    m_painter.drawText(QRectF(width - margin - 50.0, 1071.0, 50.0, 14.0), Qt::AlignRight, number);
}

void Pages::newPage()
{
    m_writer.newPage();
    ++m_page;
    m_y = margin;
    footer();
}

void Pages::need(double space)
{
    if (m_y + space > bottom) {
        newPage();
    }
}

void Pages::text(const QString& text, const QFont& font, const QColor& colour, double lineHeight)
{
    need(lineHeight);
    m_painter.setFont(font);
    m_painter.setPen(colour);
    const QFontMetricsF metrics(font);
    m_painter.drawText(QPointF(margin, m_y + metrics.ascent()), text);
    m_y += lineHeight;
}

void Pages::paragraph(const QString& html, const QFont& font, double spacing, const QColor& colour)
{
    QTextDocument document;
    document.setDocumentMargin(0.0);
    document.setDefaultFont(font);
    document.setDefaultStyleSheet(QStringLiteral("body { color: %1; }").arg(colour.name()));
    document.setHtml(QStringLiteral("<body><p style='line-height:%1%; margin:0'>%2</p></body>")
                         .arg(QString::number(std::lround(100.0 * spacing)), html));
    document.setTextWidth(contentWidth());
    need(document.size().height());
    m_painter.save();
    m_painter.translate(margin, m_y);
    document.drawContents(&m_painter);
    m_painter.restore();
    m_y += document.size().height();
}

void Pages::heading(const QString& text)
{
    need(60.0);
    const QFont font = fontOf(Type::chartTitle);
    this->text(text, font, theme::light().text, 24.0);
}

void Pages::head(const QList<Column>& columns, const QList<double>& widths)
{
    const Tokens& tokens = theme::light();
    m_painter.setFont(fontOf(Type::small));
    m_painter.setPen(tokens.secondary);
    const QFontMetricsF metrics(fontOf(Type::small));
    double tallest = 0.0;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const QRectF wrapped = metrics.boundingRect(QRectF(0.0, 0.0, widths[i] - 2.0 * cellPadding, 1000.0),
                                                    Qt::TextWordWrap, columns[i].head);
        tallest = std::max(tallest, wrapped.height());
    }
    double x = margin;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const auto side = static_cast<int>(columns[i].right ? Qt::AlignRight : Qt::AlignLeft);
        m_painter.drawText(QRectF(x + cellPadding, m_y, widths[i] - 2.0 * cellPadding, tallest),
                           side | Qt::AlignBottom | Qt::TextWordWrap, columns[i].head);
        x += widths[i];
    }
    m_y += tallest + 4.0;
    m_painter.setPen(QPen(tokens.border, 1.0));
    m_painter.drawLine(QPointF(margin, m_y), QPointF(width - margin, m_y));
}

void Pages::table(const QList<Column>& columns, const QList<QStringList>& rows)
{
    const Tokens& tokens = theme::light();
    const QFont font = fontOf(Type::secondary);
    const QFontMetricsF metrics(font);
    QList<double> widths;
    double taken = 0.0;
    int flexible = 0;
    for (const Column& column : columns) {
        taken += column.width;
        flexible += column.width == 0.0 ? 1 : 0;
    }
    for (const Column& column : columns) {
        widths.push_back(column.width > 0.0 ? column.width : (contentWidth() - taken) / std::max(flexible, 1));
    }
    const auto heightOf = [&](const QStringList& row) {
        double tallest = 0.0;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QRectF box =
                metrics.boundingRect(QRectF(0.0, 0.0, widths[i] - 2.0 * cellPadding, 1000.0), Qt::TextWordWrap, row[i]);
            tallest = std::max(tallest, box.height());
        }
        return tallest + 8.0;
    };
    need(60.0);
    head(columns, widths);
    for (const QStringList& row : rows) {
        const double rowHeight = heightOf(row);
        if (m_y + rowHeight > bottom) {
            newPage();
            head(columns, widths);
        }
        m_painter.setFont(font);
        m_painter.setPen(tokens.text);
        double x = margin;
        for (qsizetype i = 0; i < row.size(); ++i) {
            m_painter.drawText(QRectF(x + cellPadding, m_y + 4.0, widths[i] - 2.0 * cellPadding, rowHeight - 8.0),
                               static_cast<int>(columns[i].right ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextWordWrap,
                               row[i]);
            x += widths[i];
        }
        m_y += rowHeight;
        m_painter.setPen(QPen(tokens.grid, 1.0));
        m_painter.drawLine(QPointF(margin, m_y), QPointF(width - margin, m_y));
    }
    m_y += 6.0;
}

}  // namespace dealwright::views::report
