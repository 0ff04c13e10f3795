// SPDX-License-Identifier: GPL-3.0-or-later
#include "random/philox.h"
#include "random/vector_targets.h"
#include "simulation/shock_reader.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <set>
#include <vector>

using namespace dealwright;
using deal::Sampling;
using simulation::blockPaths;
using simulation::Shocks;

namespace {

deal::Scenario market(std::size_t useCases, int months, Sampling sampling, std::int64_t paths = 4096)
{
    deal::Scenario scenario;
    scenario.timeline.months = months;
    scenario.simulation = {paths, 11, sampling};
    for (std::size_t u = 0; u < useCases; ++u) {
        deal::UseCase useCase;
        useCase.id = static_cast<int>(u);
        useCase.volatility = 0.2 + 0.05 * static_cast<double>(u);
        useCase.meanReversion = u % 2 == 0 ? 0.0 : 1.5;
        useCase.growthUncertainty = u % 3 == 0 ? 0.1 : 0.0;
        useCase.launchMonth = u == 1 ? 5 : 0;
        scenario.market.useCases.push_back(useCase);
    }
    scenario.market.priceUncertainty = 0.15;
    scenario.terms.dispute.annualProbability = 0.3;
    scenario.terms.incident.annualProbability = 0.4;
    scenario.terms.incident.meanLoss = 1000.0;
    scenario.terms.incident.lossSd = 500.0;
    scenario.market.correlation.assign(useCases, std::vector<double>(useCases, 0.4));
    for (std::size_t u = 0; u < useCases; ++u) {
        scenario.market.correlation[u][u] = 1.0;
    }
    return scenario;
}

deal::Event risk(int id, deal::UseCaseRef useCase = {})
{
    deal::Event added;
    added.id = id;
    added.annualRate = 0.8;
    added.meanImpact = -0.2;
    added.impactSd = 0.1;
    added.firstMonth = 2;
    added.useCase = useCase;
    return added;
}

bool sameRow(const float* a, const float* b, int lanes = blockPaths)
{
    return std::memcmp(a, b, static_cast<std::size_t>(lanes) * sizeof(float)) == 0;
}

bool sameUsage(const Shocks& a, const Shocks& b, std::size_t u, std::size_t blocks, int months)
{
    for (std::size_t block = 0; block < blocks; ++block) {
        for (int t = 0; t < months; ++t) {
            if (!sameRow(a.usage(block, u, t), b.usage(block, u, t))) {
                return false;
            }
        }
    }
    return true;
}

bool samePricesAndChances(const Shocks& a, const Shocks& b, std::size_t blocks, int months)
{
    for (std::size_t block = 0; block < blocks; ++block) {
        for (int t = 0; t < months; ++t) {
            if (!sameRow(a.price(block, t), b.price(block, t))) {
                return false;
            }
        }
        for (int year = 0; year * 12 < months; ++year) {
            if (!sameRow(a.dispute(block, year), b.dispute(block, year))) {
                return false;
            }
        }
        const auto before = [&](const Shocks& shocks) {
            std::vector<simulation::Incident> incidents;
            for (const simulation::Incident& incident : shocks.incidents(block)) {
                if (incident.month < months) {
                    incidents.push_back(incident);
                }
            }
            return incidents;
        };
        if (before(a) != before(b)) {
            return false;
        }
    }
    return true;
}

bool sameDraws(const Shocks& a, const Shocks& b)
{
    bool same = a.blocks() == b.blocks() && samePricesAndChances(a, b, a.blocks(), a.months());
    for (std::size_t u = 0; u < a.useCases(); ++u) {
        same = same && sameUsage(a, b, u, a.blocks(), a.months());
    }
    for (std::size_t block = 0; block < a.blocks(); ++block) {
        for (std::size_t k = 0; k < a.events(); ++k) {
            same = same && sameRow(a.eventCount(block, k), b.eventCount(block, k));
        }
        for (std::size_t u = 0; u < a.useCases(); ++u) {
            same = same && sameRow(a.lastNoise(block, u), b.lastNoise(block, u));
            same = same && sameRow(a.growth(block, u), b.growth(block, u));
        }
        same = same && sameRow(a.war(block), b.war(block));
    }
    return same;
}

/// Calls visit(block, lane) for every path.
template <class Visit>
void eachPath(const Shocks& shocks, const Visit& visit)
{
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        for (int lane = 0; lane < shocks.pathsIn(block); ++lane) {
            visit(block, static_cast<std::size_t>(lane));
        }
    }
}

struct Moments {
    double mean = 0.0;
    double variance = 0.0;
};

template <class Value>
Moments momentsOf(const Shocks& shocks, const Value& value)
{
    double sum = 0.0;
    double squares = 0.0;
    eachPath(shocks, [&](std::size_t block, std::size_t lane) {
        const auto x = static_cast<double>(value(block, lane));
        sum += x;
        squares += x * x;
    });
    const auto n = static_cast<double>(shocks.paths());
    return {sum / n, squares / n - sum / n * (sum / n)};
}

// Random checks stand at 5 standard errors: 6e-7 of false alarms each, below 1e-3 for this whole program, were the seed
// not fixed.
constexpr double standardErrors = 5.0;

}  // namespace

class TestShocks : public QObject {
    Q_OBJECT

    static void bothSamplings()
    {
        QTest::addColumn<Sampling>("sampling");
        QTest::newRow("quasi") << Sampling::quasi;
        QTest::newRow("pseudo") << Sampling::pseudo;
    }

private slots:
    void sameBitsOnAnyNumberOfThreads_data() { bothSamplings(); }
    void sameBitsOnAnyNumberOfThreads()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(7, 31, sampling);
        scenario.market.events = {risk(0), risk(3, {2})};
        simulation::Run run;
        run.threads = 1;
        const auto one = simulation::draw(scenario, run);
        for (const int threads : {2, 3, 8}) {
            run.threads = threads;
            QVERIFY(sameDraws(*one, *simulation::draw(scenario, run)));
        }
    }

    void sameBitsForEveryVectorTarget_data() { bothSamplings(); }
    void sameBitsForEveryVectorTarget()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(7, 31, sampling, 1024);
        scenario.market.events = {risk(0), risk(3, {2})};
        const auto best = simulation::draw(scenario);
        for (const std::string& target : random::vectorTargets()) {
            QVERIFY(random::useVectorTarget(target));
            const auto shocks = simulation::draw(scenario);
            random::useVectorTarget({});
            QVERIFY2(sameDraws(*best, *shocks), target.c_str());
        }
    }

    void raisingThePathsChangesNoEarlierPath_data() { bothSamplings(); }
    void raisingThePathsChangesNoEarlierPath()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(3, 25, sampling, 2048);
        scenario.market.events = {risk(0)};
        const auto few = simulation::draw(scenario);
        scenario.simulation.paths = 8192;
        const auto many = simulation::draw(scenario);
        QCOMPARE(many->paths(), std::int64_t{8192});
        for (std::size_t u = 0; u < few->useCases(); ++u) {
            QVERIFY(sameUsage(*few, *many, u, few->blocks(), 25));
        }
        QVERIFY(samePricesAndChances(*few, *many, few->blocks(), 25));
    }

    void addingAUseCaseLeavesTheOthersAlone_data() { bothSamplings(); }
    void addingAUseCaseLeavesTheOthersAlone()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(8, 25, sampling);
        scenario.market.events = {risk(0)};
        const auto more = simulation::draw(scenario);
        scenario.market.useCases.pop_back();
        scenario.market.correlation.pop_back();
        for (std::vector<double>& row : scenario.market.correlation) {
            row.pop_back();
        }
        const auto fewer = simulation::draw(scenario);
        for (std::size_t u = 0; u < fewer->useCases(); ++u) {
            QVERIFY(sameUsage(*fewer, *more, u, fewer->blocks(), 25));
        }
        QVERIFY(samePricesAndChances(*fewer, *more, fewer->blocks(), 25));
    }

    void removingAnEventLeavesTheOthersAlone_data() { bothSamplings(); }
    void removingAnEventLeavesTheOthersAlone()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(3, 25, sampling);
        scenario.market.events = {risk(0, {1}), risk(4, {2}), risk(9, {0})};
        const auto with = simulation::draw(scenario);
        scenario.market.events.erase(scenario.market.events.begin());
        const auto without = simulation::draw(scenario);
        QVERIFY(sameUsage(*with, *without, 0, with->blocks(), 25));
        QVERIFY(!sameUsage(*with, *without, 1, with->blocks(), 25));
        QVERIFY(sameUsage(*with, *without, 2, with->blocks(), 25));
        QVERIFY(samePricesAndChances(*with, *without, with->blocks(), 25));
        for (std::size_t block = 0; block < with->blocks(); ++block) {
            QVERIFY(sameRow(with->eventCount(block, 2), without->eventCount(block, 1)));
        }
    }

    // A Brownian bridge ties every month to the last one: there the promise holds for equal terms alone.
    void aLongerTermLeavesPseudoDrawsAlone()
    {
        deal::Scenario scenario = market(3, 25, Sampling::pseudo);
        scenario.market.events = {risk(0)};
        const auto shorter = simulation::draw(scenario);
        scenario.timeline.months = 61;
        const auto longer = simulation::draw(scenario);
        for (std::size_t u = 0; u < 3; ++u) {
            QVERIFY(sameUsage(*shorter, *longer, u, shorter->blocks(), 25));
        }
        QVERIFY(samePricesAndChances(*shorter, *longer, shorter->blocks(), 25));
    }

    void anotherSeedDrawsOtherShocks_data() { bothSamplings(); }
    void anotherSeedDrawsOtherShocks()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(2, 12, sampling);
        const auto first = simulation::draw(scenario);
        scenario.simulation.seed += std::uint64_t{1} << 40U;  // the upper half counts too
        const auto second = simulation::draw(scenario);
        QVERIFY(!sameUsage(*first, *second, 0, 1, 12));
        QVERIFY(!sameRow(first->price(0, 5), second->price(0, 5)));
        QVERIFY(!sameRow(first->dispute(0, 0), second->dispute(0, 0)));
    }

    void drawsWrittenOverOthersAreTheSame_data() { bothSamplings(); }
    void drawsWrittenOverOthersAreTheSame()
    {
        QFETCH(const Sampling, sampling);
        const deal::Scenario before = market(3, 12, sampling, 1000);
        deal::Scenario after = before;
        after.simulation.seed += 1;
        after.market.useCases[1].growthUncertainty = 0.0;
        after.market.priceUncertainty = {};
        const auto fresh = simulation::draw(after);

        auto old = simulation::draw(before);
        const float* const room = old->price(0, 0);
        const auto over = simulation::redraw(std::move(old), after);
        QVERIFY(over->price(0, 0) == room);
        QVERIFY(simulation::fits(*over, after));
        QVERIFY(sameDraws(*over, *fresh));

        // What another holds stays as it is.
        const auto held = simulation::draw(before);
        QVERIFY(sameDraws(*simulation::redraw(held, after), *fresh));
        QVERIFY(sameDraws(*held, *simulation::draw(before)));

        // Draws of another size, and those that are not kept.
        QVERIFY(sameDraws(*simulation::redraw(simulation::draw(market(2, 24, sampling, 5000)), after), *fresh));
        QVERIFY(sameDraws(*simulation::redraw(simulation::draw(before, simulation::Keep::nothing), after), *fresh));
    }

    void shocksHaveMeanOneInEveryMonth_data() { bothSamplings(); }
    void shocksHaveMeanOneInEveryMonth()
    {
        QFETCH(const Sampling, sampling);
        const deal::Scenario scenario = market(4, 40, sampling, 16384);
        const auto shocks = simulation::draw(scenario);
        const double root = std::sqrt(static_cast<double>(shocks->paths()));
        for (int t = 0; t < 40; ++t) {
            for (std::size_t u = 0; u < 4; ++u) {
                const deal::UseCase& useCase = scenario.market.useCases[u];
                const double growth = useCase.growthUncertainty * std::max(0, t - useCase.launchMonth) / 12.0;
                const double kappa = useCase.meanReversion;
                const double time = kappa > 0 ? (1.0 - std::exp(-2.0 * kappa * t / 12.0)) / (2.0 * kappa) : t / 12.0;
                const double variance = useCase.volatility * useCase.volatility * time + growth * growth;
                const double mean =
                    momentsOf(*shocks, [&](std::size_t b, std::size_t l) { return shocks->usage(b, u, t)[l]; }).mean;
                // 1e-6: single precision
                QVERIFY(std::fabs(mean - 1.0) < standardErrors * std::sqrt(std::exp(variance) - 1.0) / root + 1e-6);
            }
            const double spread = scenario.market.priceUncertainty * t / 12.0;
            const double war =
                momentsOf(*shocks, [&](std::size_t b, std::size_t l) { return shocks->price(b, t)[l]; }).mean;
            QVERIFY(std::fabs(war - 1.0) < standardErrors * std::sqrt(std::exp(spread * spread) - 1.0) / root + 1e-6);
        }
    }

    void noiseHasTheVarianceOfItsProcess_data()
    {
        QTest::addColumn<Sampling>("sampling");
        QTest::addColumn<int>("months");
        for (const int months : {2, 3, 7, 60, 64, 240}) {
            QTest::addRow("quasi %d", months) << Sampling::quasi << months;
            QTest::addRow("pseudo %d", months) << Sampling::pseudo << months;
        }
    }
    void noiseHasTheVarianceOfItsProcess()
    {
        QFETCH(const Sampling, sampling);
        QFETCH(const int, months);
        const deal::Scenario scenario = market(2, months, sampling);
        const auto shocks = simulation::draw(scenario);
        const auto n = static_cast<double>(shocks->paths());
        for (std::size_t u = 0; u < 2; ++u) {
            const deal::UseCase& useCase = scenario.market.useCases[u];
            const double kappa = useCase.meanReversion;
            const double years = (months - 1) / 12.0;
            const double time = kappa > 0 ? (1.0 - std::exp(-2.0 * kappa * years)) / (2.0 * kappa) : years;
            const double variance = useCase.volatility * useCase.volatility * time;
            const Moments moments =
                momentsOf(*shocks, [&](std::size_t b, std::size_t l) { return shocks->lastNoise(b, u)[l]; });
            QVERIFY(std::fabs(moments.mean) < standardErrors * std::sqrt(variance / n));
            QVERIFY(std::fabs(moments.variance / variance - 1.0) < standardErrors * std::sqrt(2.0 / n));
        }
    }

    // Increments of the bridge are independent with variance 1, whatever the months: from the logarithms of the shocks.
    void monthsAreIndependentAndUseCasesCorrelated_data() { bothSamplings(); }
    void monthsAreIndependentAndUseCasesCorrelated()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(3, 8, sampling, 16384);
        for (deal::UseCase& useCase : scenario.market.useCases) {
            useCase.volatility = 1.0;
            useCase.meanReversion = 0.0;
            useCase.growthUncertainty = 0.0;
        }
        scenario.market.correlation = {{1.0, 0.6, -0.3}, {0.6, 1.0, 0.1}, {-0.3, 0.1, 1.0}};
        const auto shocks = simulation::draw(scenario);
        const auto n = static_cast<double>(shocks->paths());
        const auto driver = [&](std::size_t b, std::size_t l, std::size_t u, int t) {
            const double now = std::log(static_cast<double>(shocks->usage(b, u, t)[l]));
            const double before = std::log(static_cast<double>(shocks->usage(b, u, t - 1)[l]));
            return (now - before + 0.5 / 12.0) * std::sqrt(12.0);
        };
        for (int s = 1; s < 8; ++s) {
            for (int t = 1; t <= s; ++t) {
                for (std::size_t u = 0; u < 3; ++u) {
                    for (std::size_t v = 0; v < 3; ++v) {
                        const double wanted = s == t ? scenario.market.correlation[u][v] : 0.0;
                        const double found = momentsOf(*shocks, [&](std::size_t b, std::size_t l) {
                                                 return driver(b, l, u, s) * driver(b, l, v, t);
                                             }).mean;
                        QVERIFY(std::fabs(found - wanted) < standardErrors * std::sqrt((1.0 + wanted * wanted) / n));
                    }
                }
            }
        }
    }

    void useCasesOfCorrelationOneMoveAsOne()
    {
        deal::Scenario scenario = market(4, 12, Sampling::quasi);
        for (deal::UseCase& useCase : scenario.market.useCases) {
            useCase = scenario.market.useCases.front();
        }
        for (std::size_t u = 0; u < 4; ++u) {
            scenario.market.useCases[u].id = static_cast<int>(u);
        }
        scenario.market.correlation.assign(4, std::vector<double>(4, 1.0));
        const auto shocks = simulation::draw(scenario);
        for (std::size_t u = 1; u < 4; ++u) {
            for (int t = 0; t < 12; ++t) {
                QVERIFY(sameRow(shocks->usage(3, 0, t), shocks->usage(3, u, t)));
            }
        }
    }

    void eventCountsFollowPoissonsLaw_data() { bothSamplings(); }
    void eventCountsFollowPoissonsLaw()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(1, 26, sampling, 16384);
        scenario.market.events = {risk(0)};
        const auto shocks = simulation::draw(scenario);
        const double mean = 0.8 * 24.0 / 12.0;
        constexpr std::size_t cells = 7;  // 0 to 5, and more
        std::vector<double> found(cells, 0.0);
        eachPath(*shocks, [&](std::size_t block, std::size_t lane) {
            ++found[std::min(cells - 1, static_cast<std::size_t>(shocks->eventCount(block, 0)[lane]))];
        });
        double term = std::exp(-mean);
        double rest = 1.0;
        double statistic = 0.0;
        for (std::size_t n = 0; n < cells; ++n) {
            const double probability = n + 1 < cells ? term : rest;
            const double wanted = probability * static_cast<double>(shocks->paths());
            statistic += (found[n] - wanted) * (found[n] - wanted) / wanted;
            rest -= term;
            term *= mean / static_cast<double>(n + 1);
        }
        QVERIFY(statistic < 38.3);  // chi-square with 6 degrees of freedom: one false alarm in a million
    }

    void eventsMultiplyExpectedUsage_data() { bothSamplings(); }
    void eventsMultiplyExpectedUsage()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(2, 30, sampling, 16384);
        for (deal::UseCase& useCase : scenario.market.useCases) {
            useCase.volatility = useCase.growthUncertainty = 0.0;
        }
        scenario.market.events = {risk(0), risk(7, {1})};
        const auto shocks = simulation::draw(scenario);
        const double root = std::sqrt(static_cast<double>(shocks->paths()));
        for (int t = 0; t < 30; ++t) {
            const double expected = 0.8 * std::max(0, t - 1) / 12.0;  // occurrences of one event up to t
            for (std::size_t u = 0; u < 2; ++u) {
                const auto events = static_cast<double>(u + 1);
                // One factor has E f = 0.8, E f^2 = 0.64 + 0.01.
                const double mean = std::exp(-0.2 * expected * events);
                const double square = std::exp((0.65 - 1.0) * expected * events);
                const double found =
                    momentsOf(*shocks, [&](std::size_t b, std::size_t l) { return shocks->usage(b, u, t)[l]; }).mean;
                QVERIFY(std::fabs(found - mean) <= standardErrors * std::sqrt(square - mean * mean) / root + 1e-6);
            }
        }
    }

    void chancesComeAsOftenAsTheyShould_data() { bothSamplings(); }
    void chancesComeAsOftenAsTheyShould()
    {
        QFETCH(const Sampling, sampling);
        const deal::Scenario scenario = market(1, 30, sampling, 16384);
        const auto shocks = simulation::draw(scenario);
        const auto n = static_cast<double>(shocks->paths());
        for (int year = 0; year < 3; ++year) {
            const double disputes = momentsOf(*shocks, [&](std::size_t b, std::size_t l) {
                                        return shocks->dispute(b, year)[l] < 0.3F ? 1.0F : 0.0F;
                                    }).mean;
            QVERIFY(std::fabs(disputes - 0.3) < standardErrors * std::sqrt(0.3 * 0.7 / n));
        }
        const double q = 1.0 - std::pow(0.6, 1.0 / 12.0);
        std::vector<double> byMonth(30, 0.0);
        double sizes = 0.0;
        double count = 0.0;
        for (std::size_t block = 0; block < shocks->blocks(); ++block) {
            std::set<std::pair<int, int>> seen;
            for (const simulation::Incident& incident : shocks->incidents(block)) {
                ++byMonth.at(static_cast<std::size_t>(incident.month));
                sizes += static_cast<double>(incident.z);
                ++count;
                QVERIFY(seen.emplace(incident.month, incident.lane).second);
            }
            const auto incidents = shocks->incidents(block);
            QVERIFY(std::is_sorted(incidents.begin(), incidents.end(), [](const auto& a, const auto& b) {
                return std::pair(a.month, a.lane) < std::pair(b.month, b.lane);
            }));
        }
        for (const double found : byMonth) {
            QVERIFY(std::fabs(found / n - q) < standardErrors * std::sqrt(q * (1.0 - q) / n));
        }
        QVERIFY(std::fabs(sizes / count) < standardErrors / std::sqrt(count));
    }

    void certainIncidentsComeEveryMonthAndImpossibleOnesNever()
    {
        deal::Scenario scenario = market(1, 14, Sampling::quasi, 1024);
        scenario.terms.incident.annualProbability = 1.0;
        const auto always = simulation::draw(scenario);
        for (std::size_t block = 0; block < always->blocks(); ++block) {
            QCOMPARE(always->incidents(block).size(), std::size_t{14} * blockPaths);
        }
        scenario.terms.incident.annualProbability = 0.0;
        const auto never = simulation::draw(scenario);
        for (std::size_t block = 0; block < never->blocks(); ++block) {
            QVERIFY(never->incidents(block).empty());
        }
    }

    void everyScrambleSpreadsItsPointsEvenly()
    {
        const deal::Scenario scenario = market(1, 60, Sampling::quasi, 4096);
        const auto shocks = simulation::draw(scenario);
        for (int year = 0; year < 5; ++year) {
            for (std::size_t scramble = 0; scramble < 16; ++scramble) {
                std::set<int> cells;
                eachPath(*shocks, [&](std::size_t block, std::size_t lane) {
                    if (lane % 16 == scramble) {
                        cells.insert(static_cast<int>(shocks->dispute(block, year)[lane] * 256.0F));
                    }
                });
                QCOMPARE(cells.size(), std::size_t{256});
            }
        }
    }

    void neighbouringPathsAreIndependentWithPseudo()
    {
        const auto shocks = simulation::draw(market(1, 12, Sampling::pseudo, 16384));
        const auto product = [&](std::size_t distance) {
            return momentsOf(*shocks,
                             [&](std::size_t b, std::size_t l) {
                                 return shocks->war(b)[l] * shocks->war(b)[(l + distance) % blockPaths];
                             })
                .mean;
        };
        for (const std::size_t distance : {1U, 2U, 4U, 8U, 16U, 32U}) {
            QVERIFY(std::fabs(product(distance)) < standardErrors / std::sqrt(16384.0));
        }
    }

    void aPathIsHandedOverAsItIsStored()
    {
        deal::Scenario scenario = market(2, 26, Sampling::quasi, 1024);
        const auto shocks = simulation::draw(scenario);
        int disputes = 0;
        int incidents = 0;
        for (std::int64_t path = 0; path < 600; ++path) {
            const contract::PathDraws draws = simulation::drawsOf(scenario, *shocks, path);
            const auto block = static_cast<std::size_t>(path / blockPaths);
            const auto lane = static_cast<std::size_t>(path % blockPaths);
            QCOMPARE(draws.usageShock.size(), std::size_t{2});
            QCOMPARE(draws.usageShock[1][25], static_cast<double>(shocks->usage(block, 1, 25)[lane]));
            QCOMPARE(draws.priceShock[17], static_cast<double>(shocks->price(block, 17)[lane]));
            QCOMPARE(draws.disputes.size(), std::size_t{3});
            QCOMPARE(draws.disputes[2], shocks->dispute(block, 2)[lane] < 0.3F);
            disputes += draws.disputes[2] ? 1 : 0;
            const double variance = std::log(1.25);
            for (const simulation::Incident& incident : shocks->incidents(block)) {
                if (static_cast<std::size_t>(incident.lane) != lane) {
                    continue;
                }
                const double loss =
                    1000.0 * std::exp(std::sqrt(variance) * static_cast<double>(incident.z) - variance / 2.0);
                const double found = draws.incidentLoss[static_cast<std::size_t>(incident.month)];
                QVERIFY(std::fabs(found / loss - 1.0) < 1e-14);
                ++incidents;
            }
        }
        QVERIFY(disputes > 0 && incidents > 0);
    }

    void theWarRowIsWhatPricesWereMadeOf()
    {
        const deal::Scenario scenario = market(3, 26, Sampling::pseudo, 1100);
        const auto shocks = simulation::draw(scenario);
        for (std::int64_t path = 0; path < 1100; path += 37) {
            const auto lane = static_cast<std::size_t>(path % simulation::blockPaths);
            const double draw = double{shocks->war(static_cast<std::size_t>(path / simulation::blockPaths))[lane]};
            const double war = 0.15 * 25.0 / 12.0 * draw - 0.5 * std::pow(0.15 * 25.0 / 12.0, 2);
            const contract::PathDraws draws = simulation::drawsOf(scenario, *shocks, path);
            QVERIFY(std::fabs(draws.priceShock[25] / std::exp(war) - 1.0) < 1e-6);  // single precision
        }
    }

    void drawsThatAreNotKeptAreDrawnAgainAlike()
    {
        for (const Sampling sampling : {Sampling::pseudo, Sampling::quasi}) {
            deal::Scenario scenario = market(3, 26, sampling, 1100);
            scenario.market.events = {risk(5)};
            const auto kept = simulation::draw(scenario);
            const auto anew = simulation::draw(scenario, simulation::Keep::nothing);
            QVERIFY(!anew->holds(0));
            QCOMPARE(anew->blocks(), kept->blocks());
            simulation::ShockReader reader(*anew);
            for (const std::size_t block : {4UL, 0UL, 2UL}) {
                const Shocks& held = reader.holding(block);
                QVERIFY(held.holds(block) && !held.holds(block + 1));
                QCOMPARE(held.pathsIn(block), kept->pathsIn(block));
                QVERIFY(std::ranges::equal(held.incidents(block), kept->incidents(block)));
                // From the first row to the war's, which is the last: all that there is of a block.
                QVERIFY(std::equal(held.usage(block, 0, 0), held.war(block) + simulation::blockPaths,
                                   kept->usage(block, 0, 0)));
            }
            for (const std::int64_t path : {0, 700, 1099}) {
                QVERIFY(simulation::drawsOf(scenario, *anew, path) == simulation::drawsOf(scenario, *kept, path));
            }
        }
    }

    void quasiRoundsUpAndPseudoDoesNot()
    {
        const auto quasi = simulation::draw(market(1, 3, Sampling::quasi, 1100));
        QCOMPARE(quasi->paths(), std::int64_t{2048});
        const auto pseudo = simulation::draw(market(1, 3, Sampling::pseudo, 1100));
        QCOMPARE(pseudo->paths(), std::int64_t{1100});
        QCOMPARE(pseudo->blocks(), std::size_t{5});
        QCOMPARE(pseudo->pathsIn(4), 1100 - 1024);
        for (int lane = pseudo->pathsIn(4); lane < blockPaths; ++lane) {
            QCOMPARE(pseudo->usage(4, 0, 2)[lane], 1.0F);
            QCOMPARE(pseudo->price(4, 2)[lane], 1.0F);
        }
        for (const simulation::Incident& incident : pseudo->incidents(4)) {
            QVERIFY(incident.lane < pseudo->pathsIn(4));
        }
    }

    void shocksStayWithinSinglePrecision_data() { bothSamplings(); }
    void shocksStayWithinSinglePrecision()
    {
        QFETCH(const Sampling, sampling);
        deal::Scenario scenario = market(2, 240, sampling, 1024);
        for (deal::UseCase& useCase : scenario.market.useCases) {
            useCase.volatility = 3.0, useCase.growthUncertainty = 2.0;
        }
        scenario.market.priceUncertainty = 2.0;
        const auto shocks = simulation::draw(scenario);
        float smallest = 1.0F;
        float largest = 1.0F;
        eachPath(*shocks, [&](std::size_t block, std::size_t lane) {
            for (int t = 0; t < 240; ++t) {
                for (const float shock : {shocks->usage(block, 0, t)[lane], shocks->price(block, t)[lane]}) {
                    smallest = std::min(smallest, shock);
                    largest = std::max(largest, shock);
                }
            }
        });
        QVERIFY(smallest >= 1e-30F && smallest < 2e-30F);
        QVERIFY(largest <= 1e30F);
    }

    void theFirstMonthIsCertain()
    {
        const auto shocks = simulation::draw(market(2, 1, Sampling::quasi, 1024));
        for (int lane = 0; lane < blockPaths; ++lane) {
            QCOMPARE(shocks->usage(0, 1, 0)[lane], 1.0F);
            QCOMPARE(shocks->price(0, 0)[lane], 1.0F);
        }
    }

    void aTermEditLeavesTheShocksValid()
    {
        deal::Scenario scenario = market(2, 12, Sampling::quasi, 1024);
        const auto shocks = simulation::draw(scenario);
        scenario.terms.upfrontFee = 5.0;
        scenario.market.useCases[0].price = 3.0;
        scenario.market.useCases[0].elasticity = 1.0;
        scenario.terms.dispute.annualProbability = 0.9;
        QVERIFY(simulation::fits(*shocks, scenario));
        scenario.market.useCases[0].volatility += 0.1;
        QVERIFY(!simulation::fits(*shocks, scenario));
    }

    void aRunThatIsAskedToStopAnswersNothing()
    {
        std::stop_source source;
        simulation::Run run;
        run.stop = source.get_token();
        double last = 0.0;
        run.progress = [&](double fraction) {
            QVERIFY(fraction > last);
            last = fraction;
        };
        QVERIFY(simulation::draw(market(1, 12, Sampling::quasi), run) != nullptr);
        QCOMPARE(last, 1.0);
        source.request_stop();
        QVERIFY(simulation::draw(market(1, 12, Sampling::quasi), run) == nullptr);
    }
};

ROOM_TEST(shocks, TestShocks)
#include "tst_shocks.moc"
