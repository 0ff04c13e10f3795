// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace dealwright::deal {

/// Takes one character (a Unicode code point) off the front of `text`. Absent, with nothing taken, where the text does
/// not start with one in well-formed UTF-8: RFC 3629, Unicode 15, table 3-7. Precondition: the text is not empty.
[[nodiscard]] std::optional<char32_t> takeCharacter(std::string_view& text);

}  // namespace dealwright::deal
