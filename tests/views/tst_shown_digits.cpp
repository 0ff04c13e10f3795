// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparison.h"
#include "interchange/json.h"
#include "simulation/simulate.h"
#include "support/room_tests.h"
#include "views/charts/small_bars.h"
#include "views/headline/headline_card.h"
#include "words/format.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

using namespace dealwright;
using deal::Side;
using words::Format;

namespace {

/// A figure as it is shown: its value and the unit of its last digit, both in the unit of the file, and the error that
/// it is shown with.
struct Shown {
    double value = 0.0;
    double unit = 0.0;
    double error = 0.0;
};

/// What a text says, times `factor`, the size of its unit.
[[nodiscard]] Shown readShown(const QString& text, double factor, int decimals, double error)
{
    static const QRegularExpression digits("[0-9][0-9,]*([.][0-9]+)?");
    const double sign = text.contains(QChar(0x2212)) ? -1.0 : 1.0;
    const double value = digits.match(text).captured(0).remove(',').toDouble();
    return {sign * value * factor, std::pow(10.0, -decimals) * factor, error};
}

[[nodiscard]] Shown shownMoney(const Format& format, double value, double error)
{
    const words::Scale scale = format.moneyScale(std::max(std::fabs(value), error));
    return readShown(format.money(value, error), scale.factor, Format::decimalsFor(value, error, scale.factor), error);
}

[[nodiscard]] Shown shownChance(const Format& format, double chance, double error)
{
    const QString text = format.probability(chance, error);
    const qsizetype point = text.indexOf('.');
    const int decimals = point < 0 ? 0 : static_cast<int>(text.indexOf(' ', point) - point - 1);
    return readShown(text, 0.01, decimals, error);
}

/// Whether a figure of two seeds differs by no more than 3.02 of its standard errors and one unit of the last digit.
[[nodiscard]] bool agree(const Shown& a, const Shown& b)
{
    const double error = std::sqrt((a.error * a.error + b.error * b.error) / 2.0);
    return std::fabs(a.value - b.value) <= 3.02 * error + 1.000001 * std::max(a.unit, b.unit);
}

/// So many of `trials` that what happens with chance `p` happens more often once in ten thousand, by the normal
/// approximation.
[[nodiscard]] double mostOf(double trials, double p)
{
    constexpr double oneInTenThousand = 3.72;
    return trials * p + oneInTenThousand * std::sqrt(trials * p * (1.0 - p));
}

}  // namespace

/// What is shown moves with another seed by no more than its error says: 3.02 standard errors and a unit of the last
/// digit, in 95 of 100 pairs of seeds.
class TestShownDigits : public QObject {
    Q_OBJECT

private slots:
    // The figures that the other test compares are those of the card.
    void theCardShowsEachFigureWithItsError()
    {
        simulation::Statistic npv;
        npv.mean = 123'456'789.0;
        npv.standardError = 1'000.0;
        npv.percentiles = {1e6, 45'678'912.0, 6e7, 1e8, 15e7, 234'567'891.0, 3e8};
        npv.percentileErrors.fill(200'000.0);
        npv.probabilityAboveReservation = 0.7654;
        npv.probabilityError = 0.003;
        views::HeadlineCard card(Side::licensor);
        views::Headline headline;
        headline.npv = npv;
        headline.format.habits.locale = QLocale::c();
        card.show(headline);
        QVERIFY(card.accessibleDescription().contains("$123.457 M"));
        QVERIFY(card.accessibleDescription().contains("76.5 %"));
        const auto* const bar = card.findChild<views::RangeBar*>();
        QVERIFY(bar);
        QVERIFY(bar->accessibleDescription().contains("From $45.7 M to $234.6 M"));
    }

    // Ten pairs of seeds for every figure of a sample's cards and comparison. The figures of a workbook hang together,
    // so that they count as one trial for each pair and kind of figure: their share of pairs that differ by more.
    void anotherSeedMovesAFigureByNoMoreThanItsErrorSays_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString& file : QDir(DEALWRIGHT_SCENARIOS).entryList({"*.json"}, QDir::Files, QDir::Name)) {
            QTest::newRow(qPrintable(file)) << file;
        }
    }
    void anotherSeedMovesAFigureByNoMoreThanItsErrorSays()
    {
        QFETCH(const QString, file);
        QFile source(QDir(DEALWRIGHT_SCENARIOS).filePath(file));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QByteArray text = source.readAll();
        const auto read =
            interchange::readWorkbook(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
        QVERIFY(read.workbook);

        constexpr int pairs = 10;
        std::map<QString, std::vector<Shown>> shown;  // by kind and figure, seed after seed
        for (std::uint64_t seed = 1; seed <= 2 * pairs; ++seed) {
            simulation::Simulator simulator;
            std::optional<simulation::Projection> baseline;
            for (deal::Scenario scenario : read.workbook->scenarios) {
                scenario.simulation.seed = seed;
                auto projection = simulator.project(scenario, {.monthly = false});
                QVERIFY(projection);
                const Format format(scenario);
                for (const Side side : {Side::licensor, Side::host}) {
                    const simulation::Statistic& npv = projection->of(side).npv;
                    const QString who =
                        QString::fromStdString(scenario.name) + (side == Side::licensor ? ", licensor" : ", host");
                    const auto add = [&](const char* kind, const Shown& figure) {
                        shown[QString(kind) + ": " + who].push_back(figure);
                    };
                    add("mean", shownMoney(format, npv.mean, npv.standardError));
                    add("deviation", shownMoney(format, npv.standardDeviation, npv.standardDeviationError));
                    add("chance", shownChance(format, npv.probabilityAboveReservation, npv.probabilityError));
                    add("P10", shownMoney(format, npv.percentiles[1], npv.percentileErrors[1]));
                    add("P90", shownMoney(format, npv.percentiles[5], npv.percentileErrors[5]));
                    add("worst", shownMoney(format, npv.cvar5, npv.cvar5Error));
                    add("equivalent", shownMoney(format, npv.certaintyEquivalent, npv.certaintyEquivalentError));
                    if (baseline && baseline->paths == projection->paths) {
                        const auto change = analysis::compare(*baseline, *projection).of(side);
                        add("change", shownMoney(format, change.difference, change.standardError));
                        add("change of P10",
                            shownMoney(format, change.percentiles[1].value, change.percentiles[1].error));
                        add("chance to beat",
                            shownChance(format, change.probabilityHigher, change.probabilityHigherError));
                    }
                }
                if (!baseline) {
                    baseline = std::move(projection);
                }
            }
        }
        struct Kind {
            int figures = 0;
            int off = 0;
        };
        std::map<QString, Kind> kinds;
        for (const auto& [what, figures] : shown) {
            Kind& kind = kinds[what.section(':', 0, 0)];
            for (std::size_t i = 0; i + 1 < figures.size(); i += 2) {
                ++kind.figures;
                kind.off += agree(figures[i], figures[i + 1]) ? 0 : 1;
            }
        }
        double share = 0.0;
        for (const auto& [name, kind] : kinds) {
            share += static_cast<double>(kind.off) / kind.figures / static_cast<double>(kinds.size());
        }
        const double trials = pairs * static_cast<double>(kinds.size());
        QVERIFY2(share * trials <= mostOf(trials, 0.05),
                 qPrintable(QString("%1 of %2").arg(share * trials).arg(trials)));
        qInfo("%s: %.2f %% of the pairs differ by more", qPrintable(file), 100.0 * share);
    }
};

ROOM_TEST(shown_digits, TestShownDigits)
#include "tst_shown_digits.moc"
