// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/number.h"

#include <array>
#include <charconv>
#include <cmath>

namespace dealwright::interchange {

std::string numberText(double value)
{
    if (value == 0.0) {
        return std::signbit(value) ? "-0.0" : "0";
    }
    const double size = std::fabs(value);
    const bool plain = size >= 1e-5 && size < 1e17;
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   plain ? std::chars_format::fixed : std::chars_format::general);
    return {buffer.data(), end.ptr};
}

}  // namespace dealwright::interchange
