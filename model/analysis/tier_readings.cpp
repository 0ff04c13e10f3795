// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tier_readings.h"

#include "analysis/comparison.h"
#include "analysis/evaluation.h"
#include "deal/problem.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <stdexcept>

namespace dealwright::analysis {

std::optional<TierAmbiguity> tierAmbiguity(const deal::Scenario& scenario, const simulation::Run& run)
{
    assert(!deal::hasErrors(deal::validate(scenario)));
    using deal::TierMethod;
    using deal::TierPeriod;
    Evaluator evaluator(run);
    TierAmbiguity result;
    std::vector<simulation::Statistic> licensor;
    std::vector<simulation::Statistic> host;
    for (const TierMethod method : {TierMethod::marginal, TierMethod::whole, TierMethod::prospective}) {
        for (const TierPeriod period : {TierPeriod::month, TierPeriod::contractYear, TierPeriod::lifetime}) {
            deal::Scenario reading = scenario;
            reading.terms.tiers.method = method;
            reading.terms.tiers.period = period;
            const auto projection = evaluator.project(reading, headlineOnly());
            if (!projection) {
                return std::nullopt;
            }
            licensor.push_back(projection->licensor.npv);
            host.push_back(projection->host.npv);
            result.readings.push_back({method, period, licensor.back().mean, licensor.back().standardError,
                                       host.back().mean, host.back().standardError});
            if (run.progress) {
                run.progress(static_cast<double>(result.readings.size()) / 9.0);
            }
        }
    }
    const auto spread = [](const std::vector<simulation::Statistic>& npvs) {
        const auto [low, high] = std::ranges::minmax_element(npvs, {}, &simulation::Statistic::mean);
        return differenceOf(*low, *high);
    };
    const simulation::Estimate ofLicensor = spread(licensor);
    const simulation::Estimate ofHost = spread(host);
    result.licensorSpread = ofLicensor.value;
    result.licensorSpreadError = ofLicensor.error;
    result.hostSpread = ofHost.value;
    result.hostSpreadError = ofHost.error;
    return result;
}

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// From `from` on the payment is `start` + `slope` x (volume - from), up to the next segment.
struct Segment {
    double from = 0.0;
    double start = 0.0;
    double slope = 0.0;
};

/// What one use case pays beyond a threshold before the rate floor and cap: constant + slope x volume.
struct Line {
    double constant = 0.0;
    double slope = 0.0;
};

/// Table `tiers` at `baseRate` from its step k on; `area` is that of the steps before, up to the threshold.
[[nodiscard]] Line lineOf(const deal::Tiers& tiers, double baseRate, std::size_t k, double area)
{
    const deal::TierStep& step = tiers.steps[k];
    const double slope = baseRate + step.adjustment;
    const bool marginal = tiers.method == deal::TierMethod::marginal;
    return {marginal ? area - step.adjustment * step.threshold : 0.0, slope};
}

/// The payment as a function of the volume: the sum of lines, each kept between rateFloor x volume and rateCap x
/// volume.
[[nodiscard]] std::vector<Segment> segmentsOf(const deal::Terms& terms, const std::vector<double>& mix)
{
    deal::Tiers tiers = terms.tiers;
    if (tiers.steps.empty()) {
        tiers.steps.push_back({});
    }
    std::vector<Segment> segments;
    double area = 0.0;
    for (std::size_t k = 0; k < tiers.steps.size(); ++k) {
        const double from = tiers.steps[k].threshold;
        const double to = k + 1 < tiers.steps.size() ? tiers.steps[k + 1].threshold : infinity;
        std::vector<Line> lines;
        std::vector<double> starts{from};
        for (std::size_t u = 0; u < mix.size(); ++u) {
            const Line line = lineOf(tiers, terms.shares[u].baseRate, k, area);
            lines.push_back(line);
            for (const double bound : {terms.rateFloor, terms.rateCap}) {
                const double crossing = line.constant / (bound - line.slope);
                if (mix[u] != 0.0 && std::isfinite(crossing) && crossing > from && crossing < to) {
                    starts.push_back(crossing);
                }
            }
        }
        std::ranges::sort(starts);
        starts.erase(std::ranges::unique(starts).begin(), starts.end());
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const double end = i + 1 < starts.size() ? starts[i + 1] : to;
            const double middle = std::isfinite(end) ? (starts[i] + end) / 2.0 : 2.0 * starts[i] + 1.0;
            Segment segment{starts[i], 0.0, 0.0};
            for (std::size_t u = 0; u < mix.size(); ++u) {
                // Which of the three holds does not change within the segment.
                const double unclamped = lines[u].constant + lines[u].slope * middle;
                const Line line = unclamped < terms.rateFloor * middle ? Line{0.0, terms.rateFloor}
                                  : unclamped > terms.rateCap * middle ? Line{0.0, terms.rateCap}
                                                                       : lines[u];
                segment.start += mix[u] * (line.constant + line.slope * segment.from);
                segment.slope += mix[u] * line.slope;
            }
            segments.push_back(segment);
        }
        area += std::isfinite(to) ? tiers.steps[k].adjustment * (to - from) : 0.0;
    }
    return segments;
}

/// The zones below the highest payment so far, by one sweep.
[[nodiscard]] std::vector<Cliff> cliffsOf(const std::vector<Segment>& segments)
{
    std::vector<Cliff> cliffs;
    bool inside = false;
    double highest = 0.0;  // of the payments up to here, outside a zone the last one
    const auto fall = [&](double volume, double payment) {
        if (highest - payment <= 1e-12 * highest) {
            return;
        }
        if (!inside) {
            cliffs.push_back({volume, infinity, 0.0});
            inside = true;
        }
        cliffs.back().drop = std::max(cliffs.back().drop, highest - payment);
    };
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& segment = segments[i];
        const double end = i + 1 < segments.size() ? segments[i + 1].from : infinity;
        fall(segment.from, segment.start);
        if (inside && segment.start >= highest) {
            cliffs.back().to = segment.from;
            inside = false;
        }
        if (inside && segment.slope > 0.0) {
            const double recovered = segment.from + (highest - segment.start) / segment.slope;
            if (recovered < end) {
                cliffs.back().to = recovered;
                inside = false;
            }
        }
        const double last = segment.start + (std::isfinite(end) ? segment.slope * (end - segment.from) : 0.0);
        if (segment.slope < 0.0) {
            fall(segment.from, last);
        }
        highest = std::max({highest, segment.start, last});
    }
    return cliffs;
}

[[nodiscard]] VolumeCurve curveOf(const deal::Terms& terms, const std::vector<double>& mix, std::size_t useCase,
                                  int volumes)
{
    const std::vector<Segment> segments = segmentsOf(terms, mix);
    const double last = terms.tiers.steps.empty() ? 0.0 : terms.tiers.steps.back().threshold;
    const double end = last > 0.0 ? 1.5 * last : 1.0;
    VolumeCurve curve{useCase, {}, cliffsOf(segments)};
    for (int i = 0; i < volumes; ++i) {
        const double volume = end * i / (volumes - 1);
        const auto next = std::ranges::upper_bound(segments, volume, {}, &Segment::from);
        const Segment& segment = *std::prev(next);
        const double payment = segment.start + segment.slope * (volume - segment.from);
        curve.points.push_back({volume, payment, volume > 0.0 ? payment / volume : segment.slope, segment.slope});
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
