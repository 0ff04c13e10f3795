// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figures.h"
#include "plain_deal.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

using namespace dealwright;
using analysis::Figure;
using tests::agree;

namespace {

/// Every number another, so that one that is taken for another shows.
[[nodiscard]] simulation::Statistic statisticOfAllNumbers()
{
    simulation::Statistic statistic;
    statistic.mean = 100.0;
    statistic.standardError = 1.0;
    statistic.standardDeviation = 20.0;
    statistic.standardDeviationError = 2.0;
    statistic.percentiles = {5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0};
    statistic.percentileErrors = {0.5, 0.1, 0.25, 0.05, 0.75, 0.9, 0.95};
    statistic.cvar5 = 3.0;
    statistic.cvar5Error = 0.3;
    statistic.probabilityAboveReservation = 0.4;
    statistic.probabilityError = 0.04;
    statistic.certaintyEquivalent = 60.0;
    statistic.certaintyEquivalentError = 6.0;
    statistic.sampled = true;
    return statistic;
}

}  // namespace

class TestFigures : public QObject {
    Q_OBJECT

private slots:
    void everyFigureStandsWithItsOwnError_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("error");
        QTest::addColumn<QString>("errorWord");
        QTest::newRow("mean") << "mean" << 100.0 << 1.0 << "standardError";
        QTest::newRow("deviation") << "standardDeviation" << 20.0 << 2.0 << "errors.standardDeviation";
        QTest::newRow("error") << "standardError" << 1.0 << 1.0 / std::sqrt(30.0) << "";
        QTest::newRow("P5") << "percentiles.5" << 5.0 << 0.5 << "errors.percentiles.5";
        QTest::newRow("P10") << "percentiles.10" << 10.0 << 0.1 << "errors.percentiles.10";
        QTest::newRow("P95") << "percentiles.95" << 95.0 << 0.95 << "errors.percentiles.95";
        QTest::newRow("tail") << "cvar5" << 3.0 << 0.3 << "errors.cvar5";
        QTest::newRow("chance") << "probabilityAboveReservation" << 0.4 << 0.04 << "errors.probabilityAboveReservation";
        QTest::newRow("equivalent") << "certaintyEquivalent" << 60.0 << 6.0 << "errors.certaintyEquivalent";
    }

    void everyFigureStandsWithItsOwnError()
    {
        QFETCH(QString, word);
        QFETCH(double, value);
        QFETCH(double, error);
        QFETCH(QString, errorWord);
        const std::vector<Figure> figures = analysis::figuresOf(statisticOfAllNumbers());
        const Figure* const figure = analysis::find(figures, word.toStdString());
        QVERIFY(figure != nullptr);
        QCOMPARE(figure->value, value);
        QVERIFY(agree(figure->error, error));
        QCOMPARE(QString::fromStdString(figure->errorWord), errorWord);
    }

    void figuresAreDescribedAndInTheirOrder()
    {
        const std::vector<Figure> figures = analysis::figuresOf(statisticOfAllNumbers());
        QCOMPARE(figures.size(), std::size_t{13});
        QCOMPARE(figures.front().word, std::string("mean"));
        QVERIFY(!figures.front().beside);
        std::set<std::string> words;
        for (const Figure& figure : figures) {
            QVERIFY2(!figure.label.empty(), figure.word.c_str());
            QCOMPARE(figure.label.find("%1") != std::string_view::npos, figure.rank.has_value());
            QCOMPARE(figure.kind == Figure::Kind::halfWidth, figure.word == "standardError");
            QCOMPARE(figure.dimension == deal::Dimension::fraction, figure.word == "probabilityAboveReservation");
            const bool money = figure.dimension == deal::Dimension::money;
            QCOMPARE(figure.beside.value_or(-1.0), money && figure.word != "mean" ? 100.0 : -1.0);
            QVERIFY(figure.sampled);
            words.insert(figure.word);
        }
        QCOMPARE(words.size(), figures.size());
    }

    void fewFiguresAreNoDetail()
    {
        std::vector<std::string> words;
        for (const Figure& figure : analysis::figuresOf(simulation::Statistic{})) {
            if (!figure.detail) {
                words.push_back(figure.word);
            }
        }
        const std::vector<std::string> expected{"mean",           "standardError", "percentiles.10",
                                                "percentiles.90", "cvar5",         "probabilityAboveReservation"};
        QCOMPARE(words, expected);
    }

    void aPartysFiguresAreFoundByTheirPaths()
    {
        simulation::PartyProjection party;
        party.npv = statisticOfAllNumbers();
        party.total.mean = 300.0;
        party.total.probabilityAboveReservation = 0.7;
        const auto valueAt = [&](std::string_view word) { return analysis::figureAt(party, word).value().value; };
        QCOMPARE(valueAt("npv.mean"), 100.0);
        QCOMPARE(valueAt("npv.percentiles.10"), 10.0);
        QCOMPARE(valueAt("npv.percentiles.95"), 95.0);
        QCOMPARE(valueAt("npv.cvar5"), 3.0);
        QCOMPARE(valueAt("total.mean"), 300.0);
        QCOMPARE(valueAt("total.probabilityAboveReservation"), 0.7);
        QVERIFY(analysis::figureAt(party, "npv.mean").value().section.empty());
        QVERIFY(!analysis::figureAt(party, "total.mean").value().section.empty());
        QCOMPARE(analysis::figureAt(party, "npv.cvar5").value().errorWord, std::string("npv.errors.cvar5"));
        const std::vector<std::string> words = analysis::figureWords();
        QCOMPARE(words.size(), std::size_t{26});
        for (const std::string& word : words) {
            QVERIFY2(analysis::figureAt(party, word), word.c_str());
        }
        for (const char* const word :
             {"", "npv", "npv.", ".mean", "mean", "gross.mean", "npv.median", "npv.percentiles", "npv.percentiles.",
              "npv.percentiles.11", "npv.mean.5", "npv.percentiles.05", "npv.errors.cvar5"}) {
            QVERIFY2(!analysis::figureAt(party, word), word);
        }
    }

    void changesHaveTheirPairedErrorsAndTheNamesOfWhatChanges()
    {
        analysis::PartyComparison comparison;
        comparison.difference = -7.0;
        comparison.standardError = 0.5;
        comparison.sampled = true;
        for (std::size_t i = 0; i < comparison.percentiles.size(); ++i) {
            comparison.percentiles[i] = {static_cast<double>(i), 0.1 * static_cast<double>(i)};
        }
        const std::vector<Figure> changes = analysis::changesOf(comparison);
        QCOMPARE(changes.size(), std::size_t{9});
        const Figure& mean = *analysis::find(changes, "mean");
        QCOMPARE(mean.value, -7.0);
        QCOMPARE(mean.error, 0.5);
        QVERIFY(mean.kind == Figure::Kind::change);
        const Figure& halfWidth = *analysis::find(changes, "standardError");
        QVERIFY(halfWidth.kind == Figure::Kind::halfWidth);
        QCOMPARE(halfWidth.value, 0.5);
        QCOMPARE(halfWidth.beside.value_or(0.0), -7.0);
        const Figure& ninetieth = *analysis::find(changes, "percentiles.90");
        QCOMPARE(ninetieth.value, 5.0);
        QCOMPARE(ninetieth.error, 0.5);
        const std::vector<Figure> figures = analysis::figuresOf(simulation::Statistic{});
        QCOMPARE(ninetieth.label, analysis::find(figures, "percentiles.90")->label);
    }
};

ROOM_TEST(figures, TestFigures)
#include "tst_figures.moc"
