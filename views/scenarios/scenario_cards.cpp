// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scenarios/scenario_cards.h"

#include "views/charts/small_bars.h"
#include "views/look/literal_text.h"
#include "views/look/theme.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

namespace dealwright::views {

namespace {

constexpr int cardHeight = 88;
constexpr int lineHeight = 18;
constexpr int cardGap = 8;
constexpr int inset = 10;
constexpr char rowMime[] = "application/x-dealwright-scenario-row";

[[nodiscard]] QRect cardRect(const QRect& item)
{
    return item.adjusted(0, 0, -1, -cardGap);
}

[[nodiscard]] QRect checkRect(const QRect& item)
{
    const QRect card = cardRect(item);
    return {card.right() - inset - 15, card.top() + inset, 16, 16};
}

/// The name as the card shows it.
[[nodiscard]] QString titleOf(const ScenarioCard& card)
{
    return card.baseline ? card.name + QStringLiteral(" ★") : card.name;
}

/// A name that is too long for the line beside the check box takes a second one.
[[nodiscard]] int nameLines(const ScenarioCard& card, int itemWidth)
{
    const QFontMetrics metrics(theme::font(Type::sectionHead));
    return metrics.horizontalAdvance(titleOf(card)) > itemWidth - 2 * inset - 23 ? 2 : 1;
}

[[nodiscard]] QRect nameRect(const QRect& item, int lines = 1)
{
    const QRect card = cardRect(item);
    return {card.left() + inset, card.top() + inset - 2, card.width() - 2 * inset - 22, lines * lineHeight + 2};
}

bool toggle(QAbstractItemModel& cards, const QModelIndex& index)
{
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return cards.setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

}  // namespace

void ScenarioCards::show(const std::vector<ScenarioCard>& cards)
{
    if (cards == m_cards) {
        return;
    }
    if (cards.size() == m_cards.size()) {
        m_cards = cards;
        emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_cards = cards;
    endResetModel();
}

int ScenarioCards::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cards.size());
}

QVariant ScenarioCards::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const ScenarioCard& shown = card(index.row());
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return shown.name;
        case Qt::CheckStateRole:
            return shown.compared ? Qt::Checked : Qt::Unchecked;
        case Qt::AccessibleTextRole:
            return tr("%1%2, licensor %3, host %4")
                .arg(shown.name, shown.baseline ? tr(" (baseline)") : QString(), shown.licensor, shown.host);
        case Qt::ToolTipRole:
            return notAsHtml(shown.name + QLatin1Char('\n') +
                             (shown.baseline ? tr("The baseline: other scenarios are compared with it")
                                             : tr("Check to compare; drag to reorder")));
        default:
            return {};
    }
}

bool ScenarioCards::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid()) {
        return false;
    }
    const ScenarioCard& shown = card(index.row());
    if (role == Qt::EditRole) {
        emit nameGiven(shown.id, value.toString());
        return true;
    }
    if (role == Qt::CheckStateRole) {
        emit checkGiven(shown.id, value.toInt() == Qt::Checked);
        return true;
    }
    return false;
}

Qt::ItemFlags ScenarioCards::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::ItemIsDropEnabled;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsUserCheckable |
           Qt::ItemIsDragEnabled;
}

QStringList ScenarioCards::mimeTypes() const
{
    return {QLatin1String(rowMime)};
}

QMimeData* ScenarioCards::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    data->setData(QLatin1String(rowMime), QByteArray::number(indexes.value(0).row()));
    return data;
}

bool ScenarioCards::dropMimeData(const QMimeData* data, Qt::DropAction /*action*/, int row, int /*column*/,
                                 const QModelIndex& parent)
{
    bool isNumber = false;
    const int from = data->data(QLatin1String(rowMime)).toInt(&isNumber);
    int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (!isNumber || from < 0 || from >= rowCount()) {
        return false;
    }
    to = std::clamp(to > from ? to - 1 : to, 0, rowCount() - 1);
    if (to != from) {
        emit moveGiven(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
    }
    return false;  // the row is moved by showing the next cards, not by the view
}

void ScenarioCardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = theme::current();
    const ScenarioCard& card = static_cast<const ScenarioCards*>(index.model())->card(index.row());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect frame = cardRect(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(selected ? tokens.licensor.line : tokens.border, 1.0));
    painter->setBrush(selected ? tokens.selection : tokens.panel);
    painter->drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), theme::panelRadius, theme::panelRadius);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(frame).adjusted(2.5, 2.5, -2.5, -2.5), theme::panelRadius - 2,
                                 theme::panelRadius - 2);
    }

    painter->setFont(theme::font(Type::sectionHead));
    painter->setPen(tokens.text);
    const int lines = nameLines(card, option.rect.width());
    const QRect room = nameRect(option.rect, lines);
    // The second line begins at a word; what does not fit in two is elided.
    QTextLayout layout(titleOf(card), painter->font());
    layout.beginLayout();
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        line.setLineWidth(room.width());
        const bool last = i + 1 == lines;
        const QString text = layout.text().mid(line.textStart(), last ? -1 : line.textLength());
        painter->drawText(QRect(room.left(), room.top() + 1 + i * lineHeight, room.width(), lineHeight),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(text.trimmed(), Qt::ElideRight, room.width()));
    }
    layout.endLayout();

    const QRect check = checkRect(option.rect);
    painter->setPen(QPen(card.compared ? tokens.licensor.line : tokens.secondary, 1.2));
    painter->setBrush(card.compared ? tokens.licensor.line : QColor(Qt::transparent));
    painter->drawRoundedRect(QRectF(check).adjusted(1.5, 1.5, -1.5, -1.5), 2.5, 2.5);
    if (card.compared) {
        painter->setPen(QPen(tokens.panel, 1.8));
        painter->drawPolyline(QPolygonF{QPointF(check.left() + 4.5, check.top() + 8.5),
                                        QPointF(check.left() + 7.0, check.top() + 11.0),
                                        QPointF(check.left() + 11.5, check.top() + 5.0)});
    }

    painter->setFont(theme::font(Type::secondary));
    painter->setPen(tokens.secondary);
    const QRect line(frame.left() + inset, frame.top() + 28 + (lines - 1) * lineHeight, frame.width() - 2 * inset, 17);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(card.caption, Qt::ElideRight, line.width()));
    const QRect figures = line.translated(0, 20);
    painter->setOpacity(card.stale ? 0.5 : 1.0);
    painter->setPen(tokens.licensor.text);
    painter->drawText(figures, Qt::AlignLeft | Qt::AlignVCenter, card.licensor);
    painter->setPen(tokens.host.text);
    painter->drawText(figures, Qt::AlignRight | Qt::AlignVCenter, card.host);
    SplitBar::paint(*painter, QRectF(figures.left(), figures.bottom() + 4, figures.width(), 7), card.licensorShare,
                    card.hostShare);
    painter->restore();
}

QSize ScenarioCardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view != nullptr ? view->viewport()->width() : option.rect.width();
    const ScenarioCard& card = static_cast<const ScenarioCards*>(index.model())->card(index.row());
    return {160, cardHeight + cardGap + (nameLines(card, width) - 1) * lineHeight};
}

void ScenarioCardDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                                const QModelIndex& /*index*/) const
{
    editor->setGeometry(nameRect(option.rect).adjusted(-4, -3, 4, 5));
}

void ScenarioCardDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    const auto* line = qobject_cast<QLineEdit*>(editor);
    if (line == nullptr || !(line->isModified() || line->text() == index.data(Qt::EditRole).toString())) {
        QStyledItemDelegate::setEditorData(editor, index);
    }
}

bool ScenarioCardDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& /*option*/,
                                       const QModelIndex& index)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        return toggle(*model, index);
    }
    return false;
}

QModelIndex ScenarioCardView::checkAt(const QPoint& place) const
{
    const QModelIndex index = indexAt(place);
    const bool hit = index.isValid() && checkRect(visualRect(index)).adjusted(-4, -4, 4, 4).contains(place);
    return hit ? index : QModelIndex();
}

void ScenarioCardView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton ? checkAt(event->pos()) : QModelIndex();
    if (!m_pressed.isValid()) {
        QListView::mousePressEvent(event);
    }
}

void ScenarioCardView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressed.isValid()) {
        QListView::mouseMoveEvent(event);
    }
}

void ScenarioCardView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pressed.isValid()) {
        QListView::mouseReleaseEvent(event);
        return;
    }
    if (checkAt(event->pos()) == m_pressed) {
        toggle(*model(), m_pressed);
    }
    m_pressed = QModelIndex();
}

void ScenarioCardView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (checkAt(event->pos()).isValid()) {
        mousePressEvent(event);
    } else {
        QListView::mouseDoubleClickEvent(event);
    }
}

}  // namespace dealwright::views
