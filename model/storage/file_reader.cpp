// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_reader.h"

#include "storage/descriptor.h"
#include "storage/file_place.h"

#include <QCryptographicHash>

#include <algorithm>

#include <fcntl.h>
#include <poll.h>

namespace dealwright::storage {

namespace {

[[nodiscard]] FileContents refuse(FileError error)
{
    return {.bytes = {}, .version = std::nullopt, .problem = FileProblem{.error = error}};
}

/// An inherited pipe is taken as it is: opening it by its name anew is refused for sockets and across users.
[[nodiscard]] Descriptor opened(const FilePlace& place)
{
    if (place.descriptor >= 0 && place.kind != FileKind::file) {
        return Descriptor(fcntl(place.descriptor, F_DUPFD_CLOEXEC, 0));
    }
    return Descriptor(open(place.path().constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
}

/// Whether all was read, up to `most` bytes.
[[nodiscard]] bool readAll(const Descriptor& file, qint64 most, QByteArray& bytes)
{
    constexpr qint64 chunk = qint64{1} << 16;
    for (;;) {
        const qsizetype before = bytes.size();
        const qint64 wanted = std::min(chunk, most - before);
        if (wanted == 0) {
            return true;
        }
        bytes.resize(before + wanted);
        const ssize_t got = read(file.number(), bytes.data() + before, static_cast<std::size_t>(wanted));
        const int error = errno;
        bytes.resize(before + std::max<ssize_t>(got, 0));
        if (got == 0) {
            return true;
        }
        if (got < 0 && error == EAGAIN) {
            pollfd waiting{.fd = file.number(), .events = POLLIN, .revents = 0};
            poll(&waiting, 1, -1);
        } else if (got < 0 && error != EINTR) {
            return false;
        }
    }
}

}  // namespace

FileVersion versionOf(const QByteArray& bytes)
{
    return {QCryptographicHash::hash(bytes, QCryptographicHash::Sha256)};
}

FileContents readFile(const QString& path, qint64 most)
{
    const FilePlace place = placeOf(path);
    if (place.error) {
        return refuse(*place.error == ENOENT || *place.error == ENOTDIR ? FileError::notThere : FileError::cannotRead);
    }
    if (place.kind == FileKind::absent) {
        return refuse(FileError::notThere);
    }
    if (place.kind == FileKind::other && place.descriptor < 0) {
        return refuse(FileError::notAFile);
    }
    const Descriptor file = opened(place);
    FileContents contents;
    if (!file || !readAll(file, most + 1, contents.bytes)) {
        return refuse(errno == EISDIR ? FileError::notAFile : FileError::cannotRead);
    }
    if (place.kind == FileKind::file && !place.ofTheSystem) {
        contents.version = versionOf(contents.bytes);
    }
    return contents;
}

}  // namespace dealwright::storage
