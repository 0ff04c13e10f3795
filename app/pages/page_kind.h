// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string_view>

namespace dealwright::app {

class Page;

/// A page by its name.
struct PageKind {
    std::string_view word;  ///< what --tab calls it
    const char* title;      ///< English, context "Pages", & before the letter of its shortcut in the menu
    std::unique_ptr<Page> (*make)();
};

using PageKinds = std::span<const PageKind>;

/// Every page, in the order of the tabs: what fills tabs, View menu, Ctrl+1 … and the words of --tab. Nothing is made
/// yet, so that it can be asked without a window.
[[nodiscard]] PageKinds pages();

}  // namespace dealwright::app
