// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/deal_file.h"

#include "interchange/json.h"

#include "storage/file_place.h"

#include <algorithm>
#include <array>

namespace dealwright::storage {

namespace {

[[nodiscard]] FileProblem problem(FileError error, const QString& detail = {})
{
    return {.error = error, .detail = detail.toStdString()};
}

[[nodiscard]] EncodeResult encodeAs(const QString& path, const deal::Workbook& workbook)
{
    if (!path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) {
        return encode(workbook);
    }
    const std::string json = interchange::writeJson(workbook);
    QByteArray bytes = QByteArray::fromStdString(json);
    LoadResult again = decode(bytes);
    if (!again.workbook) {
        return {.bytes = {}, .problem = std::move(again.problem)};
    }
    if (interchange::writeJson(*again.workbook) != json) {
        return {.bytes = {}, .problem = problem(FileError::notFaithful)};
    }
    return {.bytes = std::move(bytes), .problem = std::nullopt};
}

}  // namespace

LoadResult loadWorkbook(const QString& path)
{
    const FileContents contents = readFile(path, largestFile);
    if (contents.problem) {
        return {.workbook = std::nullopt, .problem = contents.problem, .version = std::nullopt};
    }
    LoadResult result = decode(contents.bytes);
    result.version = contents.version;
    return result;
}

std::optional<FileProblem> saveWorkbook(const QString& path, const deal::Workbook& workbook)
{
    return saveOpened(path, workbook, std::nullopt).problem;
}

WriteResult saveOpened(const QString& path, const deal::Workbook& workbook, const std::optional<FileVersion>& opened)
{
    EncodeResult encoded = encodeAs(path, workbook);
    if (encoded.problem) {
        return {.problem = std::move(encoded.problem), .version = std::nullopt};
    }
    return writeFile(path, encoded.bytes, Backup::keep, opened);
}

std::optional<FileProblem> saveBytes(const QString& path, const QByteArray& bytes)
{
    return writeFile(path, bytes).problem;
}

bool isWorkbook(const QString& path)
{
    if (kindOf(path) != FileKind::file) {
        return false;
    }
    const QByteArray bytes = readFile(path, largestFile).bytes;
    if (!looksLikeJson(bytes)) {
        return looksLikeDeal(bytes);
    }
    constexpr std::array names{"\"scenarios\"", "\"timeline\"", "\"useCases\"", "\"terms\""};
    return std::ranges::any_of(names, [&](const char* name) { return bytes.contains(name); }) ||
           decode(bytes).workbook.has_value();
}

QString backupOf(const QString& path)
{
    return path + u'~';
}

std::optional<FileProblem> convert(const QString& from, const QString& to)
{
    LoadResult loaded = loadWorkbook(from);
    return loaded.workbook ? saveWorkbook(to, *loaded.workbook) : std::move(loaded.problem);
}

}  // namespace dealwright::storage
