// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/exclusivity.h"

#include "contract/calendar.h"
#include "contract/threshold.h"

namespace dealwright::contract {

bool ExclusivityAccount::isActive(const deal::Exclusivity& exclusivity, int month) const
{
    return exclusivity.granted && !m_lapsed && isWithin(month, exclusivity.firstMonth, exclusivity.months);
}

double ExclusivityAccount::fee(const deal::Exclusivity& exclusivity, int month)
{
    return exclusivity.granted && month == exclusivity.firstMonth ? exclusivity.fee : 0.0;
}

void ExclusivityAccount::countActiveMonth(double usage)
{
    ++m_activeMonths;
    m_usage += usage;
}

void ExclusivityAccount::endYear(const deal::Exclusivity& exclusivity)
{
    const double minimum = exclusivity.minimumAnnualUsage * m_activeMonths / 12.0;
    if (m_activeMonths > 0 && !hasReached(m_usage, minimum)) {
        m_lapsed = true;
    }
    m_activeMonths = 0;
    m_usage = 0.0;
}

}  // namespace dealwright::contract
