// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explain/ledger_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace dealwright::views {

void LedgerTable::show(const std::vector<contract::LedgerRow>& rows, const words::Format& format)
{
    std::set<std::pair<contract::LedgerItem, std::string_view>> any;
    for (const contract::LedgerRow& row : rows) {
        if (row.value != 0.0) {
            any.emplace(row.item, row.useCase);
        }
    }
    std::vector<contract::LedgerRow> kept;
    kept.reserve(rows.size());
    std::ranges::copy_if(rows, std::back_inserter(kept),
                         [&](const contract::LedgerRow& row) { return any.contains({row.item, row.useCase}); });
    const bool same = std::ranges::equal(kept, m_rows, [](const auto& a, const auto& b) {
        return std::tie(a.month, a.item, a.useCase) == std::tie(b.month, b.item, b.useCase);
    });
    if (same && format == m_format) {
        // The figures change under the reader's eyes, and the place in the table stays.
        m_rows = std::move(kept);
        if (!m_rows.empty()) {
            emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(kept);
    m_format = format;
    m_words.clear();
    m_words.reserve(m_rows.size());
    for (const contract::LedgerRow& row : m_rows) {
        m_words.push_back(wordsOf(row));
    }
    endResetModel();
}

QString LedgerTable::nameOf(contract::LedgerItem item)
{
    return QCoreApplication::translate("Ledger", contract::labelOf(item).data());
}

QString LedgerTable::figureText(const contract::LedgerRow& row) const
{
    switch (contract::dimensionOf(row.item)) {
        case deal::Dimension::usage:
            return tr("%1 M tokens").arg(m_format.number(row.value, 1));
        case deal::Dimension::moneyPerMillionTokens:
            return tr("%1 per M tokens").arg(m_format.moneyIn({}, row.value, 4));
        case deal::Dimension::fraction:
            return m_format.percent(row.value, 4);
        case deal::Dimension::flag:
            return m_format.number(row.value, 0);
        case deal::Dimension::money:
            return m_format.moneyIn({}, row.value, 2);
        default:
            return m_format.show(row.value, contract::dimensionOf(row.item));
    }
}

QString LedgerTable::plainFigure(const contract::LedgerRow& row) const
{
    QLocale locale = m_format.habits.locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(row.value, 'g', QLocale::FloatingPointShortest);
}

QString LedgerTable::wordsOf(const contract::LedgerRow& row) const
{
    const QString longMonth = row.month < 0 ? tr("Signing") : m_format.monthName(row.month);
    const QString shortMonth = row.month < 0 ? QString() : m_format.shortMonthName(row.month);
    return QStringList{longMonth, shortMonth, nameOf(row.item), QString::fromStdString(row.useCase)}.join(' ');
}

int LedgerTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LedgerTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant LedgerTable::data(const QModelIndex& index, int role) const
{
    const contract::LedgerRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole) {
        return QVariant(index.column() == figure ? Qt::AlignRight | Qt::AlignVCenter
                                                 : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
        case month:
            return row.month < 0 ? tr("Signing") : m_format.shortMonthName(row.month);
        case item:
            return nameOf(row.item);
        case useCase:
            return row.useCase.empty() ? tr("whole deal") : QString::fromStdString(row.useCase);
        default:
            return figureText(row);
    }
}

QVariant LedgerTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(section == figure ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case month:
            return tr("Month");
        case item:
            return tr("Item");
        case useCase:
            return tr("Use case");
        default:
            return tr("Figure");
    }
}

LedgerFilter::LedgerFilter(LedgerTable* table, QObject* parent) : QSortFilterProxyModel(parent), m_table(table)
{
    setSourceModel(table);
}

void LedgerFilter::setWords(const QString& words)
{
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

const contract::LedgerRow& LedgerFilter::row(int index) const
{
    return m_table->row(mapToSource(this->index(index, 0)).row());
}

std::optional<contract::LedgerRow> LedgerFilter::sum() const
{
    if (rowCount() == 0 || !contract::addsUp(row(0).item)) {
        return std::nullopt;
    }
    contract::LedgerRow sum{-1, row(0).item, {}, 0.0};
    for (int i = 0; i < rowCount(); ++i) {
        if (row(i).item != sum.item) {
            return std::nullopt;
        }
        sum.value += row(i).value;
    }
    return sum;
}

QString LedgerFilter::asText(const std::vector<int>& rows) const
{
    const QChar tab('\t');
    QString text;
    for (int column = 0; column < columnCount(); ++column) {
        text += headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        text += column + 1 < columnCount() ? tab : QChar('\n');
    }
    for (const int i : rows) {
        for (const int column : {LedgerTable::month, LedgerTable::item, LedgerTable::useCase}) {
            text += index(i, column).data().toString() + tab;
        }
        text += m_table->plainFigure(row(i)) + QChar('\n');
    }
    return text;
}

bool LedgerFilter::filterAcceptsRow(int sourceRow, const QModelIndex& /*sourceParent*/) const
{
    if (m_words.isEmpty()) {
        return true;
    }
    const QString& text = m_table->words(sourceRow);
    return std::ranges::all_of(m_words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace dealwright::views
