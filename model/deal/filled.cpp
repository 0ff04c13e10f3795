// SPDX-License-Identifier: GPL-3.0-or-later
#include "deal/filled.h"

namespace dealwright::deal {

std::string filled(std::string_view text, std::string_view first, std::string_view second)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view mark = text.substr(i, 2);
        if (mark == "%1" || mark == "%2") {
            result += mark == "%1" ? first : second;
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace dealwright::deal
