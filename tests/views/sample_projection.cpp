// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sample_projection.h"

#include "deal/edits.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace dealwright::tests {

using namespace simulation;

namespace {

constexpr int paths = 4096;

[[nodiscard]] double quantile(std::vector<double>& sorted, int rank)
{
    return sorted[static_cast<std::size_t>(rank * (paths - 1) / 100)];
}

[[nodiscard]] MonthlyStatistic statisticOf(const std::vector<std::vector<double>>& months)
{
    MonthlyStatistic statistic;
    for (std::vector<double> month : months) {
        double sum = 0;
        for (const double x : month) {
            sum += x;
        }
        statistic.mean.push_back(sum / paths);
        std::ranges::sort(month);
        for (std::size_t k = 0; k < percentileRanks.size(); ++k) {
            statistic.percentiles[k].push_back(quantile(month, percentileRanks[k]));
        }
    }
    return statistic;
}

[[nodiscard]] Statistic statisticOf(std::vector<double> sample, double reservation)
{
    Statistic s;
    for (const double x : sample) {
        s.mean += x / paths;
        s.probabilityAboveReservation += (x >= reservation ? 1.0 : 0.0) / paths;
    }
    for (const double x : sample) {
        s.standardDeviation += (x - s.mean) * (x - s.mean) / (paths - 1);
    }
    s.standardDeviation = std::sqrt(s.standardDeviation);
    s.standardError = s.standardDeviation / 2000;
    s.probabilityError = 0.003;
    s.scrambleMeans.fill(s.mean);
    std::ranges::sort(sample);
    for (std::size_t k = 0; k < percentileRanks.size(); ++k) {
        s.percentiles[k] = quantile(sample, percentileRanks[k]);
        s.percentileErrors[k] = s.standardDeviation / 300;
    }
    s.cvar5 = quantile(sample, 2);
    s.cvar5Error = s.standardDeviation / 200;
    s.certaintyEquivalent = s.mean - s.standardDeviation / 4;
    s.certaintyEquivalentError = s.standardError;
    return s;
}

void fill(PartyProjection& party, const std::vector<std::vector<double>>& months, double signing,
          const deal::Party& who)
{
    party.signing = signing;
    party.months = statisticOf(months);
    std::vector<double> sum(paths, signing);
    std::vector<double> npv(paths, signing);
    std::vector<std::vector<double>> cumulative;
    std::vector<std::vector<double>> discounted;
    for (std::size_t t = 0; t < months.size(); ++t) {
        const double discount = std::pow(1 + who.discountRate, -(static_cast<double>(t) + 1) / 12);
        discounted.emplace_back();
        for (std::size_t p = 0; p < paths; ++p) {
            sum[p] += months[t][p];
            npv[p] += discount * months[t][p];
            discounted.back().push_back(discount * months[t][p]);
        }
        cumulative.push_back(sum);
    }
    party.cumulativeMonths = statisticOf(cumulative);
    party.discountedMonths = statisticOf(discounted);
    party.total = statisticOf(sum, 0);
    party.npv = statisticOf(npv, who.reservationValue);
    party.npvByPath = npv;
    party.grossInflowByPath.assign(npv.size(), 0.0);
}

}  // namespace

deal::Scenario sampleScenario()
{
    deal::Scenario scenario = deal::templateScenario();
    scenario.name = "Counter A";
    scenario.author = "Northwind, 19 January";
    scenario.parties.licensor.name = "Meta";
    scenario.parties.host.name = "Northwind Cloud";
    scenario.terms.tiers.steps = {{0, 0}, {20e6, 0.015}, {40e6, 0.03}, {70e6, 0.045}};
    scenario.terms.exclusivity.assign(scenario.market.useCases.size(), {});
    auto& search = scenario.terms.exclusivity[std::min<std::size_t>(4, scenario.market.useCases.size() - 1)];
    search = {true, 0, 36, 0.03, 0.1, 2e6, 50e6};
    scenario.terms.advance = 20e6;
    scenario.terms.recoupment = 0.5;
    scenario.terms.minimumGuarantee = 14e6;
    scenario.terms.annualCap = 90e6;
    scenario.terms.milestones = {{500e6, 5e6, deal::Side::host}};
    deal::Contribution updates;
    updates.name = "Model updates";
    updates.monthlyCost = 2e5;
    updates.credit = 0.005;
    updates.months = 60;
    scenario.terms.contributions = {updates};
    return scenario;
}

Projection sampleProjection(const deal::Scenario& scenario, double lean)
{
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    const auto term = static_cast<std::size_t>(scenario.timeline.months);
    Projection projection;
    projection.paths = paths;
    projection.seed = scenario.simulation.seed;
    std::vector<double> level(paths, 0.0);
    std::vector<std::vector<double>> gross(term);
    std::vector<std::vector<double>> licensor(term);
    std::vector<std::vector<double>> host(term);
    const std::size_t useCases = scenario.market.useCases.size();
    projection.grossByUseCase.assign(useCases, std::vector<double>(term, 0.0));
    projection.usageByUseCase.assign(useCases, std::vector<double>(term, 0.0));
    for (std::size_t t = 0; t < term; ++t) {
        double mean = 0;
        for (std::size_t u = 0; u < useCases; ++u) {
            const deal::UseCase& useCase = scenario.market.useCases[u];
            const double years = (static_cast<double>(t) - useCase.launchMonth) / 12;
            const double usage = years < 0 ? 0 : useCase.initialUsage * std::exp(1.6 * (1 - std::exp(-0.5 * years)));
            projection.usageByUseCase[u][t] = usage;
            projection.grossByUseCase[u][t] =
                usage * useCase.price * std::pow(1 - useCase.priceDecline / 2, years + 0.01);
            mean += projection.grossByUseCase[u][t];
        }
        for (std::size_t p = 0; p < paths; ++p) {
            level[p] += 0.1 * normal(random);
            const double variance = 0.01 * (static_cast<double>(t) + 1);
            gross[t].push_back(mean * std::exp(level[p] - variance / 2));
            const double share = (0.13 + lean) * gross[t].back() + (t % 12 == 11 ? 0.02 * mean : 0.0);
            licensor[t].push_back(share);
            host[t].push_back(0.62 * gross[t].back() - share);
        }
    }
    projection.gross = statisticOf(gross);
    projection.usage = projection.gross;
    fill(projection.licensor, licensor, scenario.terms.advance + scenario.terms.upfrontFee, scenario.parties.licensor);
    fill(projection.host, host, -scenario.terms.advance - scenario.terms.upfrontFee, scenario.parties.host);
    const double all = projection.host.npv.mean + projection.licensor.npv.mean;
    const auto both = [&](BridgeItem item, int useCase, double money) {
        projection.bridge.push_back({item, useCase, money, -money});
    };
    for (int u = 0; u < static_cast<int>(useCases); ++u) {
        projection.bridge.push_back({BridgeItem::grossRevenue, u, 0, 1.6 * all / static_cast<double>(useCases)});
        projection.bridge.push_back({BridgeItem::servingCost, u, 0, -0.6 * all / static_cast<double>(useCases)});
        both(BridgeItem::baseRate, u, projection.licensor.npv.mean * 0.8 / static_cast<double>(useCases));
        both(BridgeItem::tier, u, projection.licensor.npv.mean * 0.1 / static_cast<double>(useCases));
    }
    both(BridgeItem::premium, 0, projection.licensor.npv.mean * 0.05);
    both(BridgeItem::recoupment, -1, -projection.licensor.npv.mean * 0.12);
    both(BridgeItem::trueUp, -1, projection.licensor.npv.mean * 0.02);
    both(BridgeItem::advance, -1, projection.licensor.npv.mean * 0.15);
    projection.weights.assign(paths, 1.0);
    return projection;
}

}  // namespace dealwright::tests
