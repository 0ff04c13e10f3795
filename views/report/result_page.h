// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/report/page.h"
#include "words/result_table.h"

namespace dealwright::views::report {

/// A table of results as a page shows it: labels to the left, figures to the right, sums and parts as the others.
[[nodiscard]] Table pageTable(const words::ResultTable& results, const words::Format& format);

}  // namespace dealwright::views::report
