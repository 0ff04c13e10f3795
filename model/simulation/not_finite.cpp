// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/not_finite.h"

#include "contract/ledger.h"
#include "deal/leaves.h"
#include "deal/walk.h"
#include "simulation/figure_drivers.h"
#include "simulation/projection_fields.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace dealwright::simulation {

namespace {

[[nodiscard]] bool allFinite(std::span<const double> values)
{
    return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

[[nodiscard]] bool isFinite(const contract::LedgerMonth& month)
{
    return allFinite(std::array{month.licensor, month.host, month.licensorDiscounted, month.hostDiscounted});
}

struct MonthRange {
    int first = 0;
    int last = 0;
};

/// The months whose flows are not finite; else those from which on their sum is not; else the one of the largest.
[[nodiscard]] MonthRange rangeOf(const contract::Ledger& ledger)
{
    const int months = static_cast<int>(ledger.months.size());
    MonthRange range{months, -1};
    MonthRange sums{months, months - 1};
    MonthRange largest;
    std::array<double, 7> sum{};
    double size = -1.0;
    for (int t = 0; t < months; ++t) {
        const contract::LedgerMonth& month = ledger.months[static_cast<std::size_t>(t)];
        if (!isFinite(month)) {
            range = {std::min(range.first, t), t};
            continue;
        }
        double gross = 0.0;
        double cost = 0.0;
        for (const contract::LedgerUseCase& useCase : month.useCases) {
            gross += useCase.gross;
            cost += useCase.servingCost;
        }
        const double discount = month.host != 0.0 ? month.hostDiscounted / month.host : 1.0;
        const std::array flows{month.licensor,
                               month.host,
                               month.licensorDiscounted,
                               month.hostDiscounted,
                               gross,
                               gross * std::max(discount, 1.0),
                               cost * std::max(discount, 1.0)};
        for (std::size_t i = 0; i < flows.size(); ++i) {
            sum[i] += flows[i];
            if (std::fabs(flows[i]) > size) {
                size = std::fabs(flows[i]);
                largest = {t, t};
            }
        }
        if (!allFinite(sum)) {
            sums.first = std::min(sums.first, t);
        }
    }
    return range.last >= 0 ? range : sums.first < months ? sums : largest;
}

[[nodiscard]] deal::Problem problemOf(const deal::Scenario& scenario, const std::string& path, MonthRange range)
{
    deal::Problem problem{.path = path, .rule = deal::Rule::figuresBeyondRange};
    if (const auto leaf = deal::leafAt(scenario, path)) {
        problem.value = leaf->value;
    }
    std::string months = std::to_string(range.first);
    if (range.last > range.first) {
        months += "–" + std::to_string(range.last);
    }
    problem.bound = std::move(months);
    return problem;
}

[[nodiscard]] bool isFinite(const MonthlyStatistic& statistic)
{
    return allFinite(statistic.mean) &&
           std::ranges::all_of(statistic.percentiles, [](const auto& months) { return allFinite(months); });
}

[[nodiscard]] bool isFiniteNumber(double value)
{
    return std::isfinite(value);
}

[[nodiscard]] bool isFiniteNumber(std::span<const double> values)
{
    return allFinite(values);
}

/// All but the certainty equivalent, which has a refusal of its own.
[[nodiscard]] bool isFinite(const Statistic& statistic)
{
    bool finite = allFinite(statistic.scrambleMeans) && allFinite(statistic.rareEventErrors);
    deal::forEachMember(statistic, [&](std::string_view name, const auto& figure, const auto& field) {
        const bool error = field.error == nullptr || isFiniteNumber(statistic.*field.error);
        finite = finite && (name == "certaintyEquivalent" || (error && isFiniteNumber(figure)));
    });
    return finite;
}

[[nodiscard]] bool isFinite(const PartyProjection& party)
{
    return std::isfinite(party.signing) && isFinite(party.npv) && isFinite(party.total) && isFinite(party.months) &&
           isFinite(party.cumulativeMonths) && isFinite(party.discountedMonths) &&
           isFinite(party.cumulativeDiscountedMonths);
}

}  // namespace

NotFinite::NotFinite(std::string scenario, int firstMonth, int lastMonth, std::vector<deal::Problem> problems)
    : std::runtime_error("A figure of the scenario is not finite"),
      m_scenario(std::move(scenario)),
      m_firstMonth(firstMonth),
      m_lastMonth(lastMonth),
      m_problems(std::move(problems))
{
    assert(!m_problems.empty());
}

NotFinite notFiniteOn(const deal::Scenario& scenario, const contract::PathDraws& draws)
{
    const MonthRange range = rangeOf(contract::ledgerOf(scenario, draws));
    std::vector<deal::Problem> problems;
    for (const std::string& path : driversOf(scenario, draws, range.first)) {
        problems.push_back(problemOf(scenario, path, range));
    }
    if (problems.empty()) {  // no factor above 1: what is left is how many months add up
        problems.push_back(problemOf(scenario, "timeline.months", range));
    }
    return {scenario.name, range.first, range.last, std::move(problems)};
}

NotFinite notFiniteRisk(const deal::Scenario& scenario, deal::Side side)
{
    const MonthRange term{0, scenario.timeline.months - 1};
    const std::string path =
        side == deal::Side::licensor ? "parties.licensor.riskAversion" : "parties.host.riskAversion";
    return {scenario.name, term.first, term.last, {problemOf(scenario, path, term)}};
}

bool isFinite(const Projection& projection)
{
    const auto everyMonth = [](const auto& useCases) {
        return std::ranges::all_of(useCases, [](const auto& months) { return allFinite(months); });
    };
    return isFinite(projection.licensor) && isFinite(projection.host) && isFinite(projection.usage) &&
           isFinite(projection.gross) && everyMonth(projection.usageByUseCase) &&
           everyMonth(projection.grossByUseCase) && std::ranges::all_of(projection.bridge, [](const BridgeLine& line) {
               return allFinite(std::array{line.licensor, line.host});
           });
}

bool hasFiniteCertaintyEquivalents(const PartyProjection& party)
{
    return allFinite(std::array{party.npv.certaintyEquivalent, party.npv.certaintyEquivalentError,
                                party.total.certaintyEquivalent, party.total.certaintyEquivalentError});
}

}  // namespace dealwright::simulation
