// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figures.h"
#include "analysis/goal_seek.h"
#include "app/commands/json_output.h"
#include "simulation/not_finite.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "views/report/result_page.h"
#include "views/tables/text_table.h"
#include "words/result_tables.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

// The rooms that this program is compiled against are copies in which Statistic has one more
// figure, `worst`, the smallest outcome of all paths: edit_copy.cmake adds the member, its description and its
// arithmetic. Nothing else was edited, and everything below finds it.
using namespace dealwright;

namespace {

const std::string word = "npv.worst";

/// 100 million tokens a month at 10 for a year: gross is 12,000, the licensor's share a fifth; nothing is discounted.
[[nodiscard]] deal::Scenario plainDeal()
{
    deal::Scenario scenario;
    scenario.name = "Opening offer";
    scenario.parties.licensor.name = "Meta";
    scenario.parties.host.name = "Host";
    scenario.timeline.months = 12;
    scenario.simulation = {1000, 1, deal::Sampling::pseudo};
    deal::UseCase useCase;
    useCase.name = "Search";
    useCase.initialUsage = 100.0;
    useCase.price = 10.0;
    scenario.market.useCases = {useCase};
    scenario.terms.shares = {{0.2, 0.0}};
    return scenario;
}

/// Path p sells 1 + p times what is expected, in every month.
[[nodiscard]] simulation::Shocks shocksOf(const deal::Scenario& scenario)
{
    constexpr std::size_t lanes = simulation::blockPaths;
    simulation::Shocks shocks(simulation::keyOf(scenario));
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        const simulation::ShockWriter writer{shocks, block};
        for (int t = 0; t < shocks.months(); ++t) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                writer.usage(0, t)[lane] = static_cast<float>(1 + block * lanes + lane);
            }
            std::fill_n(writer.price(t), lanes, 1.0F);
        }
        for (int year = 0; year < shocks.years(); ++year) {
            std::fill_n(writer.dispute(year), lanes, 0.9F);
        }
        std::fill_n(writer.lastNoise(0), lanes, 0.0F);
        std::fill_n(writer.growth(0), lanes, 0.0F);
        std::fill_n(writer.war(), lanes, 0.0F);
    }
    return shocks;
}

[[nodiscard]] simulation::Projection projected()
{
    const deal::Scenario scenario = plainDeal();
    return simulation::price(scenario, shocksOf(scenario)).value();
}

/// Path 0 pays the licensor least: a fifth of 12,000. The scrambles' own smallest are 1, 2, ..., 16 times that, with a
/// variance of 16 x 17 / 12, and the error is their deviation over 4.
constexpr double worst = 2400.0;
const double worstError = 2400.0 * std::sqrt(16.0 * 17.0 / 12.0) / 4.0;  // 2,857

}  // namespace

class TestAddedStatistic : public QObject {
    Q_OBJECT

private slots:
    void itIsAFigureWithItsErrorAndLabel()
    {
        const simulation::Projection projection = projected();
        const analysis::Figure figure = analysis::figureAt(projection.licensor, word).value();
        QCOMPARE(figure.value, worst);
        QVERIFY(std::fabs(figure.error - worstError) < 1e-9 * worstError);
        QCOMPARE(figure.errorWord, std::string("npv.errors.worst"));
        QCOMPARE(words::titleOf(figure), QString("Worst of all paths"));
    }

    void goalSeekKnowsIt()
    {
        const std::vector<std::string> words = analysis::figureWords();
        QVERIFY(std::ranges::find(words, word) != words.end());
        QVERIFY(std::ranges::find(words, "total.worst") != words.end());
        // Without luck every path is the expected one: a tenth of 12,000 is 1,200.
        const analysis::GoalResult result =
            analysis::goalSeek(plainDeal(), {.path = "terms.shares[0].baseRate", .statistic = word, .target = 1200.0});
        QVERIFY(result.error == analysis::GoalError::none && result.answer.reached);
        QVERIFY(std::fabs(result.answer.value - 0.1) < 1e-9);
    }

    void jsonHasIt()
    {
        const app::Json json = app::projectionJson(plainDeal(), projected());
        QCOMPARE(json["licensor"]["npv"]["worst"].get<double>(), worst);
        QVERIFY(std::fabs(json["licensor"]["npv"]["errors"]["worst"].get<double>() - worstError) < 1e-6);
        QVERIFY(json["host"]["total"].contains("worst"));
    }

    // The terminal prints this table row by row.
    void theTerminalsTableHasIt()
    {
        const words::ResultTable table = words::statisticsTable(projected(), {"Meta", "Host"}, words::Room::all);
        const auto row = std::ranges::find(table.rows, QString("Worst of all paths"), &words::ResultRow::label);
        QVERIFY(row != table.rows.end());
        const QStringList texts = words::textsOf(*row, table, words::Format(plainDeal()));
        QCOMPARE(texts.size(), 3);
        QVERIFY2(texts[1].contains("±"), qPrintable(texts[1]));
    }

    void theWindowsTableHasIt()
    {
        views::TextTable table;
        table.show(words::statisticsTable(projected(), {"Meta", "Host"}, words::Room::all), words::Format(plainDeal()));
        QVERIFY(table.asText().contains("\nWorst of all paths\t"));
    }

    void thePdfsTableHasIt()
    {
        const views::report::Table table = views::report::pageTable(
            words::statisticsTable(projected(), {"Meta", "Host"}, words::Room::few), words::Format(plainDeal()));
        QVERIFY(std::ranges::any_of(
            table.rows, [](const QStringList& row) { return row.front() == "Worst of all paths" && row.size() == 3; }));
    }

    void scenariosSideBySideShowIt()
    {
        const simulation::Projection projection = projected();
        const std::vector<words::Outcome> outcomes{{"One", &projection, nullptr}, {"Other", &projection, nullptr}};
        const words::ResultTable table = words::sideBySideTable(outcomes, {"Meta", "Host"});
        QCOMPARE(std::ranges::count(table.rows, QString("Worst of all paths"), &words::ResultRow::label), 2);
    }

    void aWorstThatIsNotFiniteIsNoResult()
    {
        simulation::Projection projection = projected();
        QVERIFY(simulation::isFinite(projection));
        projection.host.npv.worst = std::nan("");
        QVERIFY(!simulation::isFinite(projection));
    }
};

QTEST_APPLESS_MAIN(TestAddedStatistic)
#include "tst_added_statistic.moc"
