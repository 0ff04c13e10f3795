// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/result_table.h"

#include <QCoreApplication>

namespace dealwright::words {

QString textOf(const Cell& cell, const ResultTable& table, const Format& format)
{
    using analysis::Figure;
    const auto one = [&](const Figure& figure, bool withError) {
        const bool bare = table.unit && figure.dimension == deal::Dimension::money;
        return bare ? format.bare(*table.unit, figure.value, figure.error, figure.kind == Figure::Kind::change)
                    : figureText(figure, format, withError);
    };
    if (!cell.figure) {
        return cell.words;
    }
    return cell.upTo ? QCoreApplication::translate("Figures", "%1 to %2")
                           .arg(one(*cell.figure, false), one(*cell.upTo, false))
                     : one(*cell.figure, table.withErrors);
}

QStringList textsOf(const ResultRow& row, const ResultTable& table, const Format& format)
{
    QStringList texts{row.label};
    for (const Cell& cell : row.cells) {
        texts << textOf(cell, table, format);
    }
    return texts;
}

}  // namespace dealwright::words
