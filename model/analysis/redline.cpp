// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/redline.h"

#include "analysis/evaluation.h"
#include "deal/clauses.h"
#include "deal/problem.h"
#include "simulation/overflow.h"
#include "simulation/weights.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <utility>

namespace dealwright::analysis {

namespace {

using deal::Terms;

/// What is known of a party's mean NPV, or of a sum of such: the 16 scrambles' estimates, and what events that hardly
/// any path meets add to its error, by position.
struct PartyEstimates {
    std::array<double, 16> scrambles{};
    std::vector<double> rare;
};
using Estimates = std::array<PartyEstimates, 2>;

struct Stopped {};

/// Prices subsets of the changed clauses, each once.
class Game {
public:
    Game(const deal::Scenario& from, Terms to, const simulation::Run& run)
        : m_from(from), m_to(std::move(to)), m_clauses(deal::changedClauses(from.terms, m_to)), m_evaluator(run)
    {
    }

    [[nodiscard]] const Estimates& worth(const std::vector<bool>& taken)
    {
        const auto known = m_known.find(taken);
        if (known != m_known.end()) {
            return known->second;
        }
        deal::Scenario scenario = m_from;
        scenario.terms = deal::withClauses(std::move(scenario.terms), m_to, chosen(taken));
        // All rules between fields lie within one clause, so a mixture of two valid term sheets is valid.
        const auto projection = m_evaluator.project(scenario, headlineOnly());
        if (!projection) {
            throw Stopped{};
        }
        return m_known
            .emplace(taken,
                     Estimates{{{projection->licensor.npv.scrambleMeans, projection->licensor.npv.rareEventErrors},
                                {projection->host.npv.scrambleMeans, projection->host.npv.rareEventErrors}}})
            .first->second;
    }

    [[nodiscard]] const std::vector<std::string>& clauses() const { return m_clauses; }
    [[nodiscard]] int evaluations() const { return static_cast<int>(m_known.size()); }

private:
    [[nodiscard]] std::vector<std::string> chosen(const std::vector<bool>& taken) const
    {
        std::vector<std::string> clauses;
        for (std::size_t k = 0; k < taken.size(); ++k) {
            if (taken[k]) {
                clauses.push_back(m_clauses[k]);
            }
        }
        return clauses;
    }

    const deal::Scenario& m_from;
    Terms m_to;
    std::vector<std::string> m_clauses;
    Evaluator m_evaluator;
    std::map<std::vector<bool>, Estimates> m_known;
};

[[nodiscard]] double meanOf(const PartyEstimates& estimates)
{
    return std::accumulate(estimates.scrambles.begin(), estimates.scrambles.end(), 0.0) / 16.0;
}

[[nodiscard]] double errorOf(const PartyEstimates& estimates)
{
    std::vector<double> errors = estimates.rare;
    errors.push_back(simulation::standardErrorOf(estimates.scrambles));
    return simulation::inQuadrature(errors);
}

void addScaled(Estimates& sum, const Estimates& with, const Estimates& without, double factor)
{
    for (std::size_t party = 0; party < 2; ++party) {
        for (std::size_t s = 0; s < 16; ++s) {
            sum[party].scrambles[s] += factor * (with[party].scrambles[s] - without[party].scrambles[s]);
        }
        sum[party].rare.resize(with[party].rare.size());
        for (std::size_t k = 0; k < with[party].rare.size(); ++k) {
            const double before = k < without[party].rare.size() ? without[party].rare[k] : 0.0;
            sum[party].rare[k] += factor * (with[party].rare[k] - before);
        }
    }
}

void report(const simulation::Run& run, double fraction)
{
    if (run.progress) {
        run.progress(fraction);
    }
}

/// phi_k = sum over subsets S without k of |S|! (n-|S|-1)! / n! (v(S + k) - v(S)).
[[nodiscard]] std::vector<Estimates> exactValues(Game& game, const simulation::Run& run)
{
    const std::size_t n = game.clauses().size();
    std::vector<double> factor(n);  // by |S|
    for (std::size_t size = 0; size < n; ++size) {
        double binomial = 1.0;  // n - 1 over size
        for (std::size_t i = 0; i < size; ++i) {
            binomial = binomial * static_cast<double>(n - 1 - i) / static_cast<double>(i + 1);
        }
        factor[size] = 1.0 / (static_cast<double>(n) * binomial);
    }
    std::vector<Estimates> values(n, Estimates{});
    const std::size_t subsets = std::size_t{1} << n;
    for (std::size_t subset = 0; subset < subsets; ++subset) {
        std::vector<bool> taken(n);
        for (std::size_t k = 0; k < n; ++k) {
            taken[k] = ((subset >> k) & 1U) != 0U;
        }
        const auto size = static_cast<std::size_t>(std::ranges::count(taken, true));
        const Estimates without = game.worth(taken);
        for (std::size_t k = 0; k < n; ++k) {
            if (!taken[k]) {
                taken[k] = true;
                addScaled(values[k], game.worth(taken), without, factor[size]);
                taken[k] = false;
            }
        }
        report(run, static_cast<double>(subset + 1) / static_cast<double>(subsets));
    }
    return values;
}

struct SampledValues {
    std::vector<Estimates> mean;
    std::vector<std::array<double, 2>> orderError;  ///< of the mean, from the spread between pairs of orders
};

/// Random orders, each with its reverse; a clause is worth what it adds on its turn.
[[nodiscard]] SampledValues sampledValues(Game& game, int orders, const simulation::Run& run)
{
    const std::size_t n = game.clauses().size();
    std::vector<std::size_t> order(n);
    for (std::size_t k = 0; k < n; ++k) {
        order[k] = k;
    }
    std::mt19937_64 engine(20260101);  // the orders are part of the method: the same clauses give the same answer
    std::vector<std::vector<Estimates>> pairs;
    for (int i = 0; i < orders; ++i) {
        for (std::size_t k = n; k > 1; --k) {
            std::swap(order[k - 1], order[engine() % k]);
        }
        std::vector<Estimates> pair(n, Estimates{});
        for (int direction = 0; direction < 2; ++direction) {
            std::vector<bool> taken(n, false);
            Estimates before = game.worth(taken);
            for (const std::size_t k : order) {
                taken[k] = true;
                const Estimates after = game.worth(taken);
                addScaled(pair[k], after, before, 0.5);
                before = after;
            }
            std::ranges::reverse(order);
        }
        pairs.push_back(std::move(pair));
        report(run, static_cast<double>(i + 1) / static_cast<double>(orders));
    }
    SampledValues result{std::vector<Estimates>(n, Estimates{}), std::vector<std::array<double, 2>>(n)};
    const auto count = static_cast<double>(pairs.size());
    for (std::size_t k = 0; k < n; ++k) {
        for (const auto& pair : pairs) {
            addScaled(result.mean[k], pair[k], Estimates{}, 1.0 / count);
        }
        for (std::size_t party = 0; party < 2; ++party) {
            std::vector<double> deviations;
            deviations.reserve(pairs.size());
            for (const auto& pair : pairs) {
                deviations.push_back(meanOf(pair[k][party]) - meanOf(result.mean[k][party]));
            }
            result.orderError[k][party] =
                count > 1.0 ? simulation::inQuadrature(deviations) / std::sqrt((count - 1.0) * count) : 0.0;
        }
    }
    return result;
}

}  // namespace

RedlineResult redline(const deal::Scenario& from, const deal::Scenario& to, int sampledOrders,
                      const simulation::Run& run)
{
    assert(sampledOrders >= 2);
    assert(!deal::hasErrors(deal::validate(from)) && !deal::hasErrors(deal::validate(to)));
    constexpr std::size_t exactUpTo = 10;
    const std::optional<Terms> terms = deal::inTheOrderOf(from.market, to);
    if (!terms) {
        return {RedlineError::differentUseCases, {}};
    }
    try {
        Game game(from, *terms, run);
        const std::size_t n = game.clauses().size();
        Redline result;
        result.exact = n <= exactUpTo;
        SampledValues values;
        if (result.exact) {
            values = {exactValues(game, run), std::vector<std::array<double, 2>>(n)};
        } else {
            values = sampledValues(game, std::max(sampledOrders, 2), run);
        }
        for (std::size_t k = 0; k < n; ++k) {
            const auto error = [&](std::size_t party) {
                return simulation::inQuadrature(
                    std::array{errorOf(values.mean[k][party]), values.orderError[k][party]});
            };
            result.clauses.push_back(
                {game.clauses()[k], meanOf(values.mean[k][0]), error(0), meanOf(values.mean[k][1]), error(1)});
        }
        const Estimates& before = game.worth(std::vector<bool>(n, false));
        const Estimates& after = game.worth(std::vector<bool>(n, true));
        Estimates change{};
        addScaled(change, after, before, 1.0);
        result.licensor = meanOf(after[0]) - meanOf(before[0]);
        result.licensorError = errorOf(change[0]);
        result.host = meanOf(after[1]) - meanOf(before[1]);
        result.hostError = errorOf(change[1]);
        result.evaluations = game.evaluations();
        return {RedlineError::none, result};
    } catch (const Stopped&) {
        return {RedlineError::stopped, {}};
    }
}

}  // namespace dealwright::analysis
