// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>

namespace dealwright::tests {

/// A finite double of random bits: every exponent and sign is as likely as any other.
[[nodiscard]] inline double anyDouble(std::mt19937_64& random)
{
    double value = 0.0;
    do {
        value = std::bit_cast<double>(random());
    } while (!std::isfinite(value));
    return value;
}

/// Fills described values with whatever a workbook can hold, valid or not: lists up to `longest`, texts of all kinds.
class AnyValue {
public:
    AnyValue(std::mt19937_64& random, std::size_t longest) : m_random(random), m_longest(longest) {}

    template <class T>
    void fill(T& value)
    {
        using deal::Described, deal::Enumeration, deal::Sequence;
        if constexpr (std::is_same_v<T, deal::UseCaseRef>) {
            const bool all = m_ids.empty() || below(3) == 0;
            value.id = all ? std::nullopt : std::optional(m_ids[below(m_ids.size())]);
        } else if constexpr (Sequence<T>) {
            fillList(value);
        } else if constexpr (Described<T>) {
            deal::forEachMember(value, [&](std::string_view, auto& member, const deal::Field&) { fill(member); });
            if constexpr (requires { value.nextUseCaseId; }) {
                value.nextUseCaseId = below(2) == 0 ? 0 : 1'000'000;
                value.nextEventId = below(2) == 0 ? 0 : 2'000'000;
            }
        } else if constexpr (Enumeration<T>) {
            value = static_cast<T>(below(deal::choices<T>.size()));
        } else if constexpr (std::is_same_v<T, std::optional<double>>) {
            value = below(2) == 0 ? std::nullopt : std::optional(anyDouble(m_random));
        } else if constexpr (std::is_same_v<T, double>) {
            value = anyDouble(m_random);
        } else if constexpr (std::is_same_v<T, bool>) {
            value = below(2) == 0;
        } else if constexpr (std::is_same_v<T, std::string>) {
            value = text();
        } else {
            value = static_cast<T>(m_random());
        }
    }

private:
    template <class T>
    void fillList(std::vector<T>& list)
    {
        if constexpr (std::is_same_v<T, deal::UseCase>) {
            m_ids.clear();
        }
        list.assign(below(m_longest + 1), T{});
        int id = 0;
        for (T& element : list) {
            fill(element);
            if constexpr (requires { element.id; }) {
                id += 1 + static_cast<int>(below(3));
                element.id = id;
            }
            if constexpr (std::is_same_v<T, deal::UseCase>) {
                m_ids.push_back(id);
            }
        }
    }

    [[nodiscard]] std::size_t below(std::size_t end) { return m_random() % end; }

    [[nodiscard]] std::string text()
    {
        static constexpr const char* pieces[] = {"",    "Search", "खोज", "<a & b>", "\"quoted\"", "line\nline", "\ttab",
                                                 "]]>", "é",      "😀",  " ",       "\\",         "'",          "/"};
        std::string text;
        for (std::size_t n = below(4); n > 0; --n) {
            text += pieces[below(std::size(pieces))];
        }
        return text;
    }

    std::mt19937_64& m_random;
    std::size_t m_longest;
    std::vector<int> m_ids;
};

[[nodiscard]] inline deal::Workbook anyWorkbook(std::mt19937_64& random, std::size_t longest)
{
    deal::Workbook workbook;
    AnyValue(random, longest).fill(workbook);
    return workbook;
}

}  // namespace dealwright::tests
