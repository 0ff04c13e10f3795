// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace dealwright::app {

/// How many columns the reader's terminal has: COLUMNS, else the terminal on standard output, else 80; 40 or more.
[[nodiscard]] int terminalWidth();

/// Rows of cells for a terminal, the first column to the left and the others to the right, two spaces between them.
/// Columns are counted as a terminal does, Chinese letters as two; what a terminal would obey is spelled out.
/// Where the terminal is too narrow heads wrap and words give way to an ellipsis, labels first; figures never do, so a
/// table of many figures can be wider than the terminal.
class Table {
public:
    /// The head, if there is one, is the first row.
    void addHead(const QStringList& cells) { add(cells, true, true); }
    /// A label and its figures.
    void addRow(const QStringList& cells) { add(cells, false, false); }
    /// A label and words, which may be cut.
    void addWords(const QStringList& cells) { add(cells, false, true); }

    [[nodiscard]] QString toString(int width) const;

private:
    struct Row {
        QStringList cells;
        bool head = false;
        bool words = false;  ///< behind the label
    };

    void add(const QStringList& cells, bool head, bool words);
    [[nodiscard]] QList<int> widths(int width) const;

    QList<Row> m_rows;
};

/// The text in at most `width` columns: cut before its end, or before a colon where what follows is the field's name,
/// or before brackets at its end, where they say which of several it is.
[[nodiscard]] QString elided(const QString& text, int width);

/// The text in lines of at most `width` columns, broken between words; longer words are cut.
[[nodiscard]] QStringList wrapped(const QString& text, int width);

}  // namespace dealwright::app
