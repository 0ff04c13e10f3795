// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/names.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace dealwright::deal {

namespace {

[[nodiscard]] bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string normalized(std::string_view name)
{
    std::string text(name);
    if (isAscii(name) || name.find('\0') != std::string_view::npos) {
        return text;
    }
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): the library's bytes are unsigned
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> composed(
        utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str())), &std::free);
    return composed ? std::string(reinterpret_cast<const char*>(composed.get())) : text;
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
}

bool sameName(std::string_view a, std::string_view b)
{
    return a == b || ((!isAscii(a) || !isAscii(b)) && normalized(a) == normalized(b));
}

}  // namespace dealwright::deal
