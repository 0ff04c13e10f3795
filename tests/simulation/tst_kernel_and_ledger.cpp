// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

using namespace dealwright;

namespace {

constexpr int termSheets = 200;
constexpr std::int64_t paths = 1024;
// Both twins add some thousand terms a path in double precision; each rounds to 1.1e-16 of the largest of them. 1e-9 of
// the money that moved leaves room for powers that differ in their last bits, and none for a wrong clause.
constexpr double tolerance = 1e-9;

[[nodiscard]] deal::Scenario termSheet(int number)
{
    deal::Scenario scenario = tests::randomScenario(static_cast<std::uint64_t>(number));
    scenario.simulation.paths = paths;
    return scenario;
}

/// The money that a path moves, either way: what a difference of its sums is relative to.
[[nodiscard]] double scaleOf(const contract::Ledger& ledger)
{
    double scale = ledger.upfrontFee + ledger.advance;
    for (const contract::LedgerMonth& month : ledger.months) {
        scale += std::fabs(month.licensorDiscounted) + std::fabs(month.hostDiscounted);
        for (const contract::LedgerUseCase& useCase : month.useCases) {
            scale += useCase.gross + useCase.servingCost;
        }
    }
    return scale;
}

[[nodiscard]] simulation::Projection headline(const deal::Scenario& scenario, simulation::Simulator& simulator)
{
    simulation::Outputs outputs;
    outputs.monthly = false;
    return *simulator.project(scenario, outputs);
}

/// A clause and how to take it out of a term sheet.
struct Clause {
    const char* name;
    std::function<void(deal::Scenario&)> takeOut;
};

[[nodiscard]] std::vector<Clause> clauses()
{
    using deal::Scenario;
    const auto eachUseCase = [](auto change) {
        return [change](Scenario& s) {
            for (deal::UseCase& useCase : s.market.useCases) {
                change(useCase);
            }
        };
    };
    const auto eachExclusivity = [](auto change) {
        return [change](Scenario& s) {
            for (deal::Exclusivity& exclusivity : s.terms.exclusivity) {
                change(exclusivity);
            }
        };
    };
    const auto eachContribution = [](auto change) {
        return [change](Scenario& s) {
            for (deal::Contribution& contribution : s.terms.contributions) {
                change(contribution);
            }
        };
    };
    return {
        {"baseRate", [](Scenario& s) { std::ranges::for_each(s.terms.shares, [](auto& x) { x.baseRate += 0.01; }); }},
        {"annualStep", [](Scenario& s) { std::ranges::for_each(s.terms.shares, [](auto& x) { x.annualStep = 0.0; }); }},
        {"revenueBase", [](Scenario& s) { s.terms.revenueBase = deal::RevenueBase::gross; }},
        {"deductions", [](Scenario& s) { s.terms.deductions = 0.0; }},
        {"rateFloor", [](Scenario& s) { s.terms.rateFloor = 0.0; }},
        {"rateCap", [](Scenario& s) { s.terms.rateCap = 1.0; }},
        {"minimumPerMillionTokens", [](Scenario& s) { s.terms.minimumPerMillionTokens = 0.0; }},
        {"tiers", [](Scenario& s) { s.terms.tiers.steps.clear(); }},
        {"tiers.measure",
         [](Scenario& s) {
             s.terms.tiers.measure = s.terms.tiers.measure == deal::TierMeasure::usage ? deal::TierMeasure::revenue
                                                                                       : deal::TierMeasure::usage;
         }},
        {"tiers.period",
         [](Scenario& s) {
             s.terms.tiers.period =
                 s.terms.tiers.period == deal::TierPeriod::month ? deal::TierPeriod::lifetime : deal::TierPeriod::month;
         }},
        {"tiers.method",
         [](Scenario& s) {
             s.terms.tiers.method = s.terms.tiers.method == deal::TierMethod::whole ? deal::TierMethod::prospective
                                                                                    : deal::TierMethod::whole;
         }},
        {"tiers.pool",
         [](Scenario& s) {
             s.terms.tiers.pool =
                 s.terms.tiers.pool == deal::TierPool::pooled ? deal::TierPool::perUseCase : deal::TierPool::pooled;
         }},
        {"exclusivity", [](Scenario& s) { s.terms.exclusivity.clear(); }},
        {"exclusivity.premium", eachExclusivity([](auto& x) { x.premium = 0.0; })},
        {"exclusivity.usageUplift", eachExclusivity([](auto& x) { x.usageUplift = 0.0; })},
        {"exclusivity.fee", eachExclusivity([](auto& x) { x.fee = 0.0; })},
        {"exclusivity.minimumAnnualUsage", eachExclusivity([](auto& x) { x.minimumAnnualUsage = 0.0; })},
        {"upfrontFee", [](Scenario& s) { s.terms.upfrontFee = 0.0; }},
        {"advance", [](Scenario& s) { s.terms.advance = 0.0; }},
        {"recoupment", [](Scenario& s) { s.terms.recoupment = 0.0; }},
        {"minimumGuarantee", [](Scenario& s) { s.terms.minimumGuarantee = 0.0; }},
        {"guaranteeStep", [](Scenario& s) { s.terms.guaranteeStep = 0.0; }},
        {"annualCap", [](Scenario& s) { s.terms.annualCap.reset(); }},
        {"totalCap", [](Scenario& s) { s.terms.totalCap.reset(); }},
        {"milestones", [](Scenario& s) { s.terms.milestones.clear(); }},
        {"contributions.monthlyCost", eachContribution([](auto& x) { x.monthlyCost = 0.0; })},
        {"contributions.credit", eachContribution([](auto& x) { x.credit = 0.0; })},
        {"contributions.growthLift", eachContribution([](auto& x) { x.growthLift = 0.0; })},
        {"underReporting", [](Scenario& s) { s.terms.reporting.underReporting = 0.0; }},
        {"auditRecovery", [](Scenario& s) { s.terms.reporting.auditRecovery = 0.0; }},
        {"auditCost", [](Scenario& s) { s.terms.reporting.auditCost = 0.0; }},
        {"improvements", [](Scenario& s) { s.terms.improvements = {}; }},
        {"holdback", [](Scenario& s) { s.terms.holdback.rate = 0.0; }},
        {"holdback.months", [](Scenario& s) { s.terms.holdback.months = 0; }},
        {"dispute", [](Scenario& s) { s.terms.dispute.annualProbability = 0.0; }},
        {"dispute.settlement", [](Scenario& s) { s.terms.dispute.settlement = 0.0; }},
        {"compliance", [](Scenario& s) { s.terms.compliance = {}; }},
        {"incident.meanLoss", [](Scenario& s) { s.terms.incident.meanLoss = s.terms.incident.lossSd = 0.0; }},
        {"incident.lossSd", [](Scenario& s) { s.terms.incident.lossSd = 0.0; }},
        {"incident.licensorLiability", [](Scenario& s) { s.terms.incident.licensorLiability = 0.0; }},
        {"elasticity", eachUseCase([](auto& x) { x.elasticity = 0.0; })},
        {"outsideRate", eachUseCase([](auto& x) { x.outsideRate = 0.0; })},
        {"migrationRate", eachUseCase([](auto& x) { x.migrationRate = 0.0; })},
        {"priceDecline", eachUseCase([](auto& x) { x.priceDecline = 0.0; })},
        {"costDecline", eachUseCase([](auto& x) { x.costDecline = 0.0; })},
        {"discountRate", [](Scenario& s) { s.parties.licensor.discountRate = s.parties.host.discountRate = 0.0; }},
    };
}

/// A change of what a clause does, or of what it does without.
[[nodiscard]] bool differs(double a, double b)
{
    return std::fabs(a - b) > 1e-12 * std::max(std::fabs(a), std::fabs(b));
}

}  // namespace

class TestKernelAndLedger : public QObject {
    Q_OBJECT

private slots:
    void agreeOnEveryPathOfRandomTermSheets()
    {
        double worst = 0.0;
        for (int number = 0; number < termSheets; ++number) {
            const deal::Scenario scenario = termSheet(number);
            simulation::Simulator simulator;
            const simulation::Projection projection = headline(scenario, simulator);
            for (std::int64_t p = 0; p < projection.paths; ++p) {
                const contract::Ledger ledger =
                    contract::ledgerOf(scenario, simulation::drawsOf(scenario, *simulator.shocks(), p));
                const auto path = static_cast<std::size_t>(p);
                const double scale = scaleOf(ledger);
                const double difference = std::max(std::fabs(ledger.licensorNpv - projection.licensor.npvByPath[path]),
                                                   std::fabs(ledger.hostNpv - projection.host.npvByPath[path]));
                if (!(difference <= tolerance * scale)) {
                    QFAIL(qPrintable(QStringLiteral("term sheet %1, path %2: licensor %3 and %4, host %5 and %6")
                                         .arg(number)
                                         .arg(p)
                                         .arg(ledger.licensorNpv, 0, 'g', 17)
                                         .arg(projection.licensor.npvByPath[path], 0, 'g', 17)
                                         .arg(ledger.hostNpv, 0, 'g', 17)
                                         .arg(projection.host.npvByPath[path], 0, 'g', 17)));
                }
                worst = std::max(worst, scale > 0.0 ? difference / scale : 0.0);
            }
        }
        qInfo("largest difference: %.2g of the money that moved", worst);
    }

    void everyClauseBitesInTwentyOfThem_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Clause& clause : clauses()) {
            QTest::newRow(clause.name) << index++;
        }
    }

    void everyClauseBitesInTwentyOfThem()
    {
        constexpr int wanted = 20;
        QFETCH(const int, index);
        const Clause clause = clauses()[static_cast<std::size_t>(index)];
        int bites = 0;
        for (int number = 0; number < termSheets && bites < wanted; ++number) {
            deal::Scenario scenario = termSheet(number);
            scenario.simulation.paths = 1000;
            scenario.simulation.sampling = deal::Sampling::pseudo;
            deal::Scenario without = scenario;
            clause.takeOut(without);
            if (without == scenario) {
                continue;
            }
            simulation::Simulator simulator;
            const simulation::Projection with = headline(scenario, simulator);
            const simulation::Projection changed = headline(without, simulator);
            bool bit = false;
            for (std::size_t p = 0; p < with.licensor.npvByPath.size() && !bit; ++p) {
                bit = differs(with.licensor.npvByPath[p], changed.licensor.npvByPath[p]) ||
                      differs(with.host.npvByPath[p], changed.host.npvByPath[p]);
            }
            bites += bit ? 1 : 0;
        }
        QVERIFY2(bites >= wanted, qPrintable(QStringLiteral("bites in %1 of %2").arg(bites).arg(termSheets)));
    }
};

ROOM_TEST(kernel_and_ledger, TestKernelAndLedger)
#include "tst_kernel_and_ledger.moc"
