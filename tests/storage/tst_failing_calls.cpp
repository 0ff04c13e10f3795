// SPDX-License-Identifier: GPL-3.0-or-later
// Saving while the system says no: each call that changes or secures something fails in turn. The calls of the C
// library that this program defines itself are the ones that saving makes.
#include "saving.h"
#include "support/room_tests.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/syscall.h>

#include <cerrno>
#include <string_view>

namespace {

/// Which call fails: the n-th (from 1) of that name.
struct {
    std::string_view name;
    int n = 0;
    int error = 0;
    int seen = 0;
} failing;

[[nodiscard]] bool failsNow(std::string_view name)
{
    if (name != failing.name || ++failing.seen != failing.n) {
        return false;
    }
    errno = failing.error;
    return true;
}

}  // namespace

extern "C" {
int renameat(int from, const char* name, int to, const char* other) noexcept
{
    return failsNow("renameat") ? -1 : static_cast<int>(syscall(SYS_renameat2, from, name, to, other, 0));
}
int linkat(int from, const char* name, int to, const char* other, int flags) noexcept
{
    return failsNow("linkat") ? -1 : static_cast<int>(syscall(SYS_linkat, from, name, to, other, flags));
}
int fsync(int file)
{
    return failsNow("fsync") ? -1 : static_cast<int>(syscall(SYS_fsync, file));
}
/// What is read back is not what was written.
ssize_t pread(int file, void* bytes, size_t size, off_t at)
{
    const ssize_t got = syscall(SYS_pread64, file, bytes, size, at);
    if (failsNow("pread") && got > 0) {
        static_cast<char*>(bytes)[got / 2] ^= 1;
    }
    return got;
}
int close(int file)
{
    const int result = static_cast<int>(syscall(SYS_close, file));
    return failsNow("close") ? -1 : result;
}
}

using namespace dealwright;
using storage::FileError;
using tests::listing;
using tests::workbookOf;

class TestFailingCalls : public QObject {
    Q_OBJECT

private slots:
    void anyCallThatFailsChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<int>("error");
        QTest::addColumn<FileError>("means");
        QTest::addColumn<int>("least");  // how often a save makes that call
        QTest::newRow("rename, no room") << QByteArray("renameat") << ENOSPC << FileError::noSpace << 2;
        QTest::newRow("rename, no permission") << QByteArray("renameat") << EPERM << FileError::noPermission << 2;
        QTest::newRow("flush, a broken disk") << QByteArray("fsync") << EIO << FileError::cannotWrite << 4;
        QTest::newRow("flush, the quota") << QByteArray("fsync") << EDQUOT << FileError::overQuota << 4;
        QTest::newRow("close, no room") << QByteArray("close") << ENOSPC << FileError::noSpace << 2;
    }
    void anyCallThatFailsChangesNothing()
    {
        QFETCH(QByteArray, call);
        QFETCH(int, error);
        QFETCH(FileError, means);
        QFETCH(int, least);
        const QString file = m_folder.filePath("a.deal");
        int refused = 0;
        for (int n = 1;; ++n) {
            QVERIFY(!storage::saveWorkbook(file, workbookOf("first", false)));
            QVERIFY(!storage::saveWorkbook(file, workbookOf("second", false)));
            const QString before = listing(m_folder.path());
            failing = {.name = call.constData(), .n = n, .error = error, .seen = 0};
            const auto problem = storage::saveWorkbook(file, workbookOf("third", false));
            const bool failed = failing.seen >= n;
            failing = {};
            if (problem) {
                ++refused;
                QCOMPARE(problem->error, means);
                QCOMPARE(listing(m_folder.path()), before);
            } else {  // what is closed where nothing was written does not matter
                QCOMPARE(storage::loadWorkbook(file).workbook->baseline, std::string("third"));
                QCOMPARE(storage::loadWorkbook(file + "~").workbook->baseline, std::string("second"));
                QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
            }
            if (!failed) {
                break;
            }
        }
        QVERIFY(refused >= least);
    }

    void whatDoesNotReadBackIsNotPutInPlace()
    {
        const QString file = m_folder.filePath("a.deal");
        QVERIFY(!storage::saveWorkbook(file, workbookOf("first", false)));
        QVERIFY(!storage::saveWorkbook(file, workbookOf("second", false)));
        const QString before = listing(m_folder.path());
        // The first read is of what stands there: that the backup is then a copy of something else can't be seen.
        for (const int n : {3, 5}) {
            failing = {.name = "pread", .n = n, .error = 0, .seen = 0};
            const auto problem = storage::saveWorkbook(file, workbookOf("third", false));
            failing = {};
            QVERIFY(problem);
            QCOMPARE(problem->error, FileError::notReadBack);
            QCOMPARE(listing(m_folder.path()), before);
        }
    }

    void whereTheFileSystemHasNoLinksTheOldFileIsCopiedMeanwhile()
    {
        const QString file = m_folder.filePath("a.deal");
        QVERIFY(!storage::saveWorkbook(file, workbookOf("first", false)));
        QVERIFY(!storage::saveWorkbook(file, workbookOf("second", false)));
        failing = {.name = "linkat", .n = 1, .error = EPERM, .seen = 0};
        const auto problem = storage::saveWorkbook(file, workbookOf("third", false));
        const int seen = failing.seen;
        failing = {};
        QVERIFY(seen > 0 && !problem);
        QCOMPARE(storage::loadWorkbook(file).workbook->baseline, std::string("third"));
        QCOMPARE(storage::loadWorkbook(file + "~").workbook->baseline, std::string("second"));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
    }

private:
    QTemporaryDir m_folder;
};

ROOM_TEST(failing_calls, TestFailingCalls)
#include "tst_failing_calls.moc"
