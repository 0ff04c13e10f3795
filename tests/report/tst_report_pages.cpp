// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_content.h"
#include "storage/deal_file.h"
#include "storage/deal_format.h"
#include "version.h"
#include "views/look/theme.h"
#include "views/look/workbook_name.h"
#include "views/report/report.h"

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace dealwright;
using namespace dealwright::views;

namespace {

constexpr auto fileName = "every-clause.json";

[[nodiscard]] deal::Workbook sample(const char* name)
{
    deal::Workbook workbook =
        storage::loadWorkbook(QStringLiteral(DEALWRIGHT_SCENARIOS "/") + QLatin1String(name)).workbook.value();
    for (deal::Scenario& scenario : workbook.scenarios) {
        scenario.simulation.paths = 1024;
    }
    return workbook;
}

[[nodiscard]] app::ReportSource sourceOf(const deal::Workbook& workbook)
{
    return {.name = workbookName(workbook),
            .fileName = QLatin1String(fileName),
            .isChanged = false,
            .payloadSha256 = storage::payloadSha256(workbook)};
}

/// The words of every page, each run of white space one space.
[[nodiscard]] QStringList pagesOf(const QByteArray& pdf)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("report.pdf");
    if (storage::saveBytes(path, pdf)) {
        return {};
    }
    QProcess reader;
    reader.start(QStringLiteral(PDFTOTEXT), {"-layout", "-enc", "UTF-8", path, "-"});
    reader.waitForFinished();
    QStringList pages = QString::fromUtf8(reader.readAllStandardOutput()).split(QChar::FormFeed, Qt::SkipEmptyParts);
    for (QString& page : pages) {
        page = page.normalized(QString::NormalizationForm_KC).simplified();  // a ligature is its letters
    }
    return pages;
}

/// What stands on the page, with lines joined and spaces gone: a digest may be broken anywhere.
[[nodiscard]] QString unspaced(QString text)
{
    return text.remove(QLatin1Char(' '));
}

}  // namespace

class TestReportPages : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_workbook = sample(fileName);
        const deal::Scenario& baseline = m_workbook.scenarios.at(0);
        const deal::Scenario& subject = m_workbook.scenarios.at(1);
        m_lone = app::priceReport(sourceOf(m_workbook), {baseline}, std::nullopt, {}).value();
        m_compared = app::priceReport(sourceOf(m_workbook), {baseline, subject}, std::nullopt, {}).value();
        m_pages = pagesOf(reportPdf(m_lone, {}));
        QVERIFY(!m_pages.isEmpty());
    }

    void theFirstPageSaysWhoGetsWhatAsTheHeadlineDoes()
    {
        const deal::Scenario& scenario = *m_lone.scenarios.front().scenario;
        const simulation::Projection& projection = *m_lone.scenarios.front().projection;
        const Format format(scenario);
        const QString& page = m_pages.front();
        QVERIFY(page.contains(dealName(scenario) + ": " + QString::fromStdString(scenario.name)));
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            const simulation::Statistic& npv = projection.of(side).npv;
            QVERIFY(page.contains(partyName(scenario, side)));
            QVERIFY(page.contains(format.money(npv.mean, npv.standardError)));
            QVERIFY(page.contains(format.probability(npv.probabilityAboveReservation, npv.probabilityError)));
        }
    }

    void everyPageSaysHowToRepeatItsFigures()
    {
        const deal::Scenario& scenario = *m_lone.scenarios.front().scenario;
        const Format format(scenario);
        const QByteArray digest = storage::payloadSha256(m_workbook);
        for (qsizetype i = 0; i < m_pages.size(); ++i) {
            const QString page = unspaced(m_pages[i]);
            QVERIFY(page.contains(QLatin1String(fileName)));
            QVERIFY(page.contains(
                unspaced(format.count(static_cast<double>(scenario.simulation.paths)) + " quasi-random paths")));
            QVERIFY(page.contains(QStringLiteral("seed%1").arg(scenario.simulation.seed)));
            QVERIFY(page.contains(unspaced(QStringLiteral("Dealwright %1").arg(app::version))));
            QVERIFY(page.contains(QString::fromLatin1(digest)));
            QVERIFY(m_pages[i].contains(QStringLiteral("%1 of %2").arg(i + 1).arg(m_pages.size())));
        }
    }

    void aChangedOrUnsavedWorkbookIsCalledSo()
    {
        ReportContent content = m_lone;
        content.fileIsChanged = true;
        QVERIFY(pagesOf(reportPdf(content, {})).front().contains("every-clause.json, with changes not saved in it"));
        content.fileName.clear();
        const QString page = pagesOf(reportPdf(content, {})).front();
        QVERIFY(page.contains("not saved to a file"));
        QVERIFY(!page.contains(QLatin1String(fileName)));
    }

    void comparedScenariosStandSideBySide()
    {
        const QStringList pages = pagesOf(reportPdf(m_compared, {}));
        for (const ReportScenario& one : m_compared.scenarios) {
            const Format format(*one.scenario);
            QVERIFY(pages.front().contains(QString::fromStdString(one.scenario->name)));
            for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
                const simulation::Statistic& npv = one.projection->of(side).npv;
                QVERIFY(pages.front().contains(format.money(npv.mean, npv.standardError)));
            }
        }
    }

    void equalContentGivesEqualBytesInAnyTheme()
    {
        ReportContent content = m_lone;
        content.created = QDateTime({2027, 1, 12}, {9, 30}, Qt::UTC);
        const QByteArray first = reportPdf(content, {});
        QCOMPARE(reportPdf(content, {}), first);
        theme::apply(*qApp, Brightness::dark);
        QCOMPARE(reportPdf(content, {}), first);
        theme::apply(*qApp, Brightness::light);
        QVERIFY(first.contains("/CreationDate (D:20270112093000"));
    }

    void theTimeOfCreationCanBeGiven()
    {
        const auto created = [this] {
            return app::priceReport(sourceOf(m_workbook), {m_workbook.scenarios.at(0)}, std::nullopt, {})
                .value()
                .created;
        };
        const QDateTime before = QDateTime::currentDateTimeUtc();
        QVERIFY(created() >= before);
        qputenv("SOURCE_DATE_EPOCH", "86400");
        QCOMPARE(created(), QDateTime({1970, 1, 2}, {0, 0}, Qt::UTC));
        qunsetenv("SOURCE_DATE_EPOCH");
    }

    void rupeesAreWrittenAsTheReaderLikesThem()
    {
        const deal::Workbook workbook = sample("indian-host-2027.json");
        const deal::Scenario& scenario = workbook.scenarios.front();
        const ReportContent content = app::priceReport(sourceOf(workbook), {scenario}, std::nullopt, {}).value();
        const NumberHabits habits{QLocale("en_IN"), true};
        const Format format(scenario, habits);
        const simulation::Statistic& npv = content.scenarios.front().projection->host.npv;
        const QString money = format.money(npv.mean, npv.standardError);
        QVERIFY(money.contains("crore"));
        QVERIFY(pagesOf(reportPdf(content, habits)).front().contains(money));
    }

    /// Every mark is a curve or a letter: no page holds a picture.
    void nothingIsAPicture()
    {
        QVERIFY(!reportPdf(m_lone, {}).contains("/Subtype /Image"));
        QVERIFY(!reportPdf(m_compared, {}).contains("/Subtype /Image"));
    }

    void longNamesAndManyUseCasesStayOnTheirPages()
    {
        deal::Workbook workbook = m_workbook;
        deal::Scenario& scenario = workbook.scenarios.front();
        scenario.parties.licensor.name = std::string(60, 'W') + " " + std::string(60, 'M');
        scenario.name = std::string(100, 'A') + " " + std::string(99, 'B');
        workbook.baseline = scenario.name;
        const auto content = app::priceReport(sourceOf(workbook), {scenario}, std::nullopt, {}).value();
        const QStringList pages = pagesOf(reportPdf(content, {}));
        QVERIFY(!pages.isEmpty());
        QVERIFY(pages.back().contains(QStringLiteral("%1 of %1").arg(pages.size())));
    }

private:
    deal::Workbook m_workbook;
    ReportContent m_lone;
    ReportContent m_compared;
    QStringList m_pages;
};

QTEST_MAIN(TestReportPages)
#include "tst_report_pages.moc"
