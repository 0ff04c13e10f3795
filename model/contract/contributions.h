// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/terms.h"

#include <vector>

// What the parties put in besides the model and the hosting: docs/MODEL.md section 3.5.
namespace dealwright::contract {

/// lift_u(t): the factor on a use case's usage. Each contribution that concerns it has added growth in every month that
/// it was active before `month`; what was gained stays.
[[nodiscard]] double usageLift(const std::vector<deal::Contribution>& contributions, int useCaseId, int month);

/// Rate points that the contributions active in `month` add to a use case's rate: the licensor's count +, the host's -.
[[nodiscard]] double rateCredits(const std::vector<deal::Contribution>& contributions, int useCaseId, int month);

/// What `party` spends in `month`, money: each active contribution once, however many use cases it concerns.
[[nodiscard]] double contributionCosts(const std::vector<deal::Contribution>& contributions, deal::Side party,
                                       int month);

}  // namespace dealwright::contract
