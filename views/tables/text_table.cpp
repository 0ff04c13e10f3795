// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tables/text_table.h"

#include "views/look/literal_text.h"
#include "views/look/theme.h"

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

void TextTable::show(const words::ResultTable& table, const words::Format& format)
{
    std::vector<TableRow> rows;
    rows.reserve(table.rows.size());
    for (const words::ResultRow& row : table.rows) {
        const QStringList texts = words::textsOf(row, table, format);
        rows.push_back({{texts.begin(), texts.end()}, row.strong});
        if (row.indented) {
            rows.back().cells.front().prepend(QStringLiteral("   "));
        }
    }
    show({table.columns.begin(), table.columns.end()}, std::move(rows));
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

}  // namespace dealwright::views
