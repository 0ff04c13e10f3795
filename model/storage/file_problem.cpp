// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_problem.h"

#include "deal/field.h"

namespace dealwright::storage {

std::string_view textOf(FileError error)
{
    switch (error) {
        case FileError::notThere:
            return TERM_TEXT("Storage", "There is no such file. It may have been moved or renamed.");
        case FileError::notAFile:
            return TERM_TEXT("Storage", "This is a folder or a device, not a file. Choose a file.");
        case FileError::cannotRead:
            return TERM_TEXT("Storage", "The file can't be read. Check that you may read it.");
        case FileError::tooLarge:
            return TERM_TEXT("Storage", "A workbook has at most %1 MB. Split it into several.");
        case FileError::notADeal:
            return TERM_TEXT("Storage", "This is neither a .deal file nor a workbook in JSON. Choose another file.");
        case FileError::newer:
            return TERM_TEXT("Storage",
                             "The file was made by a newer version (format %1). Update Dealwright to open it.");
        case FileError::cutShort:
            return TERM_TEXT("Storage", "The file is not complete. Try its backup, the same name with ~ at the end.");
        case FileError::damaged:
            return TERM_TEXT("Storage",
                             "The file is damaged: its checksum differs. Try its backup, the same name with ~ "
                             "at the end.");
        case FileError::malformed:
            return TERM_TEXT("Storage",
                             "The file is not built like a workbook (line %1 of its contents). Try its backup, "
                             "the same name with ~ at the end.");
        case FileError::badValue:
            return TERM_TEXT("Storage",
                             "A value in the file is not of the kind that belongs there. Try its backup, the same name "
                             "with ~ at the end.");
        case FileError::contents:
            return TERM_TEXT("Storage", "The file says what no workbook can hold. Correct these places:");
        case FileError::folderNotThere:
            return TERM_TEXT("Storage", "There is no such folder. Choose another one.");
        case FileError::noPermission:
            return TERM_TEXT("Storage", "You may not write there. Choose another folder.");
        case FileError::noSpace:
            return TERM_TEXT("Storage", "The disk is full; nothing was changed. Make room, or choose another disk.");
        case FileError::cannotBackUp:
            return TERM_TEXT("Storage",
                             "The backup %1 can't be written, so nothing was changed. Save under another name.");
        case FileError::cannotWrite:
            return TERM_TEXT("Storage",
                             "The file can't be written (%1); nothing was changed. Save under another name.");
        case FileError::notFaithful:
            return TERM_TEXT("Storage",
                             "The workbook would not read back as it is, so nothing was changed. Save it as "
                             "JSON instead.");
    }
    return {};
}

std::string describe(const FileProblem& problem)
{
    std::string text(textOf(problem.error));
    const std::size_t mark = text.find("%1");
    if (mark != std::string::npos) {
        text.replace(mark, 2, problem.detail);
    }
    for (const interchange::ReadProblem& place : problem.contents) {
        text += "\n" + interchange::describe(place);
    }
    return text;
}

}  // namespace dealwright::storage
