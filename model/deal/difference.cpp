// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/difference.h"

#include "deal/names.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace dealwright::deal {

namespace {

/// The number that stands for the element at `position` of `list` in every scenario.
[[nodiscard]] std::string identityOf(const Market& market, std::string_view list, std::size_t position)
{
    const bool isUseCases = list == "market.useCases" || list.starts_with("market.correlation") ||
                            list.ends_with("terms.shares") || list.ends_with("terms.exclusivity");
    if (isUseCases && position < market.useCases.size()) {
        return "#" + std::to_string(market.useCases[position].id);
    }
    if (list == "market.events" && position < market.events.size()) {
        return "#" + std::to_string(market.events[position].id);
    }
    return std::to_string(position);
}

/// The path with identities in the place of positions.
[[nodiscard]] std::string keyOf(const Market& market, std::string_view path)
{
    std::string key;
    std::size_t start = 0;
    std::vector<std::string> correlated;
    for (std::size_t open = path.find('['); open != std::string_view::npos; open = path.find('[', start)) {
        std::size_t position = 0;
        const auto close = std::from_chars(path.data() + open + 1, path.data() + path.size(), position).ptr;
        const std::string identity = identityOf(market, path.substr(0, open), position);
        if (path.starts_with("market.correlation")) {
            correlated.push_back(identity);
        } else {
            key += path.substr(start, open - start);
            key += "[" + identity;
        }
        start = static_cast<std::size_t>(close - path.data());
    }
    key += path.substr(start);
    std::ranges::sort(correlated);
    for (const std::string& identity : correlated) {
        key += identity;
    }
    return key;
}

struct Flattened {
    const Scenario& scenario;
    std::vector<Leaf> leaves;
    std::unordered_map<std::string, std::size_t> byKey;  ///< index of the leaf
    std::vector<std::string> keys;

    explicit Flattened(const Scenario& given) : scenario(given), leaves(flatten(given))
    {
        std::erase_if(leaves, [](const Leaf& leaf) { return leaf.field->dimension == Dimension::identifier; });
        keys.reserve(leaves.size());
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            std::string key = keyOf(scenario.market, leaves[i].path);
            while (!byKey.try_emplace(key, i).second) {
                key += "'";  // an identifier given twice
            }
            keys.push_back(std::move(key));
        }
    }

    [[nodiscard]] std::optional<std::size_t> find(const std::string& key) const
    {
        const auto found = byKey.find(key);
        return found == byKey.end() ? std::nullopt : std::optional(found->second);
    }

    /// A reference by what it refers to, whatever that is called and wherever it stands.
    [[nodiscard]] Value meaning(const Leaf& leaf) const
    {
        const auto* name = std::get_if<std::string>(&leaf.value);
        if (leaf.field->dimension == Dimension::useCase && name) {
            const auto& useCases = scenario.market.useCases;
            const auto useCase = findNamed(useCases, *name, &UseCase::name);
            return useCase == useCases.end() ? leaf.value : Value{std::int64_t{useCase->id}};
        }
        return leaf.field->dimension == Dimension::termPath && name ? Value{keyOf(scenario.market, *name)} : leaf.value;
    }
};

}  // namespace

std::vector<Difference> difference(const Scenario& before, const Scenario& after)
{
    const Flattened old(before);
    const Flattened now(after);

    // Rows stand in the order of `after`; what is gone follows the leaf that it followed in `before`.
    struct Row {
        std::size_t order = 0;  ///< 2 i + 1 for the leaf i of `after`, 2 i + 2 for what is gone behind it
        std::size_t gone = 0;
        Difference difference;
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < now.leaves.size(); ++i) {
        const Leaf& leaf = now.leaves[i];
        const auto match = old.find(now.keys[i]);
        if (!match) {
            rows.push_back({2 * i + 1, 0, {std::nullopt, leaf}});
        } else if (old.meaning(old.leaves[*match]) != now.meaning(leaf)) {
            rows.push_back({2 * i + 1, 0, {old.leaves[*match], leaf}});
        }
    }
    std::size_t order = 0;
    for (std::size_t j = 0; j < old.leaves.size(); ++j) {
        if (const auto match = now.find(old.keys[j])) {
            order = 2 * *match + 2;
        } else {
            rows.push_back({order, j, {old.leaves[j], std::nullopt}});
        }
    }
    std::ranges::sort(rows, {}, [](const Row& row) { return std::tuple(row.order, row.gone); });

    std::vector<Difference> differences;
    differences.reserve(rows.size());
    for (Row& row : rows) {
        differences.push_back(std::move(row.difference));
    }
    return differences;
}

}  // namespace dealwright::deal
