// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/figures.h"
#include "words/format.h"

#include <QString>

// The one place where a figure of a result becomes text.
namespace dealwright::words {

/// “P10: 10 % lie below”; with what it is said of in front where that is not the NPV.
[[nodiscard]] QString titleOf(const analysis::Figure& figure);

/// In the unit of what it is stated beside, else its own; to the place of its standard error, and with that beside it
/// where `withError`: “$554 ± 6 M”. A change has its sign, and where it is nothing says so.
[[nodiscard]] QString figureText(const analysis::Figure& figure, const Format& format, bool withError = true);

}  // namespace dealwright::words
