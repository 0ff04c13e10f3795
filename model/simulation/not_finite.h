// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/draws.h"
#include "deal/problem.h"
#include "deal/scenario.h"
#include "simulation/projection.h"

#include <stdexcept>
#include <string>
#include <vector>

// A figure is finite, or there is a sentence in its place: docs/MODEL.md section 5.
namespace dealwright::simulation {

/// Thrown where a scenario breaks no rule and yet cannot be priced: a figure of it leaves the range of numbers (about
/// 10^308). Says in which months, and which fields drive it.
class NotFinite : public std::runtime_error {
public:
    /// Precondition: at least one problem.
    NotFinite(std::string scenario, int firstMonth, int lastMonth, std::vector<deal::Problem> problems);

    [[nodiscard]] const std::string& scenario() const { return m_scenario; }  ///< its name
    [[nodiscard]] int firstMonth() const { return m_firstMonth; }             ///< 0 is the deal's first
    [[nodiscard]] int lastMonth() const { return m_lastMonth; }
    /// One for each field that drives it, with Rule::figuresBeyondRange: the strongest first, at least one, at most
    /// four.
    [[nodiscard]] const std::vector<deal::Problem>& problems() const { return m_problems; }

private:
    std::string m_scenario;
    int m_firstMonth;
    int m_lastMonth;
    std::vector<deal::Problem> m_problems;
};

/// Why the path with those draws leaves the range. The months are those in which its ledger is not finite; where all
/// are (a mean of such paths is not), the one with the largest figures. Fields are ranked by how many decades they add
/// in the first of these months to the largest of usage, revenue, cost and payments.
/// Precondition: the scenario is valid, and the draws have its shape.
[[nodiscard]] NotFinite notFiniteOn(const deal::Scenario& scenario, const contract::PathDraws& draws);

/// Why a party's certainty equivalent is not finite though its outcomes are.
[[nodiscard]] NotFinite notFiniteRisk(const deal::Scenario& scenario, deal::Side side);

/// Whether every figure is finite, certainty equivalents aside.
[[nodiscard]] bool isFinite(const Projection& projection);
[[nodiscard]] bool hasFiniteCertaintyEquivalents(const PartyProjection& party);

}  // namespace dealwright::simulation
