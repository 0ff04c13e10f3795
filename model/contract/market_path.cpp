// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/market_path.h"

#include "random/elementary.h"

namespace dealwright::contract {

double trendUsage(const deal::UseCase& useCase, int month)
{
    if (month < useCase.launchMonth) {
        return 0.0;
    }
    const double years = (month - useCase.launchMonth) / 12.0;
    const double growth = 1.0 + useCase.trend.annualGrowth;
    if (useCase.trend.kind == deal::TrendKind::exponential) {
        return useCase.initialUsage * random::pow(growth, years);
    }
    const double ceiling = useCase.trend.ceiling;
    return ceiling / (1.0 + (ceiling / useCase.initialUsage - 1.0) * random::pow(growth, -years));
}

double migratedFraction(const deal::UseCase& useCase, int month)
{
    return 1.0 - random::exp(-useCase.migrationRate * month / 12.0);
}

double expectedPrice(const deal::UseCase& useCase, int month)
{
    const double listPrice = useCase.price * random::pow(1.0 - useCase.priceDecline, month / 12.0);
    const double migrated = migratedFraction(useCase, month);
    return listPrice * (1.0 - migrated + migrated * useCase.migrationPrice);
}

double servingCost(const deal::UseCase& useCase, int month)
{
    return useCase.servingCost * random::pow(1.0 - useCase.costDecline, month / 12.0);
}

double usageBeforeExclusivity(const deal::UseCase& useCase, int month, double lift, double usageShock,
                              double priceShock)
{
    return trendUsage(useCase, month) * usageShock * lift * random::pow(priceShock, -useCase.elasticity);
}

}  // namespace dealwright::contract
