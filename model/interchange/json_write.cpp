// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/json.h"
#include "interchange/json_form.h"

#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <algorithm>

namespace dealwright::interchange {

namespace {

template <class T>
[[nodiscard]] bool idsArePositions(const std::vector<T>& list)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!std::cmp_equal(list[i].id, i)) {
            return false;
        }
    }
    return true;
}

/// Whether `next` follows from the identifiers in use.
template <class T>
[[nodiscard]] bool derivable(int next, const std::vector<T>& list)
{
    return next == 0 || std::ranges::any_of(list, [&](const T& element) { return element.id >= next - 1; });
}

class TreeWriter {
public:
    explicit TreeWriter(Spelling spelling) : m_spelling(spelling) {}

    /// The tree of a value; nothing for what is left out.
    template <class T>
    [[nodiscard]] std::optional<JsonTree> write(const T& value)
    {
        if constexpr (std::is_same_v<T, deal::UseCaseRef>) {
            return writeReference(value);
        } else if constexpr (std::is_same_v<T, deal::CorrelationMatrix>) {
            return value.empty() ? std::nullopt : std::optional(writeList(value));
        } else if constexpr (deal::Sequence<T>) {
            return writeList(value);
        } else if constexpr (deal::Described<T>) {
            return writeObject(value);
        } else if constexpr (deal::Enumeration<T>) {
            return JsonTree{std::string(deal::wordOf(value))};
        } else if constexpr (std::is_same_v<T, std::optional<double>>) {
            return value ? std::optional(JsonTree{*value}) : std::nullopt;
        } else if constexpr (std::is_same_v<T, int>) {
            return JsonTree{std::int64_t{value}};
        } else {
            return JsonTree{value};
        }
    }

private:
    template <class T>
    [[nodiscard]] JsonTree writeObject(const T& object)
    {
        if constexpr (std::is_same_v<T, deal::Scenario>) {
            m_market = &object.market;
        }
        JsonTree tree{JsonTree::Members{}};
        deal::forEachMember(object, [&](std::string_view name, const auto& member, const deal::Field& field) {
            if (field.dimension == deal::Dimension::identifier && leaveOut(object, name)) {
                return;
            }
            if (auto written = write(member)) {
                tree.add(name, std::move(*written));
            }
        });
        return tree;
    }

    template <class T>
    [[nodiscard]] JsonTree writeList(const std::vector<T>& list)
    {
        if constexpr (requires(const T& element) { element.id; }) {
            m_writeIds = m_spelling == Spelling::stable || !idsArePositions(list);
        }
        JsonTree::List elements;
        elements.reserve(list.size());
        for (const T& element : list) {
            elements.push_back(write(element).value_or(JsonTree{}));
        }
        return {std::move(elements)};
    }

    template <class T>
    [[nodiscard]] bool leaveOut(const T& object, std::string_view name) const
    {
        if constexpr (std::is_same_v<T, deal::Market>) {
            return name == "nextUseCaseId" ? derivable(object.nextUseCaseId, object.useCases)
                                           : derivable(object.nextEventId, object.events);
        } else {
            return !m_writeIds;
        }
    }

    [[nodiscard]] std::optional<JsonTree> writeReference(const deal::UseCaseRef& reference) const
    {
        if (!reference.id) {
            return std::nullopt;
        }
        const auto& useCases = m_market->useCases;
        const auto found = std::ranges::find(useCases, *reference.id, &deal::UseCase::id);
        if (m_spelling == Spelling::stable || found == useCases.end() ||
            std::ranges::count(useCases, found->name, &deal::UseCase::name) > 1) {
            return JsonTree{std::int64_t{*reference.id}};
        }
        return JsonTree{found->name};
    }

    Spelling m_spelling;
    const deal::Market* m_market = nullptr;
    bool m_writeIds = true;  ///< in the list that is being written
};

}  // namespace

JsonTree treeOf(const deal::Workbook& workbook, Spelling spelling)
{
    return TreeWriter(spelling).write(workbook).value_or(JsonTree{});
}

JsonTree treeOf(const deal::Scenario& scenario, Spelling spelling)
{
    return TreeWriter(spelling).write(scenario).value_or(JsonTree{});
}

std::string writeJson(const deal::Workbook& workbook)
{
    return jsonText(treeOf(workbook));
}

std::string writeJson(const deal::Scenario& scenario)
{
    return jsonText(treeOf(scenario));
}

}  // namespace dealwright::interchange
