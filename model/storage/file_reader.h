// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace dealwright::storage {

/// What a file held at some time: another program has changed it where this differs. (That it was only touched, moved
/// away and back or written anew with the same bytes is no change.)
struct FileVersion {
    QByteArray sha256;  ///< of its bytes, 32 bytes
    friend bool operator==(const FileVersion&, const FileVersion&) = default;
};

[[nodiscard]] FileVersion versionOf(const QByteArray& bytes);

struct FileContents {
    QByteArray bytes;
    /// Absent for what was read from a pipe, a device or an inherited descriptor: there is no such file to save to.
    std::optional<FileVersion> version;
    std::optional<FileProblem> problem;  ///< why there is nothing
};

/// Reads a file, pipe or character device to its end, or `most` + 1 bytes of it.
[[nodiscard]] FileContents readFile(const QString& path, qint64 most);

}  // namespace dealwright::storage
