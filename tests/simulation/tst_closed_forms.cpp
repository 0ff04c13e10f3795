// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simulate.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

// Deals whose figures are known: the simulation's lie within 4 of the standard errors that it states. With Student's
// t of 15 degrees of freedom that fails by chance for one figure in 860; the seeds are fixed.
using namespace dealwright;
using deal::Sampling;
using simulation::Projection;
using simulation::Statistic;

namespace {

constexpr double within = 4.0;
/// Shocks are stored in single precision: a figure linear in them is off by half a unit in the last place at most.
constexpr double storedPrecision = 6e-8;

[[nodiscard]] double normalBelow(double x)
{
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

/// The standard normal's quantile, by bisection.
[[nodiscard]] double normalQuantile(double probability)
{
    double low = -10.0;
    double high = 10.0;
    for (int step = 0; step < 100; ++step) {
        const double middle = 0.5 * (low + high);
        (normalBelow(middle) < probability ? low : high) = middle;
    }
    return low;
}

/// E max(0, V - strike) for a lognormal V of that mean and that standard deviation of its logarithm: Black, "The
/// pricing of commodity contracts", Journal of Financial Economics 3 (1976), without discounting.
[[nodiscard]] double callOn(double mean, double deviation, double strike)
{
    if (deviation == 0.0 || strike == 0.0) {
        return std::max(0.0, mean - strike);
    }
    const double d = std::log(mean / strike) / deviation + 0.5 * deviation;
    return mean * normalBelow(d) - strike * normalBelow(d - deviation);
}

/// E f(Z) of a standard normal Z, by the trapezoidal rule, which converges faster than any power here.
[[nodiscard]] double expectationOf(const std::function<double(double)>& f)
{
    constexpr double step = 1.0 / 64;
    double sum = 0.0;
    for (int i = -12 * 64; i <= 12 * 64; ++i) {
        const double z = i * step;
        sum += f(z) * std::exp(-0.5 * z * z);
    }
    return sum * step / std::sqrt(2.0 * std::numbers::pi);
}

/// One use case of 100 million tokens a month at 10, of which the licensor gets a fifth.
[[nodiscard]] deal::Scenario plainDeal(int months, Sampling sampling, std::int64_t paths)
{
    deal::Scenario scenario;
    scenario.timeline.months = months;
    scenario.simulation = {paths, 1, sampling};
    deal::UseCase useCase;
    useCase.initialUsage = 100.0;
    useCase.price = 10.0;
    scenario.market.useCases = {useCase};
    scenario.terms.shares = {{0.2, 0.0}};
    return scenario;
}

/// Monthly marginal tiers on usage over two years of growth.
[[nodiscard]] deal::Scenario tieredDeal(double meanReversion, Sampling sampling, std::int64_t paths)
{
    deal::Scenario scenario = plainDeal(24, sampling, paths);
    deal::UseCase& useCase = scenario.market.useCases[0];
    useCase.trend.annualGrowth = 0.2;
    useCase.volatility = 0.5;
    useCase.meanReversion = meanReversion;
    scenario.terms.tiers.steps = {{0.0, 0.0}, {90.0, 0.05}, {150.0, -0.1}, {250.0, 0.03}};
    scenario.parties.licensor.discountRate = 0.1;
    return scenario;
}

/// Its licensor's NPV: in each bracket of usage a call spread.
[[nodiscard]] double tieredValue(const deal::Scenario& scenario)
{
    const deal::UseCase& useCase = scenario.market.useCases[0];
    const std::vector<deal::TierStep>& steps = scenario.terms.tiers.steps;
    const double kappa = useCase.meanReversion;
    double npv = 0.0;
    for (int t = 0; t < scenario.timeline.months; ++t) {
        const double years = t / 12.0;
        const double mean = useCase.initialUsage * std::pow(1.0 + useCase.trend.annualGrowth, years);
        const double time = kappa > 0.0 ? (1.0 - std::exp(-2.0 * kappa * years)) / (2.0 * kappa) : years;
        const double deviation = useCase.volatility * std::sqrt(time);
        double share = 0.0;
        for (std::size_t k = 0; k < steps.size(); ++k) {
            const double above = k + 1 < steps.size() ? callOn(mean, deviation, steps[k + 1].threshold) : 0.0;
            const double spread = callOn(mean, deviation, steps[k].threshold) - above;
            share += (scenario.terms.shares[0].baseRate + steps[k].adjustment) * spread;
        }
        npv += share * useCase.price * std::pow(1.0 + scenario.parties.licensor.discountRate, -(t + 1) / 12.0);
    }
    return npv;
}

[[nodiscard]] Projection projectionOf(const deal::Scenario& scenario)
{
    simulation::Outputs outputs;
    outputs.monthly = false;
    return simulation::Simulator().project(scenario, outputs).value();
}

[[nodiscard]] double plainMean(std::span<const double> x)
{
    return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

[[nodiscard]] double varianceOf(std::span<const double> x)
{
    const double mean = plainMean(x);
    double squares = 0.0;
    for (const double value : x) {
        squares += (value - mean) * (value - mean);
    }
    return squares / static_cast<double>(x.size() - 1);
}

void agrees(double value, double error, double expected, const char* what)
{
    const double allowed = within * error + storedPrecision * std::fabs(expected);
    QVERIFY2(std::fabs(value - expected) <= allowed, qPrintable(QString("%1: %2 instead of %3, standard error %4")
                                                                    .arg(what)
                                                                    .arg(value, 0, 'g', 10)
                                                                    .arg(expected, 0, 'g', 10)
                                                                    .arg(error)));
}

}  // namespace

class TestClosedForms : public QObject {
    Q_OBJECT

    static void bothSamplings()
    {
        QTest::addColumn<Sampling>("sampling");
        QTest::newRow("quasi") << Sampling::quasi;
        QTest::newRow("pseudo") << Sampling::pseudo;
    }

private slots:
    void tiersAreCallSpreads_data()
    {
        QTest::addColumn<Sampling>("sampling");
        QTest::addColumn<double>("meanReversion");
        QTest::newRow("quasi, Brownian motion") << Sampling::quasi << 0.0;
        QTest::newRow("quasi, mean reversion") << Sampling::quasi << 1.5;
        QTest::newRow("pseudo, Brownian motion") << Sampling::pseudo << 0.0;
        QTest::newRow("pseudo, mean reversion") << Sampling::pseudo << 1.5;
    }
    void tiersAreCallSpreads()
    {
        QFETCH(const Sampling, sampling);
        QFETCH(const double, meanReversion);
        for (const std::int64_t paths : {1024, 16384, 131072}) {
            const deal::Scenario scenario = tieredDeal(meanReversion, sampling, paths);
            const Statistic npv = projectionOf(scenario).licensor.npv;
            QVERIFY(npv.standardError > 0.0);
            agrees(npv.mean, npv.standardError, tieredValue(scenario), "mean");
        }
    }

    // The plain mean of independent paths has a variance of sd^2/N: 16 times the paths divide the squared error, seen
    // over 40 seeds around the exact value, by 16. A ratio of two such sums over 16 follows F with 40 and 40 degrees of
    // freedom, outside 1/4.09 ... 4.09 once in 50,000 times. Nets with path weights must do better than that: between
    // 1/N and the 1/N^3 that Owen's bound for smooth figures allows ("Scrambled net variance for integrals of smooth
    // functions", Annals of Statistics 25 (1997)), with the same allowance.
    void theErrorFallsAsTheoryHasIt_data() { bothSamplings(); }
    void theErrorFallsAsTheoryHasIt()
    {
        QFETCH(const Sampling, sampling);
        constexpr int seeds = 40;
        constexpr double chance = 4.09;
        const double exact = tieredValue(tieredDeal(0.7, sampling, 1024));
        const auto squaredError = [&](std::int64_t paths) {
            deal::Scenario scenario = tieredDeal(0.7, sampling, paths);
            double sum = 0.0;
            for (int seed = 1; seed <= seeds; ++seed) {
                scenario.simulation.seed = static_cast<std::uint64_t>(seed);
                const auto licensor = projectionOf(scenario).licensor;
                const double mean = sampling == Sampling::quasi ? licensor.npv.mean : plainMean(licensor.npvByPath);
                sum += (mean - exact) * (mean - exact);
            }
            return sum / seeds;
        };
        const double fall = squaredError(1024) / squaredError(16384);
        if (sampling == Sampling::pseudo) {
            QVERIFY2(fall > 16.0 / chance && fall < 16.0 * chance, qPrintable(QString::number(fall)));
        } else {
            QVERIFY2(fall > 16.0 * chance && fall < 4096.0 * chance, qPrintable(QString::number(fall)));
        }
    }

    // The licensor loses `liability` in a month with an incident and `cost` in a year with a dispute. Both are chances
    // of their own, so E exp(-a NPV) is a product: one factor for each month and one for each year.
    // At the greatest risk aversion the exponential's variance is 75 times its squared mean, which 65,536 paths bring
    // to 3.4 %. At twice that it is e^35 times: rare paths that no sample holds decide, and no error says so.
    void certaintyEquivalentsOfIndependentChances_data() { bothSamplings(); }
    void certaintyEquivalentsOfIndependentChances()
    {
        QFETCH(const Sampling, sampling);
        constexpr double cost = 900.0;
        constexpr double liability = 1200.0;
        deal::Scenario scenario = plainDeal(36, sampling, 65536);
        scenario.terms.dispute = {0.15, cost, 0.0, 0.0};
        scenario.terms.incident = {0.25, 2.0 * liability, 0.0, 0.5};
        const double ofMonth = 1.0 - std::pow(0.75, 1.0 / 12.0);
        for (const double a : {1e-4, 5e-4, 1e-3}) {
            scenario.parties.licensor.riskAversion = a;
            const Statistic npv = projectionOf(scenario).licensor.npv;
            const double risk =
                3.0 * std::log1p(0.15 * std::expm1(a * cost)) + 36.0 * std::log1p(ofMonth * std::expm1(a * liability));
            agrees(npv.certaintyEquivalent, npv.certaintyEquivalentError, 36.0 * 200.0 - risk / a,
                   "certainty equivalent");
            agrees(npv.mean, npv.standardError, 36.0 * 200.0 - 3.0 * 0.15 * cost - 36.0 * ofMonth * liability, "mean");
        }
    }

    // Usage is certain in month 0 and lognormal in month 1: every figure of the licensor's NPV, 200 (1 + shock), is an
    // integral over one normal variable.
    void figuresOfALognormal_data() { bothSamplings(); }
    void figuresOfALognormal()
    {
        QFETCH(const Sampling, sampling);
        constexpr double reservationValue = 430.0;
        constexpr double riskAversion = 0.01;
        deal::Scenario scenario = plainDeal(2, sampling, 65536);
        scenario.market.useCases[0].volatility = 1.2;
        scenario.parties.licensor.riskAversion = riskAversion;
        scenario.parties.licensor.reservationValue = reservationValue;
        const Statistic npv = projectionOf(scenario).licensor.npv;

        const double s = 1.2 * std::sqrt(1.0 / 12.0);
        const auto npvOf = [s](double z) { return 200.0 + 200.0 * std::exp(s * z - 0.5 * s * s); };
        agrees(npv.mean, npv.standardError, 400.0, "mean");
        for (std::size_t i = 0; i < simulation::percentileRanks.size(); ++i) {
            const double expected = npvOf(normalQuantile(simulation::percentileRanks[i] / 100.0));
            agrees(npv.percentiles[i], npv.percentileErrors[i], expected, "percentile");
        }
        const double z5 = normalQuantile(0.05);
        agrees(npv.cvar5, npv.cvar5Error, 200.0 + 200.0 * normalBelow(z5 - s) / 0.05, "CVaR");
        const double zReservation = std::log((reservationValue - 200.0) / 200.0) / s + 0.5 * s;
        agrees(npv.probabilityAboveReservation, npv.probabilityError, normalBelow(-zReservation), "probability");
        const double expectation = expectationOf([&](double z) { return std::exp(-riskAversion * npvOf(z)); });
        agrees(npv.certaintyEquivalent, npv.certaintyEquivalentError, -std::log(expectation) / riskAversion,
               "certainty equivalent");
        // No error is stated for it: its own is sd sqrt((kurtosis - 1) / N) / 2 for independent paths, less for nets.
        const double variance = std::expm1(s * s);
        const double w = std::exp(s * s);
        const double kurtosis = w * w * w * w + 2.0 * w * w * w + 3.0 * w * w - 3.0;
        agrees(npv.standardDeviation, 100.0 * std::sqrt(variance * (kurtosis - 1.0) / 65536.0),
               200.0 * std::sqrt(variance), "standard deviation");
    }

    // Over 60 seeds the spread of a figure against the errors that the runs state. For normal scrambles the ratio of
    // variances follows F with 59 and 15 x 59 degrees of freedom and more: outside 0.377 ... 2.10 once in 100,000
    // times, and there are 16 of them.
    void statedErrorsAreThoseSeenOverSeeds_data() { bothSamplings(); }
    void statedErrorsAreThoseSeenOverSeeds()
    {
        QFETCH(const Sampling, sampling);
        constexpr int seeds = 60;
        using Figure = std::function<std::pair<double, double>(const Statistic&)>;
        const std::vector<std::pair<const char*, Figure>> figures{
            {"mean", [](const Statistic& s) { return std::pair(s.mean, s.standardError); }},
            {"P10", [](const Statistic& s) { return std::pair(s.percentiles[1], s.percentileErrors[1]); }},
            {"P50", [](const Statistic& s) { return std::pair(s.percentiles[3], s.percentileErrors[3]); }},
            {"P90", [](const Statistic& s) { return std::pair(s.percentiles[5], s.percentileErrors[5]); }},
            {"CVaR", [](const Statistic& s) { return std::pair(s.cvar5, s.cvar5Error); }},
            {"probability",
             [](const Statistic& s) { return std::pair(s.probabilityAboveReservation, s.probabilityError); }},
            {"certainty equivalent",
             [](const Statistic& s) { return std::pair(s.certaintyEquivalent, s.certaintyEquivalentError); }},
        };
        deal::Scenario scenario = tieredDeal(0.7, sampling, 8192);
        scenario.market.useCases[0].growthUncertainty = 0.2;
        scenario.market.priceUncertainty = 0.15;
        scenario.parties.licensor.riskAversion = 2e-4;
        scenario.parties.licensor.reservationValue = 0.9 * tieredValue(scenario);
        std::vector<Statistic> runs;
        for (int seed = 1; seed <= seeds; ++seed) {
            scenario.simulation.seed = static_cast<std::uint64_t>(seed);
            runs.push_back(projectionOf(scenario).licensor.npv);
        }
        for (const auto& [name, figure] : figures) {
            std::vector<double> values;
            double stated = 0.0;
            for (const Statistic& run : runs) {
                values.push_back(figure(run).first);
                stated += figure(run).second * figure(run).second / seeds;
            }
            const double ratio = varianceOf(values) / stated;
            QVERIFY2(ratio > 0.377 && ratio < 2.10, qPrintable(QString("%1: %2").arg(name).arg(ratio)));
        }
    }
};

ROOM_TEST(closed_forms, TestClosedForms)
#include "tst_closed_forms.moc"
