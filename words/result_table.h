// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "words/figure_text.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

// Results as tables: title, columns, rows of figures. What shows or writes one (terminal, window, PDF) is a loop.
namespace dealwright::words {

/// A figure, or words in its place.
struct Cell {
    std::optional<analysis::Figure> figure = {};
    std::optional<analysis::Figure> upTo =
        {};  ///< the upper end of a range that begins with `figure`; a range has no errors beside it
    QString words = {};
};

struct ResultRow {
    QString label;
    std::vector<Cell> cells = {};
    bool strong = false;    ///< said first, or a sum
    bool indented = false;  ///< a part of the row above
};

struct ResultTable {
    QString title = {};
    QStringList columns = {};  ///< the first is the labels'
    std::vector<ResultRow> rows = {};
    std::optional<Scale> unit = {};  ///< of all money in it; a head names it, the cells do not
    bool withErrors = true;          ///< each figure with its standard error beside it
};

[[nodiscard]] QString textOf(const Cell& cell, const ResultTable& table, const Format& format);

/// The label and every cell.
[[nodiscard]] QStringList textsOf(const ResultRow& row, const ResultTable& table, const Format& format);

}  // namespace dealwright::words
