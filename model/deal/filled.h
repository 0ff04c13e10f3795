// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace dealwright::deal {

/// The template of a message with every %1 and %2 replaced, whichever of them it has. What is filled in is left as it
/// is, also where it holds such a mark itself.
[[nodiscard]] std::string filled(std::string_view text, std::string_view first, std::string_view second = {});

}  // namespace dealwright::deal
