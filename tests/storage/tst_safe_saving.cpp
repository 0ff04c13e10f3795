// SPDX-License-Identifier: GPL-3.0-or-later
// Saving where it fails or is cut off: on real file systems, as a real user, under real limits.
#include "saving.h"
#include "support/room_tests.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <set>
#include <thread>

using namespace dealwright;
using storage::FileError;
using tests::contentsOf;
using tests::inAChild;
using tests::listing;
using tests::put;
using tests::workbookOf;

namespace {

constexpr uid_t nobody = 65534;

[[nodiscard]] QString systemSays(const char* what)
{
    return QString::fromLatin1(what) + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(errno));
}

/// For a child: a file system of its own in the folder, empty, in memory, as large as the options say.
[[nodiscard]] QString mountDisk(const QString& folder, const char* options)
{
    const uid_t user = geteuid();
    const gid_t group = getegid();
    if (unshare(user == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0) {
        return systemSays("unshare");
    }
    if (user != 0) {
        const auto map = [](const char* file, unsigned id) {
            return put(QString::fromLatin1(file), "0 " + QByteArray::number(id) + " 1");
        };
        if (!put(QStringLiteral("/proc/self/setgroups"), "deny") || !map("/proc/self/uid_map", user) ||
            !map("/proc/self/gid_map", group)) {
            return QStringLiteral("no user namespace");
        }
    }
    if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", folder.toLocal8Bit().constData(), "tmpfs", 0, options) != 0) {
        return systemSays("mount");
    }
    return {};
}

/// Why a test may mount no file system of its own here, as in most containers; empty where it may.
[[nodiscard]] QString noDisk(const QString& folder)
{
    const QString why = inAChild([&] { return mountDisk(folder, "size=1m"); });
    return why.isEmpty() ? QString() : QStringLiteral("no file system can be mounted here: ") + why;
}

/// Whether a test may follow a child's system calls here: some containers forbid it.
[[nodiscard]] bool mayTrace()
{
    return inAChild([] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? QString() : systemSays("ptrace"); })
        .isEmpty();
}

/// Fills the disk and then makes so much room again.
[[nodiscard]] bool fill(const QString& folder, qint64 room)
{
    const QByteArray name = (folder + "/filler").toLocal8Bit();
    const int filler = open(name.constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const QByteArray page(4096, 'x');
    qint64 size = 0;
    for (ssize_t written = 1; written > 0;) {
        written = write(filler, page.constData(), static_cast<std::size_t>(page.size()));
        size += std::max<ssize_t>(written, 0);
    }
    const bool full = errno == ENOSPC && ftruncate(filler, std::max<qint64>(size - room, 0)) == 0;
    return ::close(filler) == 0 && full;
}

/// Saves where it must fail with this error: what is wrong, or nothing.
[[nodiscard]] QString failsToSave(const QString& file, const deal::Workbook& workbook, FileError error,
                                  const char* words)
{
    const QString folder = QFileInfo(file).absolutePath();
    const QString before = listing(folder);
    const auto problem = storage::saveWorkbook(file, workbook);
    if (!problem) {
        return QStringLiteral("it was saved");
    }
    const QString said = QString::fromStdString(describe(*problem));
    if (problem->error != error || !said.contains(QLatin1String(words)) ||
        !said.endsWith(QStringLiteral("nothing was changed."))) {
        return QStringLiteral("it says: ") + said;
    }
    return listing(folder) == before ? QString() : QStringLiteral("the folder is not as it was:\n") + listing(folder);
}

enum class Stop { killed, ended };

/// Does the work in a child up to its n-th system call (from 1), where `at` is called, and the child killed before the
/// call is done if `kill` says so.
[[nodiscard]] Stop stopAt(int n, const std::function<void()>& work, bool kill, const std::function<void()>& at)
{
    const pid_t child = fork();
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 && raise(SIGSTOP) == 0) {
            work();
        }
        _exit(0);
    }
    int status = 0;
    bool inside = false;
    int calls = 0;
    waitpid(child, &status, 0);
    ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD);
    while (!WIFEXITED(status) && !WIFSIGNALED(status)) {
        const int signal = WSTOPSIG(status);
        const bool isCall = signal == (SIGTRAP | 0x80);
        inside = isCall ? !inside : inside;
        if (isCall && inside && ++calls == n) {
            at();
            if (kill) {
                ::kill(child, SIGKILL);
            }
        }
        const long passedOn = isCall || signal == SIGSTOP || signal == SIGTRAP ? 0 : signal;
        ptrace(PTRACE_SYSCALL, child, nullptr, passedOn);
        waitpid(child, &status, 0);
    }
    return calls >= n ? Stop::killed : Stop::ended;
}

}  // namespace

class TestSafeSaving : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(QFile::setPermissions(m_folder.path(), QFileDevice::Permissions(0x7755)));  // for other users too
    }

    void aFullDiskChangesNothing_data()
    {
        QTest::addColumn<bool>("large");
        QTest::addColumn<QString>("name");
        QTest::addColumn<qint64>("room");  // bytes
        for (const char* name : {"a.deal", "a.json"}) {
            QTest::addRow("%s below 16 KiB", name) << false << QString(name) << qint64{0};
            QTest::addRow("%s above 16 KiB", name) << true << QString(name) << qint64{0};
            QTest::addRow("%s with room for a part of the backup", name) << true << QString(name) << qint64{8192};
        }
        // The large one stands there, the small one comes: it has room, its backup has not.
        QTest::addRow("room for the workbook, none for its backup") << true << QString("backup.deal") << qint64{40960};
    }
    void aFullDiskChangesNothing()
    {
        QFETCH(bool, large);
        QFETCH(QString, name);
        QFETCH(qint64, room);
        QCOMPARE(storage::encode(workbookOf("first", large)).bytes.size() > 16384, large);
        const QString disk = folderNamed("disk");
        // Only the privileged may mount: elsewhere the limit on the size of files stands for the full disk.
        if (const QString why = noDisk(disk); !why.isEmpty()) {
            QSKIP(qUtf8Printable(why));
        }
        QCOMPARE(inAChild([&]() -> QString {
                     if (const QString why = mountDisk(disk, "size=4m"); !why.isEmpty()) {
                         return why;
                     }
                     const QString file = disk + '/' + name;
                     if (storage::saveWorkbook(file, workbookOf("first", large)) ||
                         storage::saveWorkbook(file, workbookOf("second", large)) || !fill(disk, room)) {
                         return QStringLiteral("the disk could not be filled");
                     }
                     const bool smaller = name.startsWith(QStringLiteral("backup"));
                     QString wrong = failsToSave(file, workbookOf("third", large && !smaller), FileError::noSpace,
                                                 "The disk is full; nothing was changed");
                     if (wrong.isEmpty()) {  // nothing stands there yet
                         wrong = failsToSave(disk + "/new-" + name, workbookOf("third", true), FileError::noSpace,
                                             "The disk is full; nothing was changed");
                     }
                     return wrong;
                 }),
                 QString());
    }

    void aLimitOnTheSizeOfFilesChangesNothing_data()
    {
        QTest::addColumn<bool>("large");
        QTest::addColumn<quint64>("limit");  // bytes
        QTest::newRow("small, none at all") << false << quint64{0};
        QTest::newRow("small, a part") << false << quint64{1000};
        QTest::newRow("large, a part") << true << quint64{20000};
    }
    void aLimitOnTheSizeOfFilesChangesNothing()
    {
        QFETCH(bool, large);
        QFETCH(quint64, limit);
        const QString file = folderNamed("limited") + "/a.deal";
        QVERIFY(!storage::saveWorkbook(file, workbookOf("first", large)));
        QVERIFY(!storage::saveWorkbook(file, workbookOf("second", large)));
        QCOMPARE(inAChild([&]() -> QString {
                     std::signal(SIGXFSZ, SIG_IGN);  // as the program does
                     const rlimit low{.rlim_cur = limit, .rlim_max = limit};
                     if (setrlimit(RLIMIT_FSIZE, &low) != 0) {
                         return systemSays("setrlimit");
                     }
                     return failsToSave(file, workbookOf("third", large), FileError::overSizeLimit,
                                        "limit on the size of files; nothing was changed");
                 }),
                 QString());
    }

    void aReadOnlyDiskChangesNothing()
    {
        const QString disk = folderNamed("readonly");
        // Only the privileged may mount a disk that can only be read.
        if (const QString why = noDisk(disk); !why.isEmpty()) {
            QSKIP(qUtf8Printable(why));
        }
        QCOMPARE(
            inAChild([&]() -> QString {
                if (const QString why = mountDisk(disk, "size=1m"); !why.isEmpty()) {
                    return why;
                }
                const QString file = disk + "/a.deal";
                if (storage::saveWorkbook(file, workbookOf("first", false)) ||
                    mount("tmpfs", disk.toLocal8Bit().constData(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) != 0) {
                    return systemSays("remount");
                }
                return failsToSave(file, workbookOf("second", false), FileError::readOnlyDisk, "can only be read");
            }),
            QString());
    }

    void whereOneMayNotWriteNothingChanges_data()
    {
        QTest::addColumn<int>("folderMode");
        QTest::addColumn<int>("fileMode");
        QTest::newRow("the folder") << 0555 << 0666;
        QTest::newRow("the file") << 0777 << 0444;
    }
    void whereOneMayNotWriteNothingChanges()
    {
        QFETCH(int, folderMode);
        QFETCH(int, fileMode);
        const QString folder = folderNamed("locked");
        const QString file = folder + "/a.deal";
        QVERIFY(!storage::saveWorkbook(file, workbookOf("first", false)));
        QCOMPARE(chmod(file.toLocal8Bit().constData(), static_cast<mode_t>(fileMode)), 0);
        QCOMPARE(chmod(folder.toLocal8Bit().constData(), static_cast<mode_t>(folderMode)), 0);
        const QString wrong = inAChild([&]() -> QString {
            // Root may write everywhere.
            if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(nobody) != 0 || setuid(nobody) != 0)) {
                return systemSays("setuid");
            }
            return failsToSave(file, workbookOf("second", false), FileError::noPermission, "You may not write there");
        });
        QCOMPARE(chmod(folder.toLocal8Bit().constData(), 0755), 0);
        QCOMPARE(wrong, QString());
    }

    void aFolderThatIsGoneIsSaid()
    {
        const QString folder = folderNamed("gone");
        QVERIFY(QDir(folder).removeRecursively());
        const auto problem = storage::saveWorkbook(folder + "/a.deal", workbookOf("A", false));
        QVERIFY(problem);
        QCOMPARE(problem->error, FileError::folderNotThere);
        QVERIFY(QString::fromStdString(describe(*problem)).endsWith(QStringLiteral("nothing was changed.")));
    }

    /// The folder is moved away while a save is at work in it, at each of its system calls in turn.
    void aFolderThatVanishesMeanwhileKeepsWholeFilesAndNothingElse()
    {
        if (!mayTrace()) {  // a container's filter may forbid it, and nothing else stops between two calls
            QSKIP("no system call can be followed here");
        }
        const QString folder = folderNamed("here");
        const QString away = m_folder.filePath("away");
        const QString file = folder + "/a.deal";
        const QByteArray first = storage::encode(workbookOf("first", false)).bytes;
        const QByteArray second = storage::encode(workbookOf("second", false)).bytes;
        const deal::Workbook next = workbookOf("second", false);
        std::set<QByteArray> seen;
        const auto save = [&] { (void)storage::saveWorkbook(file, next); };
        for (int n = 1;; ++n) {
            QVERIFY(put(file, first) && put(file + "~", "before"));
            const Stop stop = stopAt(n, save, false, [&] { (void)QDir().rename(folder, away); });
            const QString where = stop == Stop::ended ? folder : away;
            const QByteArray now = contentsOf(where + "/a.deal");
            seen.insert(now);
            QVERIFY2(now == first || now == second, qPrintable(QString::number(n)));
            const QByteArray backup = contentsOf(where + "/a.deal~");
            QVERIFY2(backup == (now == first ? QByteArray("before") : first), qPrintable(QString::number(n)));
            QCOMPARE(QDir(where).entryList(QDir::Files | QDir::Hidden).size(), 2);
            if (stop == Stop::ended) {
                break;
            }
            QVERIFY(QDir().rename(away, folder));
        }
        QCOMPARE(seen.size(), std::size_t{2});
    }

    void aSaveThatIsKilledLeavesWholeFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("stands");
        QTest::addColumn<bool>("backedUp");
        for (const char* name : {"a.deal", "a.json"}) {
            QTest::addRow("%s, new", name) << QString(name) << false << false;
            QTest::addRow("%s, without a backup yet", name) << QString(name) << true << false;
            QTest::addRow("%s, with a backup", name) << QString(name) << true << true;
        }
    }
    /// Killed at each of its system calls in turn.
    void aSaveThatIsKilledLeavesWholeFiles()
    {
        QFETCH(QString, name);
        QFETCH(bool, stands);
        QFETCH(bool, backedUp);
        if (!mayTrace()) {  // a container's filter may forbid it, and nothing else stops between two calls
            QSKIP("no system call can be followed here");
        }
        const QString folder = folderNamed("killed");
        const QString file = folder + '/' + name;
        const auto saved = [&](const char* called) {
            const QString other = m_folder.filePath(name);
            return storage::saveWorkbook(other, workbookOf(called, false)) ? QByteArray() : contentsOf(other);
        };
        const QByteArray oldest = backedUp ? saved("oldest") : QByteArray();
        const QByteArray old = stands ? saved("old") : QByteArray();
        const QByteArray next = saved("next");
        const deal::Workbook workbook = workbookOf("next", false);
        const auto save = [&] { (void)storage::saveWorkbook(file, workbook); };
        std::set<std::pair<QByteArray, QByteArray>> seen;
        for (int n = 1;; ++n) {
            for (const QString& left : QDir(folder).entryList(QDir::Files | QDir::Hidden)) {
                QVERIFY(QFile::remove(folder + '/' + left));
            }
            QVERIFY(!stands || put(file, old));
            QVERIFY(!backedUp || put(file + "~", oldest));
            const Stop stop = stopAt(n, save, true, [] {});
            const QByteArray now = contentsOf(file);
            const QByteArray backup = contentsOf(file + "~");
            seen.emplace(now, backup);
            QVERIFY2(now == old || now == next, qPrintable(QString::number(n)));
            QVERIFY2(backup == oldest || backup == old, qPrintable(QString::number(n)));
            QCOMPARE(QFile::exists(file), stands || now == next);
            if (stop == Stop::ended) {
                break;
            }
        }
        QVERIFY(seen.contains({old, oldest}));
        QVERIFY(seen.contains({next, stands ? old : QByteArray()}));
    }

    void aLinkToNothingIsFilledAndOneToAnotherFolderStays()
    {
        const QString folder = folderNamed("links");
        QVERIFY(QFile::link(folderNamed("far") + "/a.deal", folder + "/a.deal"));
        QVERIFY(!storage::saveWorkbook(folder + "/a.deal", workbookOf("first", false)));
        QVERIFY(!storage::saveWorkbook(folder + "/a.deal", workbookOf("second", false)));
        QVERIFY(QFileInfo(folder + "/a.deal").isSymLink());
        QCOMPARE(storage::loadWorkbook(m_folder.filePath("far/a.deal")).workbook->baseline, std::string("second"));
        QCOMPARE(storage::loadWorkbook(folder + "/a.deal~").workbook->baseline, std::string("first"));
        // A backup that is the workbook by a link would be lost with it.
        QVERIFY(QFile::remove(folder + "/a.deal~"));
        QVERIFY(QFile::link(m_folder.filePath("far/a.deal"), folder + "/a.deal~"));
        QCOMPARE(storage::saveWorkbook(folder + "/a.deal", workbookOf("third", false))->error, FileError::cannotBackUp);
        QCOMPARE(storage::loadWorkbook(folder + "/a.deal").workbook->baseline, std::string("second"));
    }

    void aNewFileHasThePermissionsOfOne()
    {
        const QString file = folderNamed("new") + "/a.pdf";
        const mode_t mask = umask(027);
        const auto problem = storage::saveBytes(file, "report");
        umask(mask);
        QVERIFY(!problem);
        struct stat status{};
        QCOMPARE(stat(file.toLocal8Bit().constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777U, mode_t{0640});
    }

    void aPipeIsWrittenThroughAndRead()
    {
        const QString pipe = folderNamed("pipe") + "/a.deal";
        QCOMPARE(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        const deal::Workbook workbook = workbookOf("A", true);
        std::optional<storage::FileProblem> problem;
        std::thread writer([&] { problem = storage::saveWorkbook(pipe, workbook); });
        const auto loaded = storage::loadWorkbook(pipe);
        writer.join();
        QVERIFY(!problem);
        QVERIFY(loaded.workbook && *loaded.workbook == workbook);
        QVERIFY(!loaded.version);  // no file to save to
        QVERIFY(!QFile::exists(pipe + "~"));
    }

    void aPipeThatNobodyReadsIsSaid()
    {
        int ends[2];
        QCOMPARE(pipe(ends), 0);
        ::close(ends[0]);
        const auto problem = storage::saveBytes(QStringLiteral("/dev/fd/%1").arg(ends[1]), QByteArray(100000, 'x'));
        ::close(ends[1]);
        QVERIFY(problem);
        QCOMPARE(problem->error, FileError::notWrittenThrough);
    }

    void whatIsOpenAlreadyIsContinued()
    {
        const QString file = folderNamed("open") + "/log";
        QVERIFY(put(file, "before "));
        const int log = open(file.toLocal8Bit().constData(), O_WRONLY | O_APPEND | O_CLOEXEC);
        QVERIFY(!storage::saveBytes(QStringLiteral("/dev/fd/%1").arg(log), "after"));
        ::close(log);
        QCOMPARE(contentsOf(file), QByteArray("before after"));
    }

    void aFullDeviceIsSaid()
    {
        const auto problem = storage::saveBytes(QStringLiteral("/dev/full"), "report");
        QVERIFY(problem);
        QCOMPARE(problem->error, FileError::notWrittenThrough);
        QVERIFY(!storage::saveBytes(QStringLiteral("/dev/null"), "report"));
        QVERIFY(storage::saveBytes(QStringLiteral("/dev/no-such-device"), "report"));
        QVERIFY(!QFile::exists(QStringLiteral("/dev/no-such-device")));
    }

    void foldersAndSocketsAreRefused()
    {
        const QString socket = folderNamed("socket") + "/s";
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = socket.toLocal8Bit();
        QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
        std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
        const int bound = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QVERIFY(bound >= 0 && bind(bound, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        for (const QString& where : {socket, m_folder.path(), m_folder.path() + '/'}) {
            QCOMPARE(storage::loadWorkbook(where).problem->error, FileError::notAFile);
            QCOMPARE(storage::saveWorkbook(where, workbookOf("A", false))->error, FileError::notReplaceable);
            QCOMPARE(storage::saveBytes(where, "report")->error, FileError::notReplaceable);
        }
        ::close(bound);
        QVERIFY(QFileInfo::exists(socket));
    }

    void aFileThatAnotherProgramChangedIsNotOverwritten()
    {
        const QString file = folderNamed("shared") + "/a.deal";
        QVERIFY(!storage::saveWorkbook(file, workbookOf("mine", false)));
        const auto opened = storage::loadWorkbook(file).version;
        QVERIFY(opened);
        // Touched, and written anew with the same bytes: it is what it was.
        const QByteArray bytes = contentsOf(file);
        QVERIFY(QFile::remove(file) && put(file, bytes));
        const auto saved = storage::saveOpened(file, workbookOf("mine too", false), opened);
        QVERIFY(!saved.problem && saved.version);
        QVERIFY(saved.version == storage::loadWorkbook(file).version);

        QVERIFY(!storage::saveWorkbook(file, workbookOf("theirs", false)));
        const QString before = listing(QFileInfo(file).absolutePath());
        const auto refused = storage::saveOpened(file, workbookOf("mine again", false), saved.version);
        QVERIFY(refused.problem);
        QCOMPARE(refused.problem->error, FileError::changedMeanwhile);
        QCOMPARE(listing(QFileInfo(file).absolutePath()), before);

        QVERIFY(QFile::remove(file));  // nothing of anybody's is lost
        QVERIFY(!storage::saveOpened(file, workbookOf("mine again", false), saved.version).problem);
    }

    void whatIsAWorkbookIsToldByItsContents_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("workbook");
        const QByteArray deal = storage::encode(workbookOf("A", false)).bytes;
        QTest::newRow("a workbook") << deal << true;
        QTest::newRow("a damaged one") << deal.left(300) + '\r' << true;
        QTest::newRow("JSON") << QByteArray("\xEF\xBB\xBF\n{\"scenarios\": [") << true;
        QTest::newRow("a lone scenario") << QByteArray("{\"name\": \"A\", \"timeline\": {\"months\": 3}}") << true;
        QTest::newRow("other JSON") << QByteArray("{\"dependencies\": {}}") << false;
        QTest::newRow("a report") << QByteArray("%PDF-1.4 \"scenarios\"") << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void whatIsAWorkbookIsToldByItsContents()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, workbook);
        const QString file = folderNamed("contents") + "/x.pdf";
        QVERIFY(put(file, bytes));
        QCOMPARE(storage::isWorkbook(file), workbook);
    }

private:
    /// A new empty folder.
    [[nodiscard]] QString folderNamed(const char* name)
    {
        const QString folder = m_folder.filePath(name);
        QDir(folder).removeRecursively();
        return QDir().mkpath(folder) ? folder : QString();
    }

    QTemporaryDir m_folder;
};

ROOM_TEST(safe_saving, TestSafeSaving)
#include "tst_safe_saving.moc"
