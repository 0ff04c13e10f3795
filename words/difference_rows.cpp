// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/difference_rows.h"

#include "deal/difference.h"
#include "words/leaf_text.h"
#include "words/titles.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dealwright::words {

namespace {

using deal::Leaf;
using deal::LeafDifference;

/// The leaves that make one row.
struct Group {
    std::string key;
    bool continues = false;  ///< what did not fit in the group before
    std::vector<LeafDifference> leaves;

    [[nodiscard]] const Leaf& first() const { return leaves.front().any(); }
    [[nodiscard]] bool isOfTheTerms() const { return deal::isOfTheTerms(deal::sectionOf(first())); }
};

[[nodiscard]] std::vector<Group> grouped(std::vector<LeafDifference> differences)
{
    // A clause of more leaves is divided, so that no row grows beyond a page.
    constexpr std::size_t most = 12;
    std::vector<Group> groups;
    for (LeafDifference& difference : differences) {
        const std::string key = difference.clause;
        auto group = std::ranges::find(groups, key, &Group::key);
        if (group == groups.end()) {
            groups.push_back({key, false, {}});
            group = std::prev(groups.end());
        } else if (group->leaves.size() == most) {
            group->key += '\'';
            groups.insert(std::next(group), {key, true, {}});
            group = std::ranges::find(groups, key, &Group::key);
        }
        group->leaves.push_back(std::move(difference));
    }
    // Terms first, then the assumptions.
    std::ranges::stable_sort(groups, {}, [](const Group& group) { return group.isOfTheTerms() ? 0 : 1; });
    return groups;
}

[[nodiscard]] QString titleOf(const Group& group)
{
    std::vector<const Leaf*> leaves;
    leaves.reserve(group.leaves.size());
    for (const LeafDifference& difference : group.leaves) {
        leaves.push_back(&difference.any());
    }
    const QString title = clauseTitle(leaves);
    return group.continues ? QCoreApplication::translate("Report", "%1, continued").arg(title) : title;
}

class Cells {
public:
    Cells(const Group& group, const std::vector<Format>& formats) : m_group(group), m_formats(formats)
    {
        for (std::size_t s = 0; s < formats.size(); ++s) {
            m_absent.push_back(std::ranges::all_of(
                group.leaves, [s](const LeafDifference& row) { return !row.leaves[s] || isDefault(*row.leaves[s]); }));
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
        if (m_group.leaves.size() == 1) {
            const std::optional<Leaf>& only = m_group.leaves.front().leaves[s];
            return only ? m_formats[s].show(*only) : none;
        }
        if (m_absent[s]) {
            return none;
        }
        // Where the clause is in one scenario alone, what it leaves at nothing goes without saying.
        const auto others = static_cast<std::size_t>(std::ranges::count(m_absent, false));
        const bool within = isWithinClause(m_group.first());
        QStringList parts;
        QString inner;  // the element within the clause, such as a step of the tiers, that the last part is of
        for (const LeafDifference& row : m_group.leaves) {
            const std::optional<Leaf>& leaf = row.leaves[s];
            if (!leaf || (others == 1 && isDefault(*leaf)) ||
                (leaf->field->dimension == deal::Dimension::name && elementTitle(*leaf) == m_formats[s].show(*leaf))) {
                continue;
            }
            const QString value = m_formats[s].show(*leaf);
            if (leaf->position && within && leaf->sections[1]->dimension != deal::Dimension::list) {
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
    for (const Group& group : grouped(deal::differences(scenarios))) {
        const bool isClause = group.isOfTheTerms() && !group.continues;
        rows.push_back(
            {isClause ? deal::clauseOf(group.first()) : std::string(), titleOf(group), Cells(group, formats).all()});
    }
    return rows;
}

}  // namespace dealwright::words
