// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/terms.h"

// Trust, ownership, compliance: docs/MODEL.md section 3.6.
namespace dealwright::contract {

/// 1 - rho (1 - alpha): the fraction of the share that reaches the licensor's account after audits.
[[nodiscard]] double reportedFraction(const deal::Reporting& reporting);

/// 1 - iota(t) x: the fraction of revenue in which the licensor shares, given who owns the improvements.
[[nodiscard]] double sharedFraction(const deal::Improvements& improvements, int month, int termMonths);

/// What governance costs a party whatever happens, money a month: compliance, and the licensor's audits.
[[nodiscard]] double standingCosts(const deal::Terms& terms, deal::Side party);

/// A party's own cost of a dispute, money.
[[nodiscard]] double disputeCost(const deal::Dispute& dispute, deal::Side party);

/// A party's part of an incident's loss, money.
[[nodiscard]] double incidentPart(const deal::Incident& incident, deal::Side party, double loss);

}  // namespace dealwright::contract
