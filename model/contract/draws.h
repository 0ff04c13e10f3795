// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <vector>

namespace dealwright::contract {

/// The luck of one path: all that is random in docs/MODEL.md sections 2 and 3.6.
struct PathDraws {
    std::vector<std::vector<double>> usageShock;  ///< [use case][month]: noise x growth x events
    std::vector<double> priceShock;               ///< [month]: war(t)
    std::vector<bool> disputes;                   ///< [contract year]: whether its last month's draw is a dispute
    std::vector<double> incidentLoss;             ///< [month]: the whole loss in money, 0 where there is no incident
    friend bool operator==(const PathDraws&, const PathDraws&) = default;
};

/// The path on which nothing happens by chance: all shocks 1, no dispute, no incident.
[[nodiscard]] PathDraws withoutLuck(const deal::Scenario& scenario);

}  // namespace dealwright::contract
