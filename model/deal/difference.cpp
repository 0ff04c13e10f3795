// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/difference.h"

#include "deal/names.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace dealwright::deal {

namespace {

/// Writes paths with ids in the place of positions, so that they lead to the same thing in every scenario.
class Keys {
public:
    explicit Keys(const std::vector<ListExtent>& lists)
    {
        for (const ListExtent& list : lists) {
            m_ids.emplace(list.path, &list.ids);
        }
    }

    /// Two positions side by side are a pair of a symmetric matrix, whose order is of no account.
    [[nodiscard]] std::string keyOf(std::string_view path) const
    {
        std::string key;
        std::size_t start = 0;
        std::string_view list;
        for (std::size_t open = path.find('['); open != std::string_view::npos; open = path.find('[', start)) {
            const bool isSecond = open == start && start > 0;
            list = isSecond ? list : path.substr(0, open);
            std::size_t position = 0;
            const auto [end, error] = std::from_chars(path.data() + open + 1, path.data() + path.size(), position);
            if (error != std::errc{} || end == path.data() + path.size() || *end != ']') {
                break;  // no path of a leaf
            }
            key += path.substr(start, open - start);
            std::string identity = "[" + identityOf(list, position) + "]";
            if (isSecond) {
                const std::string first = key.substr(key.rfind('['));
                key.resize(key.size() - first.size());
                key += std::min(first, identity);
                identity = std::max(first, identity);
            }
            key += identity;
            start = static_cast<std::size_t>(end - path.data()) + 1;
        }
        return key.append(path.substr(start));
    }

private:
    [[nodiscard]] std::string identityOf(std::string_view list, std::size_t position) const
    {
        const auto ids = m_ids.find(std::string(list));
        const bool hasId = ids != m_ids.end() && position < ids->second->size();
        return hasId ? "#" + std::to_string((*ids->second)[position]) : std::to_string(position);
    }

    std::unordered_map<std::string, const std::vector<int>*> m_ids;
};

/// The leaves of one scenario, found by their keys; identifiers are left out. Both that it refers to stay.
class Flattened {
public:
    Flattened(const Scenario& scenario, const Outline& outline)
        : m_scenario(scenario), m_outline(outline), m_keys(outline.lists)
    {
        m_leafKeys.reserve(m_outline.leaves.size());
        for (std::size_t i = 0; i < m_outline.leaves.size(); ++i) {
            if (m_outline.leaves[i].field->dimension == Dimension::identifier) {
                continue;
            }
            std::string key = m_keys.keyOf(m_outline.leaves[i].path);
            while (!m_byKey.try_emplace(key, i).second) {
                key += "'";  // an identifier given twice
            }
            m_leafKeys.push_back(std::move(key));
        }
    }

    /// Of the leaves, in their order.
    [[nodiscard]] const std::vector<std::string>& keys() const { return m_leafKeys; }

    [[nodiscard]] const Leaf* find(const std::string& key) const
    {
        const auto found = m_byKey.find(key);
        return found == m_byKey.end() ? nullptr : &m_outline.leaves[found->second];
    }

    /// A reference by what it refers to, whatever that is called and wherever it stands.
    [[nodiscard]] Value meaning(const Leaf& leaf) const
    {
        const auto* name = std::get_if<std::string>(&leaf.value);
        if (leaf.field->dimension == Dimension::useCase && name) {
            const auto& useCases = m_scenario.market.useCases;
            const auto useCase = findNamed(useCases, *name, &UseCase::name);
            return useCase == useCases.end() ? leaf.value : Value{std::int64_t{useCase->id}};
        }
        return leaf.field->dimension == Dimension::termPath && name ? Value{m_keys.keyOf(*name)} : leaf.value;
    }

private:
    const Scenario& m_scenario;
    const Outline& m_outline;
    Keys m_keys;
    std::vector<std::string> m_leafKeys;
    std::unordered_map<std::string, std::size_t> m_byKey;  ///< index of the leaf
};

/// The keys of all leaves: the first scenario's in their order, and what others add before what follows it there.
[[nodiscard]] std::vector<std::string> allKeys(std::span<const Flattened> scenarios)
{
    std::vector<std::string> keys = scenarios.front().keys();
    std::unordered_map<std::string, std::size_t> places;
    const auto number = [&] {
        places.clear();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            places.emplace(keys[i], i);
        }
    };
    number();
    for (std::size_t s = 1; s < scenarios.size(); ++s) {
        std::vector<std::pair<std::size_t, std::string>> added;  // before which place, from behind
        std::size_t next = keys.size();
        const std::vector<std::string>& here = scenarios[s].keys();
        for (auto key = here.rbegin(); key != here.rend(); ++key) {
            if (const auto known = places.find(*key); known != places.end()) {
                next = known->second;
            } else {
                added.emplace_back(next, *key);
            }
        }
        if (added.empty()) {
            continue;
        }
        std::ranges::reverse(added);
        std::ranges::stable_sort(added, {}, &std::pair<std::size_t, std::string>::first);
        std::vector<std::string> merged;
        merged.reserve(keys.size() + added.size());
        auto insertion = added.begin();
        for (std::size_t i = 0; i <= keys.size(); ++i) {
            for (; insertion != added.end() && insertion->first == i; ++insertion) {
                merged.push_back(std::move(insertion->second));
            }
            if (i < keys.size()) {
                merged.push_back(std::move(keys[i]));
            }
        }
        keys = std::move(merged);
        number();
    }
    return keys;
}

[[nodiscard]] std::vector<LeafDifference> allDifferences(std::span<const Flattened> flattened)
{
    std::vector<LeafDifference> differences;
    for (const std::string& key : allKeys(flattened)) {
        const Leaf* base = flattened.front().find(key);
        const bool differs = std::ranges::any_of(flattened, [&](const Flattened& other) {
            const Leaf* leaf = other.find(key);
            return (leaf == nullptr) != (base == nullptr) ||
                   (leaf != nullptr && other.meaning(*leaf) != flattened.front().meaning(*base));
        });
        if (!differs) {
            continue;
        }
        LeafDifference difference;
        for (const Flattened& each : flattened) {
            const Leaf* leaf = each.find(key);
            difference.leaves.push_back(leaf == nullptr ? std::nullopt : std::optional(*leaf));
        }
        Leaf named = difference.any();
        named.path = key;
        difference.clause = clauseOf(named);
        differences.push_back(std::move(difference));
    }
    return differences;
}

}  // namespace

const Leaf& LeafDifference::any() const
{
    const auto other =
        std::find_if(leaves.begin() + 1, leaves.end(), [](const auto& leaf) { return leaf.has_value(); });
    return other == leaves.end() ? *leaves.front() : **other;
}

std::vector<LeafDifference> differences(std::span<const Scenario* const> scenarios)
{
    assert(!scenarios.empty());
    std::vector<Outline> outlines;
    outlines.reserve(scenarios.size());
    std::vector<Flattened> flattened;
    flattened.reserve(scenarios.size());
    for (const Scenario* scenario : scenarios) {
        flattened.emplace_back(*scenario, outlines.emplace_back(outline(*scenario)));
    }
    std::vector<LeafDifference> differences = allDifferences(flattened);
    std::erase_if(differences, [](const LeafDifference& one) { return !isOfTheDeal(sectionOf(one.any())); });
    return differences;
}

std::vector<Difference> difference(const Scenario& before, const Scenario& after)
{
    return difference(before, after, outline(after));
}

std::vector<Difference> difference(const Scenario& before, const Scenario& after, const Outline& outlineOfAfter)
{
    const Outline outlineOfBefore = outline(before);
    const std::array flattened{Flattened(before, outlineOfBefore), Flattened(after, outlineOfAfter)};
    std::vector<Difference> differences;
    for (LeafDifference& one : allDifferences(flattened)) {
        differences.push_back({std::move(one.leaves[0]), std::move(one.leaves[1])});
    }
    return differences;
}

}  // namespace dealwright::deal
