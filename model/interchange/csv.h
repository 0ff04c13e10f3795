// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace dealwright::interchange {

/// The text as a field of RFC 4180: in quotation marks, doubled inside, where it has a comma, a quotation mark, a line
/// end, or spaces at its ends.
[[nodiscard]] std::string csvField(std::string_view text);

/// Appends a row of fields with commas between them and CR LF at its end, quoting where needed. Numbers are written
/// with numberText.
void appendCsvRow(std::string& csv, std::initializer_list<std::string_view> fields);

}  // namespace dealwright::interchange
