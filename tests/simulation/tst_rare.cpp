// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/rare.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/statistics.h"
#include "simulation/sweep.h"
#include "simulation/weights.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

// docs/MODEL.md section 5: the mean of what is rare, equality, certainty equivalents.
using namespace dealwright;
using deal::Sampling;
using simulation::BridgeItem;
using simulation::Projection;
using simulation::RareDriver;

namespace {

/// 100 million tokens a month at 2 for a year, of which the licensor gets a tenth: 240 and 2,160, without luck.
[[nodiscard]] deal::Scenario plain(std::int64_t paths = 1024, std::uint64_t seed = 1)
{
    deal::Scenario scenario;
    scenario.name = "Plain";
    scenario.timeline.months = 12;
    scenario.simulation = {paths, seed, Sampling::quasi};
    deal::UseCase useCase;
    useCase.name = "Chat";
    useCase.initialUsage = 100.0;
    useCase.price = 2.0;
    scenario.market.useCases.push_back(useCase);
    scenario.terms.shares.push_back({.baseRate = 0.1});
    return scenario;
}

[[nodiscard]] Projection priced(const deal::Scenario& scenario)
{
    simulation::Outputs outputs;
    outputs.bridge = true;
    auto projection = simulation::Simulator().project(scenario, outputs);
    if (!projection) {
        qFatal("not stopped, and nothing priced");
    }
    return std::move(*projection);
}

/// Equal but for the rounding of sums of some thousand terms.
[[nodiscard]] bool agree(double a, double b, double scale = 1.0)
{
    return std::fabs(a - b) <= 1e-9 * std::max(scale, std::fabs(b));
}

[[nodiscard]] double lineOf(const Projection& projection, BridgeItem item, bool licensor)
{
    double sum = 0.0;
    for (const simulation::BridgeLine& line : projection.bridge) {
        sum += line.item == item ? (licensor ? line.licensor : line.host) : 0.0;
    }
    return sum;
}

}  // namespace

Q_DECLARE_METATYPE(Sampling)

class TestRare : public QObject {
    Q_OBJECT

private slots:
    // One loss of 1e9 in 1/q years, of which the licensor bears a tenth: 12 months of 1 - (1 - q)^(1/12) each, whatever
    // the sample met of them.
    void aLossThatNoPathMetIsInTheMean_data()
    {
        QTest::addColumn<double>("annual");
        QTest::addColumn<Sampling>("sampling");
        for (const double annual : {0.3, 1e-2, 1e-3, 1e-5, 1e-9}) {
            QTest::addRow("quasi, %g", annual) << annual << Sampling::quasi;
            QTest::addRow("pseudo, %g", annual) << annual << Sampling::pseudo;
        }
    }
    void aLossThatNoPathMetIsInTheMean()
    {
        QFETCH(double, annual);
        QFETCH(Sampling, sampling);
        const double months = 12.0 * -std::expm1(std::log1p(-annual) / 12.0);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            deal::Scenario scenario = plain(1024, seed);
            scenario.simulation.sampling = sampling;
            scenario.terms.incident = {annual, 1e9, 0.0, 0.1};
            const Projection projection = priced(scenario);
            const double licensor = 240.0 - 0.1 * months * 1e9;
            const double host = 2160.0 - 0.9 * months * 1e9;
            QVERIFY(agree(projection.licensor.npv.mean, licensor, 1e3));
            QVERIFY(agree(projection.host.npv.mean, host, 1e3));
            QVERIFY(agree(projection.host.total.mean, host, 1e3));
            QVERIFY(agree(projection.host.npv.certaintyEquivalent, host, 1e3));
            QVERIFY(agree(projection.host.cumulativeMonths.mean.back(), host, 1e3));
            QVERIFY(agree(projection.host.months.mean[4], 180.0 - 0.9 * months / 12.0 * 1e9, 1e3));
            QVERIFY(agree(lineOf(projection, BridgeItem::incident, true), -0.1 * months * 1e9, 1e3));
            QVERIFY(agree(lineOf(projection, BridgeItem::incident, false), -0.9 * months * 1e9, 1e3));
            // Nothing drawn enters it: it is exact. What each path brings is as it was drawn.
            QVERIFY(!projection.host.npv.sampled);
            QVERIFY(projection.host.npv.standardError < 1e-6 * std::max(1e3, std::fabs(host)));
            QVERIFY(std::ranges::all_of(projection.host.npvByPath, [](double npv) {
                const double losses = (2160.0 - npv) / 0.9e9;
                return std::fabs(losses - std::round(losses)) < 1e-9;
            }));
        }
    }

    // A dispute costs 7 and 11 and gives back half of the year's 240, in two years of three: expected q each.
    void aDisputeIsExpectedInTheMeans()
    {
        for (const double q : {0.25, 1e-4, 1.0}) {
            deal::Scenario scenario = plain();
            scenario.timeline.months = 24;
            scenario.terms.dispute = {q, 7.0, 11.0, 0.5};
            const Projection projection = priced(scenario);
            QVERIFY(agree(projection.licensor.npv.mean, 480.0 - 2.0 * q * (7.0 + 120.0)));
            QVERIFY(agree(projection.host.npv.mean, 4320.0 - 2.0 * q * (11.0 - 120.0)));
            QVERIFY(agree(lineOf(projection, BridgeItem::settlement, true), -2.0 * q * 120.0));
            QVERIFY(agree(lineOf(projection, BridgeItem::disputeCosts, false), -2.0 * q * 11.0));
            QVERIFY(!projection.licensor.npv.sampled);
        }
    }

    // The settlement given the year's earned share: where that is drawn, it is q times half of what was earned on each
    // path, so that the mean is that of the deal without disputes less q/2 of its share, to the last digit.
    void aSettlementFollowsWhatWasEarned()
    {
        deal::Scenario scenario = plain(4096);
        scenario.market.useCases[0].volatility = 0.5;
        const Projection without = priced(scenario);
        scenario.terms.dispute = {0.3, 0.0, 0.0, 0.5};
        const Projection with = priced(scenario);
        QVERIFY(agree(with.licensor.npv.mean, without.licensor.npv.mean * (1.0 - 0.3 * 0.5)));
        QVERIFY(with.licensor.npv.sampled);
        for (std::size_t s = 0; s < 16; ++s) {
            QVERIFY(agree(with.licensor.npv.scrambleMeans[s], without.licensor.npv.scrambleMeans[s] * 0.85));
        }
        const auto& estimates = with.licensor.npv.scrambleMeans;
        QVERIFY(agree(std::accumulate(estimates.begin(), estimates.end(), 0.0) / 16.0, with.licensor.npv.mean));
    }

    // The sample's certainty equivalent plus the same shift as the mean: continuous where the risk aversion goes to 0.
    void certaintyEquivalentsAreShiftedAlike()
    {
        deal::Scenario scenario = plain(4096);
        scenario.market.useCases[0].volatility = 0.5;
        scenario.terms.incident = {0.05, 1e3, 500.0, 0.5};
        scenario.parties.host.riskAversion = 0.0;
        const double neutral = priced(scenario).host.npv.certaintyEquivalent;
        double before = neutral;
        for (const double a : {1e-300, 1e-12, 1e-9, 1e-6, 1e-4}) {
            scenario.parties.host.riskAversion = a;
            const simulation::Statistic npv = priced(scenario).host.npv;
            const double expected = npv.mean - 0.5 * a * npv.standardDeviation * npv.standardDeviation;
            QVERIFY(std::fabs(npv.certaintyEquivalent - expected) <= 0.1 * (npv.mean - expected) + 1e-9 * neutral);
            QVERIFY(npv.certaintyEquivalent <= before + 1e-9 * neutral);
            before = npv.certaintyEquivalent;
        }
    }

    // Outcomes 1e8 and 2e8, one in ten years: however averse to risk, nobody values the deal below its worst outcome.
    void certaintyEquivalentsLieWithinTheOutcomes()
    {
        deal::Scenario scenario = plain(4096);
        scenario.terms.upfrontFee = 2e8;
        scenario.terms.incident = {0.1, 1e8, 0.0, 1.0};
        for (const double a : {1e-12, 1e-9, 1e-7, 1e-5, 1.0, 1e15}) {
            scenario.parties.licensor.riskAversion = a;
            const Projection projection = priced(scenario);
            const double equivalent = projection.licensor.npv.certaintyEquivalent;
            QVERIFY(equivalent >= *std::ranges::min_element(projection.licensor.npvByPath));
            QVERIFY(equivalent <= projection.licensor.npv.mean * (1.0 + 1e-12));
        }
    }

    // Sweeps give the figures of pricing to the bit, shifts included, and of sheets that differ in what a dispute
    // costs.
    void sweepsShiftToo()
    {
        deal::Scenario scenario = plain(2048);
        scenario.market.useCases[0].volatility = 0.5;
        scenario.terms.dispute.annualProbability = 0.3;
        scenario.parties.licensor.riskAversion = 1e-3;
        std::vector<deal::Terms> sheets(5, scenario.terms);
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            sheets[i].dispute.settlement = 0.2 * static_cast<double>(i);
        }
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        std::vector<simulation::SweepOutcome> outcomes(sheets.size());
        QVERIFY(simulation::sweep(scenario, sheets, *shocks, *weights, outcomes));
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            scenario.terms = sheets[i];
            const auto projection = simulation::price(scenario, *shocks);
            QVERIFY(projection);
            QCOMPARE(outcomes[i].licensor.mean, projection->licensor.npv.mean);
            QCOMPARE(outcomes[i].host.certaintyEquivalent, projection->host.npv.certaintyEquivalent);
            QCOMPARE(outcomes[i].licensor.certaintyEquivalent, projection->licensor.npv.certaintyEquivalent);
        }
    }

    // An event that doubles usage from month 0 with certainty of size: in a deal of 12 alike months one occurrence in
    // month 5 (0.42 of 12) leaves 7 months of twice the usage. sqrt(p) D / sqrt(N), p = 1 - exp(-rate).
    void anEventThatFewPathsMeetEntersTheError()
    {
        deal::Scenario scenario = plain(1024);
        deal::Event event;
        event.name = "Hit";
        event.annualRate = 1e-3;
        event.meanImpact = 1.0;
        scenario.market.events.push_back(event);
        const Projection projection = priced(scenario);
        const double p = -std::expm1(-1e-3);
        QCOMPARE(projection.rare.size(), std::size_t{1});
        QVERIFY(projection.rare[0].kind == RareDriver::Kind::event);
        QVERIFY(agree(projection.rare[0].chance, p, 1e-3));
        QCOMPARE(projection.rare[0].pathsWanted(), std::ceil(30.0 / p));
        QVERIFY(agree(projection.licensor.npv.rareEventErrors.at(0), std::sqrt(p / 1024.0) * 20.0 * 7.0, 1e-3));
        QVERIFY(projection.licensor.npv.standardError >= projection.licensor.npv.rareEventErrors[0]);
        QVERIFY(projection.host.npv.standardError >= 9.0 * projection.licensor.npv.rareEventErrors[0] * (1 - 1e-9));
        QVERIFY(projection.host.npv.sampled);
        // Thirty paths are enough.
        scenario.simulation.paths = 32768;
        const Projection more = priced(scenario);
        QVERIFY(more.rare.empty());
        QCOMPARE(more.licensor.npv.rareEventErrors.at(0), 0.0);
    }

    // Of incidents and disputes it is said when the sample hardly shows them; the means do not depend on it.
    void whatThePathsHardlyMeetIsSaid()
    {
        deal::Scenario scenario = plain(1024);
        scenario.terms.incident = {0.01, 100.0, 0.0, 0.0};
        scenario.terms.dispute = {0.02, 1.0, 0.0, 0.0};
        const Projection projection = priced(scenario);
        QCOMPARE(projection.rare.size(), std::size_t{2});
        QVERIFY(projection.rare[0].kind == RareDriver::Kind::incident);
        QVERIFY(agree(projection.rare[0].chance, 0.01, 1e-3));
        QVERIFY(projection.rare[1].kind == RareDriver::Kind::dispute);
        QVERIFY(agree(projection.rare[1].chance, 0.02, 1e-3));
        scenario.terms.incident.meanLoss = 0.0;
        scenario.terms.dispute.licensorCost = 0.0;
        QVERIFY(priced(scenario).rare.empty());
    }

    void exactIsWhatNothingDrawnEnters_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<bool>("sampled");
        QTest::newRow("nothing") << 0 << false;
        QTest::newRow("volatility") << 1 << true;
        QTest::newRow("uncertain growth") << 2 << true;
        QTest::newRow("uncertain prices") << 3 << true;
        QTest::newRow("an event that changes usage") << 4 << true;
        QTest::newRow("an event that changes nothing") << 5 << false;
        QTest::newRow("an event past the term") << 6 << false;
        QTest::newRow("volatility of what is never sold") << 7 << false;
    }
    void exactIsWhatNothingDrawnEnters()
    {
        QFETCH(int, what);
        QFETCH(bool, sampled);
        deal::Scenario scenario = plain();
        deal::UseCase& useCase = scenario.market.useCases[0];
        deal::Event event;
        event.annualRate = 1e-6;
        event.meanImpact = what == 5 ? 0.0 : 0.5;
        event.firstMonth = what == 6 ? 12 : 0;
        useCase.volatility = what == 1 || what == 7 ? 0.2 : 0.0;
        useCase.growthUncertainty = what == 2 ? 0.2 : 0.0;
        scenario.market.priceUncertainty = what == 3 ? 0.2 : 0.0;
        if (what >= 4 && what <= 6) {
            scenario.market.events.push_back(event);
        }
        if (what == 7) {
            useCase.launchMonth = 12;
        }
        QCOMPARE(simulation::meansAreSampled(scenario), sampled);
        QCOMPARE(priced(scenario).licensor.npv.sampled, sampled);
    }

    // The contract pays exactly what walking away is worth, in another order of the same decimal fractions: P = 1.
    void whatTheContractPaysExactlyReachesTheWalkAwayValue_data()
    {
        QTest::addColumn<double>("guarantee");
        QTest::addColumn<int>("months");
        for (const double guarantee : {100e6, 0.1, 1e15 / 3.0, 12345.67, 7e-3}) {
            for (const int months : {12, 36, 37, 240}) {
                QTest::addRow("%g over %d months", guarantee, months) << guarantee << months;
            }
        }
    }
    void whatTheContractPaysExactlyReachesTheWalkAwayValue()
    {
        QFETCH(double, guarantee);
        QFETCH(int, months);
        deal::Scenario scenario = plain();
        scenario.timeline.months = months;
        scenario.market.useCases[0].volatility = 0.4;
        scenario.market.useCases[0].initialUsage = guarantee * 1e-3;
        scenario.terms.minimumGuarantee = guarantee;
        scenario.parties.licensor.reservationValue = guarantee * months / 12.0;
        scenario.parties.host.reservationValue = -guarantee * months / 12.0;
        QCOMPARE(priced(scenario).licensor.npv.probabilityAboveReservation, 1.0);
        scenario.parties.licensor.reservationValue *= 1.0 + 3e-9;  // beyond the allowance
        QCOMPARE(priced(scenario).licensor.npv.probabilityAboveReservation, 0.0);
    }

    // Nothing is left of large sums that cancel: revenue, all of it paid on, and walking away worth 0.
    void whatCancelsReachesNothing()
    {
        deal::Scenario scenario = plain();
        scenario.market.useCases[0].volatility = 0.4;
        scenario.market.useCases[0].initialUsage = 1e9;
        scenario.terms.shares[0].baseRate = 0.7;
        scenario.market.useCases[0].servingCost = 0.6;
        const simulation::Statistic host = priced(scenario).host.npv;
        QVERIFY(std::fabs(host.mean) < 1e-12 * host.grossInflow);
        QCOMPARE(host.probabilityAboveReservation, 1.0);
    }

    // Outcomes m - d and m + d, as often: -log(E exp(-a x))/a = m - log(cosh(a d))/a, with cosh by long double.
    void certaintyEquivalentsKeepTheirDigits()
    {
        constexpr double m = 1.9e8;
        constexpr double d = 3e4;
        std::vector<double> x(64);
        for (std::size_t p = 0; p < x.size(); ++p) {
            x[p] = (p / 16) % 2 == 0 ? m - d : m + d;
        }
        const simulation::PathWeights weights(64);
        std::vector<double> scratch;
        for (const double a : {0.0, 5e-324, 1e-300, 1e-100, 1e-30, 1e-18, 1e-12, 1e-9, 1e-6, 1e-4, 1e-2, 1.0, 1e6}) {
            const double found = simulation::certaintyEquivalentOf({x}, weights, a, scratch);
            const long double ad = static_cast<long double>(a) * d;
            // log cosh y = y + log((1 + exp(-2y))/2); its series where y is small
            const long double log = ad < 1e-4L ? ad * ad / 2 : ad + std::log1p(std::exp(-2 * ad)) - std::log(2.0L);
            const long double expected = a == 0.0 ? m : m - log / a;
            QVERIFY2(std::fabs(static_cast<double>(found - expected)) <= 1e-7, qPrintable(QString::number(a)));
            QVERIFY(found >= m - d && found <= m + d);
        }
    }
};

ROOM_TEST(rare, TestRare)
#include "tst_rare.moc"
