// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/deal_file.h"
#include "storage/deal_format.h"

#include "interchange/json.h"

#include "support/any_workbook.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace dealwright;
using storage::FileError;

namespace {

[[nodiscard]] deal::Workbook workbookNamed(const std::string& name)
{
    deal::Workbook workbook;
    workbook.scenarios.push_back(tests::randomScenario(11));
    workbook.scenarios.front().name = name;
    workbook.baseline = name;
    return workbook;
}

[[nodiscard]] QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

[[nodiscard]] QString textOf(const std::optional<storage::FileProblem>& problem)
{
    return problem ? QString::fromStdString(describe(*problem)) : QString();
}

}  // namespace

class TestDealFile : public QObject {
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_folder.isValid()); }

    void whateverAWorkbookHoldsSurvivesSaving()
    {
        std::mt19937_64 random(11);
        for (int i = 0; i < 100; ++i) {
            const deal::Workbook workbook = tests::anyWorkbook(random, 4);
            const auto encoded = storage::encode(workbook);
            QVERIFY2(!encoded.problem, qPrintable(textOf(encoded.problem)));
            const auto decoded = storage::decode(encoded.bytes);
            QVERIFY2(decoded.workbook, qPrintable(textOf(decoded.problem)));
            QVERIFY(*decoded.workbook == workbook);
        }
    }

    void validScenariosSurviveSavingInBothForms()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            deal::Workbook workbook;
            workbook.scenarios = {tests::randomScenario(seed), tests::randomScenario(seed + 1000)};
            workbook.scenarios[1].name += "'";
            workbook.baseline = workbook.scenarios[1].name;
            for (deal::Scenario& scenario : workbook.scenarios) {  // what JSON leaves out
                scenario.market.nextUseCaseId = 0;
                scenario.market.nextEventId = 0;
            }
            for (const char* name : {"a.deal", "a.json"}) {
                const auto problem = storage::saveWorkbook(path(name), workbook);
                QVERIFY2(!problem, qPrintable(textOf(problem)));
                const auto loaded = storage::loadWorkbook(path(name));
                QVERIFY2(loaded.workbook, qPrintable(textOf(loaded.problem)));
                QVERIFY(*loaded.workbook == workbook);
            }
        }
    }

    void aSampleAndItsTwinAreTheSameWorkbook()
    {
        const QDir samples(DEALWRIGHT_SCENARIOS);
        for (const QString& name : samples.entryList({"*.json"}, QDir::Files)) {
            const auto original = storage::loadWorkbook(samples.filePath(name));
            QVERIFY2(original.workbook, qPrintable(name + ": " + textOf(original.problem)));
            const auto there = storage::convert(samples.filePath(name), path("twin.deal"));
            QVERIFY2(!there, qPrintable(name + ": " + textOf(there)));
            const auto back = storage::convert(path("twin.deal"), path("twin.json"));
            QVERIFY2(!back, qPrintable(name + ": " + textOf(back)));
            for (const char* twin : {"twin.deal", "twin.json"}) {
                const auto loaded = storage::loadWorkbook(path(twin));
                QVERIFY2(loaded.workbook && *loaded.workbook == *original.workbook, qPrintable(name));
            }
        }
    }

    void savingTwiceWritesTheSameBytesAndTheirHash()
    {
        const auto workbook = workbookNamed("A");
        const auto first = storage::encode(workbook);
        QCOMPARE(storage::encode(workbook).bytes, first.bytes);
        const QByteArray header = first.bytes.left(first.bytes.indexOf('\n'));
        QVERIFY(header.endsWith(" sha256:" + storage::payloadSha256(workbook)));
        QCOMPARE(storage::payloadSha256(workbook).size(), 64);
    }

    void opensAFileWrittenByVersion1()
    {
        const QDir data(DEALWRIGHT_TEST_DATA);
        const auto deal = storage::loadWorkbook(data.filePath("format-1.deal"));
        QVERIFY2(deal.workbook, qPrintable(textOf(deal.problem)));
        const auto json = storage::loadWorkbook(data.filePath("format-1.json"));
        QVERIFY2(json.workbook, qPrintable(textOf(json.problem)));
        QVERIFY(*deal.workbook == *json.workbook);
        QCOMPARE(deal.workbook->scenarios.size(), std::size_t(2));
    }

    void savingKeepsWhatStoodThereAsTheBackup()
    {
        const QString file = path("deal.deal");
        QVERIFY(!storage::saveWorkbook(file, workbookNamed("first")));
        const QByteArray first = contentsOf(file);
        QVERIFY(!QFile::exists(file + "~"));
        QVERIFY(!storage::saveWorkbook(file, workbookNamed("second")));
        QCOMPARE(contentsOf(file + "~"), first);
        QVERIFY(!storage::saveWorkbook(file, workbookNamed("third")));
        QCOMPARE(storage::loadWorkbook(file + "~").workbook->baseline, std::string("second"));
    }

    void permissionsStayForFileAndBackup()
    {
        const QString file = path("private.deal");
        QVERIFY(!storage::saveWorkbook(file, workbookNamed("A")));
        const auto owner = QFile::ReadOwner | QFile::WriteOwner;
        QVERIFY(QFile::setPermissions(file, owner));
        QVERIFY(!storage::saveWorkbook(file, workbookNamed("B")));
        const auto mine = QFile::ReadUser | QFile::WriteUser;
        QCOMPARE(QFile::permissions(file) & ~mine, QFile::Permissions(owner));
        QCOMPARE(QFile::permissions(file + "~") & ~mine, QFile::Permissions(owner));
    }

    void aLinkStaysALink()
    {
        const QString target = path("target.deal");
        const QString link = path("link.deal");
        QVERIFY(!storage::saveWorkbook(target, workbookNamed("A")));
        QVERIFY(QFile::link(target, link));
        QVERIFY(!storage::saveWorkbook(link, workbookNamed("B")));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(storage::loadWorkbook(target).workbook->baseline, std::string("B"));
    }

    void whereNothingCanBeWrittenTheReasonIsTold()
    {
        QCOMPARE(storage::saveBytes(path("nowhere/a.pdf"), "report")->error, FileError::folderNotThere);
        QVERIFY(storage::saveBytes(QStringLiteral("/proc/a.pdf"), "report"));
        QCOMPARE(storage::loadWorkbook(path("nothing.deal")).problem->error, FileError::notThere);
    }

    void aSaveThatFailsLeavesTheOldFile()
    {
        const QString file = path("kept.deal");
        QVERIFY(!storage::saveWorkbook(file, workbookNamed("old")));
        const QByteArray before = contentsOf(file);

        deal::Workbook endless = workbookNamed("new");
        endless.scenarios.front().terms.advance = std::numeric_limits<double>::infinity();
        const auto refused = storage::saveWorkbook(file, endless);
        QVERIFY(refused);
        QCOMPARE(refused->error, FileError::contents);
        QCOMPARE(refused->contents.front().path, std::string("scenarios[0].terms.advance"));
        QCOMPARE(contentsOf(file), before);

        QVERIFY(QDir().mkdir(file + "~"));
        QCOMPARE(storage::saveWorkbook(file, workbookNamed("new"))->error, FileError::cannotBackUp);
        QCOMPARE(contentsOf(file), before);
    }

    void whiteSpaceBeforeTheBraceIsJson_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("a mark and a line's end") << QByteArray("\xEF\xBB\xBF\n");
        QTest::newRow("a mark, tabs, line ends of Windows") << QByteArray("\xEF\xBB\xBF\t \r\n\r\n");
        QTest::newRow("a long way") << QByteArray(5000, '\n');
    }
    void whiteSpaceBeforeTheBraceIsJson()
    {
        QFETCH(QByteArray, before);
        const auto plain = storage::decode(R"({"name": "A", "timeline": {"months": 12}, "market": {"useCases": []}})");
        const auto spaced =
            storage::decode(before + R"({"name": "A", "timeline": {"months": 12}, "market": {"useCases": []}})");
        QVERIFY2(plain.workbook, qPrintable(textOf(plain.problem)));
        QVERIFY2(spaced.workbook, qPrintable(textOf(spaced.problem)));
        QVERIFY(*spaced.workbook == *plain.workbook);
    }

    void namesThatBeginWithAColonAreWrittenAndRead()
    {
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_folder.path()));
        for (const char* name : {":a.deal", ":a.json", ":"}) {
            const auto problem = storage::saveWorkbook(name, workbookNamed("A"));
            QVERIFY2(!problem, qPrintable(textOf(problem)));
            QCOMPARE(storage::loadWorkbook(name).workbook->baseline, std::string("A"));
            QVERIFY(QFile::exists(m_folder.path() + QLatin1Char('/') + QLatin1String(name)));
        }
        QVERIFY(QDir::setCurrent(before));
    }

    void theSizeOfAScenarioIsNeverTakenForLessThanItIs()
    {
        std::mt19937_64 random(17);
        for (int i = 0; i < 100; ++i) {
            const deal::Workbook workbook = tests::anyWorkbook(random, 4);
            qint64 most = 0;
            for (const deal::Scenario& scenario : workbook.scenarios) {
                most += storage::mostBytes(scenario);
            }
            constexpr qint64 frame = 1000;  // the workbook's own elements and first line, without the baseline's name
            const qint64 size = storage::encode(workbook).bytes.size();
            QVERIFY(size <= most + frame + 6 * qint64(workbook.baseline.size()));
        }
    }

    void whatIsWrongWithAFileIsTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<FileError>("error");
        const QByteArray whole = storage::encode(workbookNamed("A")).bytes;
        QByteArray newer = whole;
        newer.replace(newer.indexOf('1'), 1, "2");
        QByteArray changed = whole;
        changed.replace("<baseline>A", "<baseline>B");
        QTest::newRow("empty") << QByteArray() << FileError::notADeal;
        QTest::newRow("text") << QByteArray("Dear all,") << FileError::notADeal;
        QTest::newRow("header alone") << QByteArray("DEALWRIGHT 1 xml") << FileError::notADeal;
        QTest::newRow("newer") << newer << FileError::newer;
        QTest::newRow("checksum") << changed << FileError::damaged;
        QTest::newRow("cut short") << whole.chopped(1) << FileError::cutShort;
        QTest::newRow("longer") << whole + "\n" << FileError::longer;
        QTest::newRow("line ends of Windows") << QByteArray(whole).replace("\n", "\r\n") << FileError::longer;
        QTest::newRow("too large") << QByteArray(storage::largestFile + 1, ' ') << FileError::tooLarge;
        QTest::newRow("JSON with a mistake") << QByteArray("{\"timeline\": 3}") << FileError::contents;
    }
    void whatIsWrongWithAFileIsTold()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(FileError, error);
        const QString file = path("wrong.deal");
        write(file, bytes);
        const auto loaded = storage::loadWorkbook(file);
        QVERIFY(!loaded.workbook);
        QCOMPARE(loaded.problem->error, error);
        QVERIFY(textOf(loaded.problem).size() > 20 && !textOf(loaded.problem).contains("%1"));
    }

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

ROOM_TEST(deal_file, TestDealFile)
#include "tst_deal_file.moc"
