// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "views/look/format.h"

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace dealwright::views {

/// One line of a table of figures.
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
    [[nodiscard]] QString asText() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<QString> m_head;
    std::vector<TableRow> m_rows;
};

/// Both parties' NPV in figures: mean, spread, percentiles, chances, tail.
[[nodiscard]] std::vector<TableRow> statisticsRows(const simulation::Statistic& licensor,
                                                   const simulation::Statistic& host, const Format& format);

}  // namespace dealwright::views
