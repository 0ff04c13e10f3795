// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explain/ledger_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace dealwright::views {

namespace {

enum class Kind { money, tokens, price, rate, flag };

struct ItemName {
    std::string_view item;  ///< as docs/MODEL.md section 8.2 calls it
    const char* name;
    Kind kind = Kind::money;
};

constexpr std::array itemNames{
    ItemName{"upfrontFee", QT_TRANSLATE_NOOP("LedgerTable", "Upfront fee")},
    ItemName{"advance", QT_TRANSLATE_NOOP("LedgerTable", "Advance")},
    ItemName{"usageBeforeExclusivity", QT_TRANSLATE_NOOP("LedgerTable", "Usage before exclusivity"), Kind::tokens},
    ItemName{"usage", QT_TRANSLATE_NOOP("LedgerTable", "Usage as sold"), Kind::tokens},
    ItemName{"price", QT_TRANSLATE_NOOP("LedgerTable", "Price"), Kind::price},
    ItemName{"gross", QT_TRANSLATE_NOOP("LedgerTable", "Gross revenue")},
    ItemName{"servingCost", QT_TRANSLATE_NOOP("LedgerTable", "Serving cost")},
    ItemName{"shareBase", QT_TRANSLATE_NOOP("LedgerTable", "Base of the share")},
    ItemName{"rate", QT_TRANSLATE_NOOP("LedgerTable", "Effective rate"), Kind::rate},
    ItemName{"outside", QT_TRANSLATE_NOOP("LedgerTable", "Outside revenue")},
    ItemName{"exclusivityFee", QT_TRANSLATE_NOOP("LedgerTable", "Exclusivity fee")},
    ItemName{"earned", QT_TRANSLATE_NOOP("LedgerTable", "Share earned")},
    ItemName{"capReduction", QT_TRANSLATE_NOOP("LedgerTable", "Reduction by caps")},
    ItemName{"recouped", QT_TRANSLATE_NOOP("LedgerTable", "Recouped")},
    ItemName{"paid", QT_TRANSLATE_NOOP("LedgerTable", "Share paid")},
    ItemName{"held", QT_TRANSLATE_NOOP("LedgerTable", "Held in escrow")},
    ItemName{"released", QT_TRANSLATE_NOOP("LedgerTable", "Released from escrow")},
    ItemName{"trueUp", QT_TRANSLATE_NOOP("LedgerTable", "Guarantee true-up")},
    ItemName{"milestones", QT_TRANSLATE_NOOP("LedgerTable", "Milestones")},
    ItemName{"settlement", QT_TRANSLATE_NOOP("LedgerTable", "Settlement")},
    ItemName{"dispute", QT_TRANSLATE_NOOP("LedgerTable", "Dispute"), Kind::flag},
    ItemName{"licensorCosts", QT_TRANSLATE_NOOP("LedgerTable", "Licensor's costs")},
    ItemName{"hostCosts", QT_TRANSLATE_NOOP("LedgerTable", "Host's costs")},
    ItemName{"incidentLoss", QT_TRANSLATE_NOOP("LedgerTable", "Incident loss")},
    ItemName{"licensor", QT_TRANSLATE_NOOP("LedgerTable", "Licensor's cash")},
    ItemName{"host", QT_TRANSLATE_NOOP("LedgerTable", "Host's cash")},
    ItemName{"licensorDiscounted", QT_TRANSLATE_NOOP("LedgerTable", "Licensor, discounted")},
    ItemName{"hostDiscounted", QT_TRANSLATE_NOOP("LedgerTable", "Host, discounted")},
};

[[nodiscard]] const ItemName* find(std::string_view item)
{
    const auto found = std::ranges::find(itemNames, item, &ItemName::item);
    return found == itemNames.end() ? nullptr : &*found;
}

[[nodiscard]] Kind kindOf(std::string_view item)
{
    const ItemName* name = find(item);
    return name == nullptr ? Kind::money : name->kind;
}

}  // namespace

void LedgerTable::show(const std::vector<contract::LedgerRow>& rows, const words::Format& format)
{
    std::set<std::pair<std::string_view, std::string_view>> any;
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

QString LedgerTable::nameOf(std::string_view item)
{
    const ItemName* name = find(item);
    return name == nullptr ? QString::fromUtf8(item.data(), static_cast<qsizetype>(item.size()))
                           : QCoreApplication::translate("LedgerTable", name->name);
}

bool LedgerTable::addsUp(std::string_view item)
{
    const Kind kind = kindOf(item);
    return kind == Kind::money || kind == Kind::tokens || kind == Kind::flag;
}

QString LedgerTable::figureText(const contract::LedgerRow& row) const
{
    switch (kindOf(row.item)) {
        case Kind::tokens:
            return tr("%1 M tokens").arg(m_format.number(row.value, 1));
        case Kind::price:
            return tr("%1 per M tokens").arg(m_format.moneyIn({}, row.value, 4));
        case Kind::rate:
            return m_format.percent(row.value, 4);
        case Kind::flag:
            return m_format.number(row.value, 0);
        case Kind::money:
            break;
    }
    return m_format.moneyIn({}, row.value, 2);
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
    if (rowCount() == 0 || !LedgerTable::addsUp(row(0).item)) {
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
