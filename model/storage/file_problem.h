// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interchange/read_problem.h"

#include <string>
#include <string_view>
#include <vector>

namespace dealwright::storage {

/// Why a file could not be opened or saved. textOf gives each its template.
enum class FileError {
    notThere,
    notAFile,  ///< a folder, block device or socket
    cannotRead,
    tooLarge,   ///< detail: the largest size in megabytes
    notADeal,   ///< neither a .deal file nor JSON
    newer,      ///< detail: the file's format number
    cutShort,   ///< shorter than its first line says
    longer,     ///< than its first line says
    damaged,    ///< the checksum differs
    malformed,  ///< detail: the line
    badValue,   ///< a text where a number belongs, or an unknown word
    contents,   ///< what it says can't be held: see `contents`
    // What keeps a file from being written. Each ends by saying that nothing was changed.
    folderNotThere,
    noPermission,
    noSpace,
    overQuota,
    overSizeLimit,  ///< RLIMIT_FSIZE, or what the file system can hold
    readOnlyDisk,
    cannotBackUp,       ///< detail: the backup's name
    cannotWrite,        ///< detail: the system's words
    notReadBack,        ///< what was written reads otherwise
    changedMeanwhile,   ///< another program wrote the file since it was opened
    notReplaceable,     ///< a folder, block device or socket stands there
    notFaithful,        ///< what was about to be written would not read back as the same workbook
    notWrittenThrough,  ///< a pipe or device took not all; detail: the system's words
};

struct FileProblem {
    FileError error = FileError::cannotRead;
    std::string detail = {};
    std::vector<interchange::ReadProblem> contents = {};  ///< the places, for `contents`
};

/// The error in English, with what to do about it, and %1 for its detail; context "Storage".
[[nodiscard]] std::string_view textOf(FileError error);

/// The whole problem in English, with the places in its contents, one a line.
[[nodiscard]] std::string describe(const FileProblem& problem);

}  // namespace dealwright::storage
