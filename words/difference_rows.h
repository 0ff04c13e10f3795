// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "words/format.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace dealwright::words {

/// A clause, or an assumption, in which scenarios differ.
struct DifferenceRow {
    std::string clause;  ///< as deal::clauseOf; empty for what is not a term
    QString title;
    QStringList values;  ///< one for each scenario; “none” where it has no such clause
};

/// What differs from the first scenario, one row for each clause, party, use case or event; terms first. What an added
/// or a removed element says stands in one cell. Precondition: two scenarios or more.
[[nodiscard]] std::vector<DifferenceRow> differenceRows(const std::vector<const deal::Scenario*>& scenarios,
                                                        const NumberHabits& habits);

}  // namespace dealwright::words
