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
    notAFile,  ///< a folder, device or pipe
    cannotRead,
    tooLarge,   ///< detail: the largest size in megabytes
    notADeal,   ///< neither a .deal file nor JSON
    newer,      ///< detail: the file's format number
    cutShort,   ///< or something stands after its end
    damaged,    ///< the checksum differs
    malformed,  ///< detail: the line
    badValue,   ///< a text where a number belongs, or an unknown word
    contents,   ///< what it says can't be held: see `contents`
    folderNotThere,
    noPermission,
    noSpace,
    cannotBackUp,  ///< detail: the backup's name
    cannotWrite,   ///< detail: the system's words
    notFaithful,   ///< what was about to be written would not read back as the same workbook
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
