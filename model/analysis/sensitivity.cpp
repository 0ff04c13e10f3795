// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sensitivity.h"

#include "analysis/evaluation.h"
#include "deal/problem.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::analysis {

namespace {

[[nodiscard]] std::optional<double> numberOf(const deal::Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    return std::nullopt;
}

[[nodiscard]] bool isMovable(const deal::Leaf& leaf)
{
    return (leaf.path.starts_with("market.") || leaf.path.starts_with("terms.")) &&
           leaf.field->dimension != deal::Dimension::identifier && numberOf(leaf.value).has_value();
}

/// The scenario with `path` at `value`, if that is valid.
[[nodiscard]] std::optional<deal::Scenario> with(const deal::Scenario& scenario, const deal::Leaf& leaf, double value)
{
    deal::Scenario moved = scenario;
    const deal::Value target =
        leaf.whole ? deal::Value(static_cast<std::int64_t>(std::llround(value))) : deal::Value(value);
    if (deal::assign(moved, leaf.path, target) != deal::AssignError::none || deal::hasErrors(deal::validate(moved))) {
        return std::nullopt;
    }
    return moved;
}

/// The value that lies `step` from `value`, or nearer where the scenario would not be valid there.
[[nodiscard]] double reachable(const deal::Scenario& scenario, const deal::Leaf& leaf, double value, double step)
{
    constexpr int halvings = 10;
    for (int i = 0; i < halvings; ++i) {
        double target = std::clamp(value + step, leaf.field->low, leaf.field->high);
        if (leaf.whole) {
            target = std::round(target);
        }
        if (target == value) {
            break;
        }
        if (with(scenario, leaf, target)) {
            return target;
        }
        step /= 2.0;
    }
    return value;
}

[[nodiscard]] std::pair<double, double> endsOf(const deal::Scenario& scenario, const deal::Leaf& leaf)
{
    const double value = *numberOf(leaf.value);
    const auto lever = std::ranges::find(scenario.negotiation.levers, leaf.path, &deal::Lever::term);
    if (lever != scenario.negotiation.levers.end()) {
        return {reachable(scenario, leaf, value, lever->low - value),
                reachable(scenario, leaf, value, lever->high - value)};
    }
    double step = (leaf.field->usualHigh - leaf.field->usualLow) / 10.0;
    if (leaf.whole) {
        step = std::max(1.0, std::round(step));
    }
    return {reachable(scenario, leaf, value, -step), reachable(scenario, leaf, value, step)};
}

}  // namespace

double TornadoBar::width(deal::Side side) const
{
    return side == deal::Side::licensor ? std::fabs(licensorAtHigh - licensorAtLow) : std::fabs(hostAtHigh - hostAtLow);
}

std::optional<Tornado> tornado(const deal::Scenario& scenario, const simulation::Run& run)
{
    Evaluator evaluator(run);
    const std::optional<simulation::Projection> base = evaluator.project(scenario, headlineOnly());
    if (!base) {
        return std::nullopt;
    }
    Tornado result{base->licensor.npv.mean, base->host.npv.mean, {}};
    const std::vector<deal::Leaf> leaves = deal::flatten(scenario);
    std::size_t done = 0;
    for (const deal::Leaf& leaf : leaves) {
        ++done;
        if (!isMovable(leaf)) {
            continue;
        }
        const auto [low, high] = endsOf(scenario, leaf);
        if (low == high) {
            continue;
        }
        TornadoBar bar{leaf, low, high, result.licensor, result.licensor, result.host, result.host};
        for (const bool atLow : {true, false}) {
            const double end = atLow ? low : high;
            if (end == *numberOf(leaf.value)) {
                continue;
            }
            const std::optional<deal::Scenario> moved = with(scenario, leaf, end);
            const auto projection = moved ? evaluator.project(*moved, headlineOnly()) : std::nullopt;
            if (!projection) {
                return std::nullopt;
            }
            (atLow ? bar.licensorAtLow : bar.licensorAtHigh) = projection->licensor.npv.mean;
            (atLow ? bar.hostAtLow : bar.hostAtHigh) = projection->host.npv.mean;
        }
        result.bars.push_back(std::move(bar));
        if (run.progress) {
            run.progress(static_cast<double>(done) / static_cast<double>(leaves.size()));
        }
    }
    return result;
}

std::vector<TornadoBar> ordered(const Tornado& tornado, deal::Side side)
{
    std::vector<TornadoBar> bars = tornado.bars;
    std::ranges::stable_sort(
        bars, [side](const TornadoBar& a, const TornadoBar& b) { return a.width(side) > b.width(side); });
    return bars;
}

}  // namespace dealwright::analysis
