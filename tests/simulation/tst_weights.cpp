// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/vector_targets.h"
#include "simulation/controls.h"
#include "simulation/weights.h"
#include "support/room_tests.h"

#include <QTest>

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace dealwright;
using deal::Sampling;
using simulation::blockPaths;
using simulation::PathWeights;
using simulation::Shocks;

namespace {

/// Two use cases with everything that a control knows: elasticity, launch, logistic trend, migration, events.
deal::Scenario market(Sampling sampling, std::int64_t paths)
{
    deal::Scenario scenario;
    scenario.timeline.months = 40;
    scenario.simulation = {paths, 3, sampling};
    scenario.parties.licensor.discountRate = 0.10;
    scenario.parties.host.discountRate = 0.08;

    deal::UseCase search;
    search.id = 0;
    search.initialUsage = 1000.0;
    search.trend.annualGrowth = 0.3;
    search.volatility = 0.4;
    search.growthUncertainty = 0.1;
    search.price = 5.0;
    search.priceDecline = 0.1;
    search.migrationRate = 0.3;
    search.migrationPrice = 0.5;
    search.elasticity = 0.7;
    deal::UseCase assistant;
    assistant.id = 1;
    assistant.launchMonth = 7;
    assistant.initialUsage = 300.0;
    assistant.trend = {deal::TrendKind::logistic, 1.5, 2000.0};
    assistant.volatility = 0.3;
    assistant.meanReversion = 1.0;
    assistant.price = 8.0;
    scenario.market.useCases = {search, assistant};
    scenario.market.correlation = {{1.0, 0.5}, {0.5, 1.0}};
    scenario.market.priceUncertainty = 0.15;

    deal::Event outage;
    outage.id = 0;
    outage.annualRate = 0.5;
    outage.meanImpact = -0.2;
    outage.impactSd = 0.1;
    deal::Event windfall;
    windfall.id = 1;
    windfall.annualRate = 0.4;
    windfall.meanImpact = 0.3;
    windfall.firstMonth = 10;
    windfall.useCase = {1};
    scenario.market.events = {outage, windfall};
    scenario.terms.dispute.annualProbability = 0.2;
    scenario.terms.incident = {0.3, 1000.0, 800.0, 0.5};
    return scenario;
}

/// [control][path]
std::vector<std::vector<double>> controlsByPath(const deal::Scenario& scenario, const Shocks& shocks)
{
    const simulation::ControlPlan plan = simulation::controlPlanOf(scenario);
    std::vector<std::vector<double>> controls(plan.controls());
    const auto rows = hwy::AllocateAligned<double>(plan.controls() * blockPaths);
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        simulation::controlsOf(plan, shocks, block, rows.get());
        for (std::size_t c = 0; c < controls.size(); ++c) {
            const double* const row = rows.get() + c * blockPaths;
            controls[c].insert(controls[c].end(), row, row + shocks.pathsIn(block));
        }
    }
    return controls;
}

double plainMean(const std::vector<double>& x)
{
    return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double deviationOf(const std::vector<double>& x)
{
    const double mean = plainMean(x);
    double squares = 0.0;
    for (const double value : x) {
        squares += (value - mean) * (value - mean);
    }
    return std::sqrt(squares / static_cast<double>(x.size() - 1));
}

/// A payoff with a kink, as tiers and guarantees make them: a share of revenue that rises above a threshold.
std::vector<double> payoff(const std::vector<std::vector<double>>& controls)
{
    std::vector<double> x(controls[0].size());
    for (std::size_t path = 0; path < x.size(); ++path) {
        const double revenue = controls[0][path] + controls[1][path];
        x[path] = 0.1 * revenue + 0.1 * std::max(0.0, revenue - 400e3) - 1000.0 * controls.back()[path];
    }
    return x;
}

}  // namespace

class TestWeights : public QObject {
    Q_OBJECT

    static void samplings()
    {
        QTest::addColumn<Sampling>("sampling");
        QTest::addColumn<qint64>("paths");
        QTest::newRow("quasi, nets of 32 points") << Sampling::quasi << qint64{8192};
        QTest::newRow("quasi, single points") << Sampling::quasi << qint64{2048};
        QTest::newRow("pseudo, nets of 32 points") << Sampling::pseudo << qint64{8192};
        QTest::newRow("pseudo, a last row that is short") << Sampling::pseudo << qint64{5555};
        QTest::newRow("pseudo, single points") << Sampling::pseudo << qint64{1003};
    }

private slots:
    // Five standard errors of a plain mean: a false alarm in a million and a half for each of 6 controls.
    void expectationsAreThoseOfTheDraws()
    {
        const deal::Scenario scenario = market(Sampling::pseudo, 65536);
        const auto shocks = simulation::draw(scenario);
        const auto controls = controlsByPath(scenario, *shocks);
        const simulation::ControlPlan plan = simulation::controlPlanOf(scenario);
        QCOMPARE(controls.size(), std::size_t{6});
        for (std::size_t c = 0; c < controls.size(); ++c) {
            const double error = deviationOf(controls[c]) / std::sqrt(static_cast<double>(controls[c].size()));
            QVERIFY(error > 0.0);
            QVERIFY2(std::fabs(plainMean(controls[c]) - plan.expectation[c]) < 5.0 * error,
                     qPrintable(QString::number(c)));
        }
    }

    void weightsAddUpToTheNumberOfPaths_data() { samplings(); }
    void weightsAddUpToTheNumberOfPaths()
    {
        QFETCH(const Sampling, sampling);
        QFETCH(const qint64, paths);
        const deal::Scenario scenario = market(sampling, paths);
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        QCOMPARE(weights->paths(), std::int64_t{paths});
        QCOMPARE(weights->controls(), std::size_t{6});
        const double sum = std::accumulate(weights->weights().begin(), weights->weights().end(), 0.0);
        QVERIFY(std::fabs(sum / static_cast<double>(paths) - 1.0) < 1e-10);
    }

    // A control regressed on the controls has coefficient 1 on itself: every scramble's estimate is its expectation,
    // but for the ridge of 1e-10, which the least eigenvalue of the correlations (above 1e-4 here) magnifies.
    void everyControlIsReproduced_data() { samplings(); }
    void everyControlIsReproduced()
    {
        QFETCH(const Sampling, sampling);
        QFETCH(const qint64, paths);
        const deal::Scenario scenario = market(sampling, paths);
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        const auto controls = controlsByPath(scenario, *shocks);
        const simulation::ControlPlan plan = simulation::controlPlanOf(scenario);
        for (std::size_t c = 0; c < controls.size(); ++c) {
            for (const double estimate : weights->scrambleEstimates(controls[c])) {
                QVERIFY(std::fabs(estimate - plan.expectation[c]) < 1e-5 * deviationOf(controls[c]));
            }
        }
    }

    void theMeanIsThatOfTheScrambles_data() { samplings(); }
    void theMeanIsThatOfTheScrambles()
    {
        QFETCH(const Sampling, sampling);
        QFETCH(const qint64, paths);
        const deal::Scenario scenario = market(sampling, paths);
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        const std::vector<double> x = payoff(controlsByPath(scenario, *shocks));
        const auto estimates = weights->scrambleEstimates(x);
        const double mean = std::accumulate(estimates.begin(), estimates.end(), 0.0) / 16.0;
        QVERIFY(std::fabs(weights->mean(x) / mean - 1.0) < 1e-12);
        QCOMPARE(weights->standardError(x), simulation::standardErrorOf(estimates));
    }

    // Over 20 seeds the spread of the weighted means is a fraction of what plain independent paths give: a ratio of
    // variances of 20 and 20 values exceeds 8.5 by chance once in a hundred thousand (F with 19 and 19 degrees of
    // freedom); both designs promise far more.
    void weightsShrinkTheError_data()
    {
        QTest::addColumn<Sampling>("sampling");
        QTest::newRow("quasi") << Sampling::quasi;
        QTest::newRow("pseudo") << Sampling::pseudo;
    }
    void weightsShrinkTheError()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(sampling, 4096);
        std::vector<double> plain;
        std::vector<double> weighted;
        std::vector<double> stated;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            scenario.simulation.seed = seed;
            const auto shocks = simulation::draw(scenario);
            const std::vector<double> x = payoff(controlsByPath(scenario, *shocks));
            const auto weights = simulation::weightsOf(scenario, *shocks);
            scenario.simulation.sampling = Sampling::pseudo;
            plain.push_back(plainMean(payoff(controlsByPath(scenario, *simulation::draw(scenario)))));
            scenario.simulation.sampling = sampling;
            weighted.push_back(weights->mean(x));
            stated.push_back(weights->standardError(x));
        }
        QVERIFY(deviationOf(plain) / deviationOf(weighted) > std::sqrt(8.5));
        // The stated error against the seen one: a ratio of variances again, within the same bound either way.
        QVERIFY(plainMean(stated) / deviationOf(weighted) < std::sqrt(8.5));
        QVERIFY(deviationOf(weighted) / plainMean(stated) < std::sqrt(8.5));
    }

    void weightsAreConstantOverTheNetsOfAScramble()
    {
        const deal::Scenario scenario = market(Sampling::quasi, 8192);
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        const auto w = weights->weights();
        bool differ = false;
        for (std::size_t path = 0; path < w.size(); ++path) {
            QCOMPARE(w[path], w[path / 512 * 512 + path % 16]);
            differ = differ || w[path] != w[0];
        }
        QVERIFY(differ);
    }

    void sameBitsOnAnyThreadsAndTargets()
    {
        const deal::Scenario scenario = market(Sampling::quasi, 8192);
        const auto shocks = simulation::draw(scenario);
        simulation::Run run;
        run.threads = 1;
        const auto one = simulation::weightsOf(scenario, *shocks, run);
        for (const int threads : {2, 3, 8}) {
            run.threads = threads;
            QVERIFY(std::ranges::equal(simulation::weightsOf(scenario, *shocks, run)->weights(), one->weights()));
        }
        for (const std::string& target : random::vectorTargets()) {
            QVERIFY(random::useVectorTarget(target));
            const auto weights = simulation::weightsOf(scenario, *shocks);
            random::useVectorTarget({});
            QVERIFY2(std::ranges::equal(weights->weights(), one->weights()), target.c_str());
        }
    }

    void termsDoNotEnter()
    {
        deal::Scenario scenario = market(Sampling::quasi, 1024);
        const simulation::ControlKey key = simulation::controlKeyOf(scenario);
        scenario.terms.shares = {{0.2, 0.0}, {0.3, 0.01}};
        scenario.terms.exclusivity.resize(2);
        scenario.terms.exclusivity[0].usageUplift = 0.2;
        scenario.terms.contributions.resize(1);
        scenario.market.useCases[0].servingCost = 2.0;
        QVERIFY(simulation::controlKeyOf(scenario) == key);
        scenario.market.useCases[0].price = 6.0;
        QVERIFY(simulation::controlKeyOf(scenario) != key);
    }

    void withoutLuckEveryPathCountsOnce()
    {
        deal::Scenario scenario = market(Sampling::quasi, 8192);
        for (deal::UseCase& useCase : scenario.market.useCases) {
            useCase.volatility = useCase.growthUncertainty = 0.0;
        }
        scenario.market.priceUncertainty = 0.0;
        scenario.market.events.clear();
        scenario.terms.dispute.annualProbability = 0.0;
        scenario.terms.incident.annualProbability = 0.0;
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        QCOMPARE(weights->controls(), std::size_t{0});
        for (const double weight : weights->weights()) {
            QCOMPARE(weight, 1.0);
        }
    }

    // A shock with a log variance of 45 has mean 1, and no sample of thousands comes near it.
    void controlsThatNoSampleReachesAreLeftOut()
    {
        deal::Scenario scenario = market(Sampling::quasi, 8192);
        scenario.timeline.months = 60;
        scenario.market.useCases[0].volatility = 3.0;
        const auto shocks = simulation::draw(scenario);
        const auto weights = simulation::weightsOf(scenario, *shocks);
        QVERIFY(weights->controls() < 6);
        for (const double weight : weights->weights()) {
            QVERIFY(std::fabs(weight - 1.0) < 2.0);
        }
    }

    void aRunThatIsAskedToStopAnswersNothing()
    {
        const deal::Scenario scenario = market(Sampling::quasi, 8192);
        const auto shocks = simulation::draw(scenario);
        std::stop_source source;
        source.request_stop();
        simulation::Run run;
        run.stop = source.get_token();
        QVERIFY(simulation::weightsOf(scenario, *shocks, run) == nullptr);
    }
};

ROOM_TEST(weights, TestWeights)
#include "tst_weights.moc"
