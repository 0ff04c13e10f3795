// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/calendar.h"
#include "contract/ledger.h"
#include "contract/ledger_rows.h"
#include "contract/payments.h"
#include "deals.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdint>

// Laws that hold on every path of every deal, tried on random ones. Sums of products in different orders differ by
// rounding: each comparison allows 1e-12 of the sum of the sizes of all that it adds.
using namespace dealwright;
using namespace dealwright::contract;

namespace {

constexpr int deals = 400;

[[nodiscard]] PathDraws randomDraws(const deal::Scenario& scenario, tests::Luck& luck)
{
    PathDraws draws = withoutLuck(scenario);
    for (std::vector<double>& shocks : draws.usageShock) {
        std::ranges::generate(shocks, [&] { return luck.octaves(0.125, 8.0); });
    }
    std::ranges::generate(draws.priceShock, [&] { return luck.between(0.4, 1.6); });
    for (std::size_t year = 0; year < draws.disputes.size(); ++year) {
        draws.disputes[year] = luck.chance(scenario.terms.dispute.annualProbability);
    }
    const bool incidents = scenario.terms.incident.annualProbability > 0;
    std::ranges::generate(draws.incidentLoss, [&] {
        return incidents && luck.chance(0.2) ? scenario.terms.incident.meanLoss * luck.between(0.1, 3.0) : 0.0;
    });
    return draws;
}

struct Case {
    deal::Scenario scenario;
    PathDraws draws;
    Ledger ledger;
};

[[nodiscard]] Case caseOf(std::uint64_t seed)
{
    tests::Luck luck(seed ^ 0x6c65646765720000U);
    Case result;
    result.scenario = tests::randomScenario(seed);
    result.draws = randomDraws(result.scenario, luck);
    result.ledger = ledgerOf(result.scenario, result.draws);
    return result;
}

/// A sum that knows the size of what went into it.
class Sum {
public:
    void add(double value)
    {
        m_value += value;
        m_size += std::fabs(value);
    }
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] bool isNear(double expected) const
    {
        return std::fabs(m_value - expected) <= 1e-12 * (m_size + std::fabs(expected));
    }

private:
    double m_value = 0.0;
    double m_size = 0.0;
};

}  // namespace

class TestLedgerProperties : public QObject {
    Q_OBJECT

private slots:
    void whatOnePartyGetsTheOtherPays()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            for (const LedgerMonth& month : ledger.months) {
                Sum sum;
                for (const LedgerUseCase& useCase : month.useCases) {
                    sum.add(useCase.gross);
                    sum.add(-useCase.servingCost);
                    sum.add(useCase.outside);
                    sum.add(useCase.exclusivityFee);
                    sum.add(-useCase.exclusivityFee);
                }
                // What passes between the parties adds to the sizes alone.
                for (const double passed : {month.paid, month.trueUp, month.milestones, month.settlement}) {
                    sum.add(passed);
                    sum.add(-passed);
                }
                sum.add(-month.licensorCosts);
                sum.add(-month.hostCosts);
                sum.add(-month.held);
                sum.add(month.released);
                QVERIFY2(sum.isNear(month.licensor + month.host), qPrintable(QStringLiteral("seed %1").arg(seed)));
            }
        }
    }

    void escrowIsEmptyAtTheEndAndNeverOverdrawn()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            Sum balance;
            for (const LedgerMonth& month : ledger.months) {
                balance.add(month.held);
                balance.add(-month.released);
                QVERIFY(balance.value() >= 0 || balance.isNear(0.0));
            }
            QVERIFY2(balance.isNear(0.0), qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
    }

    void noMoreThanTheAdvanceIsRecoupedAndNoMoreThanItsFraction()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            double recouped = 0.0;
            for (const LedgerMonth& month : ledger.months) {
                QVERIFY(month.recouped >= 0);
                QVERIFY(month.recouped <= scenario.terms.recoupment * month.earned);
                QVERIFY(month.paid >= 0);
                recouped += month.recouped;
            }
            QVERIFY(recouped <= scenario.terms.advance * (1 + 1e-12));
        }
    }

    void everyYearEarnsItsGuaranteeAndKeepsWithinItsCap()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            const int term = scenario.timeline.months;
            double total = 0.0;
            for (int year = 0; year < contractYears(term); ++year) {
                double earned = 0.0;
                double trueUp = 0.0;
                for (int t = 12 * year; t < 12 * year + monthsOfYear(year, term); ++t) {
                    const LedgerMonth& month = ledger.months[static_cast<std::size_t>(t)];
                    QVERIFY(month.earned >= 0);
                    QVERIFY(month.trueUp == 0 || isLastOfYear(t, term));
                    earned += month.earned;
                    trueUp += month.trueUp;
                }
                const double guarantee = scenario.terms.minimumGuarantee *
                                         std::pow(1 + scenario.terms.guaranteeStep, year) * monthsOfYear(year, term) /
                                         12;
                QVERIFY(earned + trueUp >= guarantee * (1 - 1e-12));
                QVERIFY(trueUp == 0 || earned + trueUp <= guarantee * (1 + 1e-12));
                if (scenario.terms.annualCap) {
                    QVERIFY(earned <= *scenario.terms.annualCap * (1 + 1e-12));
                }
                total += earned;
            }
            if (scenario.terms.totalCap) {
                QVERIFY(total <= *scenario.terms.totalCap * (1 + 1e-12));
            }
        }
    }

    void aHigherCapNeverLowersWhatHasBeenEarned()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            for (const bool annual : {true, false}) {
                deal::Scenario raised = scenario;
                std::optional<double>& cap = annual ? raised.terms.annualCap : raised.terms.totalCap;
                if (!cap) {
                    continue;
                }
                *cap *= 1.3;
                const Ledger other = ledgerOf(raised, draws);
                double before = 0.0;
                double after = 0.0;
                for (std::size_t t = 0; t < ledger.months.size(); ++t) {
                    before += ledger.months[t].earned;
                    after += other.months[t].earned;
                    QVERIFY(after >= before * (1 - 1e-12));
                }
            }
        }
    }

    void everyRateKeepsWithinFloorAndCap()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            for (const LedgerMonth& month : ledger.months) {
                for (const LedgerUseCase& useCase : month.useCases) {
                    QVERIFY(useCase.rate >= scenario.terms.rateFloor && useCase.rate <= scenario.terms.rateCap);
                    QVERIFY(useCase.shareBase >= 0 && useCase.shareBase <= useCase.gross * (1 + 1e-12));
                    QVERIFY(useCase.outside == 0 || !useCase.exclusive);
                }
            }
        }
    }

    void exclusivityOnceOverStaysOver()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            for (std::size_t u = 0; u < scenario.market.useCases.size(); ++u) {
                int changes = 0;
                bool exclusive = false;
                for (const LedgerMonth& month : ledger.months) {
                    changes += month.useCases[u].exclusive != exclusive ? 1 : 0;
                    exclusive = month.useCases[u].exclusive;
                }
                QVERIFY(changes <= 2);
            }
        }
    }

    void theDiscountedRowsAddUpToTheNpv()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            double licensor = 0.0;
            double host = 0.0;
            for (const LedgerRow& row : ledgerRows(ledger, scenario)) {
                licensor += row.item == LedgerItem::licensorDiscounted ? row.value : 0.0;
                host += row.item == LedgerItem::hostDiscounted ? row.value : 0.0;
            }
            QCOMPARE(licensor, ledger.licensorNpv);
            QCOMPARE(host, ledger.hostNpv);
        }
    }

    void everyFigureIsFinite()
    {
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            for (const LedgerRow& row : ledgerRows(ledger, scenario)) {
                QVERIFY2(std::isfinite(row.value), std::string(wordOf(row.item)).c_str());
            }
        }
    }

    void doublingMoneyDoublesTheDeal()
    {
        // Prices, costs and every sum of money of the terms in another currency at two to one, which is exact.
        for (int seed = 0; seed < deals; ++seed) {
            const auto [scenario, draws, ledger] = caseOf(static_cast<std::uint64_t>(seed));
            deal::Scenario doubled = scenario;
            for (deal::UseCase& useCase : doubled.market.useCases) {
                useCase.price *= 2;
                useCase.servingCost *= 2;
            }
            deal::Terms& terms = doubled.terms;
            if (terms.tiers.measure == deal::TierMeasure::revenue) {
                for (deal::TierStep& step : terms.tiers.steps) {
                    step.threshold *= 2;
                }
            }
            for (deal::Exclusivity& exclusivity : terms.exclusivity) {
                exclusivity.fee *= 2;
            }
            for (deal::Milestone& milestone : terms.milestones) {
                milestone.amount *= 2;
            }
            for (deal::Contribution& contribution : terms.contributions) {
                contribution.monthlyCost *= 2;
            }
            for (double* money :
                 {&terms.minimumPerMillionTokens, &terms.upfrontFee, &terms.advance, &terms.minimumGuarantee,
                  &terms.reporting.auditCost, &terms.dispute.licensorCost, &terms.dispute.hostCost,
                  &terms.compliance.licensorCost, &terms.compliance.hostCost}) {
                *money *= 2;
            }
            for (std::optional<double>* cap : {&terms.annualCap, &terms.totalCap}) {
                if (*cap) {
                    **cap *= 2;
                }
            }
            PathDraws doubledDraws = draws;
            for (double& loss : doubledDraws.incidentLoss) {
                loss *= 2;
            }
            const Ledger other = ledgerOf(doubled, doubledDraws);
            QCOMPARE(other.licensorNpv, 2 * ledger.licensorNpv);
            QCOMPARE(other.hostNpv, 2 * ledger.hostNpv);
        }
    }
};

ROOM_TEST(ledger_properties, TestLedgerProperties)
#include "tst_ledger_properties.moc"
