// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of unsaved work: when they are there, what a window that ended without being closed leaves behind, and what is
// made of it.
#include "app/recovery.h"
#include "desk.h"

#include "storage/deal_file.h"
#include "support/room_tests.h"

#include <QDir>
#include <QFile>
#include <QStatusBar>

using namespace dealwright;
using app::Prompts;
using app::Recovery;
using tests::Desk;
using tests::patience;
using tests::rate;
using tests::type;

namespace {

/// The workbooks in the folder's copies, whoever owns them.
[[nodiscard]] std::vector<deal::Workbook> copiesIn(const QString& folder)
{
    std::vector<deal::Workbook> found;
    const QDir directory(folder);
    for (const QString& name : directory.entryList({QStringLiteral("*.deal")})) {
        if (auto workbook = storage::loadWorkbook(directory.filePath(name)).workbook) {
            found.push_back(std::move(*workbook));
        }
    }
    return found;
}

/// What a window has in its folder, as if its process had ended: without the lock.
void leaveBehind(const QString& from, const QString& to)
{
    QDir().mkpath(to);
    const QDir directory(from);
    for (const QString& name : directory.entryList({QStringLiteral("*.deal"), QStringLiteral("*.json")})) {
        QVERIFY(QFile::copy(directory.filePath(name), QDir(to).filePath(name)));
    }
}

/// A window that keeps copies, with one edit that is not saved.
struct Edited : Desk {
    QString copies = folder.filePath("recovery");

    Edited()
    {
        window.keepRecoveryCopies(copies, std::chrono::milliseconds(0));
        type(field(rate)->line(), QStringLiteral("17 %"));
    }
    [[nodiscard]] bool isCopied()
    {
        return QTest::qWaitFor(
            [this] { return copiesIn(copies) == std::vector<deal::Workbook>{window.session().workbook()}; }, patience);
    }
};

}  // namespace

class TestRecovery : public QObject {
    Q_OBJECT

private slots:
    void unsavedWorkIsCopiedUntilItIsSaved()
    {
        Edited desk;
        QVERIFY(desk.isCopied());
        type(desk.field(rate)->line(), QStringLiteral("18 %"));
        QVERIFY(desk.isCopied());

        desk.answers->path = desk.folder.filePath("deal.deal");
        QVERIFY(desk.window.document().saveAs());
        QTRY_VERIFY_WITH_TIMEOUT(QDir(desk.copies).isEmpty(), patience);

        type(desk.field(rate)->line(), QStringLiteral("19 %"));
        QVERIFY(desk.isCopied());
        desk.window.session().undoStack().undo();  // back at what is saved
        QTRY_VERIFY_WITH_TIMEOUT(QDir(desk.copies).isEmpty(), patience);
    }

    void aWindowThatIsClosedLeavesNothing()
    {
        QTemporaryDir folder;
        {
            Desk desk;
            desk.window.keepRecoveryCopies(folder.path(), std::chrono::milliseconds(0));
            type(desk.field(rate)->line(), QStringLiteral("17 %"));
            QTRY_COMPARE_WITH_TIMEOUT(copiesIn(folder.path()).size(), std::size_t{1}, patience);
            QVERIFY(Recovery::lostWork(folder.path()).empty());  // a window that is open has lost nothing
        }
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void whatWasLeftBehindIsRecovered()
    {
        Edited desk;
        desk.answers->path = desk.folder.filePath("deal.deal");
        QVERIFY(desk.window.document().saveAs());
        type(desk.field(rate)->line(), QStringLiteral("21 %"));
        QVERIFY(desk.isCopied());
        const QString lost = desk.folder.filePath("lost");
        leaveBehind(desk.copies, lost);

        Desk later;
        later.answers->recovery = Prompts::RecoverAnswer::recover;
        later.window.keepRecoveryCopies(lost, std::chrono::milliseconds(0));
        later.window.offerRecovery();
        QCOMPARE(later.answers->offered, QStringList{QStringLiteral("deal.deal")});
        QCOMPARE(later.window.session().scenario().terms.shares[0].baseRate, 0.21);
        QVERIFY(later.window.session().workbook() == desk.window.session().workbook());
        QVERIFY(later.window.isWindowModified());
        QCOMPARE(later.window.document().path(), desk.window.document().path());
        QCOMPARE(copiesIn(lost).size(), std::size_t{1});  // its own: the other is gone
        QVERIFY(Recovery::lostWork(lost).empty());

        QVERIFY(later.window.document().save());
        const auto saved = storage::loadWorkbook(later.window.document().path());
        QVERIFY(saved.workbook == desk.window.session().workbook());
        QTRY_VERIFY_WITH_TIMEOUT(QDir(lost).isEmpty(), patience);
    }

    void whatIsDiscardedGoesAndWhatIsLeftForLaterStays()
    {
        Edited desk;
        QVERIFY(desk.isCopied());
        const QString lost = desk.folder.filePath("lost");
        leaveBehind(desk.copies, lost);

        Desk later;
        const auto before = later.window.session().workbook();
        later.window.keepRecoveryCopies(lost, std::chrono::milliseconds(0));
        later.window.offerRecovery();
        QCOMPARE(Recovery::lostWork(lost).size(), std::size_t{1});
        later.answers->recovery = Prompts::RecoverAnswer::discard;
        later.window.offerRecovery();
        QVERIFY(QDir(lost).isEmpty());
        QVERIFY(later.window.session().workbook() == before);
        QVERIFY(!later.window.isWindowModified());
    }

    void aCopyThatCannotBeReadSaysWhyAndStays()
    {
        QTemporaryDir lost;
        QFile broken(lost.filePath("a.deal"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("DEALWRIGHT");
        broken.close();
        Desk desk;
        const auto before = desk.window.session().workbook();
        desk.answers->recovery = Prompts::RecoverAnswer::recover;
        desk.window.keepRecoveryCopies(lost.path());
        desk.window.offerRecovery();
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.window.session().workbook() == before);
        QVERIFY(broken.exists());
    }

    void aFolderThatCannotBeWrittenIsSaid()
    {
        Desk desk;
        QFile file(desk.folder.filePath("taken"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        desk.window.keepRecoveryCopies(file.fileName() + "/recovery", std::chrono::milliseconds(0));
        type(desk.field(rate)->line(), QStringLiteral("17 %"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.window.statusBar()->currentMessage().contains(QStringLiteral("crash")), patience);
    }
};

ROOM_TEST(recovery, TestRecovery)
#include "tst_recovery.moc"
