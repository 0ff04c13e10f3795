// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/payments.h"

#include "contract/calendar.h"
#include "contract/threshold.h"
#include "random/elementary.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace dealwright::contract {

namespace {

[[nodiscard]] double withinCap(double share, const std::optional<double>& cap, double earnedSoFar)
{
    return cap ? std::clamp(*cap - earnedSoFar, 0.0, share) : share;
}

}  // namespace

double EarnedAccount::earn(const deal::Terms& terms, int month, double share)
{
    if (isFirstOfYear(month)) {
        m_year = 0.0;
    }
    const double withinYear = withinCap(share, terms.annualCap, m_year);
    const double earned = withinCap(withinYear, terms.totalCap, m_term);
    m_year += earned;
    m_term += earned;
    return earned;
}

double AdvanceAccount::recoup(double recoupment, double earned)
{
    const double recouped = std::min(m_balance, recoupment * earned);
    m_balance -= recouped;
    return recouped;
}

double guaranteeOfYear(const deal::Terms& terms, int year, int termMonths)
{
    return terms.minimumGuarantee * random::pow(1.0 + terms.guaranteeStep, year) * monthsOfYear(year, termMonths) /
           12.0;
}

EscrowAccount::EscrowAccount(const deal::Holdback& holdback, int termMonths)
    : m_holdback(holdback), m_due(static_cast<std::size_t>(termMonths), 0.0)
{
}

double EscrowAccount::hold(int month, double paid)
{
    const double held = m_holdback.rate * paid;
    const int lastMonth = static_cast<int>(m_due.size()) - 1;
    m_due[static_cast<std::size_t>(std::min(month + m_holdback.months, lastMonth))] += held;
    return held;
}

double EscrowAccount::release(int month) const
{
    return m_due[static_cast<std::size_t>(month)];
}

double MilestoneAccount::reach(double usage)
{
    m_usage += usage;
    double payments = 0.0;
    for (const deal::Milestone& milestone : m_open) {
        if (hasReached(m_usage, milestone.usage)) {
            payments += milestone.payer == deal::Side::host ? milestone.amount : -milestone.amount;
        }
    }
    std::erase_if(m_open, [&](const deal::Milestone& milestone) { return hasReached(m_usage, milestone.usage); });
    return payments;
}

}  // namespace dealwright::contract
