// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scenarios/scenario_list.h"

#include "views/look/panel.h"
#include "views/scenarios/scenario_cards.h"

#include <QHBoxLayout>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace dealwright::views {

ScenarioList::ScenarioList(QWidget* parent)
    : QWidget(parent), m_cards(new ScenarioCards(this)), m_view(new ScenarioCardView)
{
    m_view->setModel(m_cards);
    m_view->setItemDelegate(new ScenarioCardDelegate(m_view));
    m_view->setAccessibleName(tr("Scenarios"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->setResizeMode(QListView::Adjust);  // the names' lines follow the width
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->viewport()->setAutoFillBackground(false);
    QPalette palette = m_view->palette();
    palette.setColor(QPalette::Base, Qt::transparent);
    m_view->setPalette(palette);

    auto* heading = new Text(Type::sectionHead, Text::Colour::secondary);
    heading->say(tr("Scenarios"));
    m_unit = new Text(Type::small, Text::Colour::secondary);
    m_unit->setWordWrap(true);

    const auto button = [](const QString& symbol, const QString& name) {
        auto* tool = new QToolButton;
        tool->setText(symbol);
        tool->setToolTip(name);
        tool->setAccessibleName(name);
        tool->setFocusPolicy(Qt::StrongFocus);
        return tool;
    };
    auto* add = button(QStringLiteral("+"), tr("Add a scenario from the template"));
    auto* duplicate = button(QStringLiteral("⧉"), tr("Duplicate this scenario"));
    m_delete = button(QStringLiteral("−"), tr("Delete this scenario"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(add);
    buttons->addWidget(duplicate);
    buttons->addWidget(m_delete);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 12, 4, 10);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(m_view, 1);
    column->addWidget(m_unit);
    column->addLayout(buttons);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (current.isValid()) {
            emit chosen(m_cards->card(current.row()).id);
        }
    });
    connect(m_cards, &ScenarioCards::nameGiven, this, &ScenarioList::renamed);
    connect(m_cards, &ScenarioCards::checkGiven, this, &ScenarioList::checked);
    connect(m_cards, &ScenarioCards::moveGiven, this, &ScenarioList::moved);
    connect(m_view, &QListView::customContextMenuRequested, this, &ScenarioList::showMenu);
    connect(add, &QToolButton::clicked, this, &ScenarioList::addWanted);
    connect(duplicate, &QToolButton::clicked, this, [this] { emit duplicateWanted(currentId()); });
    connect(m_delete, &QToolButton::clicked, this, [this] { emit deleteWanted(currentId()); });
}

void ScenarioList::show(const std::vector<ScenarioCard>& cards, std::uint64_t current, const QString& unit)
{
    const QSignalBlocker quiet(m_view->selectionModel());
    m_cards->show(cards);
    for (int row = 0; row < m_cards->rowCount(); ++row) {
        if (m_cards->card(row).id == current && m_view->currentIndex().row() != row) {
            m_view->selectionModel()->setCurrentIndex(m_cards->index(row), QItemSelectionModel::ClearAndSelect);
            m_view->viewport()->update();
        }
    }
    m_delete->setEnabled(cards.size() > 1);
    m_unit->say(unit);
}

void ScenarioList::editName()
{
    m_view->edit(m_view->currentIndex());
}

std::uint64_t ScenarioList::currentId() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() ? m_cards->card(current.row()).id : 0;
}

void ScenarioList::showMenu(const QPoint& position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid()) {
        return;
    }
    const ScenarioCard card = m_cards->card(index.row());
    QMenu menu(this);
    menu.addAction(tr("Rename"), this, [this, index] { m_view->edit(index); });
    menu.addAction(tr("Duplicate"), this, [this, card] { emit duplicateWanted(card.id); });
    menu.addAction(tr("Make it the baseline"), this, [this, card] { emit baselineWanted(card.id); })
        ->setEnabled(!card.baseline);
    menu.addSeparator();
    menu.addAction(tr("Delete"), this, [this, card] { emit deleteWanted(card.id); })->setEnabled(m_delete->isEnabled());
    menu.exec(m_view->viewport()->mapToGlobal(position));
}

}  // namespace dealwright::views
