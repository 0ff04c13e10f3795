// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "views/report/page.h"
#include "words/format.h"

#include <QStringList>

// A scenario on paper, made from its leaves: whatever is described is shown.
namespace dealwright::views::report {

struct TermTables {
    QList<Table> tables;
    QStringList absent;  ///< what says nothing in this scenario, by its label
};

/// The terms: what belongs to the elements of a list as a table of elements and fields, single terms two to a line,
/// clauses of several terms a line each. What holds its default is left out and named in `absent`.
[[nodiscard]] TermTables termTables(const deal::Scenario& scenario, const words::NumberHabits& habits);

/// Parties, timeline, market and simulation, in the same form. Single values are shown whatever they are.
[[nodiscard]] TermTables assumptionTables(const deal::Scenario& scenario, const words::NumberHabits& habits);

}  // namespace dealwright::views::report
