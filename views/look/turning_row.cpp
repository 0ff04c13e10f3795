// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/turning_row.h"

#include "views/look/theme.h"

#include <QBoxLayout>
#include <QResizeEvent>

namespace dealwright::views {

TurningRow::TurningRow(int room, QWidget* parent)
    : QWidget(parent), m_room(room), m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2 * theme::gap);
}

void TurningRow::add(QWidget* widget, int stretch)
{
    m_layout->addWidget(widget, stretch, Qt::Alignment());
}

void TurningRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Below one another they are taller, a scroll bar appears and takes width: turning back needs more than that.
    constexpr int scrollBar = 24;
    const bool beside = m_layout->direction() == QBoxLayout::LeftToRight;
    const bool fits = event->size().width() >= (beside ? m_room : m_room + scrollBar);
    if (fits != beside) {
        m_layout->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    }
}

}  // namespace dealwright::views
