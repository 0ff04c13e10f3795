// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/monthly_means.h"

#include "simulation/block_workspace.h"
#include "simulation/market_sums.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <functional>
#include <vector>

namespace dealwright::simulation {

namespace {

/// Where a use case's usage hangs on no test, its mean follows from the market's sums.
void takeMarketMeans(const PricingPlan& plan, std::span<const double> marketSums, std::size_t u, Projection& projection)
{
    for (int t = 0; t < plan.months; ++t) {
        if (plan.tested(t, u)) {
            continue;
        }
        const std::size_t i = plan.at(t, u);
        const double uplift = plan.exclusivity[u].holds(t) ? plan.exclusivity[u].uplift : 0.0;
        const double expected = plan.expectedUsage[i] * (1.0 + uplift);
        const auto month = static_cast<std::size_t>(t);
        const double usage = expected * marketSums[2 * i];
        const double gross = expected * plan.expectedPrice[i] * marketSums[2 * i + 1];
        projection.usageByUseCase[u][month] = usage * marketSumUnit;
        projection.grossByUseCase[u][month] = gross * marketSumUnit;
    }
}

void addTo(std::vector<double>& sums, const std::vector<double>& values)
{
    std::ranges::transform(sums, values, sums.begin(), std::plus<>());
}

[[nodiscard]] std::vector<double> cumulative(double sum, const std::vector<double>& values)
{
    std::vector<double> result;
    result.reserve(values.size());
    for (const double value : values) {
        result.push_back(sum += value);
    }
    return result;
}

void discount(PartyProjection& party, const std::vector<double>& factors)
{
    party.discountedMonths = party.months;
    const auto scale = [&](std::vector<double>& values) {
        std::ranges::transform(values, factors, values.begin(), std::multiplies<>());
    };
    scale(party.discountedMonths.mean);
    std::ranges::for_each(party.discountedMonths.percentiles, scale);
}

void takeCumulativeMeans(PartyProjection& party, const std::vector<double>& factors, bool discounted)
{
    discount(party, factors);
    party.cumulativeMonths.mean = cumulative(party.signing, party.months.mean);
    if (discounted) {
        party.cumulativeDiscountedMonths.mean = cumulative(party.signing, party.discountedMonths.mean);
    }
}

}  // namespace

void takeMonthlyMeans(const PricingPlan& plan, std::span<const double> sums, std::span<const double> marketSums,
                      bool cumulativeDiscounted, Projection& projection)
{
    const auto months = static_cast<std::size_t>(plan.months);
    assert(sums.size() == sumsOfMonth(plan) * months && marketSums.size() == marketSumSize(plan));
    const auto mean = [&](std::size_t index) {
        const std::span<const double> values = sums.subspan(index * months, months);
        return std::vector<double>(values.begin(), values.end());
    };
    projection.licensor.months.mean = mean(0);
    projection.host.months.mean = mean(1);
    projection.usage.mean.assign(months, 0.0);
    projection.gross.mean.assign(months, 0.0);
    for (std::size_t u = 0; u < plan.useCases; ++u) {
        projection.usageByUseCase.push_back(mean(2 + 2 * u));
        projection.grossByUseCase.push_back(mean(3 + 2 * u));
        takeMarketMeans(plan, marketSums, u, projection);
        addTo(projection.usage.mean, projection.usageByUseCase[u]);
        addTo(projection.gross.mean, projection.grossByUseCase[u]);
    }
    takeCumulativeMeans(projection.licensor, plan.licensorDiscount, cumulativeDiscounted);
    takeCumulativeMeans(projection.host, plan.hostDiscount, cumulativeDiscounted);
}

}  // namespace dealwright::simulation
