// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows while runs begin, end, fail and are cancelled.
#include "desk.h"

#include "support/room_tests.h"
#include "views/charts/tornado_chart.h"
#include "views/compare/compare_panel.h"
#include "views/projection/projection_panel.h"

#include <QSignalSpy>

using namespace dealwright;
using app::MainWindow;
using tests::Desk;
using tests::patience;
using tests::rate;
using tests::says;
using tests::type;

namespace {

/// The licensor's expected NPV, as its card says it.
[[nodiscard]] QString figureOf(const Desk& desk)
{
    return desk.headline(deal::Side::licensor)->figure();
}

}  // namespace

class TestLiveFigures : public QObject {
    Q_OBJECT

private slots:
    void aBrokenRuleKeepsTheLastGoodFiguresAndSaysSo()
    {
        Desk desk;
        QVERIFY(desk.termSheet()->jumpTo("terms.rateCap"));
        type(desk.field("terms.rateCap")->line(), QStringLiteral("30 %"));
        QVERIFY(desk.settles());
        const auto good = desk.projection();
        type(desk.field("terms.rateFloor")->line(), QStringLiteral("40 %"));
        QCOMPARE(desk.window.session().scenario().terms.rateFloor, 0.4);
        QVERIFY(desk.settles());
        QCOMPARE(desk.projection(), good);
        QVERIFY(!desk.window.pricing().isCurrent(desk.window.session().current()));
        QVERIFY(!desk.field("terms.rateFloor")->problem().isEmpty());
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            QVERIFY(says(*desk.headline(side), QStringLiteral("Not current")));
        }

        desk.window.session().undoStack().undo();
        QVERIFY(desk.settles());
        QVERIFY(desk.window.pricing().isCurrent(desk.window.session().current()));
        QVERIFY(!says(*desk.headline(deal::Side::host), QStringLiteral("Not current")));
        QCOMPARE(desk.field("terms.rateFloor")->problem(), QString());
    }

    /// A (quasi, seed 1), B (pseudo, seed 1), C (quasi, seed 2): once B is the baseline, what is known of C is of A's
    /// luck, and nothing is said against B until C was run on its own.
    void figuresOfAnotherSamplingAreNotCompared()
    {
        Desk desk;
        deal::Workbook workbook = tests::smallWorkbook();
        workbook.scenarios.resize(1, workbook.scenarios.front());
        workbook.scenarios.front().name = "A";
        workbook.scenarios.front().simulation = {1024, 1, deal::Sampling::quasi};
        workbook.baseline = "A";
        workbook.scenarios.push_back(workbook.scenarios.front());
        workbook.scenarios.back().name = "B";
        workbook.scenarios.back().simulation.sampling = deal::Sampling::pseudo;
        workbook.scenarios.push_back(workbook.scenarios.front());
        workbook.scenarios.back().name = "C";
        workbook.scenarios.back().simulation.seed = 2;
        desk.window.session().open(workbook);
        const auto& entries = desk.window.session().state().entries;
        const app::ScenarioId b = entries[1].id;
        desk.window.turnTo("compare");
        desk.window.compare({entries[2].id});
        QVERIFY(desk.settles());
        desk.window.session().setBaseline(b);
        QVERIFY(desk.settles());
        QVERIFY(desk.window.findChild<views::ComparePanel*>()->outcomesAsText().contains("C"));
    }

    /// One incident in 100,000 years of 1 bn: what hardly any path meets is said beside the figures, and no longer
    /// where there is nothing to say.
    void whatThePathsHardlyMeetIsSaidBesideTheFigures()
    {
        Desk desk;
        deal::Workbook workbook = tests::smallWorkbook();
        workbook.scenarios.front().terms.incident = {1e-5, 1e9, 0.0, 0.5};
        desk.window.session().open(workbook);
        QVERIFY(desk.settles());
        const auto* const cautions = desk.window.findChild<QLabel*>("cautions");
        QVERIFY(cautions);
        QVERIFY(!cautions->isHidden());
        QVERIFY(cautions->text().contains("Incidents: fewer than 1 of"));
        QVERIFY(cautions->text().contains("The means count them in full"));
        (void)desk.window.session().apply({.path = "terms.incident.meanLoss", .value = 0.0});
        QVERIFY(desk.settles());
        QVERIFY(!cautions->text().contains("Incidents"));
        // A clause without effect is said there too.
        (void)desk.window.session().apply({.path = "terms.deductions", .value = 0.1});
        QVERIFY(desk.settles());
        QVERIFY(cautions->text().contains("deductions count only where"));
    }

    /// Prices that rise without end, over 20 years: each value is within its range, and no figure can be computed.
    void figuresBeyondTheRangeOfNumbersHaveASentenceInTheirPlace()
    {
        Desk desk;
        deal::Workbook workbook = tests::smallWorkbook();
        deal::Scenario beyond = workbook.scenarios.front();
        beyond.name = "Beyond";
        beyond.timeline.months = 240;
        beyond.market.useCases[0].initialUsage = 1e15;
        beyond.market.useCases[0].trend.kind = deal::TrendKind::exponential;
        beyond.market.useCases[0].priceDecline = -1e15;
        workbook.scenarios.push_back(beyond);
        QVERIFY(!deal::hasErrors(deal::validate(workbook)));
        desk.window.session().open(workbook);
        const app::ScenarioId id = desk.window.session().state().entries[1].id;
        desk.window.session().setCurrent(id);
        QVERIFY(desk.settles());
        const app::Pricing& pricing = desk.window.pricing();
        QVERIFY(pricing.latest(id) == nullptr);
        QVERIFY(pricing.isCurrent(desk.window.session().state().entries[0].id));  // the other one is priced
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            QVERIFY(says(*desk.headline(side), QStringLiteral("figures pass 10³⁰⁸")));
        }
        for (const char* page : {"projection", "risk", "explain"}) {
            desk.window.turnTo(page);
            QVERIFY(desk.settles());
            QVERIFY(says(desk.window, QStringLiteral("No figures yet.")));
            QVERIFY(says(desk.window, QStringLiteral("price decline")));
        }
        desk.window.turnTo("compare");
        desk.window.compare({id});
        QVERIFY(desk.settles());
        QVERIFY(desk.termSheet()->jumpTo("market.useCases[0].priceDecline"));
        QVERIFY(desk.field("market.useCases[0].priceDecline")->problem().contains(QStringLiteral("10³⁰⁸")));

        desk.answers->path = desk.folder.filePath(QStringLiteral("summary.pdf"));
        QVERIFY(desk.exportsPdf());
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.answers->problems[0].contains(QStringLiteral("figures pass 10³⁰⁸")));
        desk.action(QStringLiteral("Run until precise…"))->trigger();
        QCOMPARE(desk.answers->problems.size(), 2);

        QVERIFY(!desk.window.session().apply({.path = "timeline.months", .value = std::int64_t{12}}));
        QVERIFY(desk.settles());
        QVERIFY(pricing.isCurrent(id));
        QCOMPARE(desk.field("market.useCases[0].priceDecline")->problem(), QString());
    }

    void aScenarioThatWasNeverPricedShowsItsReasonAndNoOtherFigures()
    {
        Desk desk;
        deal::Workbook workbook = tests::smallWorkbook();
        deal::Scenario broken = workbook.scenarios.front();
        broken.name = "Broken";
        broken.terms.rateFloor = 2.0;
        workbook.scenarios.push_back(broken);
        desk.window.session().open(workbook);
        QVERIFY(desk.settles());
        const QString figure = figureOf(desk);
        QVERIFY(figure.contains(QLatin1Char('$')));

        desk.window.session().setCurrent(desk.window.session().state().entries[1].id);
        QVERIFY(desk.settles());
        QCOMPARE(figureOf(desk), QStringLiteral("–"));
        auto* projection = desk.window.findChild<views::ProjectionPanel*>();
        for (const QWidget* place :
             {static_cast<QWidget*>(desk.headline(deal::Side::host)), projection->parentWidget()}) {
            QVERIFY(says(*place, QStringLiteral("Rate floor")));
        }
        QVERIFY(!projection->isVisible());

        type(desk.field("terms.rateFloor")->line(), QStringLiteral("1 %"));
        QVERIFY(desk.settles());
        QVERIFY(figureOf(desk).contains(QLatin1Char('$')));
        QVERIFY(projection->isVisible());
    }

    void nothingIsSaidAgainstABaselineThatWasNeverPriced()
    {
        Desk desk;
        deal::Workbook workbook = tests::smallWorkbook();
        deal::Scenario other = workbook.scenarios.front();
        other.name = "Other";
        other.terms.shares[0].baseRate += 0.01;
        workbook.scenarios.push_back(other);
        workbook.scenarios.front().terms.rateFloor = 2.0;
        desk.window.session().open(workbook);
        desk.window.session().setCurrent(desk.window.session().state().entries[1].id);
        desk.window.turnTo("compare");
        QVERIFY(desk.settles());
        QStringList against;
        for (const QString& line : desk.window.findChild<views::ComparePanel*>()->outcomesAsText().split('\n')) {
            const QStringList cells = line.split('\t');
            if (cells.front().contains(QStringLiteral("the baseline"))) {
                against << cells.mid(1);
            }
        }
        QCOMPARE(against, QStringList(16, QStringLiteral("–")));  // four rows for each party, two scenarios
    }

    void pathsBeyondTheMemoryAreNotRunAndSaidSo()
    {
        Desk desk;
        QVERIFY(desk.settles());
        const auto before = desk.projection();
        deal::Scenario vast = desk.window.session().scenario();
        vast.simulation.paths = 10000000;
        const auto needed = static_cast<double>(simulation::memoryNeeded(vast));
        desk.window.pricing().setMemory(0.9 * needed);
        const std::int64_t most = desk.window.pricing().mostPaths(vast, 10000000);
        QVERIFY(most > 0 && most < 10000000);
        vast.simulation.paths = most;
        QVERIFY(static_cast<double>(simulation::memoryNeeded(vast)) <= 0.9 * needed);
        QVERIFY(desk.termSheet()->jumpTo("simulation.paths"));
        type(desk.field("simulation.paths")->line(), QStringLiteral("10,000,000"));
        QCOMPARE(desk.window.session().scenario().simulation.paths, std::int64_t{10000000});
        QVERIFY(desk.settles());
        QCOMPARE(desk.projection(), before);
        QVERIFY(says(*desk.headline(deal::Side::host), QStringLiteral("GB of memory")));
        QAction* exportPdf = desk.action(QStringLiteral("Export PDF…"));
        QVERIFY(exportPdf != nullptr);
        exportPdf->trigger();
        QCOMPARE(desk.answers->problems.size(), 1);
        QVERIFY(desk.answers->problems.front().contains(QStringLiteral("GB of memory")));

        desk.window.session().undoStack().undo();
        QVERIFY(desk.settles());
        QVERIFY(desk.window.pricing().isCurrent(desk.window.session().current()));
    }

    void aRunIsCancelledAndTakenUpAgain()
    {
        Desk desk;
        QVERIFY(desk.settles());
        const auto before = desk.projection();
        auto* stop = desk.window.findChild<QAbstractButton*>(QStringLiteral("stop"));
        QVERIFY(desk.termSheet()->jumpTo("simulation.paths"));
        type(desk.field("simulation.paths")->line(), QStringLiteral("131072"));
        stop->click();
        QCOMPARE(desk.projection(), before);
        QVERIFY(!desk.window.pricing().isCurrent(desk.window.session().current()));
        QVERIFY(says(*desk.headline(deal::Side::host), QStringLiteral("Not current")));
        QCOMPARE(desk.window.session().scenario().simulation.paths, std::int64_t{131072});

        stop->click();
        QVERIFY(desk.settles());
        QCOMPARE(desk.projection()->paths, std::int64_t{131072});
        QVERIFY(!says(*desk.headline(deal::Side::host), QStringLiteral("Not current")));
    }

    void aScenarioAgainstTheBaselineShowsItsChange()
    {
        Desk desk;
        desk.action("Duplicate")->trigger();
        type(desk.field(rate)->line(), QStringLiteral("30 %"));
        QVERIFY(desk.settles());
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            QVERIFY(says(*desk.headline(side), QStringLiteral("against ")));
        }
    }

    void riskIsSettledOnlyWithItsTornado()
    {
        Desk desk;
        QVERIFY(desk.settles());
        auto* chart = desk.window.findChild<views::TornadoChart*>();
        const qsizetype linesBefore = chart->dataAsText().count('\n');
        QSignalSpy settled(&desk.window, &MainWindow::settled);
        desk.window.turnTo("risk");
        QVERIFY(!desk.window.isSettled());
        QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), patience);
        QVERIFY(desk.window.isSettled());
        QVERIFY(chart->dataAsText().count('\n') > linesBefore);

        // an edit makes it stale
        type(desk.field(rate)->line(), QStringLiteral("11 %"));
        QVERIFY(!desk.window.isSettled());
        QVERIFY(desk.settles());
    }
};

ROOM_TEST(live_figures, TestLiveFigures)
#include "tst_live_figures.moc"
