// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/deal_format.h"
#include "storage/file_problem.h"

#include "deal/scenario.h"

#include <QByteArray>
#include <QString>

#include <optional>

// The only code of the model that touches files.
namespace dealwright::storage {

/// Opens a .deal or JSON file, told apart by its contents. Nothing but a regular file (or a link to one) is opened.
[[nodiscard]] LoadResult loadWorkbook(const QString& path);

/// Saves the workbook whole or not at all: as JSON where the name ends in .json, else as a .deal file. What stood there
/// stays as the same name with ~ at the end; permissions and a link to another place stay as they are.
[[nodiscard]] std::optional<FileProblem> saveWorkbook(const QString& path, const deal::Workbook& workbook);

/// Saves bytes (a report, a picture, a table) whole or not at all, without a backup. Refuses devices and folders.
[[nodiscard]] std::optional<FileProblem> saveBytes(const QString& path, const QByteArray& bytes);

/// Opens `from` and saves it as `to`, each as its contents or name say.
[[nodiscard]] std::optional<FileProblem> convert(const QString& from, const QString& to);

}  // namespace dealwright::storage
