// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <optional>
#include <string>
#include <string_view>

namespace dealwright::analysis {

/// Which number is to bring which statistic to which amount.
struct Goal {
    std::string path;  ///< of one number of the scenario, such as terms.shares[0].baseRate
    deal::Side party = deal::Side::licensor;
    std::string statistic;  ///< by its path, such as npv.mean (statistic.h)
    double target = 0.0;
};

struct GoalAnswer {
    bool reached = false;
    double value = 0.0;      ///< of the number, in the unit of the file
    double statistic = 0.0;  ///< at that value
    double present = 0.0;    ///< the number as it stands
    int evaluations = 0;
};

enum class GoalError { none, unknownPath, notANumber, unknownStatistic, stopped };

struct GoalResult {
    GoalError error = GoalError::none;
    GoalAnswer answer;
};

/// The value at which the statistic reaches the target, on the scenario's own draws: of several the one nearest the
/// present value; where none lies in the field's range, the end that comes closest, and reached is false. The range is
/// the field's own, searched on a grid over its usual range and then outward in doubling steps, so that two crossings
/// within one step of the grid (a 64th of the usual range) may hide each other. Brackets are closed by the TOMS 748
/// algorithm of Alefeld, Potra and Shi (1995) to 1e-10 of the bracket; a statistic that jumps over the target counts as
/// reached.
[[nodiscard]] GoalResult goalSeek(const deal::Scenario& scenario, const Goal& goal, const simulation::Run& run = {});

}  // namespace dealwright::analysis
