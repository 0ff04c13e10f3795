// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/difference_table.h"

#include "words/difference_rows.h"
#include "words/figure_text.h"
#include "words/titles.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::views::report {

namespace {

[[nodiscard]] QString tr(const char* english)
{
    return QCoreApplication::translate("Report", english);
}

/// To the place of its error, in the unit that the column's figures share.
[[nodiscard]] QString moved(double amount, double standardError, const words::Format& format, const words::Scale& scale)
{
    analysis::Figure figure = analysis::moneyFigure(amount, standardError, analysis::Figure::Kind::change);
    figure.beside = scale.factor;
    return words::figureText(figure, format, false);
}

}  // namespace

DifferenceTable differenceTable(const deal::Scenario& before, const deal::Scenario& after,
                                const std::optional<analysis::Redline>& redline, const words::Format& format,
                                const words::Scale& scale)
{
    constexpr double moveWidth = 98.0;
    DifferenceTable result;
    Table& table = result.table;
    table.title = tr(QT_TRANSLATE_NOOP("Report", "What differs from %1")).arg(QString::fromStdString(before.name));
    table.columns = {{tr(QT_TRANSLATE_NOOP("Report", "Term")), 0.0, false},
                     {QString::fromStdString(before.name), 0.0, true},
                     {QString::fromStdString(after.name), 0.0, true}};
    if (redline) {
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            table.columns.push_back(
                {tr(QT_TRANSLATE_NOOP("Report", "moves %1 by")).arg(words::partyName(after, side)), moveWidth, true});
        }
    }
    for (const words::DifferenceRow& row : words::differenceRows({&before, &after}, format.habits)) {
        QStringList cells = QStringList{row.title} + row.values;
        double size = 0.0;
        if (redline) {
            const auto change = std::ranges::find(redline->clauses, row.clause, &analysis::ClauseChange::clause);
            if (change != redline->clauses.end()) {
                cells << moved(change->licensor, change->licensorError, format, scale)
                      << moved(change->host, change->hostError, format, scale);
                size = std::fabs(change->licensor) + std::fabs(change->host);
            }
            cells.resize(table.columns.size());
        }
        result.sizes.push_back(size);
        table.rows.push_back(cells);
    }
    if (redline && table.rows.size() > 1) {
        table.rows.push_back({tr(QT_TRANSLATE_NOOP("Report", "All terms together")), QString(), QString(),
                              moved(redline->licensor, redline->licensorError, format, scale),
                              moved(redline->host, redline->hostError, format, scale)});
    }
    return result;
}

Table largestDifferences(const DifferenceTable& differences, const Pages& pages)
{
    constexpr double valueWidth = 150.0;
    std::vector<std::pair<double, qsizetype>> order;
    order.reserve(differences.sizes.size());
    for (const double size : differences.sizes) {
        order.emplace_back(-size, static_cast<qsizetype>(order.size()));
    }
    std::ranges::sort(order);
    const QFontMetricsF metrics(theme::font(Type::secondary));
    Table part = differences.table;
    for (const qsizetype column : {1, 2}) {
        part.columns[column].width = valueWidth;
        for (QStringList& row : part.rows) {
            row[column] = metrics.elidedText(row[column], Qt::ElideRight, valueWidth - 14.0);
        }
    }
    const QList<QStringList> rows = std::exchange(part.rows, {});
    part.note = tr(QT_TRANSLATE_NOOP("Report", "%1 clauses differ; the next page has them all. These move the most:"))
                    .arg(differences.sizes.size());
    std::vector<qsizetype> kept;
    for (const auto& [size, i] : order) {
        part.rows << rows[i];
        if (pages.heightOf(part) > pages.left()) {
            break;
        }
        kept.push_back(i);
    }
    std::ranges::sort(kept);
    part.rows.clear();
    for (const qsizetype i : kept) {
        part.rows << rows[i];
    }
    return part;
}

}  // namespace dealwright::views::report
