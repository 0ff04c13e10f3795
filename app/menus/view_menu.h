// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page_kind.h"

#include <QMenu>

class QSettings;

namespace dealwright::app {

/// Turns to a page by Ctrl+1 …, and chooses the look.
class ViewMenu : public QMenu {
    Q_OBJECT
public:
    /// Both outlive it.
    ViewMenu(PageKinds kinds, QSettings& settings, QWidget* parent = nullptr);

    /// The one that turns to the page of that word; null where there is none.
    [[nodiscard]] QAction* pageAction(std::string_view word) const;

signals:
    void pageWanted(std::string_view word);

private:
    void addPages();
    void addLooks();

    PageKinds m_kinds;
    QSettings& m_settings;
    std::vector<QAction*> m_pages;  ///< of m_kinds
};

}  // namespace dealwright::app
