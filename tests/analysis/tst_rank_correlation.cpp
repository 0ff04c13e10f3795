// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/rank_correlation.h"
#include "plain_deal.h"
#include "simulation/simulate.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <numbers>
#include <stdexcept>

using namespace dealwright;
using analysis::Driver;
using analysis::DriverKind;
using tests::agree;

namespace {

/// Two use cases with everything random that there is.
deal::Scenario luckyDeal(deal::Sampling sampling = deal::Sampling::quasi)
{
    deal::Scenario scenario = tests::plainDeal(2);
    scenario.timeline.months = 36;
    scenario.simulation = {16384, 5, sampling};
    for (deal::UseCase& useCase : scenario.market.useCases) {
        useCase.volatility = 0.3;
        useCase.growthUncertainty = 0.1;
    }
    scenario.market.correlation = {{1.0, 0.6}, {0.6, 1.0}};
    scenario.market.priceUncertainty = 0.2;
    deal::Event event;
    event.name = "A rival";
    event.annualRate = 0.4;
    event.meanImpact = -0.2;
    scenario.market.events.push_back(event);
    scenario.terms.dispute.annualProbability = 0.3;
    scenario.terms.incident = {.annualProbability = 0.5, .meanLoss = 10.0, .lossSd = 0.0, .licensorLiability = 0.5};
    return scenario;
}

double correlationWith(const std::vector<analysis::DriverCorrelation>& list, const Driver& driver, deal::Side side)
{
    const auto found = std::ranges::find(list, driver, &analysis::DriverCorrelation::driver);
    return found == list.end() ? NAN : (side == deal::Side::licensor ? found->licensor : found->host);
}

}  // namespace

class TestRankCorrelation : public QObject {
    Q_OBJECT

private slots:
    void equalValuesShareTheirRanks()
    {
        const std::vector<double> expected{2.0, 3.5, 3.5, 1.0};
        QCOMPARE(analysis::averageRanks(std::vector{10.0, 20.0, 20.0, 5.0}), expected);
        QCOMPARE(analysis::averageRanks(std::vector{7.0, 7.0, 7.0}), std::vector(3, 2.0));
        QVERIFY(analysis::averageRanks({}).empty());
    }

    void aTextbookCase()
    {
        // No ties: 1 - 6 sum d^2 / (n (n^2 - 1)), with sum d^2 = 194 and n = 10.
        const std::vector x{106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0};
        const std::vector y{7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0};
        QVERIFY(agree(analysis::rankCorrelation(x, y).value(), -29.0 / 165.0));
    }

    void tiesCountByTheirAverageRanks()
    {
        // Deviations of the ranks: (-1.5, 0, 0, 1.5) and (-1.5, 0.5, -0.5, 1.5): 4.5 / sqrt(4.5 x 5).
        const auto rho = analysis::rankCorrelation(std::vector{1.0, 2.0, 2.0, 3.0}, std::vector{1.0, 3.0, 2.0, 4.0});
        QVERIFY(agree(rho.value(), 3.0 / std::sqrt(10.0)));
    }

    void onlyTheOrderCounts()
    {
        const std::vector x{-3.0, 0.5, 2.0, 9.0, 11.0};
        const std::vector cubes{-27.0, 0.125, 8.0, 729.0, 1331.0};
        const std::vector falling{5.0, 4.0, 3.0, 2.0, -100.0};
        QCOMPARE(analysis::rankCorrelation(x, cubes).value(), 1.0);
        QCOMPARE(analysis::rankCorrelation(x, falling).value(), -1.0);
    }

    void nothingGoesWithAConstant()
    {
        QVERIFY(!analysis::rankCorrelation(std::vector{1.0, 2.0}, std::vector{3.0, 3.0}));
        QVERIFY(!analysis::rankCorrelation({}, {}));
        QVERIFY_EXCEPTION_THROWN((void)analysis::rankCorrelation(std::vector{1.0}, std::vector{1.0, 2.0}),
                                 std::domain_error);
    }

    void correlatedNormalsFollowTheClosedForm()
    {
        // Of a bivariate normal: 6/pi asin(rho/2). The standard error is below 1/sqrt(N - 1) = 0.0078; five of them:
        // a false alarm in 1.7 million.
        const deal::Scenario scenario = luckyDeal(deal::Sampling::pseudo);
        const auto shocks = simulation::draw(scenario);
        const double tolerance = 5.0 / std::sqrt(static_cast<double>(shocks->paths() - 1));
        for (const DriverKind kind : {DriverKind::noise, DriverKind::growth}) {
            const auto rho = analysis::rankCorrelation(analysis::valuesOf({kind, 0}, scenario, *shocks),
                                                       analysis::valuesOf({kind, 1}, scenario, *shocks));
            QVERIFY(std::fabs(rho.value() - 6.0 / std::numbers::pi * std::asin(0.3)) < tolerance);
        }
        const auto unrelated =
            analysis::rankCorrelation(analysis::valuesOf({DriverKind::price, -1}, scenario, *shocks),
                                      analysis::valuesOf({DriverKind::growth, 1}, scenario, *shocks));
        QVERIFY(std::fabs(unrelated.value()) < tolerance);
    }

    void everyDriverOfTheDealIsListedInOrder()
    {
        const deal::Scenario scenario = luckyDeal();
        const std::vector<Driver> expected{
            {DriverKind::noise, 0},  {DriverKind::noise, 1}, {DriverKind::growth, 0},     {DriverKind::growth, 1},
            {DriverKind::price, -1}, {DriverKind::event, 0}, {DriverKind::incidents, -1}, {DriverKind::disputes, -1}};
        QVERIFY(analysis::driversOf(scenario, *simulation::draw(scenario)) == expected);
    }

    void whatIsNotRandomIsNoDriver()
    {
        deal::Scenario scenario = luckyDeal();
        scenario.market.useCases[0].volatility = 0.0;
        scenario.market.useCases[1].growthUncertainty = 0.0;
        scenario.market.priceUncertainty = 0.0;
        scenario.market.events.clear();
        scenario.terms.dispute.annualProbability = 1.0;
        scenario.terms.incident.annualProbability = 0.0;
        const std::vector<Driver> expected{{DriverKind::noise, 1}, {DriverKind::growth, 0}};
        QVERIFY(analysis::driversOf(scenario, *simulation::draw(scenario)) == expected);
    }

    void countsAreThoseOfTheLedgersDraws()
    {
        const deal::Scenario scenario = luckyDeal();
        const auto shocks = simulation::draw(scenario);
        const std::vector<double> incidents = analysis::valuesOf({DriverKind::incidents, -1}, scenario, *shocks);
        const std::vector<double> disputes = analysis::valuesOf({DriverKind::disputes, -1}, scenario, *shocks);
        QCOMPARE(static_cast<std::int64_t>(incidents.size()), shocks->paths());
        for (std::size_t path = 0; path < incidents.size(); path += 97) {
            const auto draws = simulation::drawsOf(scenario, *shocks, static_cast<std::int64_t>(path));
            const auto losses = std::ranges::count_if(draws.incidentLoss, [](double loss) { return loss > 0.0; });
            QCOMPARE(incidents[path], static_cast<double>(losses));
            QCOMPARE(disputes[path], static_cast<double>(std::ranges::count(draws.disputes, true)));
        }
        QVERIFY(*std::ranges::max_element(incidents) > 1.0);
        QVERIFY(*std::ranges::max_element(disputes) > 1.0);
    }

    void aValueThatOneDriverDecidesIsWhollyCorrelatedWithIt()
    {
        const deal::Scenario scenario = luckyDeal();
        const auto shocks = simulation::draw(scenario);
        const Driver event{DriverKind::event, 0};
        simulation::Projection projection;
        projection.licensor.npvByPath = analysis::valuesOf({DriverKind::growth, 1}, scenario, *shocks);
        for (const double count : analysis::valuesOf(event, scenario, *shocks)) {
            projection.host.npvByPath.push_back(100.0 - std::exp(count));
        }
        const auto list = analysis::rankCorrelations(scenario, *shocks, projection);
        QCOMPARE(list.size(), std::size_t{8});
        QCOMPARE(correlationWith(list, {DriverKind::growth, 1}, deal::Side::licensor), 1.0);
        QCOMPARE(correlationWith(list, event, deal::Side::host), -1.0);
        projection.host.npvByPath.assign(projection.host.npvByPath.size(), 3.0);
        for (const auto& correlation : analysis::rankCorrelations(scenario, *shocks, projection)) {
            QCOMPARE(correlation.host, 0.0);
        }
    }

    void aProjectionWithoutPathsIsRefused()
    {
        const deal::Scenario scenario = luckyDeal();
        QVERIFY_EXCEPTION_THROWN((void)analysis::rankCorrelations(scenario, *simulation::draw(scenario), {}),
                                 std::domain_error);
    }

    void dearPricesPayBothParties()
    {
        deal::Scenario scenario = tests::plainDeal();
        scenario.market.priceUncertainty = 0.3;
        simulation::Simulator simulator;
        const auto projection = simulator.project(scenario);
        QVERIFY(projection);
        const auto list = analysis::rankCorrelations(scenario, *simulator.shocks(), *projection);
        QCOMPARE(list.size(), std::size_t{1});
        QCOMPARE(list.front().driver, (Driver{DriverKind::price, -1}));
        QCOMPARE(list.front().licensor, 1.0);
        QCOMPARE(list.front().host, 1.0);
    }
};

ROOM_TEST(rank_correlation, TestRankCorrelation)
#include "tst_rank_correlation.moc"
