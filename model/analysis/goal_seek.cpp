// SPDX-License-Identifier: GPL-3.0-or-later
// Where a statistic reaches a target as one number varies: bracketing over the range, then closing in on the crossing.
#include "analysis/goal_seek.h"

#include "analysis/evaluation.h"
#include "analysis/figures.h"
#include "deal/leaves.h"
#include "deal/problem.h"
#include "simulation/not_finite.h"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace dealwright::analysis {

namespace {

constexpr int gridSteps = 64;
constexpr int outwardSteps = 40;
constexpr double bracketTolerance = 1e-10;
constexpr double tolerance = 1e-9;  // of the statistic

struct Stopped {};

struct Point {
    double x = 0.0;
    double gap = 0.0;  ///< statistic less target
    bool met = false;  ///< the gap is within the tolerance
    double statistic = 0.0;
};

/// Evaluates the statistic's distance from the target; points where the scenario is not valid or its figures are not
/// finite are not there.
class Objective {
public:
    Objective(const deal::Scenario& scenario, const Goal& goal, const deal::Leaf& leaf, const simulation::Run& run)
        : m_scenario(scenario), m_goal(goal), m_leaf(leaf), m_evaluator(run)
    {
    }

    /// The scenario with the number at x, if that is valid.
    [[nodiscard]] std::optional<deal::Scenario> moved(double x) const
    {
        deal::Scenario scenario = m_scenario;
        const deal::Value value =
            m_leaf.whole ? deal::Value(static_cast<std::int64_t>(std::llround(x))) : deal::Value(x);
        if (deal::assign(scenario, m_leaf.path, value) != deal::AssignError::none ||
            deal::hasErrors(deal::validate(scenario))) {
            return std::nullopt;
        }
        return scenario;
    }

    [[nodiscard]] std::optional<Point> at(double x)
    {
        const std::optional<deal::Scenario> scenario = moved(x);
        if (!scenario) {
            return std::nullopt;
        }
        try {
            return pricedAt(x, *scenario);
        } catch (const simulation::NotFinite&) {
            return std::nullopt;
        }
    }

    /// Where the number stands now; from then on the statistic there says what is near enough.
    [[nodiscard]] Point present(double x)
    {
        const Point point = priced(x);
        m_tolerance = tolerance * std::max({1.0, std::fabs(m_goal.target), std::fabs(point.statistic)});
        return pointOf(x, point.statistic);
    }

    /// The same where the scenario is known to be valid. Throws simulation::NotFinite.
    [[nodiscard]] Point priced(double x)
    {
        const std::optional<deal::Scenario> scenario = moved(x);
        if (!scenario) {
            throw std::domain_error("goalSeek: the scenario is not valid");
        }
        return pricedAt(x, *scenario);
    }

    [[nodiscard]] int evaluations() const { return m_evaluations; }

private:
    [[nodiscard]] Point pricedAt(double x, const deal::Scenario& scenario)
    {
        const auto projection = m_evaluator.project(scenario, headlineOnly());
        if (!projection) {
            throw Stopped{};
        }
        ++m_evaluations;
        return pointOf(x, figureAt(projection->of(m_goal.party), m_goal.statistic).value().value);
    }

    [[nodiscard]] Point pointOf(double x, double statistic) const
    {
        const double gap = statistic - m_goal.target;
        return {x, gap, std::fabs(gap) <= m_tolerance, statistic};
    }

    const deal::Scenario& m_scenario;
    const Goal& m_goal;
    const deal::Leaf& m_leaf;
    Evaluator m_evaluator;
    int m_evaluations = 0;
    double m_tolerance = 0.0;
};

[[nodiscard]] bool changesSide(const Point& a, const Point& b)
{
    return (a.gap < 0.0 && b.gap > 0.0) || (a.gap > 0.0 && b.gap < 0.0);
}

/// Whether the statistic comes to the target, or to its other side, on the way from the one to the other.
[[nodiscard]] bool comesToTarget(const Point& from, const Point& to)
{
    return to.met || changesSide(from, to);
}

/// A place at which the statistic is at the target, or to either side of it.
struct Closed {
    Point point;
    bool reached = false;
};

/// How far two neighbouring numbers are apart: whole ones, or those that a double tells apart at x, and below a part of
/// the field's usual range those that anybody would.
[[nodiscard]] double neighbourhood(const deal::Leaf& leaf, double x)
{
    if (leaf.whole) {
        return 1.0;
    }
    constexpr double smallest = 1e-12;
    const double size = std::max(std::fabs(x), smallest * (leaf.field->usualHigh - leaf.field->usualLow));
    return std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
}

/// Halves (near, far], in which the statistic comes to the target, until it is as narrow as `width`, or holds nothing
/// but neighbours: what it closes to lies nearest to `near`.
[[nodiscard]] Closed bisected(Objective& objective, const deal::Leaf& leaf, Point near, Point far, double width)
{
    bool gap = false;  // in what can be priced
    while (!gap && std::fabs(far.x - near.x) > std::max(width, neighbourhood(leaf, far.x))) {
        const double middle = leaf.whole ? std::floor((near.x + far.x) / 2.0) : near.x + (far.x - near.x) / 2.0;
        if (middle == near.x || middle == far.x) {
            break;
        }
        if (const auto point = objective.at(middle)) {
            (comesToTarget(near, *point) ? far : near) = *point;
        } else {
            gap = true;
        }
    }
    if (far.met) {
        return {far, true};
    }
    return {std::fabs(near.gap) <= std::fabs(far.gap) ? near : far, !gap};
}

/// Closes a bracket, whose nearer end has a gap, to the value at which the statistic reaches the target, or jumps over
/// it.
[[nodiscard]] Closed close(Objective& objective, const deal::Leaf& leaf, const Point& near, const Point& far)
{
    if (leaf.whole) {
        return bisected(objective, leaf, near, far, 1.0);
    }
    const double width = std::fabs(far.x - near.x);
    if (!changesSide(near, far)) {
        return bisected(objective, leaf, near, far, bracketTolerance * width);
    }
    const Point& a = near.x < far.x ? near : far;
    const Point& b = near.x < far.x ? far : near;
    try {
        std::uintmax_t iterations = 100;
        const auto [low, high] = boost::math::tools::toms748_solve(
            [&](double x) { return objective.priced(x).gap; }, a.x, b.x, a.gap, b.gap,
            [&leaf](double left, double right) { return right - left <= neighbourhood(leaf, right); }, iterations);
        const Point left = objective.priced(low);
        const Point right = objective.priced(high);
        if (left.met || right.met) {
            return {std::fabs(left.gap) <= std::fabs(right.gap) ? left : right, true};
        }
        const bool rising = near.x < far.x;
        return bisected(objective, leaf, rising ? left : right, rising ? right : left, 0.0);
    } catch (const simulation::NotFinite&) {  // somewhere between the two
        return bisected(objective, leaf, near, far, 0.0);
    }
}

/// The values to look at on one side of the present one, from the nearest outward to the end of the field's range.
[[nodiscard]] std::vector<double> outward(const deal::Leaf& leaf, double present, double direction)
{
    const deal::Field& field = *leaf.field;
    const double usual = std::max({field.usualHigh - field.usualLow, std::fabs(present), leaf.whole ? 64.0 : 1e-6});
    const double end = direction < 0.0 ? field.low : field.high;
    double step = usual / gridSteps;
    if (leaf.whole) {
        step = std::floor(step);
    }
    std::vector<double> values;
    double x = present;
    for (int i = 0; i < gridSteps + outwardSteps; ++i) {
        if (i >= gridSteps) {
            step *= 2.0;
        }
        x += direction * step;
        if ((end - x) * direction <= 0.0) {
            break;
        }
        values.push_back(x);
    }
    if (std::isfinite(end) && end != present) {
        values.push_back(end);
    }
    return values;
}

/// One side of the present value, walked outward.
class Walk {
public:
    Walk(Objective& objective, const deal::Leaf& leaf, const Point& start, double direction)
        : m_objective(objective), m_leaf(leaf), m_values(outward(leaf, start.x, direction)), m_seen{start}
    {
    }

    [[nodiscard]] bool isOpen() const { return m_next < m_values.size(); }

    /// Where the walk has come to: at last the end of the range.
    [[nodiscard]] const Point& last() const { return m_seen.back(); }

    /// The nearest value at which the statistic is what it is at the last: beyond, it does not move any more.
    [[nodiscard]] Point firstLikeLast()
    {
        const auto alike = [same = last().statistic](const Point& point) { return point.statistic == same; };
        auto first = m_seen.end() - 1;
        while (first != m_seen.begin() && alike(first[-1])) {
            --first;
        }
        if (first == m_seen.begin()) {
            return *first;
        }
        Point differs = first[-1];
        Point same = *first;
        const double width = m_leaf.whole ? 1.0 : bracketTolerance * std::fabs(same.x - differs.x);
        while (std::fabs(same.x - differs.x) > width) {
            const double middle = (same.x + differs.x) / 2.0;
            const auto point = m_objective.at(m_leaf.whole ? std::floor(middle) : middle);
            if (!point) {
                break;
            }
            (alike(*point) ? same : differs) = *point;
        }
        return same;
    }

    /// Goes one step on; the answer that lies in it, if one does. Precondition: isOpen().
    [[nodiscard]] std::optional<Closed> step()
    {
        const double wanted = m_values[m_next++];
        std::optional<Point> reached;
        if (m_objective.moved(wanted)) {
            reached = m_objective.at(wanted);
        }
        if (!reached) {
            reached = lastPriced(edge(wanted));
            m_next = m_values.size();
        }
        if (!reached || reached->x == last().x) {
            return std::nullopt;
        }
        const Point point = *reached;
        const Point before = last();
        m_seen.push_back(point);
        return comesToTarget(before, point) ? std::optional(close(m_objective, m_leaf, before, point)) : std::nullopt;
    }

private:
    /// At x, or the nearest to it of twenty halvings of the way there at which every figure is finite.
    [[nodiscard]] std::optional<Point> lastPriced(double x)
    {
        constexpr int halvings = 20;
        for (int i = 0; i < halvings && x != last().x; ++i) {
            if (const auto point = m_objective.at(x)) {
                return point;
            }
            x = (last().x + x) / 2.0;
            if (m_leaf.whole) {
                x = std::floor(x);
            }
        }
        return std::nullopt;
    }

    /// The last value before `wanted` at which the scenario breaks no rule.
    [[nodiscard]] double edge(double wanted) const
    {
        constexpr int halvings = 60;
        double valid = last().x;
        double invalid = wanted;
        for (int i = 0; i < halvings; ++i) {
            double middle = (valid + invalid) / 2.0;
            if (m_leaf.whole) {
                middle = std::floor(middle);
            }
            if (middle == valid || middle == invalid) {
                break;
            }
            (m_objective.moved(middle) ? valid : invalid) = middle;
        }
        return valid;
    }

    Objective& m_objective;
    const deal::Leaf& m_leaf;
    std::vector<double> m_values;
    std::size_t m_next = 0;
    std::vector<Point> m_seen;  ///< from the present value on
};

[[nodiscard]] GoalAnswer search(Objective& objective, const deal::Leaf& leaf, double present)
{
    const auto answer = [present](const Point& point, bool reached) {
        return GoalAnswer{reached, point.x, point.statistic, present, 0};
    };
    const Point start = objective.present(present);
    if (start.met) {
        return answer(start, true);
    }
    std::array walks{Walk(objective, leaf, start, 1.0), Walk(objective, leaf, start, -1.0)};
    // Both sides step by step, so that the nearest crossing is found first.
    std::vector<Point> reached;
    std::optional<Point> missed;  // crossed where something between cannot be priced
    while (reached.empty() && std::ranges::any_of(walks, &Walk::isOpen)) {
        for (Walk& walk : walks) {
            if (!walk.isOpen()) {
                continue;
            }
            if (const auto closed = walk.step()) {
                if (closed->reached) {
                    reached.push_back(closed->point);
                } else if (!missed || std::fabs(closed->point.gap) < std::fabs(missed->gap)) {
                    missed = closed->point;
                }
            }
        }
    }
    if (!reached.empty()) {
        const auto distance = [present](const Point& point) { return std::fabs(point.x - present); };
        return answer(*std::ranges::min_element(reached, {}, distance), true);
    }
    const bool first = std::fabs(walks[0].last().gap) <= std::fabs(walks[1].last().gap);
    const Point end = walks[first ? 0 : 1].firstLikeLast();
    return answer(missed && std::fabs(missed->gap) < std::fabs(end.gap) ? *missed : end, false);
}

}  // namespace

GoalResult goalSeek(const deal::Scenario& scenario, const Goal& goal, const simulation::Run& run)
{
    const std::optional<deal::Leaf> leaf = deal::leafAt(scenario, goal.path);
    if (!leaf) {
        return {GoalError::unknownPath, {}};
    }
    if (goal.path.starts_with("simulation.")) {
        return {GoalError::notOfTheDeal, {}};
    }
    if (!deal::isNumber(*leaf) || leaf->field->dimension == deal::Dimension::identifier ||
        leaf->field->dimension == deal::Dimension::seed) {
        return {GoalError::notANumber, {}};
    }
    if (!figureAt({}, goal.statistic)) {
        return {GoalError::unknownStatistic, {}};
    }
    try {
        Objective objective(scenario, goal, *leaf, run);
        GoalAnswer answer = search(objective, *leaf, deal::numberOf(*leaf).value_or(0.0));
        answer.present = deal::numberOf(*leaf);
        answer.evaluations = objective.evaluations();
        return {GoalError::none, answer};
    } catch (const Stopped&) {
        return {GoalError::stopped, {}};
    }
}

}  // namespace dealwright::analysis
