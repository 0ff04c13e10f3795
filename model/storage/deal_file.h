// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/deal_format.h"
#include "storage/file_problem.h"
#include "storage/file_writer.h"

#include "deal/scenario.h"

#include <QByteArray>
#include <QString>

#include <optional>

// The only code of the model that touches files.
namespace dealwright::storage {

/// Opens a .deal or JSON file, told apart by its contents. Pipes and character devices are read to their end.
[[nodiscard]] LoadResult loadWorkbook(const QString& path);

/// Saves the workbook whole or not at all (file_writer.h): as JSON where the name ends in .json, else as a .deal file.
/// What stood there stays as the same name with ~ at the end.
[[nodiscard]] std::optional<FileProblem> saveWorkbook(const QString& path, const deal::Workbook& workbook);

/// The same for a workbook that was opened there: refused where the file is no longer what it was then.
[[nodiscard]] WriteResult saveOpened(const QString& path, const deal::Workbook& workbook,
                                     const std::optional<FileVersion>& opened);

/// Saves bytes (a report, a picture, a table) whole or not at all, without a backup.
[[nodiscard]] std::optional<FileProblem> saveBytes(const QString& path, const QByteArray& bytes);

/// Whether a workbook stands there, a backup and a damaged one too: what is none must not be written over it. JSON is
/// taken for a workbook where it reads as one, or has a name in it that only workbooks have.
[[nodiscard]] bool isWorkbook(const QString& path);

/// The name of the backup that saving there keeps.
[[nodiscard]] QString backupOf(const QString& path);

/// Opens `from` and saves it as `to`, each as its contents or name say.
[[nodiscard]] std::optional<FileProblem> convert(const QString& from, const QString& to);

}  // namespace dealwright::storage
