// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random/address.h"
#include "random/poisson.h"
#include "random/sobol.h"
#include "simulation/shocks.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

// What all blocks of one drawing share: where each variable draws from, and the constants of docs/MODEL.md section 2.
namespace dealwright::simulation {

/// Where a variable draws from: a dimension of the scrambled sequence, or pseudo-random numbers at its address.
struct Source {
    random::Address address;
    const random::ScrambledDimension* sobol = nullptr;
};

/// W(middle) = leftWeight W(left) + rightWeight W(right) + deviation z: one step of a Brownian bridge over the months.
struct BridgeStep {
    int left = 0;
    int right = 0;
    int middle = 0;
    float leftWeight = 0.0F;
    float rightWeight = 0.0F;
    float deviation = 0.0F;
};

/// The steps between months 0 and `last`, breadth first; none where there is no month between. Precondition: last >= 0.
[[nodiscard]] std::vector<BridgeStep> bridgeSteps(int last);

struct EventPlan {
    int firstMonth = 0;
    double annualRate = 0.0;
    double logMean = 0.0;       ///< of a factor's logarithm
    double logDeviation = 0.0;  ///< of a factor's logarithm
    random::PoissonQuantile count{0.0};
    Source countSource;
    std::vector<Source> timeSource;  ///< quasi: the occurrences that have a dimension
    std::vector<Source> sizeSource;
    random::Address time;  ///< of the first occurrence
    random::Address size;
    std::vector<std::size_t> useCases;  ///< positions that it concerns
};

struct DrawPlan {
    std::uint64_t seed = 0;
    bool quasi = true;
    int months = 0;
    std::size_t useCases = 0;
    std::vector<std::unique_ptr<random::ScrambledDimension>> dimensions;

    std::vector<float> factor;               ///< lower triangular A with A A' = correlation, row by row
    std::vector<bool> hasNoise;              ///< by driver j: whether any use case hears it
    std::vector<bool> hasGrowth;             ///< likewise, of growth drivers
    std::vector<bool> grows;                 ///< [use case] whether its growth is uncertain
    std::vector<std::vector<Source>> noise;  ///< [driver][level], quasi; [driver][month], pseudo
    std::vector<Source> growth;
    std::vector<BridgeStep> bridge;  ///< level l + 1 is step l; level 0 is the last month
    float bridgeEnd = 0.0F;          ///< deviation of W in the last month

    std::vector<float> decay;         ///< [use case] e^(-kappa/12)
    std::vector<float> step;          ///< [use case] standard deviation of a month's change of X
    std::vector<float> compensation;  ///< [month][use case] -(Var X + (s tau/12)^2) / 2
    std::vector<float> growthScale;   ///< [month][use case] s tau/12
    bool hasWar = false;
    Source war;
    std::vector<float> warScale;         ///< [month] s_D t/12
    std::vector<float> warCompensation;  ///< [month] -(s_D t/12)^2 / 2

    std::vector<EventPlan> events;
    std::vector<bool> hasJumps;   ///< [use case] whether an event concerns it
    std::vector<Source> dispute;  ///< [contract year]
    Source incidentGap;
    Source incidentSize;
    double incidentProbability = 0.0;
    double logNoIncident = 0.0;  ///< log(1 - incidentProbability), a year; -infinity for 1
};

[[nodiscard]] DrawPlan planOf(const ShockKey& key);

/// A with A A' = the matrix, lower triangular, row by row; a pivot that rounding leaves at or below 1e-12 counts as 0,
/// with zeros below it: the matrix may be semi-definite.
[[nodiscard]] std::vector<double> choleskyFactor(const std::vector<std::vector<double>>& matrix);

/// (1 - e^(-rate time)) / rate, and time where rate is 0; rate and time are not negative.
[[nodiscard]] double decayingTime(double rate, double time);

}  // namespace dealwright::simulation
