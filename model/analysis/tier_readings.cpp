// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tier_readings.h"

#include "analysis/evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dealwright::analysis {

std::optional<TierAmbiguity> tierAmbiguity(const deal::Scenario& scenario, const simulation::Run& run)
{
    using deal::TierMethod;
    using deal::TierPeriod;
    Evaluator evaluator(run);
    TierAmbiguity result;
    for (const TierMethod method : {TierMethod::marginal, TierMethod::whole, TierMethod::prospective}) {
        for (const TierPeriod period : {TierPeriod::month, TierPeriod::contractYear, TierPeriod::lifetime}) {
            deal::Scenario reading = scenario;
            reading.terms.tiers.method = method;
            reading.terms.tiers.period = period;
            const auto projection = evaluator.project(reading, headlineOnly());
            if (!projection) {
                return std::nullopt;
            }
            result.readings.push_back({method, period, projection->licensor.npv.mean, projection->host.npv.mean});
            if (run.progress) {
                run.progress(static_cast<double>(result.readings.size()) / 9.0);
            }
        }
    }
    const auto spread = [&](double TierReading::* value) {
        const auto [low, high] = std::ranges::minmax_element(result.readings, {}, value);
        return (*high).*value - (*low).*value;
    };
    result.licensorSpread = spread(&TierReading::licensor);
    result.hostSpread = spread(&TierReading::host);
    return result;
}

namespace {

/// The adjustment that a period's volume q brings about: its average over the slices, or the reached one.
[[nodiscard]] double adjustmentAt(const deal::Tiers& tiers, double q)
{
    if (tiers.steps.empty()) {
        return 0.0;
    }
    if (tiers.method != deal::TierMethod::marginal || q == 0.0) {
        double reached = 0.0;
        for (const deal::TierStep& step : tiers.steps) {
            reached = q >= step.threshold ? step.adjustment : reached;
        }
        return reached;
    }
    double area = 0.0;
    for (std::size_t k = 0; k < tiers.steps.size(); ++k) {
        const double from = tiers.steps[k].threshold;
        const double to = k + 1 < tiers.steps.size() ? tiers.steps[k + 1].threshold : q;
        area += tiers.steps[k].adjustment * std::max(0.0, std::min(to, q) - from);
    }
    return area / q;
}

/// The licensor's effective rate at volume q for weights of the use cases' rates.
[[nodiscard]] double rateAt(const deal::Terms& terms, const std::vector<double>& mix, double q)
{
    const double adjustment = adjustmentAt(terms.tiers, q);
    double rate = 0.0;
    for (std::size_t u = 0; u < mix.size(); ++u) {
        rate += mix[u] * std::clamp(terms.shares[u].baseRate + adjustment, terms.rateFloor, terms.rateCap);
    }
    return rate;
}

/// The volume beyond a cliff at which the payment is back at what it was just before.
[[nodiscard]] double recovery(const deal::Terms& terms, const std::vector<double>& mix, double threshold, double before)
{
    // Between two thresholds the payment of a whole or prospective table is linear in the volume.
    const auto& steps = terms.tiers.steps;
    for (std::size_t k = 0; k < steps.size(); ++k) {
        if (steps[k].threshold < threshold) {
            continue;
        }
        const double end = k + 1 < steps.size() ? steps[k + 1].threshold : std::numeric_limits<double>::infinity();
        const double rate = rateAt(terms, mix, steps[k].threshold);
        const double needed = rate > 0.0 ? before / rate : std::numeric_limits<double>::infinity();
        if (needed < end) {
            return std::max(needed, steps[k].threshold);
        }
    }
    return std::numeric_limits<double>::infinity();
}

[[nodiscard]] VolumeCurve curveOf(const deal::Terms& terms, const std::vector<double>& mix, std::size_t useCase,
                                  int volumes)
{
    const deal::Tiers& tiers = terms.tiers;
    VolumeCurve curve;
    curve.useCase = useCase;
    const double last = tiers.steps.empty() ? 0.0 : tiers.steps.back().threshold;
    const double end = last > 0.0 ? 1.5 * last : 1.0;
    const double step = end / (volumes - 1);
    for (int i = 0; i < volumes; ++i) {
        const double q = step * i;
        const double rate = rateAt(terms, mix, q);
        const double next = rateAt(terms, mix, q + step / 1024.0);
        const double marginal = (next * (q + step / 1024.0) - rate * q) / (step / 1024.0);
        curve.points.push_back({q, rate * q, rate, marginal});
    }
    if (tiers.method == deal::TierMethod::marginal) {
        return curve;  // clamped at 0 or above: each slice adds
    }
    double deadUntil = 0.0;
    for (std::size_t k = 1; k < tiers.steps.size(); ++k) {
        const double threshold = tiers.steps[k].threshold;
        const double before = rateAt(terms, mix, tiers.steps[k - 1].threshold) * threshold;
        const double after = rateAt(terms, mix, threshold) * threshold;
        if (after < before && threshold >= deadUntil) {
            deadUntil = recovery(terms, mix, threshold, before);
            curve.cliffs.push_back({threshold, deadUntil, before - after});
        }
    }
    return curve;
}

}  // namespace

std::vector<VolumeCurve> volumeCurves(const deal::Scenario& scenario, const std::vector<double>& mix, int volumes)
{
    const std::size_t count = scenario.market.useCases.size();
    if (mix.size() != count || volumes < 2) {
        throw std::domain_error("volumeCurves: needs one weight for each use case and two volumes or more");
    }
    if (scenario.terms.tiers.pool == deal::TierPool::pooled) {
        return {curveOf(scenario.terms, mix, count, volumes)};
    }
    std::vector<VolumeCurve> curves;
    for (std::size_t u = 0; u < count; ++u) {
        std::vector<double> alone(count, 0.0);
        alone[u] = 1.0;
        curves.push_back(curveOf(scenario.terms, alone, u, volumes));
    }
    return curves;
}

}  // namespace dealwright::analysis
