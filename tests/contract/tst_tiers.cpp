// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/tiers.h"
#include "deals.h"
#include "support/room_tests.h"

#include <QTest>

#include <tuple>

// docs/MODEL.md section 3.2.
using namespace dealwright;
using namespace dealwright::contract;
using deal::TierMeasure, deal::TierMethod, deal::TierPeriod, deal::TierPool;
using tests::column, tests::difference, tests::ledgerWithoutLuck, tests::plainDeal, tests::stretches;

namespace {

const std::vector<deal::TierStep> steps = {{0.0, 0.0}, {1.2, 0.1}, {2.4, 0.3}};

// What two use cases sell: a tenth in each month of the first year, then three months of these. Together a fifth, then
// 1.2, 1.2 and 3.6.
const std::vector<double> firstQuantities = stretches({{12, 0.1}, {1, 1.2}, {1, 0.6}, {1, 2.4}});
const std::vector<double> secondQuantities = stretches({{12, 0.1}, {1, 0.0}, {1, 0.6}, {1, 1.2}});

[[nodiscard]] deal::Scenario dealWithTiers(const deal::Tiers& tiers)
{
    deal::Scenario scenario = plainDeal(15);
    scenario.market.useCases[0].initialUsage = 1.0;
    tests::addUseCase(scenario, 1.0, 10.0, 0.2);
    scenario.terms.tiers = tiers;
    return scenario;
}

}  // namespace

class TestTiers : public QObject {
    Q_OBJECT

private slots:
    void theLastStepReachedDecides_data()
    {
        QTest::addColumn<double>("quantity");
        QTest::addColumn<double>("adjustment");
        QTest::newRow("nothing") << 0.0 << 0.0;
        QTest::newRow("below the second step") << 1.19 << 0.0;
        QTest::newRow("at it") << 1.2 << 0.1;
        QTest::newRow("between") << 2.3 << 0.1;
        QTest::newRow("at the last") << 2.4 << 0.3;
        QTest::newRow("far above") << 1e9 << 0.3;
    }
    void theLastStepReachedDecides()
    {
        QFETCH(const double, quantity);
        QFETCH(const double, adjustment);
        QCOMPARE(adjustmentAt(steps, quantity), adjustment);
    }

    void noStepsAdjustNothing()
    {
        QCOMPARE(adjustmentAt({}, 5.0), 0.0);
        QCOMPARE(averageAdjustment({}, 1.0, 5.0), 0.0);
        QCOMPARE(averageAdjustment({}, 1.0, 1.0), 0.0);
    }

    void theFirstStepAppliesFromTheFirstUnit()
    {
        const std::vector<deal::TierStep> discount = {{0.0, 0.05}, {10.0, -0.02}};
        QCOMPARE(adjustmentAt(discount, 0.0), 0.05);
        // 10 at 0.05, 10 at -0.02.
        QCOMPARE(difference(averageAdjustment(discount, 0.0, 20.0), (0.5 - 0.2) / 20), QString());
    }

    void sumsOfDecimalFractionsReachTheirThreshold()
    {
        // Ten tenths come to 1 less a unit in its last place.
        double sum = 0.0;
        for (int month = 0; month < 10; ++month) {
            sum += 0.1;
        }
        QVERIFY(sum < 1.0);
        const std::vector<deal::TierStep> step = {{0.0, 0.0}, {1.0, 0.1}};
        QCOMPARE(adjustmentAt(step, sum), 0.1);
        QCOMPARE(averageAdjustment(step, sum, sum), 0.1);  // no quantity this month: a(q0)
        QCOMPARE(adjustmentAt(step, 1.0 - 2e-9), 0.0);
    }

    void theAverageRunsOverAllBracketsBetween_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<double>("adjustment");
        QTest::newRow("within the first") << 0.0 << 1.2 << 0.0;
        QTest::newRow("within the second") << 1.2 << 2.4 << 0.1;
        QTest::newRow("half and half") << 0.6 << 1.8 << 0.05;
        QTest::newRow("across all three") << 0.0 << 3.6 << (1.2 * 0.1 + 1.2 * 0.3) / 3.6;
        QTest::newRow("within the last") << 3.0 << 9.0 << 0.3;
        QTest::newRow("nothing, at a threshold") << 1.2 << 1.2 << 0.1;
        QTest::newRow("nothing at all") << 0.0 << 0.0 << 0.0;
    }
    void theAverageRunsOverAllBracketsBetween()
    {
        QFETCH(const double, from);
        QFETCH(const double, to);
        QFETCH(const double, adjustment);
        QCOMPARE(difference(averageAdjustment(steps, from, to), adjustment), QString());
    }

    void bracketsMeetAtTheThresholdsAsWritten()
    {
        // The unit below a threshold of 10^9 lies in the lower bracket, whole.
        const std::vector<deal::TierStep> large = {{0.0, 0.0}, {1e9, 0.1}};
        QCOMPARE(averageAdjustment(large, 1e9 - 1, 1e9), 0.0);
        QCOMPARE(averageAdjustment(large, 1e9 - 1, 1e9 + 1), 0.05);
    }

    void everyMethodPeriodAndPool_data()
    {
        QTest::addColumn<TierMethod>("method");
        QTest::addColumn<TierPeriod>("period");
        QTest::addColumn<TierPool>("pool");
        QTest::addColumn<std::vector<double>>("first");
        QTest::addColumn<std::vector<double>>("second");
        const auto none = stretches({{15, 0.0}});
        const auto own = [](const char* name, TierMethod method, TierPeriod period, const std::vector<double>& first,
                            const std::vector<double>& second) {
            QTest::newRow(name) << method << period << TierPool::perUseCase << first << second;
        };
        const auto pooled = [](const char* name, TierMethod method, TierPeriod period,
                               const std::vector<double>& both) {
            QTest::newRow(name) << method << period << TierPool::pooled << both << both;
        };
        using enum TierMethod;
        using enum TierPeriod;

        // Month by month, nothing carries over. The last month of the first use case: 1.2 at 0, 1.2 at 0.1.
        own("marginal, month, own", marginal, month, stretches({{14, 0}, {1, 0.05}}), none);
        own("whole, month, own", whole, month, stretches({{12, 0}, {1, 0.1}, {1, 0}, {1, 0.3}}),
            stretches({{14, 0}, {1, 0.1}}));
        own("prospective, month, own", prospective, month, stretches({{13, 0}, {1, 0.1}, {1, 0}}), none);
        // Year by year: the first year comes to 1.2 each. In the second, the first use case goes 1.2, 1.8, 4.2: its
        // last month has 0.6 at 0.1 and 1.8 at 0.3. The second goes 0, 0.6, 1.8: 0.6 at 0 and 0.6 at 0.1.
        own("marginal, year, own", marginal, contractYear, stretches({{13, 0}, {1, 0.1}, {1, 0.25}}),
            stretches({{14, 0}, {1, 0.05}}));
        own("whole, year, own", whole, contractYear, stretches({{11, 0}, {3, 0.1}, {1, 0.3}}),
            stretches({{11, 0}, {1, 0.1}, {2, 0}, {1, 0.1}}));
        own("prospective, year, own", prospective, contractYear, stretches({{12, 0}, {3, 0.1}}),
            stretches({{12, 0}, {3, 0.1}}));
        // Over the term: the first use case goes 1.2, 2.4, 3.0, 5.4. The second goes 1.2, 1.2, 1.8, 3.0: nothing in
        // month 12, and in its last month 0.6 at 0.1 and 0.6 at 0.3.
        own("marginal, lifetime, own", marginal, lifetime, stretches({{12, 0}, {1, 0.1}, {2, 0.3}}),
            stretches({{12, 0}, {2, 0.1}, {1, 0.2}}));
        own("whole, lifetime, own", whole, lifetime, stretches({{11, 0}, {1, 0.1}, {3, 0.3}}),
            stretches({{11, 0}, {3, 0.1}, {1, 0.3}}));
        own("prospective, lifetime, own", prospective, lifetime, stretches({{12, 0}, {1, 0.1}, {2, 0.3}}),
            stretches({{12, 0}, {3, 0.1}}));

        // Together 0.2 a month, then 1.2, 1.2, 3.6.
        pooled("marginal, month, pooled", marginal, month, stretches({{14, 0}, {1, (1.2 * 0.1 + 1.2 * 0.3) / 3.6}}));
        pooled("whole, month, pooled", whole, month, stretches({{12, 0}, {2, 0.1}, {1, 0.3}}));
        pooled("prospective, month, pooled", prospective, month, stretches({{13, 0}, {2, 0.1}}));
        // The first year reaches 1.2 in month 5 and 2.4 in month 11; the second goes 1.2, 2.4, 6.0.
        pooled("marginal, year, pooled", marginal, contractYear,
               stretches({{6, 0}, {6, 0.1}, {1, 0}, {1, 0.1}, {1, 0.3}}));
        pooled("whole, year, pooled", whole, contractYear, stretches({{5, 0}, {6, 0.1}, {1, 0.3}, {1, 0.1}, {2, 0.3}}));
        pooled("prospective, year, pooled", prospective, contractYear, stretches({{12, 0}, {3, 0.3}}));
        pooled("marginal, lifetime, pooled", marginal, lifetime, stretches({{6, 0}, {6, 0.1}, {3, 0.3}}));
        pooled("whole, lifetime, pooled", whole, lifetime, stretches({{5, 0}, {6, 0.1}, {4, 0.3}}));
        pooled("prospective, lifetime, pooled", prospective, lifetime, stretches({{6, 0}, {6, 0.1}, {3, 0.3}}));
    }
    void everyMethodPeriodAndPool()
    {
        QFETCH(const TierMethod, method);
        QFETCH(const TierPeriod, period);
        QFETCH(const TierPool, pool);
        QFETCH(const std::vector<double>, first);
        QFETCH(const std::vector<double>, second);
        // Revenue at 10 against thresholds ten times as high gives the same adjustments as usage.
        for (const auto& [measure, scale] :
             {std::pair(TierMeasure::usage, 1.0), std::pair(TierMeasure::revenue, 10.0)}) {
            deal::Scenario scenario = dealWithTiers({measure, period, method, pool, steps});
            for (deal::TierStep& step : scenario.terms.tiers.steps) {
                step.threshold *= scale;
            }
            scenario.terms.shares[1].baseRate = 0.4;
            PathDraws draws = withoutLuck(scenario);
            draws.usageShock = {firstQuantities, secondQuantities};
            const Ledger ledger = ledgerOf(scenario, draws);
            std::vector<double> firstRates = first;
            std::vector<double> secondRates = second;
            for (std::size_t t = 0; t < firstRates.size(); ++t) {
                firstRates[t] += 0.2;
                secondRates[t] += 0.4;
            }
            QCOMPARE(difference(column(ledger, 0, &LedgerUseCase::rate), firstRates), QString());
            QCOMPARE(difference(column(ledger, 1, &LedgerUseCase::rate), secondRates), QString());
        }
    }

    void usageIsMeasuredAsSoldAndRevenueGross()
    {
        // 1.0 million tokens become 1.5 by exclusivity: at 10, 15 gross.
        deal::Scenario scenario = plainDeal(1);
        scenario.market.useCases[0].initialUsage = 1.0;
        scenario.terms.exclusivity = {{.granted = true, .months = 1, .usageUplift = 0.5}};
        scenario.terms.revenueBase = deal::RevenueBase::net;
        scenario.terms.deductions = 0.5;
        scenario.terms.reporting.underReporting = 0.5;
        scenario.terms.tiers = {TierMeasure::usage,
                                TierPeriod::month,
                                TierMethod::whole,
                                TierPool::pooled,
                                {{0.0, 0.0}, {1.5, 0.1}, {1.6, 0.3}}};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::rate), {0.3}), QString());
        scenario.terms.tiers.measure = TierMeasure::revenue;
        scenario.terms.tiers.steps = {{0.0, 0.0}, {15.0, 0.1}, {15.1, 0.3}};
        QCOMPARE(difference(column(ledgerWithoutLuck(scenario), 0, &LedgerUseCase::rate), {0.3}), QString());
    }
};

ROOM_TEST(tiers, TestTiers)
#include "tst_tiers.moc"
