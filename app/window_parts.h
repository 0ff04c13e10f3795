// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/menus/window_menus.h"
#include "app/pages/page_kind.h"
#include "words/format.h"

#include <array>

class QMainWindow;

namespace dealwright::views {
class HeadlineCard;
class ScenarioList;
class TermSheet;
class Text;
}  // namespace dealwright::views

namespace dealwright::app {

class PageTabs;
class StatusLine;
struct Standing;

/// What the window is made of. The window owns it all.
struct WindowParts {
    views::ScenarioList* scenarios = nullptr;
    std::array<views::HeadlineCard*, 2> headline{};  ///< the licensor's, the host's
    views::TermSheet* termSheet = nullptr;
    PageTabs* pages = nullptr;
    views::Text* cautions = nullptr;  ///< what a reader of the figures should know
    StatusLine* status = nullptr;
    WindowMenus menus;  ///< not made here
};

/// Makes the parts and puts them where they stand in the window.
[[nodiscard]] WindowParts arrangedIn(QMainWindow& window, PageKinds kinds, const words::NumberHabits& habits);

/// Shows on all of them where the document stands.
void showStanding(const WindowParts& parts, const Standing& standing, const words::NumberHabits& habits);

}  // namespace dealwright::app
