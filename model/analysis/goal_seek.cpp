// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/goal_seek.h"

#include "analysis/evaluation.h"
#include "analysis/statistic.h"
#include "deal/leaves.h"
#include "deal/problem.h"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace dealwright::analysis {

namespace {

constexpr int gridSteps = 64;
constexpr int outwardSteps = 40;
constexpr double bracketTolerance = 1e-10;

struct Stopped {};

struct Point {
    double x = 0.0;
    double gap = 0.0;  ///< statistic less target
};

/// Evaluates the statistic's distance from the target; points where the scenario is not valid are not there.
class Objective {
public:
    Objective(const deal::Scenario& scenario, const Goal& goal, const deal::Leaf& leaf, const simulation::Run& run)
        : m_scenario(scenario), m_goal(goal), m_leaf(leaf), m_evaluator(run)
    {
    }

    [[nodiscard]] std::optional<Point> at(double x)
    {
        deal::Scenario moved = m_scenario;
        const deal::Value value =
            m_leaf.whole ? deal::Value(static_cast<std::int64_t>(std::llround(x))) : deal::Value(x);
        if (deal::assign(moved, m_leaf.path, value) != deal::AssignError::none ||
            deal::hasErrors(deal::validate(moved))) {
            return std::nullopt;
        }
        const auto projection = m_evaluator.project(moved, headlineOnly());
        if (!projection) {
            throw Stopped{};
        }
        ++m_evaluations;
        return Point{x, *statisticOf(projection->of(m_goal.party), m_goal.statistic) - m_goal.target};
    }

    [[nodiscard]] int evaluations() const { return m_evaluations; }

private:
    const deal::Scenario& m_scenario;
    const Goal& m_goal;
    const deal::Leaf& m_leaf;
    Evaluator m_evaluator;
    int m_evaluations = 0;
};

[[nodiscard]] bool crosses(const Point& a, const Point& b)
{
    return (a.gap <= 0.0 && b.gap >= 0.0) || (a.gap >= 0.0 && b.gap <= 0.0);
}

/// Closes a bracket to the value at which the statistic reaches the target.
[[nodiscard]] Point close(Objective& objective, Point a, Point b, bool whole)
{
    if (a.x > b.x) {
        std::swap(a, b);
    }
    if (whole) {
        while (b.x - a.x > 1.0) {
            const auto middle = objective.at(std::floor((a.x + b.x) / 2.0));
            if (!middle) {
                break;
            }
            (crosses(a, *middle) ? b : a) = *middle;
        }
        return std::fabs(a.gap) <= std::fabs(b.gap) ? a : b;
    }
    if (a.gap == 0.0) {
        return a;
    }
    if (b.gap == 0.0) {
        return b;
    }
    const double width = b.x - a.x;
    std::uintmax_t iterations = 100;
    const auto [low, high] = boost::math::tools::toms748_solve(
        [&](double x) {
            const auto point = objective.at(x);
            return point ? point->gap : std::numeric_limits<double>::quiet_NaN();
        },
        a.x, b.x, a.gap, b.gap, [width](double left, double right) { return right - left <= bracketTolerance * width; },
        iterations);
    return *objective.at((low + high) / 2.0);
}

/// The values to look at on one side of the present one, from the nearest outward, within the field's range.
[[nodiscard]] std::vector<double> outward(const deal::Leaf& leaf, double present, double direction)
{
    const deal::Field& field = *leaf.field;
    const double usual = std::max({field.usualHigh - field.usualLow, std::fabs(present), leaf.whole ? 64.0 : 1e-6});
    const double end = direction < 0.0 ? field.low : field.high;
    std::vector<double> values;
    double step = usual / gridSteps;
    if (leaf.whole) {
        step = std::max(1.0, std::floor(step));
    }
    double x = present;
    for (int i = 0; i < gridSteps + outwardSteps; ++i) {
        if (i >= gridSteps) {
            step *= 2.0;
        }
        x += direction * step;
        if ((end - x) * direction <= 0.0) {
            if (std::isfinite(end) && (values.empty() || values.back() != end)) {
                values.push_back(end);
            }
            break;
        }
        values.push_back(x);
    }
    return values;
}

[[nodiscard]] GoalAnswer search(Objective& objective, const deal::Leaf& leaf, double present)
{
    const auto start = objective.at(present);
    GoalAnswer answer;
    answer.present = present;
    std::optional<Point> best = start;
    const auto consider = [&](const Point& point) {
        if (!best || std::fabs(point.gap) < std::fabs(best->gap)) {
            best = point;
        }
    };
    struct Walk {
        std::vector<double> values;
        std::optional<Point> last;
        std::size_t next = 0;
        bool open = true;
    };
    std::vector<Walk> walks{{outward(leaf, present, 1.0), start}, {outward(leaf, present, -1.0), start}};
    std::vector<Point> answers;
    if (start && start->gap == 0.0) {
        answers.push_back(*start);
    }
    // Both sides step by step, so that the nearest crossing is found first.
    while (answers.empty() && std::ranges::any_of(walks, &Walk::open)) {
        for (Walk& walk : walks) {
            if (walk.open && walk.next == walk.values.size()) {
                walk.open = false;
            }
            if (!walk.open) {
                continue;
            }
            const auto point = objective.at(walk.values[walk.next++]);
            if (!point) {
                walk.open = false;  // beyond here the scenario breaks a rule
                continue;
            }
            consider(*point);
            if (walk.last && crosses(*walk.last, *point)) {
                answers.push_back(close(objective, *walk.last, *point, leaf.whole));
            }
            walk.last = point;
        }
    }
    if (!answers.empty()) {
        best = *std::ranges::min_element(answers, {}, [&](const Point& point) { return std::fabs(point.x - present); });
        answer.reached = true;
    }
    answer.value = best ? best->x : present;
    answer.statistic = best ? best->gap : std::numeric_limits<double>::quiet_NaN();
    return answer;
}

}  // namespace

GoalResult goalSeek(const deal::Scenario& scenario, const Goal& goal, const simulation::Run& run)
{
    const std::optional<deal::Leaf> leaf = deal::leafAt(scenario, goal.path);
    if (!leaf) {
        return {GoalError::unknownPath, {}};
    }
    double present = 0.0;
    if (const auto* number = std::get_if<double>(&leaf->value)) {
        present = *number;
    } else if (const auto* whole = std::get_if<std::int64_t>(&leaf->value)) {
        present = static_cast<double>(*whole);
    } else if (!(leaf->optional && leaf->choices.empty() && leaf->field->dimension != deal::Dimension::useCase)) {
        return {GoalError::notANumber, {}};
    }
    if (!statisticOf({}, goal.statistic)) {
        return {GoalError::unknownStatistic, {}};
    }
    try {
        Objective objective(scenario, goal, *leaf, run);
        GoalAnswer answer = search(objective, *leaf, present);
        answer.statistic += goal.target;
        answer.evaluations = objective.evaluations();
        return {GoalError::none, answer};
    } catch (const Stopped&) {
        return {GoalError::stopped, {}};
    }
}

}  // namespace dealwright::analysis
