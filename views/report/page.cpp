// SPDX-License-Identifier: GPL-3.0-or-later
// Lines, paragraphs, tables and new pages on paper, in points; it knows nothing of deals.
#include "views/report/page.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

namespace dealwright::views::report {

namespace {

constexpr double cellPadding = 6.0;
constexpr double headGap = 4.0;
constexpr double noteGap = 4.0;
constexpr double tableGap = 12.0;
constexpr double rowPadding = 8.0;  // above and below its text

[[nodiscard]] QFont fontOf(Type type)
{
    return theme::font(type);
}

/// A text in lines of one width, which break between words, and within a word that has no room on a line of its own.
class Block {
public:
    Block(const QString& text, const QFont& font, double width, const QPaintDevice* device,
          Qt::Alignment side = Qt::AlignLeft)
        // The layout asks the device for its metrics and nothing else.
        : m_layout(QString(text).replace(QLatin1Char('\n'), QChar(QChar::LineSeparator)), font, device)
    {
        QTextOption option(side | Qt::AlignAbsolute);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        m_layout.setTextOption(option);
        m_layout.beginLayout();
        double y = 0.0;
        for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
            line.setLineWidth(width);
            line.setPosition(QPointF(0.0, y));
            y += line.height();
        }
        m_layout.endLayout();
        m_height = y;
    }

    [[nodiscard]] double height() const { return m_height; }
    [[nodiscard]] int lines() const { return m_layout.lineCount(); }
    /// Where a line's upper edge is.
    [[nodiscard]] double top(int line) const { return line < lines() ? m_layout.lineAt(line).y() : m_height; }

    /// The line that follows those from `first` on that have `room`, which are one at least.
    [[nodiscard]] int fitting(int first, double room) const
    {
        int next = std::min(first + 1, lines());
        while (next < lines() && top(next + 1) - top(first) <= room) {
            ++next;
        }
        return next;
    }

    /// The lines from `first` until `end`, the upper edge of the first at `place`.
    void draw(QPainter& painter, const QPointF& place, int first, int end) const
    {
        for (int i = first; i < end; ++i) {
            m_layout.lineAt(i).draw(&painter, place - QPointF(0.0, top(first)));
        }
    }
    void draw(QPainter& painter, const QPointF& place) const { draw(painter, place, 0, lines()); }

private:
    QTextLayout m_layout;
    double m_height = 0.0;
};

/// Words that have more letters than a line needs to hold count for no more than `width`: they are broken.
struct LongWords {
    qsizetype letters = 0;
    double width = 0.0;
};
constexpr LongWords usually{20, 110.0};
constexpr LongWords tightly{12, 80.0};

/// How wide a text is at least, where it is broken at every space, and at most, in one line.
struct Extent {
    double least = 0.0;
    double most = 0.0;

    void include(const QString& text, const QFont& font, const QPaintDevice* device, const LongWords& longWords)
    {
        constexpr double widestWord = 240.0;
        const QFontMetricsF metrics(font, device);
        for (const QString& line : text.split(QLatin1Char('\n'))) {
            most = std::max(most, metrics.horizontalAdvance(line));
            for (const QString& word : line.split(QLatin1Char(' '))) {
                const double limit = word.size() > longWords.letters ? longWords.width : widestWord;
                least = std::max(least, std::min(limit, metrics.horizontalAdvance(word)));
            }
        }
    }
};

[[nodiscard]] QList<Extent> extentsOf(const Table& table, const QPaintDevice* device, const LongWords& longWords)
{
    constexpr double widestLine = 260.0;
    QList<Extent> extents;
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        Extent extent{table.columns[i].width, table.columns[i].width};
        if (table.columns[i].width == 0.0) {
            extent.include(table.columns[i].head, fontOf(Type::small), device, longWords);
            for (const QStringList& row : table.rows) {
                extent.include(row.value(i), fontOf(Type::secondary), device, longWords);
            }
            extent.least += 2.0 * cellPadding + 1.0;
            extent.most = std::max(extent.least, std::min(extent.most, widestLine) + 2.0 * cellPadding + 1.0);
        }
        extents.push_back(extent);
    }
    return extents;
}

[[nodiscard]] double leastWidth(const QList<Extent>& extents)
{
    return std::accumulate(extents.begin(), extents.end(), 0.0,
                           [](double sum, const Extent& extent) { return sum + extent.least; });
}

/// The columns' extents, with more words broken where the table would be too wide without that.
[[nodiscard]] QList<Extent> fittingExtents(const Table& table, const QPaintDevice* device)
{
    const QList<Extent> extents = extentsOf(table, device, usually);
    return leastWidth(extents) <= Pages::contentWidth() ? extents : extentsOf(table, device, tightly);
}

/// Columns that state no width get room for their longest word, and of what is left as much as their longest lines ask
/// for; what nobody asks for is divided among them.
[[nodiscard]] QList<double> widthsOf(const Table& table, const QPaintDevice* device)
{
    const QList<Extent> extents = fittingExtents(table, device);
    const double free = Pages::contentWidth() - leastWidth(extents);
    double wishes = 0.0;
    int flexible = 0;
    for (qsizetype i = 0; i < extents.size(); ++i) {
        wishes += extents[i].most - extents[i].least;
        flexible += table.columns[i].width == 0.0 ? 1 : 0;
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

/// Where parts of a table that is too wide begin and end: at least one column each behind the first, in `room`, and at
/// most `most`.
[[nodiscard]] QList<std::pair<qsizetype, qsizetype>> divided(const QList<Extent>& extents, double room, qsizetype most)
{
    QList<std::pair<qsizetype, qsizetype>> parts;
    for (qsizetype from = 1; from < extents.size();) {
        qsizetype end = from + 1;
        double wide = extents[from].least;
        while (end < extents.size() && end - from < most && wide + extents[end].least <= room) {
            wide += extents[end].least;
            ++end;
        }
        parts.emplace_back(from, end);
        from = end;
    }
    return parts;
}

/// The table, or where it is wider than the page, one for each part of its columns, about as many in each.
[[nodiscard]] QList<Table> partsOf(const Table& table, const QPaintDevice* device)
{
    const QList<Extent> extents = fittingExtents(table, device);
    if (leastWidth(extents) <= Pages::contentWidth() || extents.size() < 3) {
        return {table};
    }
    constexpr double labels = 160.0;  // that the first column may ask for
    Column first = table.columns.front();
    first.width = std::max(extents.front().least, std::min(extents.front().most, labels));
    const double room = Pages::contentWidth() - first.width;
    const qsizetype columns = extents.size() - 1;
    const qsizetype count = divided(extents, room, columns).size();
    QList<Table> parts;
    for (const auto& [from, end] : divided(extents, room, (columns + count - 1) / count)) {
        Table part{.title = table.title, .note = table.note, .columns = {first}};
        if (!parts.isEmpty()) {
            part.title = table.title.isEmpty()
                             ? QString()
                             : QCoreApplication::translate("Report", "%1, continued").arg(table.title);
            part.note.clear();
        }
        part.columns += table.columns.mid(from, end - from);
        for (const QStringList& row : table.rows) {
            part.rows.push_back(QStringList{row.value(0)} + row.mid(from, end - from));
        }
        parts.push_back(part);
    }
    return parts;
}

using Blocks = std::vector<std::unique_ptr<Block>>;

/// The texts of one line of a table, each within its column.
[[nodiscard]] Blocks blocksOf(const QList<Column>& columns, const QList<double>& widths, const QStringList& texts,
                              const QFont& font, const QPaintDevice* device)
{
    Blocks blocks;
    for (qsizetype i = 0; i < std::min(columns.size(), texts.size()); ++i) {
        blocks.push_back(std::make_unique<Block>(texts[i], font, widths[i] - 2.0 * cellPadding, device,
                                                 columns[i].right ? Qt::AlignRight : Qt::AlignLeft));
    }
    return blocks;
}

[[nodiscard]] double tallest(const Blocks& blocks)
{
    double result = 0.0;
    for (const auto& block : blocks) {
        result = std::max(result, block->height());
    }
    return result;
}

[[nodiscard]] Blocks headBlocks(const QList<Column>& columns, const QList<double>& widths, const QPaintDevice* device)
{
    QStringList heads;
    for (const Column& column : columns) {
        heads << column.head;
    }
    return blocksOf(columns, widths, heads, fontOf(Type::small), device);
}

[[nodiscard]] double headHeight(const QList<Column>& columns, const QList<double>& widths, const QPaintDevice* device)
{
    return tallest(headBlocks(columns, widths, device)) + headGap;
}

[[nodiscard]] double rowHeight(const QList<Column>& columns, const QList<double>& widths, const QStringList& cells,
                               const QPaintDevice* device)
{
    return tallest(blocksOf(columns, widths, cells, fontOf(Type::secondary), device)) + rowPadding;
}

[[nodiscard]] double titleHeight(const Table& table, const QPaintDevice* device)
{
    constexpr double gap = 3.0;
    return table.title.isEmpty()
               ? 0.0
               : Block(table.title, fontOf(Type::sectionHead), Pages::contentWidth(), device).height() + gap;
}

[[nodiscard]] double noteHeight(const Table& table, const QPaintDevice* device)
{
    return table.note.isEmpty()
               ? 0.0
               : Block(table.note, fontOf(Type::secondary), Pages::contentWidth(), device).height() + noteGap;
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

QPainter& Pages::painter()
{
    m_isBlank = false;
    return m_painter;
}

void Pages::footer()
{
    constexpr double numberWidth = 60.0;
    constexpr double top = 1071.0;
    const Tokens& tokens = theme::light();
    m_painter.setPen(QPen(tokens.border, 1.0));
    m_painter.drawLine(QPointF(margin, 1067.0), QPointF(width - margin, 1067.0));
    QFont font = fontOf(Type::small);
    font.setPixelSize(9);
    m_painter.setPen(tokens.secondary);
    Block(m_footer, font, contentWidth() - numberWidth, m_painter.device()).draw(m_painter, QPointF(margin, top));
    const QString number = QCoreApplication::translate("Report", "%1 of %2").arg(m_page).arg(m_pageCount);
    Block(number, font, numberWidth, m_painter.device(), Qt::AlignRight)
        .draw(m_painter, QPointF(width - margin - numberWidth, top));
}

void Pages::newPage()
{
    if (!m_isBlank) {
        m_writer.newPage();
        ++m_page;
        footer();
        m_isBlank = true;
    }
    m_y = margin;
}

void Pages::need(double space)
{
    if (m_y + space > bottom) {
        newPage();
    }
}

void Pages::text(const QString& text, const QFont& font, const QColor& colour, double lineHeight)
{
    const Block block(text, font, contentWidth(), m_painter.device());
    const double least = std::max(lineHeight, block.height());
    need(std::min(least, bottom - margin));
    for (int line = 0; line < block.lines();) {
        const int end = block.fitting(line, left());
        painter().setPen(colour);
        block.draw(m_painter, QPointF(margin, m_y), line, end);
        m_y += block.top(end) - block.top(line);
        line = end;
        if (line < block.lines()) {
            newPage();
        }
    }
    m_y += least - block.height();
}

void Pages::paragraph(const QString& html, const QFont& font, double spacing, const QColor& colour)
{
    QTextDocument document;
    document.setDocumentMargin(0.0);
    document.setDefaultFont(font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(option);
    document.setDefaultStyleSheet(QStringLiteral("body { color: %1; }").arg(colour.name()));
    document.setHtml(QStringLiteral("<body><p style='line-height:%1%; margin:0'>%2</p></body>")
                         .arg(QString::number(std::lround(100.0 * spacing)), html));
    document.setTextWidth(contentWidth());
    need(document.size().height());
    m_isBlank = false;
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

void Pages::hairLine(const QColor& colour)
{
    m_painter.setPen(QPen(colour, 1.0));
    m_painter.drawLine(QPointF(margin, m_y), QPointF(width - margin, m_y));
}

void Pages::head(const QList<Column>& columns, const QList<double>& widths)
{
    const Tokens& tokens = theme::light();
    const Blocks blocks = headBlocks(columns, widths, m_painter.device());
    const double tall = tallest(blocks);
    painter().setPen(tokens.secondary);
    double x = margin;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        blocks[i]->draw(m_painter, QPointF(x + cellPadding, m_y + tall - blocks[i]->height()));
        x += widths[static_cast<qsizetype>(i)];
    }
    m_y += tall + headGap;
    hairLine(tokens.border);
}

void Pages::row(const QList<Column>& columns, const QList<double>& widths, const QStringList& cells)
{
    const Tokens& tokens = theme::light();
    const Blocks blocks = blocksOf(columns, widths, cells, fontOf(Type::secondary), m_painter.device());
    std::vector<int> next(blocks.size(), 0);
    const auto remains = [&] {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (next[i] < blocks[i]->lines()) {
                return true;
            }
        }
        return false;
    };
    if (m_y + tallest(blocks) + rowPadding > bottom) {
        newPage();
        head(columns, widths);
    }
    for (bool first = true; first || remains(); first = false) {
        if (!first) {
            newPage();
            head(columns, widths);
        }
        double x = margin;
        double tall = 0.0;
        painter().setPen(tokens.text);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const Block& block = *blocks[i];
            const int end = block.fitting(next[i], left() - rowPadding);
            block.draw(m_painter, QPointF(x + cellPadding, m_y + rowPadding / 2.0), next[i], end);
            tall = std::max(tall, block.top(end) - block.top(next[i]));
            next[i] = end;
            x += widths[static_cast<qsizetype>(i)];
        }
        m_y += tall + rowPadding;
        hairLine(tokens.grid);
    }
}

double Pages::heightOfPart(const Table& table) const
{
    const QPaintDevice* device = m_painter.device();
    const QList<double> widths = widthsOf(table, device);
    double tall =
        titleHeight(table, device) + noteHeight(table, device) + headHeight(table.columns, widths, device) + tableGap;
    for (const QStringList& cells : table.rows) {
        tall += rowHeight(table.columns, widths, cells, device);
    }
    return tall;
}

double Pages::heightOf(const Table& table) const
{
    double tall = 0.0;
    for (const Table& part : partsOf(table, m_painter.device())) {
        tall += heightOfPart(part);
    }
    return tall;
}

void Pages::part(const Table& table)
{
    const QPaintDevice* device = m_painter.device();
    const QList<double> widths = widthsOf(table, device);
    const double whole = heightOfPart(table);
    constexpr double longest = 300.0;  // that is kept together
    constexpr qsizetype together = 3;  // rows that stay with the head
    double start = titleHeight(table, device) + noteHeight(table, device) + headHeight(table.columns, widths, device);
    for (const QStringList& cells : table.rows.mid(0, together)) {
        start += rowHeight(table.columns, widths, cells, device);
    }
    need(whole <= longest ? whole : std::min(start, bottom - margin));
    if (!table.title.isEmpty()) {
        text(table.title, fontOf(Type::sectionHead), theme::light().text, titleHeight(table, device));
    }
    if (!table.note.isEmpty()) {
        text(table.note, fontOf(Type::secondary), theme::light().secondary, noteHeight(table, device));
    }
    head(table.columns, widths);
    for (const QStringList& cells : table.rows) {
        row(table.columns, widths, cells);
    }
    m_y += tableGap;
}

void Pages::table(const Table& table)
{
    for (const Table& one : partsOf(table, m_painter.device())) {
        part(one);
    }
}

}  // namespace dealwright::views::report
