// SPDX-License-Identifier: GPL-3.0-or-later
// How a file is replaced whole or not at all: a temporary beside it, sync, reading back, backup, rename, and the way
// back from each of these.
#include "storage/file_writer.h"

#include "storage/descriptor.h"
#include "storage/file_place.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>
#include <csignal>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

namespace dealwright::storage {

namespace {

constexpr qint64 chunk = qint64{1} << 20;  ///< bytes read or written at once
constexpr mode_t permissionBits = 07777;

/// Thrown inside this file alone; writeFile answers with it.
struct Failure {
    FileProblem problem;
};

[[noreturn]] void fail(int error)
{
    throw Failure{writingProblem(error)};
}

[[noreturn]] void fail(FileError error, const QByteArray& detail = {})
{
    throw Failure{{.error = error, .detail = detail.toStdString()}};
}

/// Writes all of it; false with errno set.
[[nodiscard]] bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto most = static_cast<std::size_t>(std::min<qint64>(bytes.size(), chunk));
        const ssize_t written = write(file, bytes.data(), most);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes = bytes.sliced(std::max<ssize_t>(written, 0));
    }
    return true;
}

/// False with errno set. Where the file system has no such thing there is nothing to wait for.
[[nodiscard]] bool flush(int file)
{
    return fsync(file) == 0 || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP;
}

/// Hands the file's bytes on from its beginning, a chunk at a time; false with errno set.
template <class Take>
[[nodiscard]] bool readThrough(int file, Take take)
{
    QByteArray bytes(chunk, Qt::Uninitialized);
    for (off_t at = 0;;) {
        const ssize_t got = pread(file, bytes.data(), static_cast<std::size_t>(bytes.size()), at);
        if (got == 0) {
            return true;
        }
        if (got > 0) {
            take(QByteArrayView(bytes).first(got));
            at += got;
        } else if (errno != EINTR) {
            return false;
        }
    }
}

[[nodiscard]] bool isSame(const struct stat& a, const struct stat& b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

[[nodiscard]] bool isUnchanged(const struct stat& a, const struct stat& b)
{
    return isSame(a, b) && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
           a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

/// A folder that stays the same one while names in it change, also where it is moved.
class Folder {
public:
    explicit Folder(const QByteArray& path)
        : m_path(path), m_folder(open(path.constData(), O_PATH | O_DIRECTORY | O_CLOEXEC))
    {
        if (!m_folder) {
            fail(errno);
        }
    }

    [[nodiscard]] int number() const { return m_folder.number(); }

    [[nodiscard]] std::optional<struct stat> status(const QByteArray& name) const
    {
        struct stat found{};
        if (fstatat(number(), name.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0) {
            return found;
        }
        if (errno != ENOENT) {
            fail(errno);
        }
        return std::nullopt;
    }

    /// Whether its path still leads here.
    [[nodiscard]] bool isThere() const
    {
        struct stat here{};
        struct stat there{};
        return fstat(number(), &here) == 0 && stat(m_path.constData(), &there) == 0 && isSame(here, there);
    }

    /// Makes what was renamed last; false with errno set. A folder that may not be listed can't be flushed alone: then
    /// the whole file system is, by way of the file of that name.
    [[nodiscard]] bool flushNames(const QByteArray& name) const
    {
        const Descriptor listed(openat(number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (listed) {
            return flush(listed.number());
        }
        const Descriptor file(openat(number(), name.constData(), O_RDONLY | O_CLOEXEC));
        return file && syncfs(file.number()) == 0;
    }

private:
    QByteArray m_path;
    Descriptor m_folder;
};

/// A file under a name of its own, which goes unless it is put in another's place.
class Temporary {
public:
    /// With these permissions, or those of a new file.
    Temporary(const Folder& folder, std::optional<mode_t> permissions) : m_folder(&folder)
    {
        constexpr int attempts = 100;
        const mode_t first = permissions ? 0600 : 0666;
        int error = EEXIST;
        for (int i = 0; i < attempts && error == EEXIST; ++i) {
            const QByteArray name = freshName();
            const int file = openat(folder.number(), name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, first);
            error = file < 0 ? errno : 0;
            if (file >= 0) {
                m_name = name;
                m_file = Descriptor(file);
            }
        }
        if (error != 0) {
            fail(error);
        }
        if (permissions) {
            // Where the file system knows no permissions there are none to keep.
            (void)fchmod(m_file.number(), *permissions & permissionBits);
        }
    }
    /// Another name of the file that has this one; hasName() is false where the file system has no links.
    Temporary(const Folder& folder, const QByteArray& of) : m_folder(&folder), m_name(freshName())
    {
        if (linkat(folder.number(), of.constData(), folder.number(), m_name.constData(), 0) != 0) {
            m_name.clear();
        }
    }
    Temporary(Temporary&& other) noexcept
        : m_folder(other.m_folder), m_name(std::exchange(other.m_name, {})), m_file(std::move(other.m_file))
    {
    }
    Temporary& operator=(Temporary&&) = delete;
    ~Temporary()
    {
        if (!m_name.isEmpty()) {
            (void)unlinkat(m_folder->number(), m_name.constData(), 0);
        }
    }

    [[nodiscard]] bool hasName() const { return !m_name.isEmpty(); }

    void append(QByteArrayView bytes)
    {
        if (!writeAll(m_file.number(), bytes)) {
            fail(errno);
        }
        m_written.addData(bytes);
    }

    /// Takes the file to the disk and reads it back from there. Gives what it holds.
    [[nodiscard]] FileVersion finish()
    {
        if (!flush(m_file.number())) {
            fail(errno);
        }
        // From the disk, not from what the system still has in memory, where it lets go of that.
        (void)posix_fadvise(m_file.number(), 0, 0, POSIX_FADV_DONTNEED);
        QCryptographicHash read(QCryptographicHash::Sha256);
        if (!readThrough(m_file.number(), [&](QByteArrayView bytes) { read.addData(bytes); })) {
            fail(errno);
        }
        if (read.result() != m_written.result()) {
            fail(FileError::notReadBack);
        }
        if (!m_file.close()) {
            fail(errno);
        }
        return {read.result()};
    }

    /// From now on it stays.
    void leave() { m_name.clear(); }

    /// False with errno set.
    [[nodiscard]] bool rename(const QByteArray& name)
    {
        if (renameat(m_folder->number(), m_name.constData(), m_folder->number(), name.constData()) != 0) {
            return false;
        }
        leave();
        return true;
    }

private:
    [[nodiscard]] static QByteArray freshName()
    {
        return ".dealwright-" + QByteArray::number(QRandomGenerator::global()->generate64(), 36);
    }

    const Folder* m_folder;
    QByteArray m_name;  ///< empty: none any more
    Descriptor m_file;
    QCryptographicHash m_written{QCryptographicHash::Sha256};
};

/// Copies the file into a new one in the folder, flushed and read back. Gives what it holds.
[[nodiscard]] FileVersion copyInto(Temporary& copy, const Descriptor& from)
{
    if (!readThrough(from.number(), [&](QByteArrayView bytes) { copy.append(bytes); })) {
        fail(errno);
    }
    return copy.finish();
}

/// A file that stands, open to be read.
struct Standing {
    Standing(const Folder& folder, const QByteArray& name)
        : file(openat(folder.number(), name.constData(), O_RDONLY | O_CLOEXEC))
    {
        if (!file || fstat(file.number(), &status) != 0) {
            fail(errno);
        }
    }

    [[nodiscard]] FileVersion version() const
    {
        QCryptographicHash read(QCryptographicHash::Sha256);
        if (!readThrough(file.number(), [&](QByteArrayView bytes) { read.addData(bytes); })) {
            fail(errno);
        }
        return {read.result()};
    }

    Descriptor file;
    struct stat status{};
};

/// Puts a finished file in the place of a name, and takes that back unless it is kept.
class Replacement {
public:
    Replacement(const Folder& folder, QByteArray name, Temporary next, bool stands)
        : m_folder(folder), m_name(std::move(name)), m_next(std::move(next))
    {
        if (stands) {
            m_before.emplace(folder, m_name);
            if (!m_before->hasName()) {
                const Standing old(folder, m_name);
                m_before.emplace(folder, old.status.st_mode);
                (void)copyInto(*m_before, old.file);
            }
        }
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    ~Replacement()
    {
        if (m_isDone && !m_isKept) {
            undo();
        }
    }

    void replace()
    {
        if (!m_next.rename(m_name)) {
            fail(errno);
        }
        m_isDone = true;
    }
    void flushName() const
    {
        if (!m_folder.flushNames(m_name)) {
            fail(errno);
        }
    }
    void keep() { m_isKept = true; }

private:
    void undo()
    {
        if (m_before) {
            if (!m_before->rename(m_name)) {
                m_before->leave();  // where it is, it is not lost
            }
        } else {
            (void)unlinkat(m_folder.number(), m_name.constData(), 0);
        }
        (void)m_folder.flushNames(m_name);
    }

    const Folder& m_folder;
    QByteArray m_name;
    Temporary m_next;
    std::optional<Temporary> m_before;  ///< another name of what stood there
    bool m_isDone = false;
    bool m_isKept = false;
};

[[nodiscard]] FilePlace placeOfBackup(const QString& path, const FilePlace& of)
{
    FilePlace place = placeOf(path + u'~');
    const bool replaceable = place.kind == FileKind::absent || place.kind == FileKind::file;
    if (place.error || place.ofTheSystem || !replaceable || place.path() == of.path()) {
        fail(FileError::cannotBackUp, place.name.isEmpty() ? of.name + '~' : place.name);
    }
    return place;
}

[[nodiscard]] bool isWritable(const Folder& folder, const QByteArray& name)
{
    return faccessat(folder.number(), name.constData(), W_OK, AT_EACCESS) == 0;
}

[[nodiscard]] FileVersion replaceFile(const QString& path, const FilePlace& place, const QByteArray& bytes,
                                      Backup backup, const std::optional<FileVersion>& opened)
{
    const Folder folder(place.folder);
    const auto before = folder.status(place.name);
    std::optional<Folder> backupFolder;
    std::optional<Replacement> backedUp;
    std::optional<struct stat> read;
    if (before) {
        if (!isWritable(folder, place.name)) {
            fail(errno);
        }
        std::optional<FileVersion> standing;
        if (backup == Backup::keep) {
            const FilePlace beside = placeOfBackup(path, place);
            const Standing old(folder, place.name);
            read = old.status;
            backupFolder.emplace(beside.folder);
            if (beside.kind == FileKind::file && !isWritable(*backupFolder, beside.name)) {
                fail(FileError::cannotBackUp, beside.name);
            }
            Temporary copy(*backupFolder, old.status.st_mode);
            standing = copyInto(copy, old.file);
            backedUp.emplace(*backupFolder, beside.name, std::move(copy), beside.kind == FileKind::file);
        } else if (opened) {
            const Standing old(folder, place.name);
            read = old.status;
            standing = old.version();
        }
        if (opened && *opened != *standing) {
            fail(FileError::changedMeanwhile);
        }
    }
    Temporary next(folder, before ? std::optional(before->st_mode) : std::nullopt);
    next.append(bytes);
    FileVersion version = next.finish();
    Replacement replacement(folder, place.name, std::move(next), before.has_value());

    if (!folder.isThere()) {
        fail(FileError::folderNotThere);
    }
    if (const auto now = folder.status(place.name); read && (!now || !isUnchanged(*now, *read))) {
        fail(FileError::changedMeanwhile);
    }
    if (backedUp) {
        backedUp->replace();
    }
    replacement.replace();
    if (backedUp) {
        backedUp->flushName();
    }
    replacement.flushName();
    if (backedUp) {
        backedUp->keep();
    }
    replacement.keep();
    return version;
}

/// Lets a write to a pipe that nobody reads fail instead of ending the program.
class NoPipeSignal {
public:
    NoPipeSignal()
    {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        sigset_t pending;
        sigpending(&pending);
        m_waits = sigismember(&pending, SIGPIPE) != 0;
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;
    ~NoPipeSignal()
    {
        constexpr timespec now{};
        while (!m_waits && sigtimedwait(&m_pipe, nullptr, &now) < 0 && errno == EINTR) {
        }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
    bool m_waits = false;  ///< one that was there before
};

/// Whoever interrupts waits until the temporaries are gone, or have become the files.
class HeldInterruptions {
public:
    HeldInterruptions()
    {
        sigset_t interruptions;
        sigemptyset(&interruptions);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
            sigaddset(&interruptions, signal);
        }
        pthread_sigmask(SIG_BLOCK, &interruptions, &m_before);
    }
    HeldInterruptions(const HeldInterruptions&) = delete;
    HeldInterruptions& operator=(const HeldInterruptions&) = delete;
    ~HeldInterruptions() { pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }

private:
    sigset_t m_before{};
};

void writeThrough(const FilePlace& place, const QByteArray& bytes)
{
    const NoPipeSignal quiet;
    const int flags = O_WRONLY | O_CLOEXEC | O_NOCTTY | (place.kind == FileKind::file ? O_TRUNC : 0);
    // What is open already is taken as it is: it may be at the end of a file that others write too.
    Descriptor target(place.descriptor >= 0 ? fcntl(place.descriptor, F_DUPFD_CLOEXEC, 0)
                                            : open(place.path().constData(), flags));
    if (!target) {
        fail(errno);
    }
    if (!writeAll(target.number(), bytes) || !flush(target.number()) || !target.close()) {
        fail(FileError::notWrittenThrough, QByteArray::fromStdString(std::generic_category().message(errno)));
    }
}

}  // namespace

WriteResult writeFile(const QString& path, const QByteArray& bytes, Backup backup,
                      const std::optional<FileVersion>& opened)
{
    try {
        const FilePlace place = placeOf(path);
        if (place.error) {
            fail(*place.error);
        }
        if (place.kind == FileKind::other) {
            fail(FileError::notReplaceable);
        }
        if (place.kind == FileKind::stream || place.ofTheSystem) {
            writeThrough(place, bytes);
            return {};
        }
        const HeldInterruptions held;
        return {.problem = std::nullopt, .version = replaceFile(path, place, bytes, backup, opened)};
    } catch (Failure& failure) {
        return {.problem = std::move(failure.problem), .version = std::nullopt};
    }
}

}  // namespace dealwright::storage
