// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/page.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QTextDocument>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::views::report {

namespace {

constexpr double cellPadding = 6.0;
constexpr double headGap = 4.0;
constexpr double noteGap = 4.0;
constexpr double tableGap = 12.0;

[[nodiscard]] QFont fontOf(Type type)
{
    return theme::font(type);
}

[[nodiscard]] double wrappedHeight(const QString& text, const QFont& font, double width)
{
    return QFontMetricsF(font).boundingRect(QRectF(0.0, 0.0, width, 1e4), Qt::TextWordWrap, text).height();
}

/// How wide a text is at least, where it is broken at every space, and at most, in one line.
struct Extent {
    double least = 0.0;
    double most = 0.0;

    void include(const QString& text, const QFont& font)
    {
        const QFontMetricsF metrics(font);
        for (const QString& line : text.split(QLatin1Char('\n'))) {
            most = std::max(most, metrics.horizontalAdvance(line));
            for (const QString& word : line.split(QLatin1Char(' '))) {
                least = std::max(least, metrics.horizontalAdvance(word));
            }
        }
    }
};

/// Columns that state no width get room for their longest word, and of what is left as much as their longest lines ask
/// for; what nobody asks for is divided among them.
[[nodiscard]] QList<double> widthsOf(const Table& table)
{
    constexpr double widestLine = 260.0;
    QList<Extent> extents;
    double free = Pages::contentWidth();
    double wishes = 0.0;
    int flexible = 0;
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        Extent extent{table.columns[i].width, table.columns[i].width};
        if (table.columns[i].width == 0.0) {
            extent.include(table.columns[i].head, fontOf(Type::small));
            for (const QStringList& row : table.rows) {
                extent.include(row.value(i), fontOf(Type::secondary));
            }
            extent.least += 2.0 * cellPadding + 1.0;
            extent.most = std::max(extent.least, std::min(extent.most, widestLine) + 2.0 * cellPadding + 1.0);
            ++flexible;
        }
        free -= extent.least;
        wishes += extent.most - extent.least;
        extents.push_back(extent);
    }
    const double granted = wishes > 0.0 ? std::clamp(free / wishes, 0.0, 1.0) : 0.0;
    const double rest = std::max(0.0, free - wishes) / std::max(flexible, 1);
    QList<double> widths;
    for (qsizetype i = 0; i < extents.size(); ++i) {
        const double given = extents[i].least + granted * (extents[i].most - extents[i].least);
        widths.push_back(table.columns[i].width > 0.0 ? given : given + rest);
    }
    return widths;
}

[[nodiscard]] double headHeight(const QList<Column>& columns, const QList<double>& widths)
{
    double tallest = 0.0;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        tallest = std::max(tallest, wrappedHeight(columns[i].head, fontOf(Type::small), widths[i] - 2.0 * cellPadding));
    }
    return tallest + headGap;
}

[[nodiscard]] double rowHeight(const QStringList& cells, const QList<double>& widths)
{
    double tallest = 0.0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        tallest = std::max(tallest, wrappedHeight(cells[i], fontOf(Type::secondary), widths[i] - 2.0 * cellPadding));
    }
    return tallest + 8.0;
}

[[nodiscard]] double titleHeight(const Table& table)
{
    return table.title.isEmpty() ? 0.0 : 20.0;
}

[[nodiscard]] double noteHeight(const Table& table)
{
    return table.note.isEmpty() ? 0.0
                                : wrappedHeight(table.note, fontOf(Type::secondary), Pages::contentWidth()) + noteGap;
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
    const QString number = QCoreApplication::translate("Report", "%1 of %2").arg(m_page).arg(m_pageCount);
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

void Pages::wrapped(const QString& text, Type type, const QColor& colour)
{
    const double tall = wrappedHeight(text, theme::font(type), contentWidth());
    need(tall);
    m_painter.setFont(theme::font(type));
    m_painter.setPen(colour);
    m_painter.drawText(QRectF(margin, m_y, contentWidth(), tall), Qt::AlignLeft | Qt::TextWordWrap, text);
    m_y += tall;
}

void Pages::head(const QList<Column>& columns, const QList<double>& widths)
{
    const Tokens& tokens = theme::light();
    const double tall = headHeight(columns, widths);
    m_painter.setFont(fontOf(Type::small));
    m_painter.setPen(tokens.secondary);
    double x = margin;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const auto side = static_cast<int>(columns[i].right ? Qt::AlignRight : Qt::AlignLeft);
        m_painter.drawText(QRectF(x + cellPadding, m_y, widths[i] - 2.0 * cellPadding, tall - headGap),
                           side | Qt::AlignBottom | Qt::TextWordWrap, columns[i].head);
        x += widths[i];
    }
    m_y += tall;
    m_painter.setPen(QPen(tokens.border, 1.0));
    m_painter.drawLine(QPointF(margin, m_y), QPointF(width - margin, m_y));
}

void Pages::row(const QList<Column>& columns, const QList<double>& widths, const QStringList& cells, double tall)
{
    const Tokens& tokens = theme::light();
    m_painter.setFont(fontOf(Type::secondary));
    m_painter.setPen(tokens.text);
    double x = margin;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        m_painter.drawText(QRectF(x + cellPadding, m_y + 4.0, widths[i] - 2.0 * cellPadding, tall - 8.0),
                           static_cast<int>(columns[i].right ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextWordWrap,
                           cells[i]);
        x += widths[i];
    }
    m_y += tall;
    m_painter.setPen(QPen(tokens.grid, 1.0));
    m_painter.drawLine(QPointF(margin, m_y), QPointF(width - margin, m_y));
}

double Pages::heightOf(const Table& table) const
{
    const QList<double> widths = widthsOf(table);
    double tall = titleHeight(table) + noteHeight(table) + headHeight(table.columns, widths) + tableGap;
    for (const QStringList& cells : table.rows) {
        tall += rowHeight(cells, widths);
    }
    return tall;
}

void Pages::table(const Table& table)
{
    const QList<double> widths = widthsOf(table);
    const double whole = heightOf(table);
    const double start = titleHeight(table) + noteHeight(table) + headHeight(table.columns, widths) +
                         (table.rows.isEmpty() ? 0.0 : 3.0 * rowHeight(table.rows.front(), widths));
    constexpr double longest = 300.0;  // that is kept together
    need(whole <= longest ? whole : start);
    if (!table.title.isEmpty()) {
        text(table.title, theme::font(Type::sectionHead), theme::light().text, titleHeight(table));
    }
    if (!table.note.isEmpty()) {
        wrapped(table.note, Type::secondary, theme::light().secondary);
        m_y += noteGap;
    }
    head(table.columns, widths);
    for (const QStringList& cells : table.rows) {
        const double tall = rowHeight(cells, widths);
        if (m_y + tall > bottom) {
            newPage();
            head(table.columns, widths);
        }
        row(table.columns, widths, cells, tall);
    }
    m_y += tableGap;
}

}  // namespace dealwright::views::report
