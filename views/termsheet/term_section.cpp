// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/termsheet/term_section.h"

#include "views/look/panel.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace dealwright::views {

TermSection::TermSection(const QString& title, QWidget* parent) : QWidget(parent)
{
    m_head = new QToolButton;
    m_head->setText(title);
    m_head->setAutoRaise(true);
    m_head->setArrowType(Qt::DownArrow);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setFont(theme::font(Type::sectionHead));
    m_head->setFocusPolicy(Qt::StrongFocus);
    m_head->setAccessibleName(tr("%1, section").arg(title));
    m_summary = new Text(Type::secondary, Text::Colour::secondary);
    m_summary->setElided();
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_content = new QWidget;
    m_body = new QVBoxLayout(m_content);
    m_body->setContentsMargins(14, 2, 6, 8);
    m_body->setSpacing(5);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(4, 4, 10, 0);
    head->addWidget(m_head);
    head->addWidget(m_summary, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_content);
    connect(m_head, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
}

void TermSection::setSummary(const QString& summary)
{
    m_summary->say(summary);
}

void TermSection::setOpen(bool open)
{
    if (open == m_open) {
        return;
    }
    m_open = open;
    m_head->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_content->setVisible(open);
    emit toggled(open);
}

}  // namespace dealwright::views
