// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <optional>
#include <vector>

// One tier table read in more than one way: docs/MODEL.md sections 3.2 and 5, "Ambiguity of the tiers".
namespace dealwright::analysis {

/// Both parties' mean NPV when the same table is read under this method and period.
struct TierReading {
    deal::TierMethod method = deal::TierMethod::marginal;
    deal::TierPeriod period = deal::TierPeriod::month;
    double licensor = 0.0;
    double licensorError = 0.0;  ///< standard error
    double host = 0.0;
    double hostError = 0.0;
};

struct TierAmbiguity {
    std::vector<TierReading> readings;  ///< 3 methods x 3 periods
    double licensorSpread = 0.0;        ///< largest less smallest mean NPV: the money in the wording
    double licensorSpreadError = 0.0;   ///< standard error, paired
    double hostSpread = 0.0;
    double hostSpreadError = 0.0;
};

/// Every reading of the scenario's table on the same draws. Empty if stopped. Precondition: valid.
[[nodiscard]] std::optional<TierAmbiguity> tierAmbiguity(const deal::Scenario& scenario,
                                                         const simulation::Run& run = {});

/// What a period's volume pays the licensor, at the scenario's first-year rates with nothing else in play.
struct VolumePoint {
    double volume = 0.0;         ///< in the tiers' measure: million tokens, or money
    double payment = 0.0;        ///< effectiveRate x volume: money where revenue is measured; where usage is, money per
                                 ///< unit of price
    double effectiveRate = 0.0;  ///< share of the period's revenue
    double marginalRate = 0.0;   ///< of the next unit; at a cliff that of the slice beyond it
};

/// More volume between `from` and `to` pays the licensor less than the volume just short of `from` does: a dead zone.
struct Cliff {
    double from = 0.0;
    double to = 0.0;    ///< where the payment has recovered; infinite where it never does
    double drop = 0.0;  ///< the most that is lost within the zone, in the unit of VolumePoint::payment
};

struct VolumeCurve {
    std::size_t useCase = 0;  ///< position; for a pooled table the curve is the deal's and this is U
    std::vector<VolumePoint> points;
    std::vector<Cliff> cliffs;
};

/// The effective rate against the volume of one period, at `volumes` points evenly from 0 to 1.5 x the last threshold,
/// and every zone in which more volume pays the licensor less. A pooled table has one curve at the use cases'
/// first-year rates, weighted by `mix` (revenue shares by use case, summing to 1); a table for each use case has U
/// curves. Prospective tables change no rate within a period, so their curve is what the next period pays at the same
/// volume. Precondition: one weight for each use case, two volumes or more (std::domain_error).
[[nodiscard]] std::vector<VolumeCurve> volumeCurves(const deal::Scenario& scenario, const std::vector<double>& mix,
                                                    int volumes = 121);

}  // namespace dealwright::analysis
