// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/scenarios/scenario_list.h"

#include <QAbstractListModel>
#include <QListView>
#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace dealwright::views {

/// The cards as an item model. A change of a name, a check mark or an order is asked for by a signal; the model itself
/// changes when it is shown the next cards.
class ScenarioCards : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void show(const std::vector<ScenarioCard>& cards);
    [[nodiscard]] const ScenarioCard& card(int row) const { return m_cards[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

signals:
    void nameGiven(std::uint64_t id, const QString& name);
    void checkGiven(std::uint64_t id, bool on);
    void moveGiven(std::size_t from, std::size_t to);

private:
    std::vector<ScenarioCard> m_cards;
};

/// The list of cards. A click on a card's check mark sets it and chooses nothing: what is compared is ticked without
/// leaving the scenario at hand.
class ScenarioCardView : public QListView {
    Q_OBJECT
public:
    using QListView::QListView;

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    /// The card whose check mark is there; invalid where none is.
    [[nodiscard]] QModelIndex checkAt(const QPoint& place) const;

    QPersistentModelIndex m_pressed;  ///< on its check mark
};

/// Paints a card and opens its name for editing.
class ScenarioCardDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    /// Leaves alone what is being typed: a card's figures change under an open editor.
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
};

}  // namespace dealwright::views
