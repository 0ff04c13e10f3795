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
    if (isAscii(name)) {
        return std::string(name);
    }
    utf8proc_uint8_t* mapped = nullptr;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the library's bytes are unsigned
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
    const utf8proc_ssize_t size =
        utf8proc_map(bytes, static_cast<utf8proc_ssize_t>(name.size()), &mapped,
                     static_cast<utf8proc_option_t>(static_cast<unsigned>(UTF8PROC_STABLE) | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(mapped, &std::free);
    return size < 0 ? std::string(name) : std::string(mapped, mapped + size);
}

bool sameName(std::string_view a, std::string_view b)
{
    return a == b || ((!isAscii(a) || !isAscii(b)) && normalized(a) == normalized(b));
}

}  // namespace dealwright::deal
