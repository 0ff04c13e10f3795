// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Texts that users and files wrote, shown as they are typed where Qt would read a meaning into them.
namespace dealwright::views {

/// For buttons, tabs, menus and actions, where a lone & underlines the letter behind it.
[[nodiscard]] QString onButton(const QString& text);

/// What a button, tab or action of this text shows: the opposite of `onButton`.
[[nodiscard]] QString withoutShortcut(const QString& text);

/// For tool tips and the labels of message boxes, which take for HTML whatever looks like it.
[[nodiscard]] QString notAsHtml(const QString& text);

}  // namespace dealwright::views
