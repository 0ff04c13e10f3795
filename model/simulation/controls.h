// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/shocks.h"

#include <cstddef>
#include <vector>

// The controls that the path weights are made of: figures of a path whose expectations are known in closed form. They
// depend on the draws and on the market, and on no term: neither uplift nor contributions are in them. Present values
// are taken at the mean of both parties' discount rates. (Incidents and disputes need no control: their expectations
// stand in the means themselves, rare.h.)
namespace dealwright::simulation {

/// What the controls depend on besides the draws.
struct ControlKey {
    std::vector<deal::UseCase> useCases;  ///< without names, costs and outside usage
    double discountRate = 0.0;            ///< a year
    friend bool operator==(const ControlKey&, const ControlKey&) = default;
};

[[nodiscard]] ControlKey controlKeyOf(const deal::Scenario& scenario);

/// The constants of the controls: revenue by use case, usage by use case (both before exclusivity), each event's count,
/// in this order.
struct ControlPlan {
    std::size_t useCases = 0;
    std::size_t events = 0;
    int months = 0;
    std::vector<double> usageFactor;    ///< [month][use case] discount x trend
    std::vector<double> revenueFactor;  ///< [month][use case] discount x trend x price
    std::vector<double> elasticity;     ///< [use case]
    std::vector<double> expectation;    ///< [control]

    [[nodiscard]] std::size_t controls() const { return expectation.size(); }
};

/// How many there are for a market.
[[nodiscard]] std::size_t controlCountOf(const deal::Market& market);

[[nodiscard]] ControlPlan controlPlanOf(const deal::Scenario& scenario);

/// The controls of a block: rows of 256 values, [control][lane]. `rows` holds controls() x 256, 64-byte aligned.
void controlsOf(const ControlPlan& plan, const Shocks& shocks, std::size_t block, double* rows);

}  // namespace dealwright::simulation
