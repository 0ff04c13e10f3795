// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/difference_rows.h"

#include "analysis/redline.h"
#include "deal/difference.h"
#include "words/leaf_text.h"
#include "words/titles.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace dealwright::words {

namespace {

using deal::Leaf;

/// One leaf that differs anywhere, as every scenario has it.
struct LeafRow {
    std::string key;        ///< its path in the first scenario, or “+” and its path in the one that adds it
    std::size_t place = 0;  ///< among the first scenario's leaves
    Leaf any;
    std::vector<std::optional<Leaf>> cells;
};

[[nodiscard]] bool isShown(const Leaf& leaf)
{
    return leaf.path.starts_with("terms.") || leaf.path.starts_with("market.") || leaf.path.starts_with("timeline.") ||
           leaf.path.starts_with("parties.");
}

/// In the order of the first scenario's leaves; what another adds follows what it follows there.
[[nodiscard]] std::vector<LeafRow> leafRows(const std::vector<const deal::Scenario*>& scenarios)
{
    std::unordered_map<std::string, std::size_t> places;
    for (const Leaf& leaf : deal::flatten(*scenarios.front())) {
        places.emplace(leaf.path, places.size());
    }
    std::vector<LeafRow> rows;
    for (std::size_t s = 1; s < scenarios.size(); ++s) {
        std::unordered_map<std::string, std::size_t> placesHere;
        std::size_t last = 0;
        for (const Leaf& leaf : deal::flatten(*scenarios[s])) {
            const auto known = places.find(leaf.path);
            last = known != places.end() ? known->second : last;
            placesHere.emplace(leaf.path, last);
        }
        for (deal::Difference& difference : deal::difference(*scenarios.front(), *scenarios[s])) {
            if (!isShown(difference.any())) {
                continue;
            }
            const std::size_t place =
                difference.before ? places.at(difference.before->path) : placesHere.at(difference.after->path);
            const std::string key = difference.before ? difference.before->path : "+" + difference.after->path;
            auto row = std::ranges::find(rows, key, &LeafRow::key);
            if (row == rows.end()) {
                const auto next = std::ranges::upper_bound(rows, place, {}, &LeafRow::place);
                row = rows.insert(next, {key, place, difference.any(),
                                         std::vector<std::optional<Leaf>>(scenarios.size(), difference.before)});
            }
            row->cells[s] = std::move(difference.after);
        }
    }
    return rows;
}

/// The leaves that make one row.
struct Group {
    std::string key;
    std::string clause;
    bool continues = false;  ///< what did not fit in the group before
    std::vector<LeafRow> leaves;
};

[[nodiscard]] std::vector<Group> grouped(std::vector<LeafRow> rows)
{
    // A clause of more leaves is divided, so that no row grows beyond a page.
    constexpr std::size_t most = 12;
    std::vector<Group> groups;
    for (LeafRow& row : rows) {
        const std::string clause = analysis::clauseOf(row.any.path);
        const bool isPair = row.any.path.starts_with("market.correlation");
        const std::string whole = isPair ? row.any.path : clause.empty() ? outermostGroup(row.any.path) : clause;
        const bool isMatchedById = whole.starts_with("market.") || whole.starts_with("terms.shares") ||
                                   whole.starts_with("terms.exclusivity");  // another may stand at that position
        const std::string key = (isMatchedById && row.key.starts_with('+') ? "+" : "") + whole;
        auto group = std::ranges::find(groups, key, &Group::key);
        if (group == groups.end()) {
            groups.push_back({key, clause, false, {}});
            group = std::prev(groups.end());
        } else if (group->leaves.size() == most) {
            group->key += '\'';
            groups.insert(std::next(group), {key, {}, true, {}});
            group = std::ranges::find(groups, key, &Group::key);
        }
        group->leaves.push_back(std::move(row));
    }
    // Terms first, then the assumptions.
    std::vector<Group> ordered;
    for (const bool terms : {true, false}) {
        for (Group& group : groups) {
            if (group.leaves.empty() || group.leaves.front().any.path.starts_with("terms.") != terms) {
                continue;
            }
            ordered.push_back(std::exchange(group, {}));
        }
    }
    return ordered;
}

[[nodiscard]] QString titleOf(const Group& group)
{
    const Leaf& first = group.leaves.front().any;
    if (group.leaves.size() == 1) {
        return leafTitle(first);
    }
    const deal::Field* list = listOf(first);
    const bool isWithin = first.path.starts_with(outermostGroup(first.path) + ".");
    if (list != nullptr && first.path.find('[') < first.path.find('.', first.path.find('.') + 1)) {
        const QString element = elementTitle(first);
        const QString kind = fieldText(list->element);
        return element.startsWith(kind) ? element : QStringLiteral("%1: %2").arg(element, inSentence(kind));
    }
    if (isWithin) {
        const QString label = fieldText(first.sections[1]->label);
        return group.continues ? QCoreApplication::translate("Report", "%1, continued").arg(label) : label;
    }
    QStringList labels{fieldText(first.field->label)};
    for (std::size_t i = 1; i < group.leaves.size(); ++i) {
        labels << inSentence(fieldText(group.leaves[i].any.field->label));
    }
    return labels.join(QStringLiteral(" · "));
}

class Cells {
public:
    Cells(const Group& group, const std::vector<Format>& formats) : m_group(group), m_formats(formats)
    {
        for (std::size_t s = 0; s < formats.size(); ++s) {
            m_absent.push_back(std::ranges::all_of(
                group.leaves, [s](const LeafRow& row) { return !row.cells[s] || isDefault(*row.cells[s]); }));
        }
    }

    [[nodiscard]] QStringList all() const
    {
        QStringList values;
        for (std::size_t s = 0; s < m_formats.size(); ++s) {
            values << of(s);
        }
        return values;
    }

private:
    [[nodiscard]] QString of(std::size_t s) const
    {
        QString none = QCoreApplication::translate("Report", "none");
        const LeafRow& first = m_group.leaves.front();
        if (m_group.leaves.size() == 1) {
            return first.cells[s] ? m_formats[s].show(*first.cells[s]) : none;
        }
        if (m_absent[s]) {
            return none;
        }
        // Where the clause is in one scenario alone, what it leaves at nothing goes without saying.
        const auto others = static_cast<std::size_t>(std::ranges::count(m_absent, false));
        const bool within = first.any.path.starts_with(outermostGroup(first.any.path) + ".");
        QStringList parts;
        QString inner;  // the element within the clause, such as a step of the tiers, that the last part is of
        for (const LeafRow& row : m_group.leaves) {
            const std::optional<Leaf>& leaf = row.cells[s];
            if (!leaf || (others == 1 && isDefault(*leaf)) ||
                (leaf->field->dimension == deal::Dimension::name && elementTitle(*leaf) == m_formats[s].show(*leaf))) {
                continue;
            }
            const QString value = m_formats[s].show(*leaf);
            if (leaf->position && leaf->path.find('[') > outermostGroup(leaf->path).size()) {
                const QString element = inSentence(elementTitle(*leaf));
                if (element == inner) {
                    parts.back() += QStringLiteral(", ") + value;
                } else {
                    parts << QStringLiteral("%1: %2").arg(element, value);
                }
                inner = element;
            } else {
                parts << (within ? labelled(*leaf, m_formats[s]) : value);
            }
        }
        return parts.isEmpty() ? none : parts.join(within ? QStringLiteral("; ") : QStringLiteral(" · "));
    }

    const Group& m_group;
    const std::vector<Format>& m_formats;
    std::vector<bool> m_absent;
};

}  // namespace

std::vector<DifferenceRow> differenceRows(const std::vector<const deal::Scenario*>& scenarios,
                                          const NumberHabits& habits)
{
    std::vector<Format> formats;
    formats.reserve(scenarios.size());
    for (const deal::Scenario* scenario : scenarios) {
        formats.emplace_back(*scenario, habits);
    }
    std::vector<DifferenceRow> rows;
    for (const Group& group : grouped(leafRows(scenarios))) {
        rows.push_back({group.clause, titleOf(group), Cells(group, formats).all()});
    }
    return rows;
}

}  // namespace dealwright::words
