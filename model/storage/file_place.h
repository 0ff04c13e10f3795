// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace dealwright::storage {

enum class FileKind {
    absent,
    file,    ///< a regular file
    stream,  ///< a pipe or a character device: read to its end, written through
    other,   ///< a folder, block device or socket
};

/// Where a file's name leads.
struct FilePlace {
    QByteArray folder;  ///< absolute, without links
    QByteArray name;    ///< in the folder; links are followed, also one that leads to nothing yet
    FileKind kind = FileKind::absent;
    int descriptor = -1;            ///< where the name stands for one that is open here (/dev/stdin, /dev/fd/63)
    bool ofTheSystem = false;       ///< under /dev or /proc, where nothing is replaced
    std::optional<int> error = {};  ///< errno: why the rest is not known

    [[nodiscard]] QByteArray path() const { return folder.endsWith('/') ? folder + name : folder + '/' + name; }
};

[[nodiscard]] FilePlace placeOf(const QString& path);

/// What stands at the path, links followed.
[[nodiscard]] FileKind kindOf(const QString& path);

/// Whether both names lead to the same regular file, by whatever spelling or link.
[[nodiscard]] bool isSameFile(const QString& path, const QString& other);

/// The path from the root, so that a name that begins with a colon is not taken for one of Qt's resources.
[[nodiscard]] QString absolutePath(const QString& path);

/// What the system's error number says of writing a file.
[[nodiscard]] FileProblem writingProblem(int error);

}  // namespace dealwright::storage
