// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"
#include "simulation/statistics.h"

#include <array>
#include <span>

// Scenarios against each other on the same luck: docs/MODEL.md section 5, "Comparison".
namespace dealwright::analysis {

/// Which of two distributions every decision-maker of a kind prefers, on the two empirical distributions.
enum class Dominance {
    neither,
    first,        ///< the other scenario dominates the baseline in the first order: all who want more prefer it
    second,       ///< ... in the second order: all who want more and dislike risk prefer it
    firstBelow,   ///< the baseline dominates the other scenario in the first order
    secondBelow,  ///< the baseline dominates the other scenario in the second order
    equal,        ///< the two distributions are the same
};

/// One party's NPV under another scenario against the baseline, path by path.
struct PartyComparison {
    double difference = 0.0;     ///< mean of the other less mean of the baseline: the headlines' own difference
    double standardError = 0.0;  ///< of the difference, paired over the 16 scrambles
    bool sampled = false;        ///< whether anything drawn enters the difference: else it is exact
    /// Of each percentile, in the order of simulation::percentileRanks: the other's less the baseline's, with its
    /// paired standard error.
    std::array<simulation::Estimate, 7> percentiles{};
    double probabilityHigher = 0.0;  ///< share of paths on which the other scenario pays more
    double probabilityHigherError = 0.0;
    double probabilityEqual = 0.0;  ///< share on which both pay the same
    Dominance dominance = Dominance::neither;
};

struct Comparison {
    PartyComparison licensor;
    PartyComparison host;

    [[nodiscard]] const PartyComparison& of(deal::Side side) const
    {
        return side == deal::Side::licensor ? licensor : host;
    }
};

/// Whether the money of two scenarios can be set against each other: it is of one currency.
[[nodiscard]] bool comparable(const deal::Scenario& a, const deal::Scenario& b);

/// Whether the two were run on the same luck: the same paths, seed and sampling.
[[nodiscard]] bool sameLuck(const simulation::Projection& a, const simulation::Projection& b);

/// The other mean less the baseline's, both on the same luck, with the error of the difference: paired over the 16
/// scrambles, and in quadrature what events that hardly any path meets add to it.
[[nodiscard]] simulation::Estimate differenceOf(const simulation::Statistic& baseline,
                                                const simulation::Statistic& other);

/// Preconditions: both run with the same simulation settings and with npvByPath; std::domain_error otherwise.
[[nodiscard]] Comparison compare(const simulation::Projection& baseline, const simulation::Projection& other);

/// Dominance of `other` over `baseline`: equally many outcomes of each (else std::domain_error), in any order. Order
/// statistics of which each reaches the other (simulation::reaches) are ties; so are outcomes of a path in the
/// probabilities of PartyComparison. `grossInflow`: present value of all that the party receives on the mean path.
/// Hadar and Russell, "Rules for ordering uncertain prospects", American Economic Review 59 (1969).
[[nodiscard]] Dominance dominanceOf(std::span<const double> baseline, std::span<const double> other,
                                    double grossInflow);

}  // namespace dealwright::analysis
