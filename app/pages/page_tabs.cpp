// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/page_tabs.h"

#include "views/look/literal_text.h"
#include "views/look/panel.h"

#include <QCoreApplication>
#include <QScrollArea>

#include <algorithm>
#include <cassert>

namespace dealwright::app {

PageTabs::PageTabs(PageKinds kinds, const words::NumberHabits& habits, QWidget* parent)
    : QTabWidget(parent), m_habits(habits)
{
    assert(!kinds.empty());
    setDocumentMode(true);
    setAccessibleName(tr("What the figures show"));
    for (const PageKind& kind : kinds) {
        add(kind);
    }
    m_seen = m_pages.front().page.get();
    connect(this, &QTabWidget::currentChanged, this, [this] {
        m_seen->leave();
        m_seen = &seen();
        emit turned();
    });
}

PageTabs::~PageTabs()
{
    disconnect();  // a tab that goes turns to the next one, whose page may be gone
}

void PageTabs::add(const PageKind& kind)
{
    std::unique_ptr<Page> page = kind.make();
    auto* stage = new views::Stage(page->widget());
    auto* scroll = new QScrollArea;
    scroll->setWidget(stage);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    stage->setAutoFillBackground(false);  // which the scroll area has just set
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(page.get(), &Page::settledChanged, this, &PageTabs::settledChanged);
    connect(page.get(), &Page::edited, this, &PageTabs::edited);
    m_pages.push_back({kind.word, std::move(page), stage});
    addTab(scroll, views::withoutShortcut(QCoreApplication::translate("Pages", kind.title)));
}

Page& PageTabs::seen() const
{
    return *m_pages[static_cast<std::size_t>(currentIndex())].page;
}

void PageTabs::turnTo(std::string_view word)
{
    const auto found = std::ranges::find(m_pages, word, &Tab::word);
    if (found != m_pages.end()) {
        setCurrentIndex(static_cast<int>(found - m_pages.begin()));
    }
}

void PageTabs::show(const Standing& standing)
{
    const Tab& tab = m_pages[static_cast<std::size_t>(currentIndex())];
    tab.stage->sayInstead(tab.page->whyNothing(standing));
    tab.page->show(standing, m_habits);
}

}  // namespace dealwright::app
