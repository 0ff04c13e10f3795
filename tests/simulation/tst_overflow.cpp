// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger.h"
#include "random/vector_targets.h"
#include "simulation/not_finite.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/statistics.h"
#include "simulation/sweep.h"
#include "simulation/weights.h"

#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

// Figures up to the end of the range of numbers, and past it.
using namespace dealwright;
using simulation::Statistic;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

[[nodiscard]] std::vector<double> normalSample(std::size_t size, double mean)
{
    std::mt19937 engine(7);
    std::normal_distribution<double> normal(mean);
    std::vector<double> sample(size);
    std::ranges::generate(sample, [&] { return normal(engine); });
    return sample;
}

/// All that is said of a sample, piece by piece.
[[nodiscard]] Statistic statisticOf(const std::vector<double>& sample, const deal::Party& party)
{
    const simulation::PathWeights weights(static_cast<std::int64_t>(sample.size()));
    const std::vector<double> inflow(sample.size(), 0.0);
    std::vector<double> room(sample.size());
    std::vector<double> scratch;
    simulation::OutcomeStatistic statistic({sample, {}, inflow}, weights, party, room);
    for (std::size_t piece = 0; piece < simulation::OutcomeStatistic::pieces; ++piece) {
        statistic.take(piece, scratch);
    }
    return statistic.statistic();
}

/// A use case that sells 100 million tokens a month at 2, of which the licensor gets a tenth.
[[nodiscard]] deal::Scenario plainDeal(int months)
{
    deal::Scenario scenario;
    scenario.name = "Plain";
    scenario.parties.licensor.name = "Maker";
    scenario.parties.host.name = "Host";
    scenario.timeline.months = months;
    deal::UseCase useCase;
    useCase.name = "Chat";
    useCase.initialUsage = 100.0;
    useCase.price = 2.0;
    scenario.market.useCases = {useCase};
    scenario.terms.shares = {{.baseRate = 0.1}};
    scenario.simulation.paths = 1024;
    return scenario;
}

/// All the term long.
[[nodiscard]] deal::Contribution lifting(double growthLift)
{
    deal::Contribution contribution;
    contribution.growthLift = growthLift;
    contribution.months = 240;
    return contribution;
}

/// Percent typed as whole numbers.
[[nodiscard]] deal::Scenario overflowingDeal()
{
    deal::Scenario scenario = plainDeal(120);
    scenario.market.useCases[0].elasticity = 10.0;
    scenario.market.priceUncertainty = 2.0;
    deal::Event event;
    event.annualRate = 12.0;
    event.meanImpact = 1.0;
    scenario.market.events = {event};
    return scenario;
}

[[nodiscard]] std::optional<simulation::NotFinite> refusalOf(const deal::Scenario& scenario,
                                                             const simulation::Outputs& outputs = {})
{
    try {
        simulation::Simulator simulator;
        (void)simulator.project(scenario, outputs);
        return std::nullopt;
    } catch (const simulation::NotFinite& refusal) {
        return refusal;
    }
}

[[nodiscard]] QStringList fieldsOf(const simulation::NotFinite& refusal)
{
    QStringList fields;
    for (const deal::Problem& problem : refusal.problems()) {
        fields << QString::fromStdString(problem.path);
    }
    return fields;
}

}  // namespace

class TestOverflow : public QObject {
    Q_OBJECT

private slots:
    /// A power of two in all amounts is the same power of two in all figures, to the last bit, however large they are.
    void statisticsScaleWithTheirSample_data()
    {
        QTest::addColumn<int>("exponent");
        for (const int exponent : {40, 400, 520, 700, 995}) {
            QTest::addRow("2^%d", exponent) << exponent;
        }
    }
    void statisticsScaleWithTheirSample()
    {
        QFETCH(const int, exponent);
        const double unit = std::ldexp(1.0, exponent);
        std::vector<double> sample = normalSample(4096, 0.2);
        deal::Party party;
        party.riskAversion = 0.5;
        party.reservationValue = 0.1;
        const Statistic plain = statisticOf(sample, party);
        for (double& value : sample) {
            value *= unit;
        }
        party.riskAversion /= unit;
        party.reservationValue *= unit;
        const Statistic large = statisticOf(sample, party);
        QCOMPARE(large.mean, unit * plain.mean);
        QCOMPARE(large.standardDeviation, unit * plain.standardDeviation);
        QCOMPARE(large.standardError, unit * plain.standardError);
        for (std::size_t s = 0; s < plain.scrambleMeans.size(); ++s) {
            QCOMPARE(large.scrambleMeans[s], unit * plain.scrambleMeans[s]);
        }
        for (std::size_t i = 0; i < plain.percentiles.size(); ++i) {
            QCOMPARE(large.percentiles[i], unit * plain.percentiles[i]);
            QCOMPARE(large.percentileErrors[i], unit * plain.percentileErrors[i]);
        }
        QCOMPARE(large.cvar5, unit * plain.cvar5);
        QCOMPARE(large.cvar5Error, unit * plain.cvar5Error);
        QCOMPARE(large.probabilityAboveReservation, plain.probabilityAboveReservation);
        QCOMPARE(large.certaintyEquivalent, unit * plain.certaintyEquivalent);
        QCOMPARE(large.certaintyEquivalentError, unit * plain.certaintyEquivalentError);
    }

    /// The mean of 10^308 and -10^308 in turn is 0, and their deviation 10^308 sqrt(N/(N - 1)).
    void sumsOfTheLargestNumbersDoNotRunOver()
    {
        std::vector<double> sample(4096);
        for (std::size_t i = 0; i < sample.size(); ++i) {
            sample[i] = i / 16 % 2 == 0 ? 1e308 : -1e308;  // as often in each of the 16 scrambles
        }
        const Statistic statistic = statisticOf(sample, {});
        QCOMPARE(statistic.mean, 0.0);
        QVERIFY(std::fabs(statistic.standardDeviation / 1e308 - std::sqrt(4096.0 / 4095.0)) < 1e-12);
        QCOMPARE(statistic.percentiles.front(), -1e308);
        QCOMPARE(statistic.percentiles[3], 0.0);  // half-way between the two
        QCOMPARE(statistic.percentiles.back(), 1e308);
        QVERIFY(std::fabs(statistic.cvar5 / -1e308 - 1.0) < 1e-12);
        QCOMPARE(statistic.probabilityAboveReservation, 0.5);
    }

    void statisticsOfWhatIsNotFiniteFallNowhere_data()
    {
        QTest::addColumn<std::vector<double>>("flaws");
        QTest::newRow("one is not a number") << std::vector{notANumber};
        QTest::newRow("one is infinite") << std::vector{infinity};
        QTest::newRow("of every kind") << std::vector{notANumber, infinity, -infinity, 1e300, -1e300};
        QTest::newRow("none is a number") << std::vector(4096, notANumber);
        QTest::newRow("all are infinite") << std::vector(4096, -infinity);
    }
    void statisticsOfWhatIsNotFiniteFallNowhere()
    {
        QFETCH(const std::vector<double>, flaws);
        std::vector<double> sample = normalSample(4096, 0.0);
        std::ranges::copy(flaws, sample.begin());
        deal::Party party;
        party.riskAversion = 0.5;
        for (const std::string& target : random::vectorTargets()) {
            QVERIFY(random::useVectorTarget(target));
            QVERIFY(!std::isfinite(statisticOf(sample, party).mean));
        }
        random::useVectorTarget({});
    }

    /// What the market makes of money does not matter where nothing is sold.
    void aMeanIsFiniteWhereEveryPathIs()
    {
        deal::Scenario scenario = overflowingDeal();
        scenario.market.useCases[0].initialUsage = 0.0;
        const auto projection = simulation::Simulator().project(scenario);
        QCOMPARE(projection->usage.mean, std::vector<double>(120, 0.0));
        QCOMPARE(projection->gross.mean, std::vector<double>(120, 0.0));
    }

    /// Months are kept in single precision, up to 3.4 10^38. Beyond, their percentiles are those of the ledgers.
    void percentilesOfMonthsReachBeyondSinglePrecision_data()
    {
        QTest::addColumn<double>("price");
        QTest::addColumn<double>("uncertainty");
        QTest::newRow("not yet") << 2.0 << 0.3;
        QTest::newRow("on some paths") << 1e15 << 2.0;
        QTest::newRow("on all paths") << 1e15 << 0.3;
    }
    void percentilesOfMonthsReachBeyondSinglePrecision()
    {
        QFETCH(const double, price);
        QFETCH(const double, uncertainty);
        deal::Scenario scenario = plainDeal(14);
        deal::UseCase& useCase = scenario.market.useCases[0];
        useCase.price = price;
        useCase.initialUsage = price == 2.0 ? 100.0 : 1e15;
        useCase.priceDecline = price == 2.0 ? 0.3 : -1e12;
        useCase.elasticity = 3.0;
        scenario.market.priceUncertainty = uncertainty;
        simulation::Simulator simulator;
        const auto projection = simulator.project(scenario);
        const std::size_t paths = 1024;
        for (const std::size_t month : {std::size_t{0}, std::size_t{7}, std::size_t{13}}) {
            std::vector<double> gross;
            std::vector<double> host;
            for (std::size_t path = 0; path < paths; ++path) {
                const contract::Ledger ledger = contract::ledgerOf(
                    scenario, simulation::drawsOf(scenario, *simulator.shocks(), static_cast<std::int64_t>(path)));
                gross.push_back(ledger.months[month].useCases[0].gross);
                host.push_back(ledger.months[month].host);
            }
            std::ranges::sort(gross);
            std::ranges::sort(host);
            for (std::size_t i = 0; i < simulation::percentileRanks.size(); ++i) {
                for (const auto& [sorted, found] : {std::pair(&gross, projection->gross.percentiles[i][month]),
                                                    std::pair(&host, projection->host.months.percentiles[i][month])}) {
                    const double expected = simulation::percentileOfSorted(*sorted, simulation::percentileRanks[i]);
                    QVERIFY2(std::fabs(found / expected - 1.0) < 1e-6,
                             qPrintable(QStringLiteral("%1, by the ledgers %2").arg(found).arg(expected)));
                }
            }
        }
    }

    /// The same bits on any number of threads and with all vectors, there too.
    void figuresBeyondSinglePrecisionAreTheSameBits()
    {
        deal::Scenario scenario = plainDeal(14);
        scenario.market.useCases[0].price = 1e15;
        scenario.market.useCases[0].initialUsage = 1e15;
        scenario.market.useCases[0].priceDecline = -1e12;
        scenario.market.useCases[0].elasticity = 3.0;
        scenario.market.priceUncertainty = 2.0;
        scenario.simulation.paths = 8192;
        simulation::Run run;
        run.threads = 1;
        const auto one = simulation::Simulator().project(scenario, {}, run);
        for (const std::string& target : random::vectorTargets()) {
            QVERIFY(random::useVectorTarget(target));
            run.threads = 3;
            const auto other = simulation::Simulator().project(scenario, {}, run);
            QVERIFY(*one == *other);
        }
        random::useVectorTarget({});
    }

    void aRefusalNamesTheMonthsAndWhatDrivesThem_data()
    {
        using Change = std::function<void(deal::Scenario&)>;
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* field, const Change& change) {
            QTest::newRow(field) << change << QString(field);
        };
        row("market.useCases[0].elasticity", [](deal::Scenario& s) { s = overflowingDeal(); });
        row("market.useCases[0].priceDecline", [](deal::Scenario& s) {
            s.market.useCases[0].priceDecline = -1e15;
            s.market.useCases[0].initialUsage = 1e15;
            s.market.useCases[0].price = 1e15;
        });
        row("market.useCases[0].costDecline", [](deal::Scenario& s) {
            s.market.useCases[0].costDecline = -1e15;
            s.market.useCases[0].servingCost = 1e15;
            s.market.useCases[0].initialUsage = 1e15;
        });
        row("parties.host.discountRate", [](deal::Scenario& s) { s.parties.host.discountRate = -1.0 + 1e-16; });
        row("terms.contributions[1].growthLift", [](deal::Scenario& s) {
            s.terms.contributions.assign(8, lifting(4.5));
            s.terms.contributions[1].growthLift = 5.0;
        });
        row("terms.incident.lossSd", [](deal::Scenario& s) {
            s.terms.incident = {.annualProbability = 1.0, .meanLoss = 1e-300, .lossSd = 1e15, .licensorLiability = 0.5};
        });
    }
    void aRefusalNamesTheMonthsAndWhatDrivesThem()
    {
        using Change = std::function<void(deal::Scenario&)>;
        QFETCH(const Change, change);
        QFETCH(const QString, field);
        deal::Scenario scenario = plainDeal(240);
        change(scenario);
        QVERIFY(!deal::hasErrors(deal::validate(scenario)));
        for (const bool monthly : {true, false}) {
            simulation::Outputs outputs;
            outputs.monthly = monthly;
            const auto refusal = refusalOf(scenario, outputs);
            QVERIFY(refusal);
            QCOMPARE(fieldsOf(*refusal).front(), field);
            QVERIFY(refusal->problems().size() <= 4);
            QVERIFY(refusal->firstMonth() <= refusal->lastMonth());
            QVERIFY(refusal->lastMonth() < scenario.timeline.months);
        }
    }

    /// 100 million tokens that become 10^3 times as many a year, at 10^15 and 10^15 times as much a year: 10^(17 + 1.5
    /// t) passes 1.8 10^308 at t = 194.2.
    void theMonthsAreThoseOfTheLedger()
    {
        deal::Scenario scenario = plainDeal(200);
        deal::UseCase& useCase = scenario.market.useCases[0];
        useCase.trend.annualGrowth = 999.0;  // 10^3 a year
        useCase.price = 1e15;
        useCase.priceDecline = 1.0 - 1e15;  // 10^15 a year
        const auto refusal = refusalOf(scenario);
        QVERIFY(refusal);
        QCOMPARE(refusal->firstMonth(), 195);
        QCOMPARE(refusal->lastMonth(), 199);
        QCOMPARE(fieldsOf(*refusal),
                 QStringList({"market.useCases[0].priceDecline", "market.useCases[0].trend.annualGrowth",
                              "market.useCases[0].price"}));
        QCOMPARE(QString::fromStdString(deal::describe(refusal->problems().front())),
                 "market.useCases[0].priceDecline: Drives figures past the largest that can be computed, 10³⁰⁸, in "
                 "month 195–199; choose a less extreme value (is -999999999999999)");
    }

    void aSweepRefusesTheFirstSheetThatCannotBePriced()
    {
        deal::Scenario scenario = plainDeal(240);
        scenario.terms.contributions.assign(8, lifting(0.0));
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        std::vector<deal::Terms> sheets(5, scenario.terms);
        std::vector<simulation::SweepOutcome> outcomes(sheets.size());
        QVERIFY(simulation::sweep(scenario, sheets, *shocks, *weights, outcomes));
        sheets[3].contributions[2].growthLift = 4.0;
        for (deal::Contribution& contribution : sheets[4].contributions) {
            contribution.growthLift = 5.0;
        }
        try {
            (void)simulation::sweep(scenario, sheets, *shocks, *weights, outcomes);
            QFAIL("the last sheet is priced");
        } catch (const simulation::NotFinite& refusal) {
            QVERIFY(fieldsOf(refusal).front().startsWith("terms.contributions"));
        }
        QVERIFY(std::isfinite(outcomes[3].licensor.mean));
    }

    /// 1 - p is 1: the months to the first incident are more than any term has, not less than none.
    void anIncidentRarerThanTheLastDigitNeverOccurs()
    {
        for (const deal::Sampling sampling : {deal::Sampling::quasi, deal::Sampling::pseudo}) {
            for (const double probability : {1e-16, 1e-17, 1e-300, 5e-324}) {
                deal::Scenario scenario = plainDeal(240);
                scenario.terms.incident.annualProbability = probability;
                scenario.terms.incident.meanLoss = 1e9;
                scenario.simulation.paths = 4096;
                scenario.simulation.sampling = sampling;
                const auto shocks = simulation::draw(scenario);
                for (std::size_t block = 0; block < shocks->blocks(); ++block) {
                    QVERIFY(shocks->incidents(block).empty());
                }
            }
        }
    }
};

ROOM_TEST(overflow, TestOverflow)
#include "tst_overflow.moc"
