// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/report/report.h"

#include <QByteArray>
#include <QString>

#include <span>

class QIODevice;

namespace dealwright::app {

/// A kind of file that says what the window and the commands show.
struct Export {
    const char* name;    ///< English, context "Exports", & before the letter of its shortcut in the menu
    const char* suffix;  ///< of its files, without the dot
    /// Precondition: the device is open for writing. Equal contents give equal bytes. On the thread of the application
    /// object, which is a QApplication: charts are widgets.
    void (*write)(const views::ReportContent& content, const words::NumberHabits& habits, QIODevice& device);
};

/// Every one, the usual one first: what fills the File menu, and what `report` writes.
[[nodiscard]] std::span<const Export> exports();

/// The one whose suffix the path has, else the usual one.
[[nodiscard]] const Export& exportFor(const QString& path);

/// What it writes.
[[nodiscard]] QByteArray bytesOf(const Export& how, const views::ReportContent& content,
                                 const words::NumberHabits& habits);

}  // namespace dealwright::app
