// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "words/result_table.h"

#include <QAbstractTableModel>

#include <vector>

namespace dealwright::views {

/// One line of a table of ready texts.
struct TableRow {
    std::vector<QString> cells;
    bool bold = false;
    friend bool operator==(const TableRow&, const TableRow&) = default;
};

/// A table of ready texts: figures at the right, words at the left of the first column.
class TextTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void show(std::vector<QString> head, std::vector<TableRow> rows);
    void show(const words::ResultTable& table, const words::Format& format);
    [[nodiscard]] QString asText() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<QString> m_head;
    std::vector<TableRow> m_rows;
};

}  // namespace dealwright::views
