// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/terms.h"

#include <utility>
#include <vector>

// Caps, the advance, the guarantee, escrow and milestones: docs/MODEL.md sections 3.4 and 3.6. All in money.
namespace dealwright::contract {

/// The earned share of the contract year and of the term, and the caps on both.
class EarnedAccount {
public:
    /// Cuts a month's share so that the contract year's sum stays within annualCap, then so that the term's stays
    /// within totalCap. Counts and returns what is left, which is the month's earned share.
    [[nodiscard]] double earn(const deal::Terms& terms, int month, double share);

    /// The current contract year's sum, up to the last month earned.
    [[nodiscard]] double year() const { return m_year; }

private:
    double m_year = 0.0;
    double m_term = 0.0;
};

/// The advance's balance. What is left of it at the end stays with the licensor.
class AdvanceAccount {
public:
    explicit AdvanceAccount(double advance) : m_balance(advance) {}

    /// Takes up to the fraction `recoupment` of the earned share off the balance; returns what it took.
    [[nodiscard]] double recoup(double recoupment, double earned);

private:
    double m_balance;
};

/// guarantee_y: the least that contract year `year` earns the licensor; a short last year's is in proportion.
[[nodiscard]] double guaranteeOfYear(const deal::Terms& terms, int year, int termMonths);

/// Money that has left the host and not yet reached the licensor.
class EscrowAccount {
public:
    EscrowAccount(const deal::Holdback& holdback, int termMonths);

    /// Keeps back its part of a month's paid share until the month in which it falls due; returns that part.
    [[nodiscard]] double hold(int month, double paid);

    /// All that falls due in `month`, that month's own part included where it does.
    [[nodiscard]] double release(int month) const;

private:
    deal::Holdback m_holdback;
    std::vector<double> m_due;  ///< [month]
};

/// Cumulative usage over all use cases, and the payments that it sets off.
class MilestoneAccount {
public:
    explicit MilestoneAccount(std::vector<deal::Milestone> milestones) : m_open(std::move(milestones)) {}

    /// Adds a month's usage, million tokens, and returns the payments of the milestones reached at its end: the host's
    /// +, the licensor's -. Each is paid once.
    [[nodiscard]] double reach(double usage);

private:
    std::vector<deal::Milestone> m_open;
    double m_usage = 0.0;
};

}  // namespace dealwright::contract
