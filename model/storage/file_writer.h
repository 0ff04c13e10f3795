// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_problem.h"
#include "storage/file_reader.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace dealwright::storage {

enum class Backup {
    none,
    keep,  ///< what stands at the path stays as the same name with ~ at the end
};

struct WriteResult {
    std::optional<FileProblem> problem;
    /// What the file holds now; absent where there is a problem, and for what was written through.
    std::optional<FileVersion> version;
};

/// The one way in which this program writes files: whole or not at all.
///
/// The bytes and the backup are written beside what they replace, flushed to the disk and read back; then they are
/// renamed into place, the backup first, and the folder is flushed. Whatever ends the program in between leaves each of
/// the two as it was or as it is to be, always whole. Any problem leaves both as they were and nothing beside them.
/// Permissions stay, and so does a link to another place, which may be empty. Where `opened` is given and the file
/// holds something else by now, it is not written (FileError::changedMeanwhile); one that is gone is written anew.
///
/// A pipe or character device, and anything under /dev or /proc, is written through, without a backup. Folders, block
/// devices and sockets are refused.
[[nodiscard]] WriteResult writeFile(const QString& path, const QByteArray& bytes, Backup backup = Backup::none,
                                    const std::optional<FileVersion>& opened = std::nullopt);

}  // namespace dealwright::storage
