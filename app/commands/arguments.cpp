// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/arguments.h"

#include "app/commands/options.h"
#include "app/commands/spelled_out.h"
#include "interchange/number.h"
#include "storage/file_place.h"
#include "storage/file_problem.h"

#include <QUtf8StringView>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace dealwright::app {

namespace {

[[nodiscard]] bool isUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

/// The text, with the bytes that are not printable ASCII spelled out, so that a terminal shows which they are.
[[nodiscard]] std::string inAscii(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            result += c;
        } else {
            result += {'\\', 'x', digits[byte / 16U], digits[byte % 16U]};
        }
    }
    return result;
}

/// The whole text as a number, absent if there is anything else in it.
template <typename Number>
[[nodiscard]] std::optional<Number> parsed(const std::string& text)
{
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

[[noreturn]] void refuse(const std::string& option, const std::string& right, const std::string& text)
{
    throw CommandFailure{exitWrongUse, option + " must be " + right + " (is “" + inAscii(text) + "”)\n"};
}

}  // namespace

void requireWhole(const std::string& option, const std::string& text, std::int64_t low, std::int64_t high)
{
    const auto number = parsed<std::int64_t>(text);
    if (!number || *number < low || *number > high) {
        refuse(option, "a whole number from " + std::to_string(low) + " to " + std::to_string(high), text);
    }
}

void requireSeed(const std::string& option, const std::string& text)
{
    const auto number = parsed<std::uint64_t>(text);
    if (!number) {
        refuse(option, "a whole number from 0 to " + std::to_string(std::numeric_limits<std::uint64_t>::max()), text);
    }
}

void requireNumber(const std::string& option, const std::string& text, double largest)
{
    const auto number = parsed<double>(text);
    if (!number || !std::isfinite(*number) || std::fabs(*number) > largest) {
        refuse(option, "a number from -" + interchange::numberText(largest) + " to " + interchange::numberText(largest),
               text);
    }
}

analysis::Precision requirePrecision(const std::string& option, const std::string& text)
{
    const bool relative = text.ends_with('%');
    const auto number = parsed<double>(relative ? text.substr(0, text.size() - 1) : text);
    constexpr double most = 100.0;  // percent
    if (!number || !std::isfinite(*number) || *number <= 0.0 || (relative && *number > most)) {
        refuse(option, "a part of the larger mean such as 0.1%, or an amount of money such as 250000, above 0", text);
    }
    return {relative ? *number / 100.0 : *number, relative};
}

void requireText(const std::string& option, const std::string& text)
{
    if (text.empty()) {
        throw CommandFailure{exitWrongUse, option + " must not be empty\n"};
    }
    if (!isUtf8(text)) {
        refuse(option, "text in UTF-8", text);
    }
}

void requireFileName(const std::string& name)
{
    if (name.empty()) {
        throw CommandFailure{exitWrongUse, "The name of a file must not be empty\n"};
    }
    if (!isUtf8(name)) {
        throw CommandFailure{exitFile,
                             inAscii(name) + ": The file's name is not in UTF-8. Give the file another name.\n"};
    }
}

void requireFile(const std::string& name, const std::vector<std::string>& commands)
{
    requireFileName(name);
    const storage::FilePlace place = storage::placeOf(QString::fromStdString(name));
    const bool exists = place.kind != storage::FileKind::absent;
    if (exists && (place.kind != storage::FileKind::other || place.descriptor >= 0)) {
        return;
    }
    if (!exists && name.find_first_of("/.") == std::string::npos) {
        throw CommandFailure{exitWrongUse, "There is neither a command nor a file “" + spelledOut(name) +
                                               "”. The closest command is " + closest(name, commands) +
                                               "; dealwright --help lists them all.\n"};
    }
    const storage::FileProblem problem{.error = exists ? storage::FileError::notAFile : storage::FileError::notThere};
    throw CommandFailure{exitFile, spelledOut(name) + ": " + storage::describe(problem) + "\n"};
}

std::string closest(std::string_view word, const std::vector<std::string>& words)
{
    const auto distance = [word](const std::string& other) {
        std::vector<std::size_t> row(other.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 0; i < word.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i + 1;
            for (std::size_t j = 0; j < other.size(); ++j) {
                const std::size_t replaced = diagonal + (word[i] == other[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = std::min({replaced, row[j + 1] + 1, row[j] + 1});
            }
        }
        return row.back();
    };
    return *std::ranges::min_element(words, {}, distance);
}

}  // namespace dealwright::app
