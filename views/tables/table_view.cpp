// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tables/table_view.h"

#include "views/look/theme.h"
#include "views/tables/text_table.h"

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

constexpr int cellMargin = 4;

/// The heads in words over the columns, in two lines where one is too narrow, and a thin line under them.
class Head : public QHeaderView {
public:
    explicit Head(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
    {
        setFont(theme::font(Type::secondary));
        setSectionsClickable(false);
        setHighlightSections(false);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        int lines = 1;
        for (int column = 0; column < count(); ++column) {
            const int wanted = fontMetrics().horizontalAdvance(words(column)) + 2 * cellMargin;
            lines = std::max(lines, wanted > sectionSize(column) ? 2 : 1);
        }
        return {QHeaderView::sizeHint().width(), lines * fontMetrics().height() + 9};
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int column) const override
    {
        const Tokens& t = theme::current();
        const QFontMetrics metrics(font());
        const QRect box = rect.adjusted(cellMargin, 3, -cellMargin, -5);
        painter->save();
        painter->setFont(font());
        painter->setPen(t.secondary);
        const QStringList lines = folded(words(column), box.width());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QRect line(box.left(), box.bottom() + 1 - static_cast<int>(lines.size() - i) * metrics.height(),
                             box.width(), metrics.height());
            const int alignment = static_cast<int>(column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
            painter->drawText(line, alignment, metrics.elidedText(lines[i], Qt::ElideRight, box.width()));
        }
        painter->fillRect(rect.left(), rect.bottom(), rect.width(), 1, t.border);
        painter->restore();
    }

private:
    [[nodiscard]] QString words(int column) const
    {
        return model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }

    /// One line, or two that break between words as late as the first has room.
    [[nodiscard]] QStringList folded(const QString& text, int width) const
    {
        const QFontMetrics metrics(font());
        if (metrics.horizontalAdvance(text) <= width) {
            return {text};
        }
        qsizetype at = -1;
        for (qsizetype space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
            if (at < 0 || metrics.horizontalAdvance(text.left(space)) <= width) {
                at = space;
            }
        }
        return at < 0 ? QStringList{text} : QStringList{text.left(at), text.mid(at + 1)};
    }
};

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
        const QRect box = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
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
    setHorizontalHeader(new Head(this));
    setModel(table);
    setItemDelegate(new RowDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    restyle();
    connect(table, &QAbstractItemModel::modelReset, this, &TableView::fit);
    connect(table, &QAbstractItemModel::dataChanged, this, &TableView::fit);
    connect(table, &QAbstractItemModel::headerDataChanged, this, &TableView::fit);
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
    // Many columns share what there is: then words in them are elided, and the tool tip says them whole.
    const int columns = std::max(1, m_table->columnCount());
    figure = std::max(shortest, std::min(figure, viewport()->width() * 4 / (4 * columns + 1)));
    horizontalHeader()->setMinimumSectionSize(figure);
    const int room = viewport()->width() - figure * (m_table->columnCount() - 1);
    horizontalHeader()->resizeSection(0, std::max(shortest, std::min(widest(0), room)));
    const int head = horizontalHeader()->sizeHint().height();
    if (head != m_headHeight) {
        m_headHeight = head;
        updateGeometries();
        updateGeometry();
    }
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    divideWidth();
}

void TableView::restyle()
{
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
    return {200, sizeHint().height()};
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
