// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/statistics_table.h"

#include "views/look/literal_text.h"

#include "views/look/theme.h"

#include <algorithm>
#include <cmath>

namespace dealwright::views {

void TextTable::show(std::vector<QString> head, std::vector<TableRow> rows)
{
    const std::size_t columns = head.size();
    if (rows.size() != m_rows.size() || columns != m_head.size()) {
        beginResetModel();
        m_head = std::move(head);
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    if (head != m_head) {
        m_head = std::move(head);
        emit headerDataChanged(Qt::Horizontal, 0, static_cast<int>(columns) - 1);
    }
    if (rows != m_rows) {
        m_rows = std::move(rows);
        emit dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, static_cast<int>(columns) - 1));
    }
}

QString TextTable::asText() const
{
    const auto line = [](const std::vector<QString>& cells) {
        return QStringList(cells.begin(), cells.end()).join('\t') + "\n";
    };
    QString text = line(m_head);
    for (const TableRow& row : m_rows) {
        text += line(row.cells);
    }
    return text;
}

int TextTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_head.size());
}

QVariant TextTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const TableRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return column < row.cells.size() ? row.cells[column] : QString();
        case Qt::ToolTipRole:
            return column < row.cells.size() ? notAsHtml(row.cells[column]) : QString();
        case Qt::TextAlignmentRole:
            return static_cast<int>((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        case Qt::FontRole:
            return theme::font(row.bold ? Type::sectionHead : Type::body);
        default:
            return {};
    }
}

QVariant TextTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return m_head[static_cast<std::size_t>(section)];
    }
    if (role == Qt::ToolTipRole) {
        return notAsHtml(m_head[static_cast<std::size_t>(section)]);
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    return {};
}

std::vector<TableRow> statisticsRows(const simulation::Statistic& licensor, const simulation::Statistic& host,
                                     const Format& format)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Statistics", text); };
    using simulation::Statistic;
    const auto money = [&](const QString& name, double (*value)(const Statistic&), double (*error)(const Statistic&),
                           bool bold = false) {
        return TableRow{{name, format.moneyBesideWithError(licensor.mean, value(licensor), error(licensor)),
                         format.moneyBesideWithError(host.mean, value(host), error(host))},
                        bold};
    };
    const auto chance = [&](const Statistic& s) {
        return format.probabilityWithError(s.probabilityAboveReservation, s.probabilityError);
    };
    std::vector<TableRow> rows;
    rows.push_back(money(
        tr("Expected NPV"), [](const Statistic& s) { return s.mean; },
        [](const Statistic& s) { return s.standardError; }, true));
    rows.push_back({{tr("95 % interval of the mean"),
                     format.uncertainty(licensor.standardError, format.moneyScale(licensor.mean), licensor.sampled),
                     format.uncertainty(host.standardError, format.moneyScale(host.mean), host.sampled)}});
    rows.push_back(money(
        tr("Standard deviation"), [](const Statistic& s) { return s.standardDeviation; },
        [](const Statistic& s) { return s.standardDeviationError; }));
    for (std::size_t k = 0; k < simulation::percentileRanks.size(); ++k) {
        rows.push_back(
            {{tr("%1 % lie below").arg(simulation::percentileRanks[k]),
              format.moneyBesideWithError(licensor.mean, licensor.percentiles[k], licensor.percentileErrors[k]),
              format.moneyBesideWithError(host.mean, host.percentiles[k], host.percentileErrors[k])}});
    }
    rows.push_back({{tr("Beats walking away"), chance(licensor), chance(host)}, true});
    rows.push_back(money(
        tr("Mean of the worst 5 %"), [](const Statistic& s) { return s.cvar5; },
        [](const Statistic& s) { return s.cvar5Error; }));
    rows.push_back(money(
        tr("Certainty equivalent"), [](const Statistic& s) { return s.certaintyEquivalent; },
        [](const Statistic& s) { return s.certaintyEquivalentError; }));
    return rows;
}

}  // namespace dealwright::views
