// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/contributions.h"

#include "contract/calendar.h"
#include "random/elementary.h"

#include <algorithm>

namespace dealwright::contract {

namespace {

[[nodiscard]] bool isActive(const deal::Contribution& contribution, int month)
{
    return isWithin(month, contribution.firstMonth, contribution.months);
}

/// How many months before `month` it was active in.
[[nodiscard]] int activeMonthsBefore(const deal::Contribution& contribution, int month)
{
    return std::clamp(month - contribution.firstMonth, 0, contribution.months);
}

}  // namespace

double usageLift(const std::vector<deal::Contribution>& contributions, int useCaseId, int month)
{
    double logLift = 0.0;
    for (const deal::Contribution& contribution : contributions) {
        if (contribution.useCase.concerns(useCaseId)) {
            logLift += contribution.growthLift * activeMonthsBefore(contribution, month) / 12.0;
        }
    }
    return random::exp(logLift);
}

double rateCredits(const std::vector<deal::Contribution>& contributions, int useCaseId, int month)
{
    double credits = 0.0;
    for (const deal::Contribution& contribution : contributions) {
        if (isActive(contribution, month) && contribution.useCase.concerns(useCaseId)) {
            credits += contribution.party == deal::Side::licensor ? contribution.credit : -contribution.credit;
        }
    }
    return credits;
}

double contributionCosts(const std::vector<deal::Contribution>& contributions, deal::Side party, int month)
{
    double costs = 0.0;
    for (const deal::Contribution& contribution : contributions) {
        if (isActive(contribution, month) && contribution.party == party) {
            costs += contribution.monthlyCost;
        }
    }
    return costs;
}

}  // namespace dealwright::contract
