// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/spelled_out.h"

#include <utf8proc.h>

#include <array>
#include <cstdio>

namespace dealwright::app {

namespace {

/// Whether a terminal does something other than draw it.
[[nodiscard]] bool isObeyed(utf8proc_int32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

[[nodiscard]] std::string hexadecimal(const char* form, unsigned number)
{
    std::array<char, 16> text{};
    const int size = std::snprintf(text.data(), text.size(), form, number);
    return {text.data(), static_cast<std::size_t>(size)};
}

/// The text with each character that is obeyed, and each byte that belongs to none (-1), as `spelling` has it.
template <class Spelling>
[[nodiscard]] std::string replaced(std::string_view text, Spelling spelling)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        utf8proc_int32_t character = -1;
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the library's bytes are unsigned
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
        const utf8proc_ssize_t read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &character);
        const std::size_t size = read > 0 ? static_cast<std::size_t>(read) : 1;
        if (read <= 0) {
            result += hexadecimal("\\x%02x", static_cast<unsigned char>(text.front()));
        } else if (isObeyed(character)) {
            result += spelling(character, text.substr(0, size));
        } else {
            result += text.substr(0, size);
        }
        text.remove_prefix(size);
    }
    return result;
}

[[nodiscard]] std::string spelling(utf8proc_int32_t character)
{
    return hexadecimal(character < 0x80 ? "\\x%02x" : "\\x{%x}", static_cast<unsigned>(character));
}

}  // namespace

std::string spelledOut(std::string_view text)
{
    return replaced(text, [](utf8proc_int32_t character, std::string_view) { return spelling(character); });
}

QString spelledOut(const QString& text)
{
    return QString::fromStdString(spelledOut(text.toStdString()));
}

std::string linesSpelledOut(std::string_view text)
{
    return replaced(text, [](utf8proc_int32_t character, std::string_view) {
        return character == '\n' ? std::string("\n") : spelling(character);
    });
}

std::string escapedJson(std::string_view json)
{
    return replaced(json, [](utf8proc_int32_t character, std::string_view bytes) {
        // Below, what stands in a string is escaped already, and the rest is the document's own line ends.
        return character < 0x20 ? std::string(bytes) : hexadecimal("\\u%04x", static_cast<unsigned>(character));
    });
}

}  // namespace dealwright::app
