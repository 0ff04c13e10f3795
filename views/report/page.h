// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/theme.h"

#include <QPainter>
#include <QPdfWriter>
#include <QString>
#include <QStringList>

namespace dealwright::views::report {

/// A column of a table: its head, how wide, and to which side.
struct Column {
    QString head;
    double width = 0.0;  ///< in page units; 0: as its texts ask for
    bool right = true;
};

struct Table {
    QString title = {};  ///< above it; may be empty
    QString note = {};   ///< a sentence between title and head; may be empty
    QList<Column> columns = {};
    QList<QStringList> rows = {};
};

/// Pages of A4 in units of 1/96 inch, filled from above. Every page has the footer and its number. Whatever is written
/// stays within the margins: lines break between words, and within a word that is longer than its line.
class Pages {
public:
    static constexpr double width = 794.0;
    static constexpr double height = 1123.0;
    static constexpr double margin = 56.0;
    static constexpr double bottom = 1050.0;  ///< content ends here

    Pages(QPdfWriter& writer, QString footer, int pageCount);

    /// For drawing on the page from `y` on.
    [[nodiscard]] QPainter& painter();
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] static double contentWidth() { return width - 2.0 * margin; }
    [[nodiscard]] int page() const { return m_page; }

    /// The next page; this one, if nothing stands on it yet.
    void newPage();
    /// Starts a new page where less than this is left.
    void need(double space);
    [[nodiscard]] double left() const { return bottom - m_y; }
    void skip(double space) { m_y += space; }

    /// In as many lines as it takes, each `lineHeight` or the letters' own height apart.
    void text(const QString& text, const QFont& font, const QColor& colour, double lineHeight);
    /// Rich text (bold, coloured spans), wrapped to the width of the page; lines `spacing` times the letters' height
    /// apart.
    void paragraph(const QString& html, const QFont& font, double spacing = 1.15,
                   const QColor& colour = theme::light().text);
    void heading(const QString& text);

    /// A table with hair lines. A short one stands on one page; the head of a longer one is repeated on every page, and
    /// title and head never stand without some rows. Cells may hold several lines; a row that is taller than a page
    /// continues on the next. Columns that find no room stand in tables of their own below, each with the first column.
    void table(const Table& table);
    [[nodiscard]] double heightOf(const Table& table) const;

private:
    void footer();
    void part(const Table& table);
    [[nodiscard]] double heightOfPart(const Table& table) const;
    void head(const QList<Column>& columns, const QList<double>& widths);
    void row(const QList<Column>& columns, const QList<double>& widths, const QStringList& cells);
    void hairLine(const QColor& colour);

    QPainter m_painter;
    QPdfWriter& m_writer;
    QString m_footer;
    int m_pageCount;
    int m_page = 1;
    double m_y = margin;
    bool m_isBlank = true;  ///< but for the footer
};

}  // namespace dealwright::views::report
