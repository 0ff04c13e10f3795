// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sensitivity.h"

#include "analysis/evaluation.h"
#include "deal/problem.h"
#include "simulation/not_finite.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace dealwright::analysis {

namespace {

[[nodiscard]] bool isMovable(const deal::Leaf& leaf)
{
    const deal::Section section = deal::sectionOf(leaf);
    return (section == deal::Section::market || deal::isOfTheTerms(section)) && deal::numberOf(leaf).has_value();
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

/// `wanted`, or the nearest to it of ten halvings of the way from the present value at which the scenario is valid.
[[nodiscard]] double reachable(const deal::Scenario& scenario, const deal::Leaf& leaf, double wanted)
{
    constexpr int halvings = 10;
    const double present = *deal::numberOf(leaf);
    double target = std::clamp(wanted, leaf.field->low, leaf.field->high);
    for (int i = 0; i < halvings; ++i) {
        if (leaf.whole) {
            target = std::round(target);
        }
        if (target == present || with(scenario, leaf, target)) {
            return target;
        }
        target = present + (target - present) / 2.0;
    }
    return present;
}

[[nodiscard]] std::pair<double, double> endsOf(const deal::Scenario& scenario, const deal::Leaf& leaf)
{
    const auto lever = std::ranges::find(scenario.negotiation.levers, leaf.path, &deal::Lever::term);
    if (lever != scenario.negotiation.levers.end()) {
        return {reachable(scenario, leaf, lever->low), reachable(scenario, leaf, lever->high)};
    }
    const double present = *deal::numberOf(leaf);
    double step = (leaf.field->usualHigh - leaf.field->usualLow) / 10.0;
    if (leaf.whole) {
        step = std::max(1.0, std::round(step));
    }
    return {reachable(scenario, leaf, present - step), reachable(scenario, leaf, present + step)};
}

/// An end of a bar and what the deal is worth there; nothing where it is the present value.
struct End {
    double value = 0.0;
    std::optional<simulation::Projection> projection;
};

/// At `end`, or the nearest to it of ten halvings of the way from the present value at which every figure is finite.
/// Empty if stopped.
[[nodiscard]] std::optional<End> pricedTowards(Evaluator& evaluator, const deal::Scenario& scenario,
                                               const deal::Leaf& leaf, double end)
{
    constexpr int halvings = 10;
    const double present = *deal::numberOf(leaf);
    for (int i = 0; i < halvings && end != present; ++i) {
        end = reachable(scenario, leaf, end);
        const std::optional<deal::Scenario> moved = with(scenario, leaf, end);
        try {
            auto projection = moved ? evaluator.project(*moved, headlineOnly()) : std::nullopt;
            return projection ? std::optional(End{end, std::move(projection)}) : std::nullopt;
        } catch (const simulation::NotFinite&) {
            end = present + (end - present) / 2.0;
        }
    }
    return End{present, std::nullopt};
}

}  // namespace

double TornadoBar::width(deal::Side side) const
{
    const auto [least, most] = side == deal::Side::licensor ? std::minmax({licensorAtLow, licensor, licensorAtHigh})
                                                            : std::minmax({hostAtLow, host, hostAtHigh});
    return most - least;
}

std::optional<Tornado> tornado(const deal::Scenario& scenario, const simulation::Run& run)
{
    assert(!deal::hasErrors(deal::validate(scenario)));
    Evaluator evaluator(run);
    const std::optional<simulation::Projection> base = evaluator.project(scenario, headlineOnly());
    if (!base) {
        return std::nullopt;
    }
    Tornado result{{base->licensor.npv.mean, base->licensor.npv.standardError},
                   {base->host.npv.mean, base->host.npv.standardError},
                   {}};
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
        const double licensor = result.licensor.value;
        const double host = result.host.value;
        TornadoBar bar{leaf, low, high, licensor, licensor, host, host, licensor, host};
        bar.licensorErrorAtLow = bar.licensorErrorAtHigh = result.licensor.error;
        bar.hostErrorAtLow = bar.hostErrorAtHigh = result.host.error;
        for (const bool atLow : {true, false}) {
            const double end = atLow ? low : high;
            if (end == *deal::numberOf(leaf)) {
                continue;
            }
            const std::optional<End> priced = pricedTowards(evaluator, scenario, leaf, end);
            if (!priced) {
                return std::nullopt;
            }
            (atLow ? bar.low : bar.high) = priced->value;
            if (priced->projection) {
                (atLow ? bar.licensorAtLow : bar.licensorAtHigh) = priced->projection->licensor.npv.mean;
                (atLow ? bar.hostAtLow : bar.hostAtHigh) = priced->projection->host.npv.mean;
                (atLow ? bar.licensorErrorAtLow : bar.licensorErrorAtHigh) =
                    priced->projection->licensor.npv.standardError;
                (atLow ? bar.hostErrorAtLow : bar.hostErrorAtHigh) = priced->projection->host.npv.standardError;
            }
        }
        if (bar.low == bar.high) {
            continue;
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
