// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/json.h"
#include "interchange/json_form.h"
#include "interchange/limits.h"
#include "interchange/path.h"

#include "deal/names.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dealwright::interchange {

namespace {

/// What stands there, short enough for a message.
[[nodiscard]] std::string shown(const JsonTree& tree)
{
    if (tree.list() != nullptr) {
        return "[…]";
    }
    if (tree.members() != nullptr) {
        return "{…}";
    }
    std::string text = jsonText(tree);
    text.pop_back();
    constexpr std::size_t longest = 80;
    return text.size() > longest ? "…" : text;
}

template <deal::Enumeration E>
[[nodiscard]] std::string wordsOf()
{
    std::string words;
    for (const deal::ChoiceText& choice : deal::choices<E>) {
        (words += words.empty() ? "" : ", ") += choice.word;
    }
    return words;
}

class TreeReader {
public:
    template <class T>
    void read(const JsonTree& tree, T& target, const deal::Field& field)
    {
        if constexpr (std::is_same_v<T, deal::UseCaseRef>) {
            readReference(tree, target);
        } else if constexpr (deal::Sequence<T>) {
            readList(tree, target, field);
        } else if constexpr (deal::Described<T>) {
            readObject(tree, target);
        } else if constexpr (deal::Enumeration<T>) {
            readWord(tree, target);
        } else if constexpr (std::is_same_v<T, double> || std::is_same_v<T, std::optional<double>>) {
            readNumber(tree, target);
        } else if constexpr (std::is_same_v<T, bool>) {
            const auto* flag = std::get_if<bool>(&tree.value);
            flag != nullptr ? void(target = *flag) : add(ReadError::notFlag, shown(tree));
        } else if constexpr (std::is_same_v<T, std::string>) {
            readText(tree, target, field);
        } else {
            readWhole(tree, target);
        }
    }

    [[nodiscard]] std::vector<ReadProblem> take() { return std::move(m_problems); }

private:
    template <class T>
    void readObject(const JsonTree& tree, T& target)
    {
        const auto* members = tree.members();
        if (members == nullptr) {
            add(ReadError::notObject, shown(tree));
            return;
        }
        if constexpr (std::is_same_v<T, deal::Scenario>) {
            m_market = &target.market;
        }
        std::size_t known = 0;
        deal::forEachMember(target, [&](std::string_view name, auto& member, const deal::Field& field) {
            const auto step = m_path.member(name);
            const JsonTree* given = tree.find(name);
            known += given != nullptr ? 1 : 0;
            if (given != nullptr && !given->isNull()) {
                read(*given, member, field);
            } else if (field.required) {
                add(ReadError::missing);
            }
        });
        if (known != members->size()) {
            refuseUnknown<T>(*members);
        }
    }

    template <class T>
    void refuseUnknown(const JsonTree::Members& members)
    {
        T none{};
        for (const auto& [name, member] : members) {
            bool known = false;
            deal::forEachMember(none, [&](std::string_view described, const auto&, const deal::Field&) {
                known = known || described == name;
            });
            if (!known) {
                const auto step = m_path.member(name);
                add(ReadError::unknownName);
            }
        }
    }

    template <class T>
    void readList(const JsonTree& tree, std::vector<T>& target, const deal::Field& field)
    {
        const auto* list = tree.list();
        if (list == nullptr) {
            add(ReadError::notList, shown(tree));
            return;
        }
        assert(field.mostElements() <= mostEntries);  // or no text could have them
        if (list->size() > field.mostElements()) {
            add(ReadError::listTooLong, std::to_string(list->size()), std::to_string(field.mostElements()));
            return;
        }
        target.clear();
        target.resize(list->size());
        for (std::size_t i = 0; i < list->size(); ++i) {
            const auto step = m_path.element(i);
            if constexpr (requires { target[i].id; }) {
                target[i].id = static_cast<int>(i);
            }
            read((*list)[i], target[i], field);
        }
        if constexpr (requires { target[0].id; }) {
            refuseSameIds(target);
        }
    }

    template <class T>
    void refuseSameIds(const std::vector<T>& list)
    {
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto before = std::span(list).first(i);
            if (std::ranges::find(before, list[i].id, &T::id) != before.end()) {
                const auto element = m_path.element(i);
                const auto id = m_path.member("id");
                add(ReadError::idNotUnique, std::to_string(list[i].id));
            }
        }
    }

    void readReference(const JsonTree& tree, deal::UseCaseRef& target)
    {
        if (tree.members() == nullptr && tree.list() == nullptr && !std::holds_alternative<std::string>(tree.value)) {
            int id = 0;
            if (!std::holds_alternative<std::int64_t>(tree.value)) {
                add(ReadError::notText, shown(tree));
                return;
            }
            readWhole(tree, id);
            target.id = id;
            return;
        }
        const auto* name = std::get_if<std::string>(&tree.value);
        if (name == nullptr) {
            add(ReadError::notText, shown(tree));
            return;
        }
        const auto& useCases = m_market->useCases;
        const auto found = deal::findNamed(useCases, *name, &deal::UseCase::name);
        if (found == useCases.end()) {
            add(ReadError::unknownUseCase, shown(tree));
            return;
        }
        target.id = found->id;
    }

    template <deal::Enumeration E>
    void readWord(const JsonTree& tree, E& target)
    {
        const auto* word = std::get_if<std::string>(&tree.value);
        if (word == nullptr || !deal::assignWord(target, *word)) {
            add(ReadError::unknownWord, shown(tree), wordsOf<E>());
        }
    }

    template <class Number>
    void readNumber(const JsonTree& tree, Number& target)
    {
        if (const auto* real = std::get_if<double>(&tree.value)) {
            target = *real;
        } else if (const auto* whole = std::get_if<std::int64_t>(&tree.value)) {
            target = static_cast<double>(*whole);
        } else if (const auto* large = std::get_if<std::uint64_t>(&tree.value)) {
            target = static_cast<double>(*large);
        } else {
            add(ReadError::notNumber, shown(tree));
        }
    }

    template <class Integer>
    void readWhole(const JsonTree& tree, Integer& target)
    {
        const auto take = [&](auto value) {
            const bool fits = std::in_range<Integer>(value);
            target = fits ? static_cast<Integer>(value) : target;
            return fits;
        };
        bool fits = false;
        if (const auto* real = std::get_if<double>(&tree.value)) {
            constexpr double exactBelow = 9007199254740992.0;  // 2^53
            fits =
                std::floor(*real) == *real && std::fabs(*real) < exactBelow && take(static_cast<std::int64_t>(*real));
        } else if (const auto* whole = std::get_if<std::int64_t>(&tree.value)) {
            fits = take(*whole);
        } else if (const auto* large = std::get_if<std::uint64_t>(&tree.value)) {
            fits = take(*large);
        }
        if (!fits) {
            add(ReadError::notWhole, shown(tree));
        }
    }

    void readText(const JsonTree& tree, std::string& target, const deal::Field& field)
    {
        const auto* text = std::get_if<std::string>(&tree.value);
        if (text == nullptr) {
            add(ReadError::notText, shown(tree));
        } else if (const auto problem = textProblem(*text, field)) {
            add(problem->error, problem->found, problem->wanted);
        } else {
            target = *text;
        }
    }

    void add(ReadError error, std::string found = {}, std::string wanted = {})
    {
        constexpr std::size_t most = 100;
        if (m_problems.size() < most) {
            m_problems.push_back(
                {.path = m_path.text(), .error = error, .found = std::move(found), .wanted = std::move(wanted)});
        }
    }

    Path m_path;
    const deal::Market* m_market = nullptr;  ///< of the scenario that is being read: it stands before what refers to it
    std::vector<ReadProblem> m_problems;
};

}  // namespace

std::vector<ReadProblem> readTree(const JsonTree& tree, deal::Workbook& workbook)
{
    TreeReader reader;
    if (tree.find("scenarios") != nullptr || tree.find("baseline") != nullptr) {
        reader.read(tree, workbook, deal::Field{});
    } else {
        reader.read(tree, workbook.scenarios.emplace_back(), deal::Field{});
    }
    const JsonTree* baseline = tree.find("baseline");
    if ((baseline == nullptr || baseline->isNull()) && !workbook.scenarios.empty()) {
        workbook.baseline = workbook.scenarios.front().name;
    }
    return reader.take();
}

std::vector<ReadProblem> readTree(const JsonTree& tree, deal::Scenario& scenario)
{
    TreeReader reader;
    reader.read(tree, scenario, deal::Field{});
    return reader.take();
}

ReadResult readWorkbook(std::string_view text)
{
    ParseResult parsed = parseJson(text);
    if (!parsed.tree) {
        return {.workbook = std::nullopt, .problems = std::move(parsed.problems)};
    }
    deal::Workbook workbook;
    auto problems = readTree(*parsed.tree, workbook);
    if (!problems.empty()) {
        return {.workbook = std::nullopt, .problems = std::move(problems)};
    }
    return {.workbook = std::move(workbook), .problems = {}};
}

}  // namespace dealwright::interchange
