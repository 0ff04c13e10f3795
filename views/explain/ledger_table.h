// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/ledger_rows.h"
#include "words/format.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>
#include <vector>

namespace dealwright::views {

/// One path's figures, one to a row: month, item, use case, figure. Items that are nothing in every month are left out.
class LedgerTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { month, item, useCase, figure, columns };
    using QAbstractTableModel::QAbstractTableModel;
    void show(const std::vector<contract::LedgerRow>& rows, const words::Format& format);
    [[nodiscard]] const contract::LedgerRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// All words of a row, to look for some in.
    [[nodiscard]] const QString& words(int index) const { return m_words[static_cast<std::size_t>(index)]; }
    /// The figure in the unit of its item: money to the cent.
    [[nodiscard]] QString figureText(const contract::LedgerRow& row) const;
    /// The figure whole and without a unit, as a spreadsheet reads it.
    [[nodiscard]] QString plainFigure(const contract::LedgerRow& row) const;
    /// The name of an item in words, such as “reduction by caps” of capReduction.
    [[nodiscard]] static QString nameOf(contract::LedgerItem item);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString wordsOf(const contract::LedgerRow& row) const;
    std::vector<contract::LedgerRow> m_rows;
    std::vector<QString> m_words;  ///< of each row
    words::Format m_format;
};

/// The rows of a ledger that have all the words typed: “2029 earned”, “search rate”.
class LedgerFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit LedgerFilter(LedgerTable* table, QObject* parent = nullptr);
    void setWords(const QString& words);
    [[nodiscard]] const contract::LedgerRow& row(int index) const;
    /// What the rows add up to, where all are of one item that adds up.
    [[nodiscard]] std::optional<contract::LedgerRow> sum() const;
    /// The rows as text for a spreadsheet: tabs between columns, a head, figures whole.
    [[nodiscard]] QString asText(const std::vector<int>& rows) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    LedgerTable* m_table;
    QStringList m_words;
};

}  // namespace dealwright::views
