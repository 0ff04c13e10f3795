// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interchange/read_problem.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dealwright::interchange {

struct JsonMember;

/// How many members an object or elements a list may have in a text.
inline constexpr std::size_t mostEntries = 128;

/// A JSON value: null, true or false, a number, a text, a list or an object whose members keep their order.
struct JsonTree {
    using List = std::vector<JsonTree>;
    using Members = std::vector<JsonMember>;

    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List, Members> value;

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(value); }
    [[nodiscard]] const List* list() const { return std::get_if<List>(&value); }
    [[nodiscard]] const Members* members() const { return std::get_if<Members>(&value); }

    /// The member called `name`; null where this is no object or has none.
    [[nodiscard]] const JsonTree* find(std::string_view name) const;
    [[nodiscard]] JsonTree* find(std::string_view name);

    /// Appends a member; an empty value becomes an object.
    void add(std::string_view name, JsonTree member);
};

struct JsonMember {
    std::string name;
    JsonTree tree;
};

struct ParseResult {
    std::optional<JsonTree> tree;
    std::vector<ReadProblem> problems;
};

/// Reads JSON (RFC 8259). Refuses names that an object has twice, numbers past the range of a double, bytes that are
/// not UTF-8, more than 32 levels, objects and lists of more than mostEntries and texts of more than 2,000,000 values
/// in all, so that time and memory stay in proportion to the text.
[[nodiscard]] ParseResult parseJson(std::string_view text);

/// The tree as text: two spaces a level, lists of plain values on one line, a line feed at the end, numbers as
/// numberText writes them.
[[nodiscard]] std::string jsonText(const JsonTree& tree);

}  // namespace dealwright::interchange
