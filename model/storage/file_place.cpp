// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/file_place.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dealwright::storage {

namespace {

[[nodiscard]] FileKind kindOf(const struct stat& status)
{
    switch (status.st_mode & S_IFMT) {
        case S_IFREG:
            return FileKind::file;
        case S_IFIFO:
        case S_IFCHR:
            return FileKind::stream;
        default:
            return FileKind::other;
    }
}

/// The folder without links; empty with errno set where there is none.
[[nodiscard]] QByteArray withoutLinks(const QByteArray& folder)
{
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(folder.constData(), nullptr), &std::free);
    return real ? QByteArray(real.get()) : QByteArray();
}

[[nodiscard]] QByteArray linkAt(const QByteArray& path)
{
    QByteArray target(PATH_MAX, '\0');
    const ssize_t length = readlink(path.constData(), target.data(), static_cast<std::size_t>(target.size()));
    return length > 0 ? target.left(length) : QByteArray();
}

/// The open descriptor that a path in this process's own folder of descriptors names, or -1.
[[nodiscard]] int descriptorOf(const FilePlace& place)
{
    bool whole = false;
    const int descriptor = place.name.toInt(&whole);
    return whole && descriptor >= 0 && place.folder == "/proc/" + QByteArray::number(getpid()) + "/fd" ? descriptor
                                                                                                       : -1;
}

[[nodiscard]] bool isOfTheSystem(const QByteArray& path)
{
    return (path.startsWith("/dev/") && !path.startsWith("/dev/shm/")) || path.startsWith("/proc/");
}

}  // namespace

FilePlace placeOf(const QString& path)
{
    FilePlace place;
    QByteArray next = QFile::encodeName(path);
    constexpr int mostLinks = 40;  // as many as Linux follows
    for (int links = 0; links <= mostLinks; ++links) {
        const qsizetype slash = next.lastIndexOf('/');
        const QByteArray folder = slash < 0 ? QByteArray(".") : next.left(slash + 1);
        place.name = next.mid(slash + 1);
        place.folder = withoutLinks(folder);
        if (place.folder.isEmpty()) {
            place.error = errno;
            return place;
        }
        if (place.name.isEmpty()) {
            place.name = ".";  // the folder itself
        }
        const QByteArray full = place.path();
        place.ofTheSystem = isOfTheSystem(full);
        place.descriptor = descriptorOf(place);
        struct stat status{};
        const bool isLink = lstat(full.constData(), &status) == 0 && S_ISLNK(status.st_mode);
        // What /proc shows as links leads to what is open, not to the names that it shows.
        if (!isLink || full.startsWith("/proc/")) {
            if (stat(full.constData(), &status) == 0) {
                place.kind = kindOf(status);
            } else if (errno != ENOENT) {
                place.error = errno;
            }
            return place;
        }
        const QByteArray target = linkAt(full);
        next = target.startsWith('/') ? target : place.folder + '/' + target;
    }
    place.error = ELOOP;
    return place;
}

FileKind kindOf(const QString& path)
{
    struct stat status{};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? kindOf(status) : FileKind::absent;
}

bool isSameFile(const QString& path, const QString& other)
{
    struct stat one{};
    struct stat two{};
    return stat(QFile::encodeName(path).constData(), &one) == 0 &&
           stat(QFile::encodeName(other).constData(), &two) == 0 && S_ISREG(one.st_mode) && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

QString absolutePath(const QString& path)
{
    return QDir::cleanPath(path.startsWith(u'/') ? path : QDir::currentPath() + u'/' + path);
}

FileProblem writingProblem(int error)
{
    const auto problem = [](FileError what, std::string detail = {}) {
        return FileProblem{.error = what, .detail = std::move(detail)};
    };
    switch (error) {
        case ENOSPC:
            return problem(FileError::noSpace);
        case EDQUOT:
            return problem(FileError::overQuota);
        case EFBIG:
            return problem(FileError::overSizeLimit);
        case EROFS:
            return problem(FileError::readOnlyDisk);
        case EACCES:
        case EPERM:
            return problem(FileError::noPermission);
        case ENOENT:
        case ENOTDIR:
        case ESTALE:
            return problem(FileError::folderNotThere);
        default:
            return problem(FileError::cannotWrite, std::generic_category().message(error));
    }
}

}  // namespace dealwright::storage
