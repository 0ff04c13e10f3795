// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

// What a file says, printed so that no terminal obeys it: control characters (C0, DEL, C1), those that turn the
// direction of writing, line and paragraph separators, and bytes that are not UTF-8 stand as `\x1b`, `\x{202e}`,
// `\xff`.
namespace dealwright::app {

/// A name or other text within a line: its own line breaks are spelled out too, so that it never makes a line.
[[nodiscard]] std::string spelledOut(std::string_view text);
[[nodiscard]] QString spelledOut(const QString& text);

/// A text of whole lines, which stay.
[[nodiscard]] std::string linesSpelledOut(std::string_view text);

/// JSON text with the same characters, which can only stand within its strings, as `\u202e`: the same document.
[[nodiscard]] std::string escapedJson(std::string_view json);

}  // namespace dealwright::app
