// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/deal_file.h"

#include "interchange/json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

namespace dealwright::storage {

namespace {

[[nodiscard]] FileProblem problem(FileError error, const QString& detail = {})
{
    return {.error = error, .detail = detail.toStdString()};
}

/// What kept `size` bytes from being written to the file; the system often says no more than “unknown error”.
[[nodiscard]] FileProblem reasonOf(const QSaveFile& file, qint64 size)
{
    const QFileInfo folder(QFileInfo(file.fileName()).absolutePath());
    if (!folder.isDir()) {
        return problem(FileError::folderNotThere);
    }
    const QStorageInfo disk(folder.filePath());
    if (disk.isValid() && !disk.isReadOnly() && disk.bytesAvailable() >= 0 && disk.bytesTotal() > 0 &&
        disk.bytesAvailable() < size) {
        return problem(FileError::noSpace);
    }
    if (file.error() == QFileDevice::PermissionsError || !folder.isWritable() || disk.isReadOnly()) {
        return problem(FileError::noPermission);
    }
    return problem(FileError::cannotWrite, file.errorString());
}

/// Copies what stands at `path` to the backup, which is replaced whole.
[[nodiscard]] bool backUp(const QString& path, const QString& backup)
{
    QFile from(path);
    QSaveFile to(backup);
    const QFileInfo standing(backup);
    if ((standing.exists() && !standing.isFile()) || !from.open(QIODevice::ReadOnly) ||
        !to.open(QIODevice::WriteOnly) || !to.setPermissions(from.permissions())) {
        return false;
    }
    constexpr qint64 chunk = qint64{1} << 20;
    while (!from.atEnd()) {
        const QByteArray bytes = from.read(chunk);
        if (bytes.isEmpty() || to.write(bytes) != bytes.size()) {
            return false;
        }
    }
    return to.commit();
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
    const auto refuse = [](FileProblem why) { return LoadResult{.workbook = std::nullopt, .problem = std::move(why)}; };
    const QFileInfo info(path);
    if (!info.exists()) {
        return refuse(problem(FileError::notThere));
    }
    if (!info.isFile()) {
        return refuse(problem(FileError::notAFile));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return refuse(problem(FileError::cannotRead));
    }
    const QByteArray bytes = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError) {
        return refuse(problem(FileError::cannotRead));
    }
    return decode(bytes);
}

std::optional<FileProblem> saveWorkbook(const QString& path, const deal::Workbook& workbook)
{
    EncodeResult encoded = encodeAs(path, workbook);
    if (encoded.problem) {
        return std::move(encoded.problem);
    }
    const QFileInfo info(path);
    const QString backup = path + u'~';
    if (info.exists() && info.isFile() && !backUp(path, backup)) {
        return problem(FileError::cannotBackUp, QFileInfo(backup).fileName());
    }
    return saveBytes(path, encoded.bytes);
}

std::optional<FileProblem> saveBytes(const QString& path, const QByteArray& bytes)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) {
        return problem(FileError::notAFile);
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return reasonOf(file, bytes.size());
    }
    return std::nullopt;
}

std::optional<FileProblem> convert(const QString& from, const QString& to)
{
    LoadResult loaded = loadWorkbook(from);
    return loaded.workbook ? saveWorkbook(to, *loaded.workbook) : std::move(loaded.problem);
}

}  // namespace dealwright::storage
