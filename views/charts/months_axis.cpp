// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/months_axis.h"

#include <algorithm>

namespace dealwright::views {

std::vector<Tick> monthTicks(const words::Format& format, int months)
{
    std::vector<Tick> ticks;
    const bool byQuarter = months <= 18;
    for (int month = 0; month < months; ++month) {
        const int calendar = (format.startMonth - 1 + month) % 12;
        if (byQuarter ? month % 3 == 0 : calendar == 0) {
            const double place = month;
            ticks.push_back(
                {place, byQuarter ? format.shortMonthName(month) : QString::number(format.calendarYearOf(month))});
        }
    }
    return ticks;
}

std::vector<Tick> numberTicks(const words::Format& format, const AxisBounds& bounds)
{
    const int decimals = decimalsOfStep(bounds.step);
    std::vector<Tick> ticks;
    for (const double value : bounds.ticks()) {
        ticks.push_back({value, value == 0 ? QStringLiteral("0") : format.number(value, decimals)});
    }
    return ticks;
}

int readingDecimals(const AxisBounds& bounds)
{
    const int decimals = decimalsOfStep(bounds.step);
    return bounds.step >= 50 ? 0 : std::min(decimals + 1, 3);
}

}  // namespace dealwright::views
