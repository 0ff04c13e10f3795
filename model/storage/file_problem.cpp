// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_problem.h"

#include "deal/field.h"
#include "deal/filled.h"

namespace dealwright::storage {

std::string_view textOf(FileError error)
{
    switch (error) {
        case FileError::notThere:
            return TERM_TEXT("Storage", "There is no such file. It may have been moved or renamed.");
        case FileError::notAFile:
            return TERM_TEXT("Storage", "This is a folder, a disk or a socket, not a file. Choose a file.");
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
        case FileError::longer:
            return TERM_TEXT("Storage",
                             "The file is longer than it was when it was saved. It was probably changed on its way, as "
                             "mail and git change the ends of lines. Get it again, or try its backup, the same name "
                             "with ~ at the end.");
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
            return TERM_TEXT("Storage", "Choose another folder. There is none of that name; nothing was changed.");
        case FileError::noPermission:
            return TERM_TEXT("Storage", "Choose another folder. You may not write there; nothing was changed.");
        case FileError::noSpace:
            return TERM_TEXT("Storage", "Make room, or choose another disk. The disk is full; nothing was changed.");
        case FileError::overQuota:
            return TERM_TEXT(
                "Storage",
                "Make room, or choose another disk. Your part of this disk, the quota, is used up; nothing "
                "was changed.");
        case FileError::overSizeLimit:
            return TERM_TEXT("Storage",
                             "Raise the limit (ulimit -f), or choose another disk. The file would be larger than the "
                             "limit on the size of files; nothing was changed.");
        case FileError::readOnlyDisk:
            return TERM_TEXT("Storage", "Choose another disk. This one can only be read; nothing was changed.");
        case FileError::cannotBackUp:
            return TERM_TEXT("Storage",
                             "Save under another name. The backup %1 can't be written; nothing was changed.");
        case FileError::cannotWrite:
            return TERM_TEXT("Storage",
                             "Save under another name. The file can't be written (%1); nothing was changed.");
        case FileError::notReadBack:
            return TERM_TEXT("Storage",
                             "Choose another disk. What was written there does not read back as it was; nothing was "
                             "changed.");
        case FileError::changedMeanwhile:
            return TERM_TEXT("Storage",
                             "Open the file again, or save under another name. Another program wrote it in the "
                             "meantime; nothing was changed.");
        case FileError::notReplaceable:
            return TERM_TEXT("Storage",
                             "Choose another name. A folder, a disk or a socket stands there; nothing was changed.");
        case FileError::notFaithful:
            return TERM_TEXT(
                "Storage", "Save it as JSON instead. The workbook would not read back as it is; nothing was changed.");
        case FileError::notWrittenThrough:
            return TERM_TEXT("Storage", "Not everything could be written there (%1). Write to a file instead.");
    }
    return {};
}

std::string describe(const FileProblem& problem)
{
    std::string text = deal::filled(textOf(problem.error), problem.detail);
    for (const interchange::ReadProblem& place : problem.contents) {
        text += "\n" + interchange::describe(place);
    }
    return text;
}

}  // namespace dealwright::storage
