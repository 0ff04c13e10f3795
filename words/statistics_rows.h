// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "words/format.h"

#include <QString>

#include <vector>

namespace dealwright::words {

/// One line of a table of figures.
struct TableRow {
    std::vector<QString> cells;
    bool bold = false;
    friend bool operator==(const TableRow&, const TableRow&) = default;
};

/// Both parties' NPV in figures: mean, spread, percentiles, chances, tail.
[[nodiscard]] std::vector<TableRow> statisticsRows(const simulation::Statistic& licensor,
                                                   const simulation::Statistic& host, const Format& format);

}  // namespace dealwright::words
