// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_reader.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace dealwright::app {

/// What a document of that path is called: its file's name, or “Untitled” where there is none.
[[nodiscard]] QString documentName(const QString& path);

/// Unsaved work of a program that ended without its window being closed.
struct LostWork {
    QString copy;                                                ///< the file that holds it
    QString path;                                                ///< where the document was saved last; empty: never
    QDateTime changed;                                           ///< when it was copied
    std::optional<storage::FileVersion> version = std::nullopt;  ///< what its file held then, as far as is known

    /// What the title bar called it.
    [[nodiscard]] QString name() const { return documentName(path); }
};

}  // namespace dealwright::app
