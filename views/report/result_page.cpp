// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/result_page.h"

namespace dealwright::views::report {

Table pageTable(const words::ResultTable& results, const words::Format& format)
{
    Table table{.title = results.title};
    for (const QString& head : results.columns) {
        table.columns.push_back({head, 0.0, !table.columns.isEmpty()});
    }
    for (const words::ResultRow& row : results.rows) {
        table.rows.push_back(words::textsOf(row, results, format));
    }
    return table;
}

}  // namespace dealwright::views::report
