// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

// When two names are one. Unicode writes é as one character or as e and an accent; who reads or types the name sees no
// difference. Unicode Standard Annex #15, "Unicode Normalization Forms".
namespace dealwright::deal {

/// The name in normalization form C. What is not UTF-8, or has a zero byte, stays as it is.
[[nodiscard]] std::string normalized(std::string_view name);

/// Whether the two are the same name, however they are written.
[[nodiscard]] bool sameName(std::string_view a, std::string_view b);

/// The first element whose name is `name` byte for byte; where there is none, the first whose name is the same as
/// Unicode has it; else the end. `nameOf` projects an element to its name.
template <class Range, class NameOf>
[[nodiscard]] auto findNamed(Range& range, std::string_view name, NameOf nameOf)
{
    const auto exact = std::ranges::find_if(
        range, [&](const auto& element) { return std::string_view(std::invoke(nameOf, element)) == name; });
    return exact != std::ranges::end(range) ? exact : std::ranges::find_if(range, [&](const auto& element) {
        return sameName(std::invoke(nameOf, element), name);
    });
}

}  // namespace dealwright::deal
