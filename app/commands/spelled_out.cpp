// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/spelled_out.h"

#include "deal/utf8.h"

#include <array>
#include <cstdio>

namespace dealwright::app {

namespace {

/// Whether a terminal does something other than draw it.
[[nodiscard]] bool isObeyed(char32_t c)
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

/// The text with each character that is obeyed as `spelling` has it, and each byte that belongs to none in hexadecimal.
template <class Spelling>
[[nodiscard]] std::string replaced(std::string_view text, Spelling spelling)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::string_view before = text;
        const auto character = deal::takeCharacter(text);
        if (!character) {
            result += hexadecimal("\\x%02x", static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
            continue;
        }
        const std::string_view bytes = before.substr(0, before.size() - text.size());
        if (isObeyed(*character)) {
            result += spelling(*character, bytes);
        } else {
            result += bytes;
        }
    }
    return result;
}

[[nodiscard]] std::string spelling(char32_t character)
{
    return hexadecimal(character < 0x80 ? "\\x%02x" : "\\x{%x}", static_cast<unsigned>(character));
}

}  // namespace

std::string spelledOut(std::string_view text)
{
    return replaced(text, [](char32_t character, std::string_view) { return spelling(character); });
}

QString spelledOut(const QString& text)
{
    return QString::fromStdString(spelledOut(text.toStdString()));
}

std::string linesSpelledOut(std::string_view text)
{
    return replaced(text, [](char32_t character, std::string_view) {
        return character == '\n' ? std::string("\n") : spelling(character);
    });
}

std::string escapedJson(std::string_view json)
{
    return replaced(json, [](char32_t character, std::string_view bytes) {
        // Below, what stands in a string is escaped already, and the rest is the document's own line ends.
        return character < 0x20 ? std::string(bytes) : hexadecimal("\\u%04x", static_cast<unsigned>(character));
    });
}

}  // namespace dealwright::app
