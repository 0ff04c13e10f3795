// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/parties.h"

#include <QColor>
#include <QFont>

#include <array>
#include <cstddef>

class QApplication;

namespace dealwright::views {

/// One party's hue: bands are the same hue, lighter. Safe for colour-blind eyes.
struct PartyColours {
    QColor line;
    QColor text;
    QColor middleBand;  ///< 25–75 %
    QColor outerBand;   ///< 5–95 %
};

/// Every colour of the program, for one brightness.
struct Tokens {
    bool dark = false;
    QColor window, panel, border, grid, text, secondary, selection;
    QColor problem, warning;
    PartyColours licensor, host;
    QColor agreementLine, agreementZone;
    std::array<QColor, 6> useCases;  ///< stacked from below

    [[nodiscard]] const PartyColours& of(deal::Side side) const
    {
        return side == deal::Side::licensor ? licensor : host;
    }
    [[nodiscard]] QColor useCase(std::size_t position) const { return useCases[position % useCases.size()]; }
};

/// What the user chose.
enum class Brightness { system, light, dark };

enum class Type { body, secondary, small, sectionHead, chartTitle, headline };

namespace theme {

[[nodiscard]] const Tokens& light();
[[nodiscard]] const Tokens& dark();
/// The tokens in force.
[[nodiscard]] const Tokens& current();

/// Sets style, palette and font of the application; every widget hears of it by a PaletteChange. The first call notes
/// what the desktop had, which is what Brightness::system means.
void apply(QApplication& application, Brightness brightness);

/// Noto Sans and Noto Sans Devanagari at the size of their use, in pixels.
[[nodiscard]] QFont font(Type type);

inline constexpr int panelRadius = 8;
inline constexpr int panelMargin = 14;
inline constexpr int gap = 12;

}  // namespace theme

}  // namespace dealwright::views
