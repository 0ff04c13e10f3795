// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page_kind.h"

class QMainWindow;
class QSettings;

namespace dealwright::views {
class ScenarioList;
class TermSearch;
class TermSheet;
}  // namespace dealwright::views

namespace dealwright::app {

class DocumentFile;
class FileMenu;
class ScenarioMenu;
class Session;
class ViewMenu;

/// The window's menus and its tool bar.
struct WindowMenus {
    FileMenu* file = nullptr;
    ScenarioMenu* scenario = nullptr;
    ViewMenu* view = nullptr;
    views::TermSearch* search = nullptr;  ///< in the tool bar
};

/// What the menus act on. All of it outlives them.
struct MenuSubjects {
    Session& session;
    DocumentFile& document;
    QSettings& settings;
    PageKinds kinds;
    views::ScenarioList& scenarios;
    views::TermSheet& termSheet;
};

/// Makes them in the window, whose children they become.
[[nodiscard]] WindowMenus addMenus(QMainWindow& window, const MenuSubjects& subjects);

}  // namespace dealwright::app
