// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/table_view.h"

#include "views/look/theme.h"
#include "views/risk/statistics_table.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace dealwright::views {

namespace {

/// Text and a thin line under the row.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& t = theme::current();
        painter->save();
        painter->setFont(index.data(Qt::FontRole).value<QFont>());
        painter->setPen(t.text);
        const QRect box = option.rect.adjusted(4, 0, -4, 0);
        const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width());
        painter->drawText(box, index.data(Qt::TextAlignmentRole).toInt(), text);
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, t.grid);
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const override
    {
        const QFontMetrics metrics(index.data(Qt::FontRole).value<QFont>());
        return {metrics.horizontalAdvance(index.data().toString()) + 14, metrics.height() + 8};
    }
};

}  // namespace

TableView::TableView(const QString& accessibleName, TextTable* table, QWidget* parent)
    : QTableView(parent), m_table(table)
{
    setAccessibleName(accessibleName);
    setModel(table);
    setItemDelegate(new RowDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    restyle();
    connect(table, &QAbstractItemModel::modelReset, this, &TableView::fit);
    connect(table, &QAbstractItemModel::dataChanged, this, &TableView::fit);
    fit();
}

void TableView::fit()
{
    verticalHeader()->setDefaultSectionSize(QFontMetrics(theme::font(Type::body)).height() + 6);
    for (int column = 0; column < m_table->columnCount(); ++column) {
        horizontalHeader()->setSectionResizeMode(column, column == 0 ? QHeaderView::Fixed : QHeaderView::Stretch);
    }
    divideWidth();
    updateGeometry();
}

void TableView::divideWidth()
{
    const auto widest = [this](int column) {
        int width = 0;
        for (int row = 0; row < m_table->rowCount(); ++row) {
            width = std::max(width, itemDelegate()->sizeHint({}, m_table->index(row, column)).width());
        }
        return width;
    };
    // Figures are never cut; what the row is gets its full width where that leaves them enough, and is elided else.
    constexpr int shortest = 60;
    int figure = shortest;
    for (int column = 1; column < m_table->columnCount(); ++column) {
        figure = std::max(figure, widest(column));
    }
    horizontalHeader()->setMinimumSectionSize(figure);
    const int room = viewport()->width() - figure * (m_table->columnCount() - 1);
    horizontalHeader()->resizeSection(0, std::max(shortest, std::min(widest(0), room)));
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    divideWidth();
}

void TableView::restyle()
{
    horizontalHeader()->setFont(theme::font(Type::secondary));
    const Tokens& t = theme::current();
    horizontalHeader()->setStyleSheet(QString("QHeaderView { background: transparent; border: 0 } QHeaderView::section "
                                              "{ background: transparent; color: %1; "
                                              "border: 0; border-bottom: 1px solid %2; padding: 4px; }")
                                          .arg(t.secondary.name(), t.border.name()));
    QPalette own = palette();
    own.setColor(QPalette::Base, Qt::transparent);
    viewport()->setPalette(own);
    viewport()->setAutoFillBackground(false);
}

QSize TableView::sizeHint() const
{
    return {360,
            horizontalHeader()->sizeHint().height() + verticalHeader()->defaultSectionSize() * m_table->rowCount() + 4};
}

QSize TableView::minimumSizeHint() const
{
    return {200, horizontalHeader()->sizeHint().height() + 3 * verticalHeader()->defaultSectionSize()};
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && event->spontaneous()) {
        return;
    }
    if (event->type() == QEvent::ApplicationPaletteChange) {
        restyle();
    }
}

void TableView::copy() const
{
    QApplication::clipboard()->setText(m_table->asText());
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy data"), this, &TableView::copy);
    menu.exec(event->globalPos());
}

}  // namespace dealwright::views
