// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <malloc.h>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <stop_token>
#include <vector>

using namespace dealwright;
using simulation::BridgeItem;
using simulation::Projection;
using simulation::Shocks;
using simulation::ShockWriter;

namespace {

/// 100 million tokens a month at 10: gross is 1,000 a month, the licensor's share a fifth; nothing is discounted.
[[nodiscard]] deal::Scenario plainDeal(int months)
{
    deal::Scenario scenario;
    scenario.timeline.months = months;
    scenario.simulation = {1000, 1, deal::Sampling::pseudo};
    deal::UseCase useCase;
    useCase.initialUsage = 100.0;
    useCase.price = 10.0;
    scenario.market.useCases = {useCase};
    scenario.terms.shares = {{0.2, 0.0}};
    return scenario;
}

/// Shocks by hand: path p sells `usage(p)` times what is expected, in every month; no dispute, no incident.
[[nodiscard]] Shocks shocksOf(const deal::Scenario& scenario, const std::function<double(std::size_t)>& usage)
{
    Shocks shocks(simulation::keyOf(scenario));
    for (std::size_t block = 0; block < shocks.blocks(); ++block) {
        const ShockWriter writer{shocks, block};
        for (int t = 0; t < shocks.months(); ++t) {
            for (std::size_t lane = 0; lane < simulation::blockPaths; ++lane) {
                writer.usage(0, t)[lane] = static_cast<float>(usage(block * simulation::blockPaths + lane));
            }
            std::fill_n(writer.price(t), simulation::blockPaths, 1.0F);
        }
        for (int year = 0; year < shocks.years(); ++year) {
            std::fill_n(writer.dispute(year), simulation::blockPaths, 0.9F);
        }
        std::fill_n(writer.lastNoise(0), simulation::blockPaths, 0.0F);
        std::fill_n(writer.growth(0), simulation::blockPaths, 0.0F);
        std::fill_n(writer.war(), simulation::blockPaths, 0.0F);
        for (std::size_t k = 0; k < shocks.events(); ++k) {
            std::fill_n(writer.eventCount(k), simulation::blockPaths, 0.0F);
        }
    }
    return shocks;
}

[[nodiscard]] deal::Scenario randomDeal(int number)
{
    deal::Scenario scenario = tests::randomScenario(static_cast<std::uint64_t>(number));
    scenario.simulation.paths = 1024;
    return scenario;
}

[[nodiscard]] std::vector<contract::Ledger> ledgersOf(const deal::Scenario& scenario, const Shocks& shocks)
{
    std::vector<contract::Ledger> ledgers;
    ledgers.reserve(static_cast<std::size_t>(shocks.paths()));
    for (std::int64_t path = 0; path < shocks.paths(); ++path) {
        ledgers.push_back(contract::ledgerOf(scenario, simulation::drawsOf(scenario, shocks, path)));
    }
    return ledgers;
}

/// Type 7 by its definition.
[[nodiscard]] double percentile(std::vector<double> values, int rank)
{
    std::ranges::sort(values);
    const double place = static_cast<double>(values.size() - 1) * rank / 100.0;
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - std::floor(place)) * (values[above] - values[below]);
}

[[nodiscard]] double largest(const std::vector<double>& values)
{
    double result = 0.0;
    for (const double value : values) {
        result = std::max(result, std::fabs(value));
    }
    return result;
}

/// Lines of the licensor's bridge, and the ledgers of all paths, which they follow from.
struct LinesAndLedgers {
    explicit LinesAndLedgers(deal::Scenario deal) : scenario(std::move(deal))
    {
        simulation::Simulator simulator;
        projection = simulator.project(scenario, {.bridge = true}).value();
        ledgers = ledgersOf(scenario, *simulator.shocks());
        for (const simulation::BridgeLine& line : projection.bridge) {
            scale += std::fabs(line.licensor) + std::fabs(line.host);
        }
    }

    [[nodiscard]] bool endsYear(std::size_t t) const
    {
        return t % 12 == 11 || t + 1 == static_cast<std::size_t>(scenario.timeline.months);
    }

    /// Whether the items' lines are the present value of figure(month, t), its mean over the paths.
    template <class Figure>
    [[nodiscard]] bool agree(const std::vector<BridgeItem>& items, const Figure& figure)
    {
        const double rate = scenario.parties.licensor.discountRate;
        double expected = 0.0;
        for (std::size_t path = 0; path < ledgers.size(); ++path) {
            double sum = 0.0;
            for (std::size_t t = 0; t < ledgers[path].months.size(); ++t) {
                const contract::LedgerMonth& month = ledgers[path].months[t];
                earnedThisYear = (t % 12 == 0 ? 0.0 : earnedThisYear) + month.earned;
                sum += figure(month, t) * std::pow(1.0 + rate, -(static_cast<double>(t) + 1.0) / 12.0);
            }
            expected += projection.weights[path] * sum / static_cast<double>(ledgers.size());
        }
        double lines = 0.0;
        for (const simulation::BridgeLine& line : projection.bridge) {
            if (std::ranges::find(items, line.item) != items.end()) {
                lines += line.licensor;
            }
        }
        return std::fabs(lines - expected) <= 1e-9 * scale;
    }

    deal::Scenario scenario;
    simulation::Projection projection;
    std::vector<contract::Ledger> ledgers;
    double scale = 0.0;
    double earnedThisYear = 0.0;  ///< of the path and month at hand
};

}  // namespace

class TestPricing : public QObject {
    Q_OBJECT

private slots:
    // What is stated before a run is what it takes, up to the part that does not grow with the paths.
    void theMemoryStatedIsWhatItTakes()
    {
        deal::Scenario scenario = tests::randomScenario(7);
        scenario.timeline.months = 60;
        scenario.simulation = {65536, 5, deal::Sampling::quasi};
        const auto heap = [] {
            const struct mallinfo2 info = mallinfo2();
            return static_cast<double>(info.uordblks + info.hblkhd);
        };
        const double before = heap();
        if (before == 0.0) {
            QSKIP("a sanitizer's heap does not tell its size");
        }
        simulation::Simulator simulator;
        const auto projection = simulator.project(scenario);
        QVERIFY(projection);
        const double taken = heap() - before;
        const auto stated = static_cast<double>(simulation::memoryNeeded(scenario));
        const double fixed = 32.0 * 1024.0 * 1024.0;
        QVERIFY2(taken <= stated, qPrintable(QString("%1 of %2").arg(taken).arg(stated)));
        QVERIFY2(taken >= 0.8 * (stated - fixed), qPrintable(QString("%1 of %2").arg(taken).arg(stated)));
    }

    void eachPathSellsWhatItsShocksSay()
    {
        const deal::Scenario scenario = plainDeal(12);
        const Shocks shocks = shocksOf(scenario, [](std::size_t path) { return 1.0 + static_cast<double>(path); });
        const auto projection = simulation::price(scenario, shocks);
        QVERIFY(projection);
        for (std::size_t path = 0; path < 1000; ++path) {
            QCOMPARE(projection->licensor.npvByPath[path], 2400.0 * (1.0 + static_cast<double>(path)));
            QCOMPARE(projection->host.npvByPath[path], 9600.0 * (1.0 + static_cast<double>(path)));
        }
        // Of 1, 2, ..., 1,000: rank 10 is 100.9; the worst 50 have a mean of 25.5.
        QCOMPARE(projection->licensor.npv.percentiles[1], 2400.0 * 100.9);
        QCOMPARE(projection->licensor.npv.cvar5, 2400.0 * 25.5);
        QCOMPARE(projection->usage.percentiles[3][5], 100.0 * 500.5);
    }

    void moneyIsDiscountedAtTheEndOfItsMonth()
    {
        deal::Scenario scenario = plainDeal(12);
        scenario.terms.shares[0].baseRate = 0.0;
        scenario.terms.minimumGuarantee = 1210.0;  // paid in month 11, a year after signing
        scenario.terms.upfrontFee = 7.0;
        scenario.parties.licensor.discountRate = 0.10;
        scenario.parties.host.discountRate = 0.21;
        const Shocks shocks = shocksOf(scenario, [](std::size_t) { return 1e-30; });
        const auto projection = simulation::price(scenario, shocks);
        QVERIFY(projection);
        QVERIFY(std::fabs(projection->licensor.npv.mean - 1107.0) < 1e-9);
        QVERIFY(std::fabs(projection->host.npv.mean + 1007.0) < 1e-9);
    }

    void aCliffDividesPathsByTheirUsage()
    {
        deal::Scenario scenario = plainDeal(1);
        scenario.terms.tiers.method = deal::TierMethod::whole;
        scenario.terms.tiers.steps = {{0.0, 0.0}, {300.0, -0.1}};
        const Shocks shocks = shocksOf(scenario, [](std::size_t path) { return path % 2 == 0 ? 2.0 : 3.0; });
        const auto projection = simulation::price(scenario, shocks);
        QVERIFY(projection);
        QCOMPARE(projection->licensor.npvByPath[0], 400.0);
        QCOMPARE(projection->licensor.npvByPath[1], 300.0);
    }

    void disputesAndIncidentsHitTheirPathAlone()
    {
        deal::Scenario scenario = plainDeal(14);
        scenario.terms.dispute = {0.5, 10.0, 20.0, 0.25};
        scenario.terms.incident = {0.5, 1000.0, 0.0, 0.3};
        Shocks shocks = shocksOf(scenario, [](std::size_t) { return 1.0; });
        const ShockWriter writer{shocks, 1};
        writer.dispute(1)[3] = 0.49F;  // in the short second year: 2 months of 200 were earned
        writer.incidents() = {{5, 7, 1.5F}};
        const auto projection = simulation::price(scenario, shocks);
        QVERIFY(projection);
        const auto& licensor = projection->licensor.npvByPath;
        const auto& host = projection->host.npvByPath;
        QCOMPARE(licensor[0], 2800.0);
        QCOMPARE(licensor[256 + 3], 2800.0 - 100.0 - 10.0);
        QCOMPARE(host[256 + 3], 11200.0 + 100.0 - 20.0);
        QCOMPARE(licensor[256 + 7], 2800.0 - 300.0);
        QCOMPARE(host[256 + 7], 11200.0 - 700.0);
    }

    void windowsMayReachPastAllMonths()
    {
        constexpr int farthest = std::numeric_limits<int>::max();
        deal::Scenario scenario = plainDeal(3);
        scenario.terms.exclusivity = {{true, 1, farthest, 0.1, 0.0, 0.0, 0.0}};
        scenario.terms.contributions = {{"", deal::Side::host, 1.0, 0.0, 0.0, {}, 1, farthest}};
        scenario.terms.holdback = {0.5, farthest};
        const Shocks shocks = shocksOf(scenario, [](std::size_t) { return 1.0; });
        const auto projection = simulation::price(scenario, shocks);
        QVERIFY(projection);
        QCOMPARE(projection->licensor.npv.percentiles[3], 200.0 + 300.0 + 300.0);
        // Half of each month's share waits for the last month: 100 + 150 + all of its own 300.
        QCOMPARE(projection->licensor.months.percentiles[3][2], 550.0);
        QCOMPARE(projection->host.npv.percentiles[3], 2200.0 - 2.0);
    }

    /// Rows are kept in single precision: half an ulp is 6e-8 of a value.
    void percentilesOfMonthsAreThoseOfTheLedgers()
    {
        for (int number = 0; number < 6; ++number) {
            const deal::Scenario scenario = randomDeal(number);
            simulation::Simulator simulator;
            const auto projection = simulator.project(scenario);
            QVERIFY(projection);
            const std::vector<contract::Ledger> ledgers = ledgersOf(scenario, *simulator.shocks());
            for (std::size_t t = 0; t < static_cast<std::size_t>(scenario.timeline.months); ++t) {
                std::vector<double> licensor;
                std::vector<double> host;
                std::vector<double> usage;
                std::vector<double> cumulative;
                for (const contract::Ledger& ledger : ledgers) {
                    licensor.push_back(ledger.months[t].licensor);
                    host.push_back(ledger.months[t].host);
                    double sold = 0.0;
                    for (const contract::LedgerUseCase& useCase : ledger.months[t].useCases) {
                        sold += useCase.usage;
                    }
                    usage.push_back(sold);
                    double sum = ledger.upfrontFee + ledger.advance;
                    for (std::size_t s = 0; s <= t; ++s) {
                        sum += ledger.months[s].licensor;
                    }
                    cumulative.push_back(sum);
                }
                const auto agree = [&](const simulation::MonthlyStatistic& statistic,
                                       const std::vector<double>& values) {
                    for (std::size_t i = 0; i < simulation::percentileRanks.size(); ++i) {
                        const double expected = percentile(values, simulation::percentileRanks[i]);
                        QVERIFY(std::fabs(statistic.percentiles[i][t] - expected) <= 1e-7 * largest(values));
                    }
                };
                agree(projection->licensor.months, licensor);
                agree(projection->host.months, host);
                agree(projection->usage, usage);
                agree(projection->licensor.cumulativeMonths, cumulative);
            }
        }
    }

    void whatOnePartyPaysTheOtherGets()
    {
        for (int number = 0; number < 40; ++number) {
            deal::Scenario scenario = randomDeal(number);
            for (deal::UseCase& useCase : scenario.market.useCases) {
                useCase.servingCost = useCase.outsideRate = 0.0;
            }
            for (deal::Contribution& contribution : scenario.terms.contributions) {
                contribution.monthlyCost = 0.0;
            }
            scenario.terms.compliance = {};
            scenario.terms.reporting.auditCost = 0.0;
            scenario.terms.holdback.rate = 0.0;
            scenario.terms.dispute.licensorCost = scenario.terms.dispute.hostCost = 0.0;
            scenario.terms.incident = {};
            simulation::Simulator simulator;
            const auto projection = simulator.project(scenario);
            QVERIFY(projection);
            for (std::size_t t = 0; t < static_cast<std::size_t>(scenario.timeline.months); ++t) {
                const double licensor = projection->licensor.months.mean[t];
                const double host = projection->host.months.mean[t];
                const double gross = projection->gross.mean[t];
                // Means of some thousand numbers, each rounded: a few times 1e-16 of the largest sum.
                const double scale = std::fabs(licensor) + std::fabs(host) + gross;
                QVERIFY(std::fabs(licensor + host - gross) <= 1e-11 * scale);
            }
        }
    }

    void theBridgeLeadsToTheMean()
    {
        for (int number = 0; number < 60; ++number) {
            simulation::Simulator simulator;
            simulation::Outputs outputs;
            outputs.bridge = true;
            const auto projection = simulator.project(randomDeal(number), outputs);
            QVERIFY(projection);
            double licensor = 0.0;
            double host = 0.0;
            double scale = 0.0;
            for (const simulation::BridgeLine& line : projection->bridge) {
                licensor += line.licensor;
                host += line.host;
                scale += std::fabs(line.licensor) + std::fabs(line.host);
            }
            QVERIFY(std::fabs(licensor - projection->licensor.npv.mean) <= 1e-11 * scale);
            QVERIFY(std::fabs(host - projection->host.npv.mean) <= 1e-11 * scale);
        }
    }

    void itsLinesAreWhatTheLedgersAddUpTo()
    {
        for (int number = 0; number < 12; ++number) {
            LinesAndLedgers both(randomDeal(number));
            const deal::Terms& terms = both.scenario.terms;
            // In the place of what was drawn of incidents and disputes their expectations stand, given all else.
            const double incident = 1.0 - std::pow(1.0 - terms.incident.annualProbability, 1.0 / 12.0);
            using Month = contract::LedgerMonth;
            const auto agree = [&](const std::vector<BridgeItem>& items, const auto& figure) {
                QVERIFY(both.agree(items, figure));
            };
            agree({BridgeItem::annualCap, BridgeItem::totalCap}, [](const Month& m, auto) { return -m.capReduction; });
            agree({BridgeItem::recoupment}, [](const Month& m, auto) { return -m.recouped; });
            agree({BridgeItem::escrow}, [](const Month& m, auto) { return m.released - m.held; });
            agree({BridgeItem::trueUp}, [](const Month& m, auto) { return m.trueUp; });
            agree({BridgeItem::milestones}, [](const Month& m, auto) { return m.milestones; });
            agree({BridgeItem::settlement}, [&](const Month&, std::size_t t) {
                const double year = both.earnedThisYear;
                return both.endsYear(t) ? -terms.dispute.annualProbability * terms.dispute.settlement * year : 0.0;
            });
            agree({BridgeItem::contributions, BridgeItem::compliance, BridgeItem::audit, BridgeItem::disputeCosts,
                   BridgeItem::incident},
                  [&](const Month& m, std::size_t t) {
                      const double drawn = (m.dispute ? terms.dispute.licensorCost : 0.0) +
                                           terms.incident.licensorLiability * m.incidentLoss;
                      const double expected =
                          (both.endsYear(t) ? terms.dispute.annualProbability * terms.dispute.licensorCost : 0.0) +
                          terms.incident.licensorLiability * incident * terms.incident.meanLoss;
                      return -m.licensorCosts + drawn - expected;
                  });
            agree({BridgeItem::outside}, [](const Month& m, auto) {
                double sum = 0.0;
                for (const contract::LedgerUseCase& useCase : m.useCases) {
                    sum += useCase.outside;
                }
                return sum;
            });
            agree({BridgeItem::baseRate, BridgeItem::annualStep, BridgeItem::tier, BridgeItem::premium,
                   BridgeItem::credits, BridgeItem::clamp},
                  [](const Month& m, auto) {
                      double sum = 0.0;
                      for (const contract::LedgerUseCase& useCase : m.useCases) {
                          sum += useCase.rate * useCase.gross;
                      }
                      return sum;
                  });
        }
    }

    void aStoppedRunAnswersNothingAndTheNextOneAll()
    {
        deal::Scenario scenario = randomDeal(1);
        scenario.simulation.paths = 8192;
        const auto expected = simulation::Simulator().project(scenario);
        simulation::Simulator simulator;
        for (const double when : {0.0, 0.3, 0.65, 0.8, 0.95}) {
            std::stop_source source;
            simulation::Run run;
            run.stop = source.get_token();
            run.threads = 2;
            run.progress = [&](double done) {
                if (done >= when) {
                    source.request_stop();
                }
            };
            QVERIFY(!simulator.project(scenario, {}, run));
        }
        QVERIFY(simulator.project(scenario) == expected);
    }

    void aSimulatorKeepsNothingThatAnEditMadeStale()
    {
        deal::Scenario scenario = randomDeal(4);
        scenario.simulation.paths = 8192;  // enough for percentiles without a sort
        scenario.market.priceUncertainty = 0.3;
        scenario.market.useCases.front().elasticity = 0.5;
        simulation::Simulator simulator;
        const auto sameAsFresh = [&] {
            const auto projection = simulator.project(scenario);
            return projection && projection == simulation::Simulator().project(scenario);
        };
        QVERIFY(sameAsFresh());
        scenario.terms.shares.front().baseRate += 0.05;
        scenario.terms.minimumGuarantee += 1e6;
        QVERIFY(sameAsFresh());
        scenario.market.useCases.front().elasticity = 1.5;
        QVERIFY(sameAsFresh());
        scenario.market.priceUncertainty = 0.1;
        QVERIFY(sameAsFresh());
        scenario.market.useCases.front().elasticity = 0.0;
        QVERIFY(sameAsFresh());
        scenario.simulation.paths = 16384;
        QVERIFY(sameAsFresh());
    }

    void progressRisesToOne()
    {
        double last = 0.0;
        bool rises = true;
        simulation::Run run;
        run.progress = [&](double done) {
            rises = rises && done >= last;
            last = done;
        };
        QVERIFY(simulation::Simulator().project(randomDeal(2), {}, run));
        QVERIFY(rises);
        QCOMPARE(last, 1.0);
    }
};

ROOM_TEST(pricing, TestPricing)
#include "tst_pricing.moc"
