// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

// Letters that no font of the machine has: a report shows boxes in their place.
namespace dealwright::views::report {

/// The letters of one script that are missing.
struct MissingLetters {
    QString script;   ///< “Chinese”, translated; empty for signs of no script that is known here
    QString letters;  ///< each once, in the order of their numbers
    QString package;  ///< the Debian package with a font that has them; empty: unknown

    /// What a reader should know and do.
    [[nodiscard]] QString sentence() const;
};

/// The letters of the texts that the report's fonts and those that stand in for them lack, one entry for each package
/// and script.
[[nodiscard]] QList<MissingLetters> missingLetters(const QStringList& texts);

}  // namespace dealwright::views::report
