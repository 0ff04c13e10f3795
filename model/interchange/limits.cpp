// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/limits.h"

#include "interchange/path.h"

#include "deal/scenario_fields.h"
#include "deal/utf8.h"
#include "deal/walk.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace dealwright::interchange {

namespace {

[[nodiscard]] bool holdable(char32_t character)
{
    const bool control = character < 0x20 && character != '\t' && character != '\n' && character != '\r';
    return !control && character != 0xFFFE && character != 0xFFFF;
}

class Checker {
public:
    template <class T>
    void check(const T& value, const deal::Field& field)
    {
        if constexpr (std::is_same_v<T, double>) {
            checkNumber(value);
        } else if constexpr (std::is_same_v<T, std::optional<double>>) {
            checkNumber(value.value_or(0.0));
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (auto problem = textProblem(value, field)) {
                add(std::move(*problem));
            }
        } else if constexpr (deal::Enumeration<T>) {
            if (deal::wordOf(value).empty()) {
                add({.error = ReadError::unknownWord, .found = std::to_string(static_cast<int>(value))});
            }
        } else if constexpr (deal::Sequence<T>) {
            checkList(value, field);
        } else if constexpr (deal::Described<T>) {
            deal::forEachMember(value, [&](std::string_view name, const auto& member, const deal::Field& memberField) {
                const auto step = m_path.member(name);
                check(member, memberField);
            });
        }
    }

    [[nodiscard]] std::vector<ReadProblem> take() { return std::move(m_problems); }

private:
    void checkNumber(double value)
    {
        if (!std::isfinite(value)) {
            add({.error = ReadError::notFinite});
        }
    }

    template <class T>
    void checkList(const std::vector<T>& list, const deal::Field& field)
    {
        if (list.size() > field.mostElements()) {
            add({.error = ReadError::listTooLong, .wanted = std::to_string(field.mostElements())});
            return;
        }
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto step = m_path.element(i);
            check(list[i], field);
            if constexpr (requires { list[i].id; }) {
                const auto before = std::span(list).first(i);
                if (std::ranges::find(before, list[i].id, &T::id) != before.end()) {
                    const auto id = m_path.member("id");
                    add({.error = ReadError::idNotUnique, .found = std::to_string(list[i].id)});
                }
            }
        }
    }

    void add(ReadProblem problem)
    {
        constexpr std::size_t most = 100;
        if (m_problems.size() < most) {
            problem.path = m_path.text();
            m_problems.push_back(std::move(problem));
        }
    }

    Path m_path;
    std::vector<ReadProblem> m_problems;
};

}  // namespace

std::optional<ReadProblem> textProblem(std::string_view text, const deal::Field& field)
{
    std::size_t characters = 0;
    while (!text.empty()) {
        const auto character = deal::takeCharacter(text);
        if (!character || !holdable(*character)) {
            return ReadProblem{.path = {}, .error = ReadError::textNotPrintable};
        }
        ++characters;
    }
    if (characters > field.mostCharacters()) {
        return ReadProblem{.path = {},
                           .error = ReadError::textTooLong,
                           .found = std::to_string(characters),
                           .wanted = std::to_string(field.mostCharacters())};
    }
    return std::nullopt;
}

std::vector<ReadProblem> unholdable(const deal::Workbook& workbook)
{
    Checker checker;
    checker.check(workbook, deal::Field{});
    return checker.take();
}

}  // namespace dealwright::interchange
