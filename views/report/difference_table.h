// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/redline.h"
#include "views/report/page.h"
#include "words/format.h"

#include <optional>
#include <vector>

// What differs between two scenarios, and what each clause moves.
namespace dealwright::views::report {

struct DifferenceTable {
    Table table;
    std::vector<double> sizes;  ///< money that the row moves, both parties together; a last row of sums has none
};

/// One row for each clause that differs and, with a redline, what it moves in `scale`, and the whole change with its
/// own error. No rows where nothing differs.
[[nodiscard]] DifferenceTable differenceTable(const deal::Scenario& before, const deal::Scenario& after,
                                              const std::optional<analysis::Redline>& redline,
                                              const words::Format& format, const words::Scale& scale);

/// As many of the rows as fit into what is left of the page, the largest first, one line each, in their order; no rows
/// where none fits.
[[nodiscard]] Table largestDifferences(const DifferenceTable& differences, const Pages& pages);

}  // namespace dealwright::views::report
