// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room_tests.h"
#include "words/result_tables.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace dealwright;
using analysis::Figure;
using words::ResultRow;
using words::ResultTable;

namespace {

/// Every amount another.
[[nodiscard]] simulation::Projection projectionOf(double mean)
{
    simulation::Projection projection;
    for (simulation::PartyProjection* party : {&projection.licensor, &projection.host}) {
        party->npv.mean = mean;
        party->npv.standardError = 1e6;
        party->npv.sampled = true;
        party->npv.percentiles = {1e6, 2e6, 3e6, 4e6, 5e6, 6e6, 7e6};
        party->npv.percentileErrors.fill(1e5);
        party->npv.probabilityAboveReservation = 0.75;
        party->npv.probabilityError = 0.01;
        party->total.mean = 2.0 * mean;
        mean += 1e7;
    }
    return projection;
}

[[nodiscard]] QStringList labelsOf(const ResultTable& table)
{
    QStringList labels;
    for (const ResultRow& row : table.rows) {
        labels << row.label;
    }
    return labels;
}

[[nodiscard]] QStringList textsOf(const ResultTable& table, const QString& label)
{
    const auto row = std::ranges::find(table.rows, label, &ResultRow::label);
    return row == table.rows.end() ? QStringList() : words::textsOf(*row, table, words::Format());
}

}  // namespace

class TestResultTables : public QObject {
    Q_OBJECT

private slots:
    void aFigureIsShownToItsErrorsPlace_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("error");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        const auto amount = static_cast<int>(Figure::Kind::amount);
        const auto change = static_cast<int>(Figure::Kind::change);
        QTest::newRow("amount") << 554.4e6 << 6e6 << amount << "$554 ± 6 M";
        QTest::newRow("change") << 3e6 << 1e5 << change << "+$3.0 ± 0.1 M";
        QTest::newRow("a fall") << -3e6 << 1e5 << change << "−$3.0 ± 0.1 M";
        QTest::newRow("exact change") << 3e6 << 0.0 << change << "+$3 M";
        QTest::newRow("rounding alone") << 3e6 << 1e-4 << change << "+$3 M";
        QTest::newRow("no change") << 1e-4 << 0.0 << change << "no change";
        QTest::newRow("nothing known of a change") << 0.0 << 5e3 << change << "+$0 ± 5,000";
        QTest::newRow("an amount of nothing") << 0.0 << 0.0 << amount << "$0";
    }

    void aFigureIsShownToItsErrorsPlace()
    {
        QFETCH(double, value);
        QFETCH(double, error);
        QFETCH(int, kind);
        QFETCH(QString, text);
        QCOMPARE(words::figureText(analysis::moneyFigure(value, error, static_cast<Figure::Kind>(kind)), {}), text);
    }

    void aFigureIsStatedInTheUnitOfWhatItStandsBeside()
    {
        Figure figure = analysis::moneyFigure(4e5, 1e4);
        QCOMPARE(words::figureText(figure, {}), QString("$0.40 ± 0.01 M"));
        figure.beside = 2e10;
        QCOMPARE(words::figureText(figure, {}, false), QString("$0.00040 B"));
    }

    void theIntervalStandsBelowItsMeanAndTheTotalLast()
    {
        const ResultTable table = words::statisticsTable(projectionOf(5e7), {"Meta", "Host"}, words::Room::all);
        const QStringList labels = labelsOf(table);
        QCOMPARE(labels.size(), 14);
        QCOMPARE(labels[0], QString("Expected NPV"));
        QCOMPARE(labels[1], QString("95 % interval of the mean"));
        QCOMPARE(labels.back(), QString("Undiscounted total"));
        QVERIFY(table.rows.front().strong && !table.rows[1].strong);
        QCOMPARE(textsOf(table, "Expected NPV"), QStringList({"Expected NPV", "$50 ± 1 M", "$60 ± 1 M"}));
        QCOMPARE(textsOf(table, "95 % interval of the mean")[1], QString("± $2 M"));
        QCOMPARE(textsOf(table, "P90: 90 % lie below")[1], QString("$6.0 ± 0.1 M"));
        QCOMPARE(textsOf(table, "Beats walking away")[2], QString("75 ± 1 %"));
        QCOMPARE(textsOf(table, "Undiscounted total")[2], QString("$120 M"));
    }

    void whereFewHaveRoomChangesStandBesideTheFiguresThatHaveOne()
    {
        words::Against against{"Opening", {}};
        against.comparison.licensor = {.difference = 3e6, .standardError = 1e5, .sampled = true};
        const ResultTable table =
            words::statisticsTable(projectionOf(5e7), {"Meta", "Host"}, words::Room::few, against);
        QCOMPARE(labelsOf(table), QStringList({"Expected NPV", "95 % interval of the mean", "P10: 10 % lie below",
                                               "P90: 90 % lie below", "Mean of the worst 5 %", "Beats walking away"}));
        QCOMPARE(table.columns, QStringList({"NPV", "Meta", "Host", "Meta vs Opening", "Host vs Opening"}));
        QCOMPARE(textsOf(table, "Expected NPV")[3], QString("+$3.0 ± 0.1 M"));
        QCOMPARE(textsOf(table, "95 % interval of the mean")[3], QString("± $0.2 M"));
        QCOMPARE(textsOf(table, "95 % interval of the mean")[4], QString("exact"));
        QCOMPARE(textsOf(table, "Mean of the worst 5 %")[3], QString());
    }

    void theBridgeAddsUpInOneUnitAndOpensByUseCase()
    {
        using simulation::BridgeItem;
        simulation::Projection projection = projectionOf(5e7);
        projection.licensor.npv.standardError = 1e5;
        projection.bridge = {{BridgeItem::grossRevenue, 0, 0.0, 9e7},
                             {BridgeItem::baseRate, 0, 3e7, -3e7},
                             {BridgeItem::baseRate, 1, 1e7, -1e7},
                             {BridgeItem::tier, 0, 1e-9, -1e-9},
                             {BridgeItem::upfrontFee, -1, 1e7, -1e7}};
        const ResultTable table = words::bridgeTable(projection, {"Meta", "Host"}, {"Search", "Chat"}, {});
        QCOMPARE(labelsOf(table), QStringList({"Gross revenue", "Search", "Base rates", "Search", "Chat", "Upfront fee",
                                               "Expected NPV"}));
        QCOMPARE(table.columns.front(), QString("present value, $ M"));
        QCOMPARE(textsOf(table, "Gross revenue"), QStringList({"Gross revenue", "–", "90"}));
        QCOMPARE(textsOf(table, "Base rates"), QStringList({"Base rates", "40.0", "−40"}));
        QCOMPARE(textsOf(table, "Chat")[1], QString("10.0"));
        QCOMPARE(textsOf(table, "Expected NPV"), QStringList({"Expected NPV", "50.0", "40"}));
        QVERIFY(table.rows.back().strong && table.rows[1].indented);
        QCOMPARE(words::bridgeTable(projection, {"Meta", "Host"}, {}, {}).rows.size(), std::size_t{4});
    }

    void scenariosStandBesideTheBaseline()
    {
        const simulation::Projection first = projectionOf(5e7);
        const simulation::Projection second = projectionOf(6e7);
        analysis::Comparison comparison;
        comparison.licensor = {.difference = 1e7, .standardError = 1e5, .probabilityHigher = 0.9};
        comparison.licensor.percentiles[1] = {2e6, 1e5};
        const std::vector<words::Outcome> outcomes{
            {"Opening", &first, nullptr}, {"Counter", &second, &comparison}, {"Broken", nullptr, nullptr}};
        const ResultTable table = words::sideBySideTable(outcomes, {"Meta", "Host"});
        QCOMPARE(textsOf(table, "Meta"), QStringList({"Meta", "", "", ""}));
        QCOMPARE(textsOf(table, "Expected NPV").mid(1), QStringList({"$50 ± 1 M", "$60 ± 1 M", "–"}));
        QCOMPARE(textsOf(table, "against the baseline").mid(1), QStringList({"–", "+$10.0 ± 0.1 M", "–"}));
        QCOMPARE(textsOf(table, "Beats the baseline").mid(1), QStringList({"–", "90 %", "–"}));
        const auto side = deal::Side::licensor;
        const ResultTable outcome = words::outcomesTable(std::span(outcomes).first(2), side, "Meta");
        QCOMPARE(outcome.columns, QStringList({"Meta", "Expected NPV", "Beats walking away", "P10 to P90"}));
        QCOMPARE(textsOf(outcome, "Opening").back(), QString("$2.0 M to $6.0 M"));
        const ResultTable changes = words::changesTable(outcomes, side, words::Room::all);
        QCOMPARE(labelsOf(changes), QStringList({"Counter"}));
        QCOMPARE(textsOf(changes, "Counter").mid(1),
                 QStringList({"+$10.0 ± 0.1 M", "+$2.0 ± 0.1 M", "no change", "90 %"}));
        const ResultTable both = words::withChanges(outcome, words::changesTable(outcomes, side, words::Room::few));
        QCOMPARE(both.columns.mid(4), QStringList({"Difference", "Beats the baseline"}));
        QCOMPARE(textsOf(both, "Counter").mid(4), QStringList({"+$10.0 ± 0.1 M", "90 %"}));
        QCOMPARE(textsOf(both, "Opening").mid(4), QStringList({QString(), QString()}));
    }

    void correlationsAreOrderedByTheLarger()
    {
        using analysis::DriverKind;
        const ResultTable table = words::correlationsTable({},
                                                           {{{DriverKind::price, -1}, 0.1, 0.2},
                                                            {{DriverKind::incidents, -1}, -0.3, 0.0},
                                                            {{DriverKind::disputes, -1}, 0.05, 0.1}},
                                                           {"Meta", "Host"}, 2);
        QCOMPARE(labelsOf(table), QStringList({"Number of incidents", "Level of prices"}));
        QCOMPARE(textsOf(table, "Level of prices").mid(1), QStringList({"+0.10", "+0.20"}));
        QCOMPARE(textsOf(table, "Number of incidents")[1], QString("−0.30"));
    }
};

ROOM_TEST(result_tables, TestResultTables)
#include "tst_result_tables.moc"
