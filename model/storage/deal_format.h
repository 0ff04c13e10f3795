// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_problem.h"
#include "storage/file_reader.h"

#include "deal/scenario.h"

#include <QByteArray>

#include <optional>

// The .deal format: one line of ASCII,
//     DEALWRIGHT <format> xml <bytes of the payload> sha256:<64 hexadecimal digits>
// and a line feed; then the payload, the workbook as a Boost.Serialization XML archive without header.
namespace dealwright::storage {

inline constexpr int currentFormat = 1;
inline constexpr qint64 largestFile = qint64{16} << 20;  ///< bytes

struct EncodeResult {
    QByteArray bytes;  ///< empty where there is a problem
    std::optional<FileProblem> problem;
};

/// The workbook as a .deal file of the current format. Refuses what can't be held (interchange/limits.h) and what
/// would be larger than `largestFile`; the result has been decoded again and compared.
[[nodiscard]] EncodeResult encode(const deal::Workbook& workbook);

struct LoadResult {
    std::optional<deal::Workbook> workbook;
    std::optional<FileProblem> problem;  ///< why there is none
    /// What the file held, also where that is no workbook; absent where there is no file to save to.
    std::optional<FileVersion> version = std::nullopt;
};

/// Reads the bytes of a .deal file of any format up to the current one, or of JSON, told apart by how they begin.
/// Whatever the bytes are, the answer is a workbook that can be held or a problem, within time and memory in proportion
/// to their number.
[[nodiscard]] LoadResult decode(const QByteArray& bytes);

/// How the bytes begin: as a .deal file, or as JSON (a byte order mark and white space before the brace).
[[nodiscard]] bool looksLikeDeal(const QByteArray& bytes);
[[nodiscard]] bool looksLikeJson(const QByteArray& bytes);

/// No fewer bytes than the scenario takes in a .deal file. Quick: for each edit.
[[nodiscard]] qint64 mostBytes(const deal::Scenario& scenario);

/// How many bytes the workbook takes in a .deal file, whether or not it can be saved.
[[nodiscard]] qint64 bytesOf(const deal::Workbook& workbook);

/// The SHA-256 of the payload that saving the workbook now would write, 64 hexadecimal digits; empty for a workbook
/// that can't be saved.
[[nodiscard]] QByteArray payloadSha256(const deal::Workbook& workbook);

}  // namespace dealwright::storage
