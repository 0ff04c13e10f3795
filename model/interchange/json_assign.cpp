// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/json.h"
#include "interchange/json_form.h"

#include "deal/leaves.h"

#include <charconv>

namespace dealwright::interchange {

namespace {

[[nodiscard]] AssignResult refused(std::string_view path, ReadError error)
{
    return {.scenario = std::nullopt, .problems = {{.path = std::string(path), .error = error}}};
}

/// The tree at `path`; an object's last name may be new. Null where the path leads nowhere.
[[nodiscard]] JsonTree* placeOf(JsonTree& root, std::string_view path)
{
    JsonTree* tree = &root;
    while (tree != nullptr && !path.empty()) {
        if (path.front() == '[') {
            auto* list = std::get_if<JsonTree::List>(&tree->value);
            std::size_t position = 0;
            const char* end = path.data() + path.size();
            const auto read = std::from_chars(path.data() + 1, end, position);
            if (list == nullptr || read.ec != std::errc{} || read.ptr == end || *read.ptr != ']' ||
                position >= list->size()) {
                return nullptr;
            }
            tree = &(*list)[position];
            path.remove_prefix(static_cast<std::size_t>(read.ptr - path.data()) + 1);
        } else {
            const std::string_view name = path.substr(0, path.find_first_of(".["));
            if (name.empty() || tree->members() == nullptr) {
                return nullptr;
            }
            path.remove_prefix(name.size());
            if (tree->find(name) == nullptr) {
                tree->add(name, {});
            }
            tree = tree->find(name);
        }
        if (path.starts_with('.')) {
            path.remove_prefix(1);
            tree = path.empty() || path.front() == '[' ? nullptr : tree;
        } else if (!path.empty() && path.front() != '[') {
            return nullptr;
        }
    }
    return tree == &root ? nullptr : tree;
}

/// One entry of the correlation matrix, which sets its mirror image with it.
[[nodiscard]] AssignResult assignCorrelation(const deal::Scenario& scenario, std::string_view path,
                                             const JsonTree& tree)
{
    deal::Value number;
    if (const auto* real = std::get_if<double>(&tree.value)) {
        number = *real;
    } else if (const auto* whole = std::get_if<std::int64_t>(&tree.value)) {
        number = *whole;
    }
    deal::Scenario next = scenario;
    switch (deal::assign(next, path, number)) {
        case deal::AssignError::none:
            return {.scenario = std::move(next), .problems = {}};
        case deal::AssignError::wrongType: {
            std::string text = jsonText(tree);
            text.pop_back();
            return {.scenario = std::nullopt,
                    .problems = {{.path = std::string(path), .error = ReadError::notNumber, .found = std::move(text)}}};
        }
        default:
            return refused(path, ReadError::unknownPath);
    }
}

}  // namespace

AssignResult assignJson(const deal::Scenario& scenario, std::string_view path, std::string_view value)
{
    JsonTree tree = treeOf(scenario, Spelling::stable);
    ParseResult parsed = parseJson(value);
    const bool meantAsJson = value.starts_with('{') || value.starts_with('[') || value.starts_with('"');
    if (!parsed.tree && (meantAsJson || parsed.problems.front().error != ReadError::notJson)) {
        parsed.problems.front().path = std::string(path);
        return {.scenario = std::nullopt, .problems = std::move(parsed.problems)};
    }
    JsonTree given = parsed.tree ? std::move(*parsed.tree) : JsonTree{std::string(value)};
    if (path.starts_with("market.correlation[")) {
        return assignCorrelation(scenario, path, given);
    }
    JsonTree* place = placeOf(tree, path);
    if (place == nullptr) {
        return refused(path, ReadError::unknownPath);
    }
    const bool textStands = std::holds_alternative<std::string>(place->value);
    if (textStands && !given.isNull() && given.list() == nullptr && given.members() == nullptr &&
        !std::holds_alternative<std::string>(given.value)) {
        given = JsonTree{std::string(value)};  // a name such as 2027 or true
    }
    *place = std::move(given);
    deal::Scenario next;
    auto problems = readTree(tree, next);
    if (!problems.empty()) {
        return {.scenario = std::nullopt, .problems = std::move(problems)};
    }
    return {.scenario = std::move(next), .problems = {}};
}

}  // namespace dealwright::interchange
