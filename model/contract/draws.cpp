// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/draws.h"

#include "contract/calendar.h"

#include <cstddef>

namespace dealwright::contract {

PathDraws withoutLuck(const deal::Scenario& scenario)
{
    const auto months = static_cast<std::size_t>(scenario.timeline.months);
    const auto years = static_cast<std::size_t>(contractYears(scenario.timeline.months));
    return {.usageShock = {scenario.market.useCases.size(), std::vector<double>(months, 1.0)},
            .priceShock = std::vector<double>(months, 1.0),
            .disputes = std::vector<bool>(years, false),
            .incidentLoss = std::vector<double>(months, 0.0)};
}

}  // namespace dealwright::contract
