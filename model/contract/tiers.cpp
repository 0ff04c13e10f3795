// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/tiers.h"

#include "contract/calendar.h"
#include "contract/threshold.h"

#include <algorithm>
#include <cstddef>

namespace dealwright::contract {

namespace {

[[nodiscard]] bool startsPeriod(deal::TierPeriod period, int month)
{
    switch (period) {
        case deal::TierPeriod::month:
            return true;
        case deal::TierPeriod::contractYear:
            return isFirstOfYear(month);
        case deal::TierPeriod::lifetime:
            break;
    }
    return month == 0;
}

}  // namespace

double adjustmentAt(std::span<const deal::TierStep> steps, double quantity)
{
    double adjustment = 0.0;
    for (const deal::TierStep& step : steps) {
        if (!hasReached(quantity, step.threshold)) {
            break;
        }
        adjustment = step.adjustment;
    }
    return adjustment;
}

double averageAdjustment(std::span<const deal::TierStep> steps, double from, double to)
{
    if (to <= from) {
        return adjustmentAt(steps, from);
    }
    double sum = 0.0;
    for (std::size_t k = 0; k < steps.size(); ++k) {
        const double bottom = std::max(from, steps[k].threshold);
        const double top = k + 1 < steps.size() ? std::min(to, steps[k + 1].threshold) : to;
        sum += steps[k].adjustment * std::max(0.0, top - bottom);
    }
    return sum / (to - from);
}

double tierAdjustment(const deal::Tiers& tiers, double before, double after, double previousPeriod)
{
    switch (tiers.method) {
        case deal::TierMethod::marginal:
            return averageAdjustment(tiers.steps, before, after);
        case deal::TierMethod::whole:
            return adjustmentAt(tiers.steps, after);
        case deal::TierMethod::prospective:
            break;
    }
    return adjustmentAt(tiers.steps, tiers.period == deal::TierPeriod::lifetime ? before : previousPeriod);
}

double TierAccount::adjustmentFor(const deal::Tiers& tiers, int month, double quantity)
{
    if (startsPeriod(tiers.period, month)) {
        m_previousPeriod = m_period;
        m_period = 0.0;
    }
    const double before = m_period;
    m_period += quantity;
    return tierAdjustment(tiers, before, m_period, m_previousPeriod);
}

}  // namespace dealwright::contract
