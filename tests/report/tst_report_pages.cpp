// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exports/report_content.h"
#include "app/version.h"
#include "storage/deal_file.h"
#include "storage/deal_format.h"
#include "support/room_tests.h"
#include "views/look/theme.h"
#include "views/report/missing_letters.h"
#include "views/report/report.h"
#include "words/titles.h"

#include <QApplication>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>
#include <vector>

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
    return {.name = words::workbookName(workbook),
            .fileName = QLatin1String(fileName),
            .isChanged = false,
            .payloadSha256 = storage::payloadSha256(workbook),
            .created = QDateTime({2027, 1, 12}, {9, 30}, Qt::UTC)};
}

/// What pdftotext says of the PDF.
[[nodiscard]] QString textOf(const QByteArray& pdf, const QString& form)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("report.pdf");
    if (storage::saveBytes(path, pdf)) {
        return {};
    }
    QProcess reader;
    reader.start(QStringLiteral(PDFTOTEXT), {form, "-enc", "UTF-8", path, "-"});
    reader.waitForFinished();
    return QString::fromUtf8(reader.readAllStandardOutput());
}

/// The words of every page, each run of white space one space.
[[nodiscard]] QStringList pagesOf(const QByteArray& pdf)
{
    QStringList pages = textOf(pdf, QStringLiteral("-layout")).split(QChar::FormFeed, Qt::SkipEmptyParts);
    for (QString& page : pages) {
        page = page.normalized(QString::NormalizationForm_KC).simplified();  // a ligature is its letters
    }
    return pages;
}

/// All words in the order in which they were written, cell for cell, without the white space between and within them.
[[nodiscard]] QString cellsOf(const QByteArray& pdf)
{
    QString text = textOf(pdf, QStringLiteral("-raw")).normalized(QString::NormalizationForm_KC);
    return text.remove(QRegularExpression(QStringLiteral("\\s")));
}

/// Where a word stands on its page, in points.
struct Word {
    QRectF place;
    QString text;
};

[[nodiscard]] std::vector<std::vector<Word>> placesOf(const QByteArray& pdf)
{
    static const QRegularExpression word(
        QStringLiteral(R"x(<word xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)</word>)x"));
    std::vector<std::vector<Word>> pages;
    for (const QString& line : textOf(pdf, QStringLiteral("-bbox")).split(QLatin1Char('\n'))) {
        if (line.contains(QLatin1String("<page "))) {
            pages.emplace_back();
        }
        if (const auto match = word.match(line); match.hasMatch()) {
            pages.back().push_back({QRectF(QPointF(match.captured(1).toDouble(), match.captured(2).toDouble()),
                                           QPointF(match.captured(3).toDouble(), match.captured(4).toDouble())),
                                    match.captured(5)});
        }
    }
    return pages;
}

/// What is wrong with where the words stand; empty if nothing is: within the margins, none over another, and some on
/// each page above its footer.
[[nodiscard]] QString misplaced(const QByteArray& pdf)
{
    constexpr QRectF within(40.0, 38.0, 515.0, 794.0);  // of A4, 595 by 842; the margins are 42
    constexpr double footer = 798.0;
    const auto pages = placesOf(pdf);
    for (std::size_t p = 0; p < pages.size(); ++p) {
        bool hasContent = false;
        for (auto word = pages[p].begin(); word != pages[p].end(); ++word) {
            hasContent = hasContent || word->place.bottom() < footer;
            if (!within.contains(word->place)) {
                return QStringLiteral("page %1: “%2” is outside").arg(p + 1).arg(word->text);
            }
            for (auto other = std::next(word); other != pages[p].end(); ++other) {
                const QRectF both = word->place.intersected(other->place);
                // Lines of letters stand so close that their boxes touch.
                if (both.width() > 1.0 && both.height() > 0.5 * std::min(word->place.height(), other->place.height())) {
                    return QStringLiteral("page %1: “%2” over “%3”").arg(p + 1).arg(word->text, other->text);
                }
            }
        }
        if (!hasContent) {
            return QStringLiteral("page %1 is empty").arg(p + 1);
        }
    }
    return pages.empty() ? QStringLiteral("no pages") : QString();
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
        m_lone = app::priceReport({sourceOf(m_workbook), {baseline}, std::nullopt}, {}).value();
        m_compared = app::priceReport({sourceOf(m_workbook), {baseline, subject}, std::nullopt}, {}).value();
        m_pages = pagesOf(reportPdf(m_lone, {}));
        QVERIFY(!m_pages.isEmpty());
    }

    void theFirstPageSaysWhoGetsWhatAsTheHeadlineDoes()
    {
        const deal::Scenario& scenario = *m_lone.scenarios.front().scenario;
        const simulation::Projection& projection = *m_lone.scenarios.front().projection;
        const words::Format format(scenario);
        const QString& page = m_pages.front();
        QVERIFY(page.contains(words::dealName(scenario) + ": " + QString::fromStdString(scenario.name)));
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            const simulation::Statistic& npv = projection.of(side).npv;
            QVERIFY(page.contains(words::partyName(scenario, side)));
            QVERIFY(page.contains(format.money(npv.mean, npv.standardError)));
            QVERIFY(page.contains(format.probability(npv.probabilityAboveReservation, npv.probabilityError)));
        }
    }

    /// One incident in 100,000 years: the first page says what the paths do not show, and why nothing is set against a
    /// baseline that breaks a rule.
    void cautionsStandOnTheFirstPage()
    {
        deal::Scenario scenario = m_workbook.scenarios.at(0);
        scenario.terms.incident = {1e-5, 1e9, 0.0, 0.5};
        app::ReportSource source = sourceOf(m_workbook);
        source.baselineFlaw = "The baseline, “Other”, breaks a rule: nothing is set against it.";
        const auto content = app::priceReport({source, {scenario}, std::nullopt}, {});
        QVERIFY(content);
        const QString page = pagesOf(reportPdf(*content, {})).front();
        QVERIFY(page.contains("Incidents: fewer than 1 of"));
        QVERIFY(page.contains("breaks a rule: nothing is set against it."));
        QVERIFY(!m_pages.front().contains("Incidents: fewer"));
    }

    void everyPageSaysHowToRepeatItsFigures()
    {
        const deal::Scenario& scenario = *m_lone.scenarios.front().scenario;
        const words::Format format(scenario);
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
        const QString page = pagesOf(reportPdf(m_compared, {})).front();
        const words::Format format(*m_compared.scenarios.front().scenario);
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            double largest = 0.0;  // in its unit, which the head says, all are stated
            for (const ReportScenario& one : m_compared.scenarios) {
                largest = std::max(largest, std::abs(one.projection->of(side).npv.mean));
            }
            const words::Scale unit = format.moneyScale(largest);
            QVERIFY(page.contains("NPV in " + format.moneyUnit(unit)));
            for (const ReportScenario& one : m_compared.scenarios) {
                const simulation::Statistic& npv = one.projection->of(side).npv;
                QVERIFY(page.contains(QString::fromStdString(one.scenario->name)));
                QVERIFY(page.contains(format.bare(unit, npv.mean, npv.standardError)));
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

    /// The date ends in Z, the table of what stands where is right, and nothing tells where the report was made.
    void noTimeZoneOrLanguageLeavesATrace()
    {
        const auto restored = qScopeGuard([zone = qgetenv("TZ"), isSet = qEnvironmentVariableIsSet("TZ")] {
            isSet ? qputenv("TZ", zone) : qunsetenv("TZ");
            tzset();
            QLocale::setDefault(QLocale::c());
        });
        ReportContent content = m_compared;
        content.created = QDateTime({2027, 1, 12}, {9, 30}, Qt::UTC);
        QByteArray first;
        const std::array<std::pair<const char*, const char*>, 6> places{{{"UTC", "C"},
                                                                         {"Asia/Kolkata", "hi_IN"},
                                                                         {"America/St_Johns", "de_DE"},
                                                                         {"Pacific/Kiritimati", "ar_EG"},
                                                                         {"Asia/Tehran", "fa_IR"},
                                                                         {"Europe/Istanbul", "tr_TR"}}};
        for (const auto& [zone, locale] : places) {
            qputenv("TZ", zone);
            tzset();
            QLocale::setDefault(QLocale(locale));
            const QByteArray pdf = reportPdf(content, {});
            first = first.isEmpty() ? pdf : first;
            QVERIFY2(pdf == first, zone);
        }
        QVERIFY(first.contains("/CreationDate (D:20270112093000Z)"));
        const qsizetype table = first.mid(first.lastIndexOf("startxref\n") + 10).split('\n').front().toLongLong();
        QCOMPARE(first.mid(table, 5), QByteArray("xref\n"));
        // ISO 32000-1, 7.5.4: entries of 20 bytes, the first of which is that of no object.
        const QList<QByteArray> lines = first.mid(table).split('\n');
        const int objects = lines[1].split(' ')[1].toInt();
        for (int i = 1; i < objects; ++i) {
            const qlonglong offset = lines[2 + i].left(10).toLongLong();
            const QByteArray start = QByteArray::number(i) + " 0 obj";
            QCOMPARE(first.mid(offset, start.size()), start);
        }
    }

    void theTimeOfCreationCanBeGiven()
    {
        const QDateTime before = QDateTime::currentDateTimeUtc();
        QVERIFY(app::creationTime().time >= before);
        qputenv("SOURCE_DATE_EPOCH", "86400");
        QCOMPARE(app::creationTime().time, QDateTime({1970, 1, 2}, {0, 0}, Qt::UTC));
        QVERIFY(app::creationTime().problem.isEmpty());
        for (const char* wrong : {"x", "1.5", "-1", "+1", " 1", "253402300800", "99999999999999999999"}) {
            qputenv("SOURCE_DATE_EPOCH", wrong);
            QVERIFY2(app::creationTime().problem.contains(QLatin1String(wrong)), wrong);
        }
        qunsetenv("SOURCE_DATE_EPOCH");
    }

    void rupeesAreWrittenAsTheReaderLikesThem()
    {
        const deal::Workbook workbook = sample("indian-host-2027.json");
        const deal::Scenario& scenario = workbook.scenarios.front();
        const ReportContent content = app::priceReport({sourceOf(workbook), {scenario}, std::nullopt}, {}).value();
        const words::NumberHabits habits{QLocale("en_IN"), true};
        const words::Format format(scenario, habits);
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

    void longNamesStayOnTheirPages_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("letter");
        for (const int length : {40, 60, 200}) {
            for (const char* letter : {"W", "i", "w "}) {
                QTest::addRow("%d of “%s”", length, letter) << length << QString(letter);
            }
        }
    }

    void longNamesStayOnTheirPages()
    {
        QFETCH(int, length);
        QFETCH(QString, letter);
        const auto named = [&](const std::string& start) {
            return (start + letter.repeated(length).toStdString()).substr(0, static_cast<std::size_t>(length) - 1) +
                   "z";
        };
        deal::Workbook workbook = m_workbook;
        workbook.scenarios.resize(2);
        QStringList names;
        for (deal::Scenario& scenario : workbook.scenarios) {
            scenario.name = named("S" + std::to_string(names.size()) + "q");
            names << QString::fromStdString(scenario.name);
            scenario.parties.licensor.name = named("Lq");
            scenario.parties.host.name = named("Hq");
            for (std::size_t u = 0; u < scenario.market.useCases.size(); ++u) {
                scenario.market.useCases[u].name = named("U" + std::to_string(u) + "q");
                scenario.market.useCases[u].price = 7.01 + 0.01 * static_cast<double>(u);
            }
            for (std::size_t e = 0; e < scenario.market.events.size(); ++e) {
                scenario.market.events[e].name = named("E" + std::to_string(e) + "q");
            }
        }
        workbook.scenarios[1].terms.shares[0].baseRate += 0.0123;
        workbook.baseline = workbook.scenarios[0].name;
        const deal::Scenario& scenario = workbook.scenarios[1];
        const auto content = app::priceReport({sourceOf(workbook), {scenario}, workbook.scenarios[0]}, {}).value();
        const QByteArray pdf = reportPdf(content, {});
        QCOMPARE(misplaced(pdf), QString());
        const QString cells = cellsOf(pdf);
        names << QString::fromStdString(scenario.parties.licensor.name)
              << QString::fromStdString(scenario.parties.host.name);
        for (const deal::UseCase& useCase : scenario.market.useCases) {
            names << QString::fromStdString(useCase.name);
            QVERIFY(cells.contains(QString::number(useCase.price, 'f', 2)));
        }
        for (const deal::Event& event : scenario.market.events) {
            names << QString::fromStdString(event.name);
        }
        for (const QString& name : names) {
            QVERIFY2(cells.contains(unspaced(name)), qPrintable(name));
        }
        const auto both =
            app::priceReport({sourceOf(workbook), {workbook.scenarios[0], scenario}, std::nullopt}, {}).value();
        QCOMPARE(misplaced(reportPdf(both, {})), QString());
    }

    void everyComparedScenarioIsThere_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("length");
        QTest::newRow("thirteen") << 13 << 12;
        QTest::newRow("a hundred") << 100 << 12;
        QTest::newRow("thirty with long names") << 30 << 200;
    }

    /// Scenario i has a base rate of (10 + i/10) %, which stands in the table of differences and nowhere else.
    void everyComparedScenarioIsThere()
    {
        QFETCH(int, count);
        QFETCH(int, length);
        deal::Scenario plain;
        plain.timeline.months = 12;
        plain.market.useCases.resize(1);
        plain.market.useCases[0].name = "Chat";
        plain.market.useCases[0].initialUsage = 100.0;
        plain.market.useCases[0].price = 2.0;
        plain.terms.shares = {{.baseRate = 0.1}};
        plain.simulation.paths = 1024;
        std::vector<deal::Scenario> scenarios;
        for (int i = 0; i < count; ++i) {
            deal::Scenario scenario = plain;
            scenario.name = "Scenario-" + std::to_string(i) + "-";
            scenario.name.resize(static_cast<std::size_t>(length), 'n');
            scenario.terms.shares[0].baseRate = 0.1 + 0.001 * i;
            scenarios.push_back(scenario);
        }
        const deal::Workbook workbook{scenarios, scenarios.front().name};
        const auto content = app::priceReport({sourceOf(workbook), scenarios, std::nullopt}, {}).value();
        const QByteArray pdf = reportPdf(content, {});
        QCOMPARE(misplaced(pdf), QString());
        const QString cells = cellsOf(pdf);
        for (int i = 0; i < count; ++i) {
            const auto name = QString::fromStdString(scenarios[static_cast<std::size_t>(i)].name);
            // Figures of both parties, the table of differences, the charts' own page, how to repeat the figures.
            QVERIFY2(cells.count(name) >= 5, qPrintable(name));
            QVERIFY2(cells.contains(QStringLiteral("%1%").arg(10.0 + 0.1 * i, 0, 'f', 1)), qPrintable(name));
        }
        // In the legend as “scenario 7”, and at the edge of both parties' charts, the first in each.
        for (int i = 2; i <= count && count > 6; ++i) {
            const QRegularExpression label(QStringLiteral("scenario%1(?![0-9])").arg(i));
            QVERIFY2(cells.count(label) >= 3, qPrintable(label.pattern()));
        }
    }

    /// Letters of a plane that has none (private use): no font of any machine has them.
    void aReportSaysWhichLettersNoFontHas()
    {
        QVERIFY(report::missingLetters({"Chat", "ग्राहक", "Caf\u0301", "a\nb"}).isEmpty());
        const char32_t nobody[]{0xffff0, 0xffff1, 0};
        const QString text = QString::fromUcs4(nobody);
        const QList<report::MissingLetters> missing = report::missingLetters({"Chat " + text, text});
        QCOMPARE(missing.size(), 1);
        QCOMPARE(missing.front().letters, text);
        QVERIFY(missing.front().sentence().contains(QStringLiteral("(U+FFFF0, U+FFFF1)")));
        const report::MissingLetters chinese{
            .script = "Chinese", .letters = QStringLiteral("\u5185\u5bb9"), .package = "fonts-noto-cjk"};
        QCOMPARE(
            chinese.sentence(),
            QStringLiteral("Names have Chinese letters (U+5185, U+5BB9) that no font on this machine has: they stand "
                           "as boxes. Install the package fonts-noto-cjk and make the report anew."));
        deal::Workbook workbook = m_workbook;
        workbook.scenarios.front().market.useCases.front().name = text.toStdString();
        const auto content =
            app::priceReport({sourceOf(workbook), {workbook.scenarios.front()}, std::nullopt}, {}).value();
        QVERIFY(pagesOf(reportPdf(content, {})).front().contains("letters (U+FFFF0, U+FFFF1)"));
    }

private:
    deal::Workbook m_workbook;
    ReportContent m_lone;
    ReportContent m_compared;
    QStringList m_pages;
};

ROOM_TEST(report_pages, TestReportPages)
#include "tst_report_pages.moc"
