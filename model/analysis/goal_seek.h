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
    std::string statistic;  ///< by its path, such as npv.mean (figures.h)
    double target = 0.0;
};

struct GoalAnswer {
    bool reached = false;
    double value = 0.0;             ///< of the number, in the unit of the file
    double statistic = 0.0;         ///< at that value
    std::optional<double> present;  ///< the number as it stands; empty where it is absent, such as no cap
    int evaluations = 0;
};

enum class GoalError {
    none,
    unknownPath,
    notANumber,
    notOfTheDeal,  ///< of `simulation`: how the deal is run, not what it is
    unknownStatistic,
    stopped
};

struct GoalResult {
    GoalError error = GoalError::none;
    GoalAnswer answer;
};

/// The value at which the statistic reaches the target, on the scenario's own draws: of several the one nearest the
/// present value. Where none lies in the field's range, reached is false, and the answer is the end that comes closest,
/// or the nearest value from which on the statistic stays what it is at that end (a share above the rate cap). An end
/// is that of the field's range, or before it the last value at which the scenario breaks no rule and its figures are
/// finite.
///
/// From the present value (0 for an absent cap) both sides are searched step by step: 64 steps of a 64th of the usual
/// range (or of the present value, if that is larger), then in doubling steps to the ends. Two crossings within one
/// step may hide each other. A bracket is closed by algorithm 748 of Alefeld, Potra and Shi (ACM Transactions on
/// Mathematical Software 21, 1995) to neighbouring numbers. Reached is within 1e-9 of the largest of 1, the target and
/// the statistic as the scenario stands, or a jump over the target between neighbouring numbers (neighbouring whole
/// numbers): the one on the closer side is the answer then.
/// Throws simulation::NotFinite where the scenario as it stands has a figure that is not finite. Precondition: the
/// scenario is valid.
[[nodiscard]] GoalResult goalSeek(const deal::Scenario& scenario, const Goal& goal, const simulation::Run& run = {});

}  // namespace dealwright::analysis
