// SPDX-License-Identifier: GPL-3.0-or-later
#include "interchange/csv.h"

namespace dealwright::interchange {

std::string csvField(std::string_view text)
{
    const bool padded = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!padded && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

void appendCsvRow(std::string& csv, std::initializer_list<std::string_view> fields)
{
    bool first = true;
    for (const std::string_view field : fields) {
        csv += first ? "" : ",";
        first = false;
        csv += csvField(field);
    }
    csv += "\r\n";
}

}  // namespace dealwright::interchange
