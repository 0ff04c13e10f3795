// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger.h"
#include "deal/leaves.h"
#include "deal/problem.h"
#include "simulation/not_finite.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"

#include "support/hard_scenarios.h"
#include "support/projection_outputs.h"
#include "support/room_tests.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>

// Whatever a valid scenario says, it is priced with finite figures, or refused with what drives them beyond the range.
// A case is reproduced by its number: tst_simulation hard_ranges 'everyCase:1733' with DEALWRIGHT_HARD_CASES above it.
using namespace dealwright;

namespace {

/// 200 unless the environment asks for more: `./dev soak` runs 2,000.
[[nodiscard]] int wantedCases()
{
    constexpr int usual = 200;
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("DEALWRIGHT_HARD_CASES", &isSet);
    return isSet ? wanted : usual;
}

/// The largest number that a rate is the sum of.
[[nodiscard]] double largestRatePart(const deal::Terms& terms)
{
    double largest = 1.0;
    for (const deal::Share& share : terms.shares) {
        largest = std::max({largest, std::fabs(share.baseRate), 20.0 * std::fabs(share.annualStep)});
    }
    for (const deal::TierStep& step : terms.tiers.steps) {
        largest = std::max(largest, std::fabs(step.adjustment));
    }
    for (const deal::Exclusivity& clause : terms.exclusivity) {
        largest = std::max(largest, std::fabs(clause.premium));
    }
    for (const deal::Contribution& contribution : terms.contributions) {
        largest = std::max(largest, 64.0 * std::fabs(contribution.credit));
    }
    return largest;
}

/// What rounding may leave between kernel and ledger: of the amounts that the NPV is a sum of a part, the larger the
/// more a rate's parts cancel; the whole of the revenue where rates cancel to nothing.
[[nodiscard]] double allowanceOf(const contract::Ledger& ledger, const deal::Scenario& scenario)
{
    double size = ledger.upfrontFee + ledger.advance;
    double discount = 0.0;
    for (const contract::LedgerMonth& month : ledger.months) {
        double amounts = month.earned + month.capReduction + month.recouped + month.paid + month.held + month.released +
                         month.trueUp + std::fabs(month.milestones) + month.settlement + month.licensorCosts +
                         month.hostCosts + month.incidentLoss;
        for (const contract::LedgerUseCase& useCase : month.useCases) {
            amounts += useCase.gross + useCase.servingCost + useCase.outside + useCase.exclusivityFee;
        }
        for (const auto& [flow, discounted] :
             {std::pair(month.licensor, month.licensorDiscounted), std::pair(month.host, month.hostDiscounted)}) {
            if (flow != 0.0) {
                discount = std::max(discount, discounted / flow);
            }
        }
        size += amounts * std::max(discount, 1.0);
    }
    return size * std::min(1.0, 1e-11 * largestRatePart(scenario.terms));
}

struct Outcome {
    std::string flaw;  ///< empty: all is well
    bool refused = false;
};

[[nodiscard]] Outcome flawOfRefusal(const simulation::NotFinite& refusal, const deal::Scenario& scenario)
{
    const auto& problems = refusal.problems();
    if (problems.empty() || problems.size() > 4) {
        return {"a refusal names " + std::to_string(problems.size()) + " fields", true};
    }
    for (const deal::Problem& problem : problems) {
        if (problem.rule != deal::Rule::figuresBeyondRange || !deal::leafAt(scenario, problem.path)) {
            return {"a refusal names " + problem.path, true};
        }
    }
    if (refusal.firstMonth() < 0 || refusal.firstMonth() > refusal.lastMonth() ||
        refusal.lastMonth() >= scenario.timeline.months) {
        return {"a refusal names months outside the term", true};
    }
    return {{}, true};
}

/// Prices the scenario with everything that can be asked for.
[[nodiscard]] Outcome outcomeOf(const deal::Scenario& scenario)
{
    if (deal::hasErrors(deal::validate(scenario))) {
        return {"the scenario is not valid", false};
    }
    simulation::Outputs everything;
    everything.cumulativeDiscounted = true;
    everything.bridge = true;
    simulation::Simulator simulator;
    std::optional<simulation::Projection> projection;
    try {
        projection = simulator.project(scenario, everything);
    } catch (const simulation::NotFinite& refusal) {
        return flawOfRefusal(refusal, scenario);
    }
    for (const tests::Output& output : tests::outputsOf(*projection)) {
        for (const double value : output.values) {
            if (!std::isfinite(value)) {
                return {output.name + " is not finite", false};
            }
        }
    }
    for (const std::int64_t path : {std::int64_t{0}, std::int64_t{511}, projection->paths - 1}) {
        const contract::PathDraws draws = simulation::drawsOf(scenario, *simulator.shocks(), path);
        const contract::Ledger ledger = contract::ledgerOf(scenario, draws);
        const double allowance = allowanceOf(ledger, scenario);
        const auto at = static_cast<std::size_t>(path);
        for (const auto& [kernel, own] : {std::pair(projection->licensor.npvByPath[at], ledger.licensorNpv),
                                          std::pair(projection->host.npvByPath[at], ledger.hostNpv)}) {
            if (!(std::fabs(kernel - own) <= allowance)) {
                return {"path " + std::to_string(path) + " is worth " + std::to_string(kernel) + ", by the ledger " +
                            std::to_string(own) + " +- " + std::to_string(allowance),
                        false};
            }
        }
    }
    return {};
}

}  // namespace

class TestHardRanges : public QObject {
    Q_OBJECT

private slots:
    void everyCase_data()
    {
        QTest::addColumn<std::uint64_t>("number");
        for (int number = 0; number < wantedCases(); ++number) {
            QTest::addRow("%d", number) << static_cast<std::uint64_t>(number);
        }
    }
    void everyCase()
    {
        QFETCH(const std::uint64_t, number);
        const Outcome outcome = outcomeOf(tests::hardScenario(number));
        QVERIFY2(outcome.flaw.empty(), outcome.flaw.c_str());
        (outcome.refused ? m_refused : m_priced) += 1;
    }

    void mostCasesArePriced()
    {
        if (m_priced + m_refused < 100) {
            return;  // single cases were asked for
        }
        QVERIFY2(m_priced > m_refused, qPrintable(QString::number(m_priced)));
        QVERIFY(m_refused > 0);
    }

    void everyCorner_data()
    {
        QTest::addColumn<std::size_t>("index");
        const auto corners = tests::hardCorners();
        for (std::size_t i = 0; i < corners.size(); ++i) {
            QTest::newRow(corners[i].name.c_str()) << i;
        }
    }
    void everyCorner()
    {
        QFETCH(const std::size_t, index);
        const Outcome outcome = outcomeOf(m_corners[index].scenario);
        QVERIFY2(outcome.flaw.empty(), outcome.flaw.c_str());
    }

private:
    const std::vector<tests::Corner> m_corners = tests::hardCorners();
    int m_priced = 0;
    int m_refused = 0;
};

ROOM_TEST(hard_ranges, TestHardRanges)
#include "tst_hard_ranges.moc"
