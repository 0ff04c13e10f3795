// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <boost/describe.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

// What the simulation of one scenario says: docs/MODEL.md section 5. Plain values; money in the deal's currency.
namespace dealwright::simulation {

/// The percentiles that are reported, in percent, everywhere in this order.
inline constexpr std::array<int, 7> percentileRanks{5, 10, 25, 50, 75, 90, 95};

/// Student's t with 15 degrees of freedom, 97.5 %: intervals from 16 scrambles are +- this x the standard error.
inline constexpr double studentT15 = 2.1314495455597742;

/// A distribution over all paths. Means are weighted by the path weights and hold the known expectation of what is rare
/// (incident losses, disputes); all else counts every path once, as it was drawn. Standard errors come from the 16
/// scrambles, those of the mean and of the certainty equivalent also from events that hardly any path meets.
///
/// What is reported of it is described, in the order of every table and file: simulation/projection_fields.h says what
/// each figure is called and which member is its error. The rest is what errors are made of.
struct Statistic {
    double mean = 0.0;
    double standardDeviation = 0.0;
    double standardDeviationError = 0.0;
    double standardError = 0.0;              ///< of the mean
    std::array<double, 16> scrambleMeans{};  ///< the scrambles' own estimates Y_s; their average is the mean
    /// What each event of the risk register that too few paths meet adds to the mean's error, signed, by position: 0
    /// where enough do. Of two term sheets on the same luck their difference counts.
    std::vector<double> rareEventErrors = {};
    std::array<double, 7> percentiles{};
    std::array<double, 7> percentileErrors{};                     ///< standard errors
    std::array<std::array<double, 7>, 16> scramblePercentiles{};  ///< the scrambles' own
    double cvar5 = 0.0;                                           ///< mean of the worst 5 %
    double cvar5Error = 0.0;
    double probabilityAboveReservation = 0.0;  ///< P(value >= the party's reservationValue), within rounding
    double probabilityError = 0.0;
    double certaintyEquivalent = 0.0;
    double certaintyEquivalentError = 0.0;
    double grossInflow = 0.0;  ///< present value of all that the party receives, mean over the paths
    bool sampled = false;      ///< whether anything drawn enters the mean: else it is exact
    friend bool operator==(const Statistic&, const Statistic&) = default;
};
BOOST_DESCRIBE_STRUCT(Statistic, (),
                      (mean, standardDeviation, standardError, percentiles, cvar5, probabilityAboveReservation,
                       certaintyEquivalent))

/// One figure for each month of the term: T entries.
struct MonthlyStatistic {
    std::vector<double> mean;
    std::array<std::vector<double>, 7> percentiles;
    friend bool operator==(const MonthlyStatistic&, const MonthlyStatistic&) = default;
};

struct PartyProjection {
    double signing = 0.0;  ///< cash flow before month 0, undiscounted
    Statistic npv;
    Statistic total;                              ///< undiscounted, signing included
    MonthlyStatistic months;                      ///< cash flow
    MonthlyStatistic cumulativeMonths;            ///< signing included
    MonthlyStatistic discountedMonths;            ///< the same at the party's discount rate
    MonthlyStatistic cumulativeDiscountedMonths;  ///< empty unless asked for
    std::vector<double> npvByPath;                ///< N entries; path p belongs to scramble p mod 16
    std::vector<double> grossInflowByPath;        ///< present value of all that the party receives, with npvByPath
    friend bool operator==(const PartyProjection&, const PartyProjection&) = default;
};
BOOST_DESCRIBE_STRUCT(PartyProjection, (), (npv, total))  // the distributions that figures are reported of

/// The lines of the bridge, in its order. The first two are the host's alone.
enum class BridgeItem {
    grossRevenue,
    servingCost,
    baseRate,
    annualStep,
    tier,
    premium,
    credits,
    clamp,
    base,
    improvements,
    perUnitFloor,
    underReporting,
    annualCap,
    totalCap,
    recoupment,
    escrow,
    trueUp,
    milestones,
    exclusivityFee,
    outside,
    settlement,
    contributions,
    compliance,
    audit,
    disputeCosts,
    incident,
    upfrontFee,
    advance,
};

/// A line's mean present value for each party, at its own discount rate and in the direction of that party's NPV: all
/// lines add up to it.
struct BridgeLine {
    BridgeItem item = BridgeItem::grossRevenue;
    int useCase = -1;  ///< position, or -1 for the whole deal
    double licensor = 0.0;
    double host = 0.0;
    friend bool operator==(const BridgeLine&, const BridgeLine&) = default;
};

/// What so few paths are expected to meet that the sample says little of it: fewer than `enoughPaths`.
struct RareDriver {
    enum class Kind { event, incident, dispute };
    Kind kind = Kind::event;
    std::size_t event = 0;  ///< position in the risk register, of an event
    double chance = 0.0;    ///< that a path meets it within the term, above 0
    friend bool operator==(const RareDriver&, const RareDriver&) = default;

    static constexpr double enoughPaths = 30.0;
    /// As many paths as meet it `enoughPaths` times in expectation.
    [[nodiscard]] double pathsWanted() const { return std::ceil(enoughPaths / chance); }
};

struct Projection {
    std::int64_t paths = 0;  ///< N as run (quasi rounds up)
    std::uint64_t seed = 0;
    deal::Sampling sampling = deal::Sampling::quasi;
    PartyProjection licensor;
    PartyProjection host;
    MonthlyStatistic usage;                           ///< all use cases together, million tokens a month
    MonthlyStatistic gross;                           ///< money a month
    std::vector<std::vector<double>> usageByUseCase;  ///< [use case][month], means
    std::vector<std::vector<double>> grossByUseCase;
    std::vector<BridgeLine> bridge;  ///< empty unless asked for
    std::vector<double> weights;     ///< path weights x N, one for each path: 1 = a plain mean
    std::vector<RareDriver> rare;    ///< in the order of the risk register, then incidents, then disputes
    friend bool operator==(const Projection&, const Projection&) = default;

    [[nodiscard]] const PartyProjection& of(deal::Side side) const
    {
        return side == deal::Side::licensor ? licensor : host;
    }
};

}  // namespace dealwright::simulation
