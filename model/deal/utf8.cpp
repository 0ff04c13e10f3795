// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/utf8.h"

#include <utf8proc.h>

#include <cassert>

namespace dealwright::deal {

std::optional<char32_t> takeCharacter(std::string_view& text)
{
    assert(!text.empty());
    utf8proc_int32_t character = -1;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the library's bytes are unsigned
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &character);
    if (length <= 0) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(length));
    return static_cast<char32_t>(character);
}

}  // namespace dealwright::deal
