// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page.h"
#include "app/pages/page_kind.h"

#include <QTabWidget>

#include <memory>
#include <vector>

namespace dealwright::views {
class Stage;
}

namespace dealwright::app {

/// The pages, of which one is seen.
class PageTabs : public QTabWidget {
    Q_OBJECT
public:
    PageTabs(PageKinds kinds, const words::NumberHabits& habits, QWidget* parent = nullptr);
    ~PageTabs() override;

    /// Turns to the page of that word; nothing where there is none.
    void turnTo(std::string_view word);
    [[nodiscard]] Needs needs() const { return seen().needs(); }  ///< of the page that is seen
    [[nodiscard]] bool isSettled() const { return seen().isSettled(); }
    /// Shows it on the page that is seen, and on the others once they are.
    void show(const Standing& standing);
    using QWidget::show;

signals:
    /// Another page is seen: needs() and isSettled() may be others. What it shows is yet to be shown.
    void turned();
    void settledChanged();
    void edited(const dealwright::deal::Edit& edit);

private:
    struct Tab {
        std::string_view word;
        std::unique_ptr<Page> page;
        views::Stage* stage = nullptr;
    };
    void add(const PageKind& kind);
    [[nodiscard]] Page& seen() const;

    words::NumberHabits m_habits;
    std::vector<Tab> m_pages;  ///< by tab
    Page* m_seen = nullptr;
};

}  // namespace dealwright::app
