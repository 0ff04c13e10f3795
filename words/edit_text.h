// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/edit.h"
#include "deal/scenario.h"

#include <QString>

namespace dealwright::words {

/// What an edit does, translated, within a sentence: “change base rate of Search”, “add milestone”. For the texts of
/// undo. `after` is the scenario that came of it.
[[nodiscard]] QString editText(const deal::Edit& edit, const deal::Scenario& after);

/// The name of a new use case, translated (deal::nameOfANewUseCase).
[[nodiscard]] QString nameOfANewUseCase();

}  // namespace dealwright::words
