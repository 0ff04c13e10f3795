// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"
#include "words/result_table.h"

#include <QString>
#include <QStringList>

#include <array>

// What the readable answers of several commands are made of.
namespace dealwright::app {

inline constexpr std::array sides{deal::Side::licensor, deal::Side::host};

/// Translated, context "Commands".
[[nodiscard]] QString text(const char* source);

/// A name of the file, which a terminal does not obey.
[[nodiscard]] QString nameText(const std::string& name);

/// “Meta (licensor)”.
[[nodiscard]] QString partyName(const deal::Scenario& scenario, deal::Side side);

/// The heads of the two parties' columns.
[[nodiscard]] QStringList partyNames(const deal::Scenario& scenario);

/// A table of results, as wide as the terminal.
[[nodiscard]] QString printed(const words::ResultTable& results, const words::Format& format);

/// The scenario and its draws: a line and an empty one.
[[nodiscard]] QString heading(const deal::Scenario& scenario, const simulation::Projection& projection);

}  // namespace dealwright::app
