// SPDX-License-Identifier: GPL-3.0-or-later
// Opening and saving in the window: what fails, what another program changed, what breaks the rules of workbooks.
#include "desk.h"

#include "storage/deal_file.h"
#include "storage/deal_format.h"
#include "support/room_tests.h"
#include "views/projection/projection_panel.h"

#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QStatusBar>

#include <sys/stat.h>

#include <thread>

using namespace dealwright;
using app::Prompts;
using tests::Desk;
using tests::rate;
using tests::says;
using tests::type;

namespace {

[[nodiscard]] QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// The small workbook with that base rate.
[[nodiscard]] deal::Workbook workbookAt(double baseRate)
{
    deal::Workbook workbook = tests::smallWorkbook();
    workbook.scenarios.front().terms.shares[0].baseRate = baseRate;
    return workbook;
}

/// A window on a file of its own that holds 10 %, with 17 % typed and not saved.
struct Edited : Desk {
    QString file = folder.filePath("deal.deal");

    Edited()
    {
        (void)storage::saveWorkbook(file, workbookAt(0.10));
        (void)window.openFile(file);
        type(field(rate)->line(), QStringLiteral("17 %"));
    }
    [[nodiscard]] double shown() { return window.session().scenario().terms.shares[0].baseRate; }
    [[nodiscard]] static double inFile(const QString& path)
    {
        const auto loaded = storage::loadWorkbook(path);
        return loaded.workbook ? loaded.workbook->scenarios.front().terms.shares[0].baseRate : -1.0;
    }
};

/// Two scenarios, not yet in step with the rules of workbooks.
[[nodiscard]] deal::Workbook twoScenarios(const std::string& second, const std::string& baseline)
{
    deal::Workbook workbook = tests::smallWorkbook();
    workbook.scenarios.front().name = "A";
    workbook.scenarios.push_back(workbook.scenarios.front());
    workbook.scenarios.back().name = second;
    workbook.scenarios.back().terms.shares[0].baseRate = 0.5;
    workbook.baseline = baseline;
    return workbook;
}

}  // namespace

class TestDocumentFile : public QObject {
    Q_OBJECT

private slots:
    void whatCannotBeSavedStaysUnsavedAndIsOfferedAnotherPlace()
    {
        Edited desk;
        QVERIFY(QDir().mkdir(desk.file + "~"));  // no backup can be made there
        QVERIFY(!desk.window.document().save());
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.answers->problems.front().endsWith(QStringLiteral("nothing was changed.")));
        QVERIFY(desk.window.isWindowModified());
        QCOMPARE(Edited::inFile(desk.file), 0.10);

        desk.answers->elsewhere = desk.folder.filePath("elsewhere.deal");
        QVERIFY(desk.window.document().save());
        QCOMPARE(Edited::inFile(desk.answers->elsewhere), 0.17);
        QCOMPARE(desk.window.document().path(), desk.answers->elsewhere);
        QVERIFY(!desk.window.isWindowModified());
    }

    void aFileThatAnotherProgramChangedIsAskedAbout()
    {
        Edited desk;
        QVERIFY(!storage::saveWorkbook(desk.file, workbookAt(0.33)));
        QVERIFY(!desk.window.document().save());  // cancelled
        QCOMPARE(desk.answers->changed, QStringList{QStringLiteral("deal.deal")});
        QCOMPARE(Edited::inFile(desk.file), 0.33);
        QVERIFY(desk.window.isWindowModified());

        desk.answers->changedAnswer = Prompts::ChangedAnswer::saveElsewhere;
        desk.answers->path = desk.folder.filePath("mine.deal");
        QVERIFY(desk.window.document().save());
        QCOMPARE(Edited::inFile(desk.answers->path), 0.17);
        QCOMPARE(Edited::inFile(desk.file), 0.33);
    }

    void theOtherVersionIsOverwrittenAndKeptAsTheBackup()
    {
        Edited desk;
        QVERIFY(!storage::saveWorkbook(desk.file, workbookAt(0.33)));
        desk.answers->changedAnswer = Prompts::ChangedAnswer::overwrite;
        QVERIFY(desk.window.document().save());
        QCOMPARE(Edited::inFile(desk.file), 0.17);
        QCOMPARE(Edited::inFile(desk.file + "~"), 0.33);
        // Its own save is no change by another program.
        type(desk.field(rate)->line(), QStringLiteral("18 %"));
        QVERIFY(desk.window.document().save());
        QCOMPARE(desk.answers->changed.size(), 1);
    }

    void theOtherVersionIsReloaded()
    {
        Edited desk;
        QVERIFY(!storage::saveWorkbook(desk.file, workbookAt(0.33)));
        desk.answers->changedAnswer = Prompts::ChangedAnswer::reload;
        QVERIFY(!desk.window.document().save());
        QCOMPARE(desk.shown(), 0.33);
        QVERIFY(!desk.window.isWindowModified());
        QCOMPARE(Edited::inFile(desk.file), 0.33);
    }

    void aTouchIsNoChange()
    {
        Edited desk;
        const QByteArray bytes = contentsOf(desk.file);
        QVERIFY(QFile::remove(desk.file));
        put(desk.file, bytes);
        QVERIFY(desk.window.document().save());
        QVERIFY(desk.answers->changed.isEmpty());
        QCOMPARE(Edited::inFile(desk.file), 0.17);
    }

    void thePreviousVersionOpensUnsaved()
    {
        Edited desk;
        QAction* const previous = desk.action(QStringLiteral("Open the previous version"));
        QVERIFY(previous != nullptr);
        previous->trigger();
        QCOMPARE(desk.answers->problems.size(), 1);  // there is none yet
        QCOMPARE(desk.shown(), 0.17);

        QVERIFY(desk.window.document().save());
        type(desk.field(rate)->line(), QStringLiteral("20 %"));
        desk.answers->answer = Prompts::SaveAnswer::cancel;
        previous->trigger();
        QCOMPARE(desk.shown(), 0.20);
        desk.answers->answer = Prompts::SaveAnswer::discard;
        previous->trigger();
        QCOMPARE(desk.shown(), 0.10);
        QVERIFY(desk.window.isWindowModified());
        QCOMPARE(desk.window.document().path(), desk.file);
        QCOMPARE(Edited::inFile(desk.file), 0.17);
        QVERIFY(desk.window.document().save());
        QCOMPARE(Edited::inFile(desk.file), 0.10);
        QCOMPARE(Edited::inFile(desk.file + "~"), 0.17);
        QVERIFY(desk.answers->changed.isEmpty());
    }

    void whatIsDamagedOffersItsPreviousVersion()
    {
        Desk desk;
        const QString file = desk.folder.filePath("deal.deal");
        const QByteArray whole = storage::encode(workbookAt(0.33)).bytes;
        put(file, whole.chopped(10));
        QVERIFY(!desk.window.openFile(file));
        QVERIFY(desk.answers->previousOffered.isEmpty());  // there is none
        QCOMPARE(desk.answers->problems.size(), 1);

        QVERIFY(!storage::saveWorkbook(file + "~", workbookAt(0.21)));
        const auto before = desk.window.session().workbook();
        QVERIFY(!desk.window.openFile(file));
        QCOMPARE(desk.answers->previousOffered.size(), 1);
        QVERIFY(desk.window.session().workbook() == before);
        desk.answers->previous = true;
        QVERIFY(desk.window.openFile(file));
        QCOMPARE(desk.window.session().scenario().terms.shares[0].baseRate, 0.21);
        QVERIFY(desk.window.isWindowModified());
        QCOMPARE(contentsOf(file), whole.chopped(10));
        QVERIFY(desk.window.document().save());
        QCOMPARE(Edited::inFile(file), 0.21);
        QVERIFY(desk.answers->changed.isEmpty());
    }

    void aWorkbookWithoutScenariosLeavesWhatIsOpen()
    {
        Desk desk;
        const auto before = desk.window.session().workbook();
        const QString file = desk.folder.filePath("empty.json");
        put(file, R"({"scenarios": []})");
        QVERIFY(!desk.window.openFile(file));
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.answers->problems.front().contains(QStringLiteral("no scenario")));
        QVERIFY(desk.window.session().workbook() == before);
        QVERIFY(desk.window.document().path().isEmpty());
    }

    void namesGivenTwiceAreMarkedAndUnpricedUntilRenamed()
    {
        Desk desk;
        const QString file = desk.folder.filePath("twice.json");
        QVERIFY(!storage::saveWorkbook(file, twoScenarios("A", "A")));
        QVERIFY(desk.window.openFile(file));
        QVERIFY(desk.settles());
        const auto& entries = desk.window.session().state().entries;
        for (const app::ScenarioEntry& entry : entries) {
            QVERIFY(desk.window.pricing().latest(entry.id) == nullptr);
            QVERIFY(deal::hasErrors(desk.window.pricing().problems(entry.id)));
        }
        QVERIFY(says(*desk.headline(deal::Side::licensor), QStringLiteral("taken already")));
        QVERIFY(!desk.window.isWindowModified());

        QVERIFY(!desk.window.session().rename(entries[1].id, QStringLiteral("B")));
        QVERIFY(desk.settles());
        for (const app::ScenarioEntry& entry : entries) {
            QVERIFY(desk.window.pricing().isCurrent(entry.id));
        }
    }

    void aLostBaselineIsSaidAndUnpricedUntilThereIsOne()
    {
        Desk desk;
        const QString file = desk.folder.filePath("lost.json");
        QVERIFY(!storage::saveWorkbook(file, twoScenarios("B", "Opening offer")));
        QVERIFY(desk.window.openFile(file));
        QVERIFY(desk.settles());
        const auto& entries = desk.window.session().state().entries;
        QVERIFY(desk.window.pricing().latest(entries[0].id) == nullptr);
        QVERIFY(says(*desk.headline(deal::Side::host), QStringLiteral("Opening offer")));
        QVERIFY(says(*desk.window.findChild<views::ProjectionPanel*>()->parentWidget(), QStringLiteral("baseline")));
        QVERIFY(desk.exportsPdf());
        QCOMPARE(desk.answers->problems.size(), 1);

        desk.window.session().setBaseline(entries[1].id);
        QVERIFY(desk.settles());
        QVERIFY(desk.window.pricing().isCurrent(entries[0].id) && desk.window.pricing().isCurrent(entries[1].id));
    }

    void aSummaryIsNotWrittenOverAWorkbook()
    {
        Edited desk;
        QVERIFY(desk.settles());
        const QByteArray before = contentsOf(desk.file);
        const QString link = desk.folder.filePath("link.pdf");
        QVERIFY(QFile::link(desk.file, link));
        const QString other = desk.folder.filePath("other.pdf");
        put(other, "{\"scenarios\": []}");
        for (const QString& path : {desk.file, link, other}) {
            desk.answers->problems.clear();
            desk.answers->path = path;
            desk.action(QStringLiteral("Export PDF…"))->trigger();
            QCOMPARE(desk.answers->problems.size(), 1);
            QVERIFY(desk.answers->problems.front().contains(QStringLiteral("is a workbook")));
        }
        QCOMPARE(contentsOf(desk.file), before);
        QCOMPARE(contentsOf(other), QByteArray("{\"scenarios\": []}"));
    }

    void whatCameFromAPipeHasNoFile()
    {
        Desk desk;
        const QString pipe = desk.folder.filePath("pipe.deal");
        QCOMPARE(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        const QByteArray bytes = storage::encode(workbookAt(0.21)).bytes;
        std::thread writer([&] { (void)storage::saveBytes(pipe, bytes); });
        const bool isOpen = desk.window.openFile(pipe);
        writer.join();
        QVERIFY(isOpen);
        QCOMPARE(desk.window.session().scenario().terms.shares[0].baseRate, 0.21);
        QVERIFY(desk.window.document().path().isEmpty());
        QCOMPARE(desk.window.document().displayName(), app::documentName({}));
        desk.answers->path = desk.folder.filePath("saved.deal");  // it asks for a name
        QVERIFY(desk.window.document().save());
        QCOMPARE(desk.window.document().path(), desk.answers->path);
    }

    void aNameThatBeginsWithAColonIsOpenedAndSaved()
    {
        Desk desk;
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(desk.folder.path()));
        QVERIFY(!storage::saveWorkbook(QStringLiteral(":a.deal"), workbookAt(0.21)));
        const bool isOpen = desk.window.openFile(QStringLiteral(":a.deal"));
        QVERIFY(QDir::setCurrent(before));
        QVERIFY(isOpen);
        QCOMPARE(desk.window.document().displayName(), QStringLiteral(":a.deal"));
        type(desk.field(rate)->line(), QStringLiteral("22 %"));
        QVERIFY(desk.window.document().save());
        QCOMPARE(Edited::inFile(desk.window.document().path()), 0.22);
    }

    void theLimitOfAListIsNamedRightly()
    {
        Desk desk;
        QByteArray useCases;
        for (int i = 0; i < 65; ++i) {
            useCases += (i == 0 ? "" : ", ") + QByteArray("{\"name\": \"") + QByteArray::number(i) + "\"}";
        }
        const QString file = desk.folder.filePath("many.json");
        put(file, R"({"name": "A", "timeline": {"months": 12}, "market": {"useCases": [)" + useCases + "]}}");
        QTest::failOnWarning(QRegularExpression(QStringLiteral("argument")));
        QVERIFY(!desk.window.openFile(file));
        QCOMPARE(desk.answers->problems.size(), 1);
        const QString said = desk.answers->problems.front();
        QVERIFY2(said.contains(QStringLiteral("market.useCases: must have at most 64 elements")), qPrintable(said));
    }

    void aFullWorkbookSaysWhyInTheWindow()
    {
        Desk desk;
        while (desk.window.session().state().entries.size() < 100) {
            desk.window.session().addFromTemplate();
        }
        desk.action(QStringLiteral("Duplicate"))->trigger();
        QVERIFY(desk.window.statusBar()->currentMessage().contains(QStringLiteral("at most 100 scenarios")));
    }
};

ROOM_TEST(document_file, TestDocumentFile)
#include "tst_document_file.moc"
