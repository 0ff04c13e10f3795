// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/redline.h"

#include "analysis/evaluation.h"
#include "deal/problem.h"
#include "simulation/overflow.h"
#include "simulation/weights.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <utility>

namespace dealwright::analysis {

namespace {

using deal::Terms;

/// A part of the term sheet that changes as one: whether it differs, and how the other side's version is put in.
struct Clause {
    std::string path;
    std::function<bool(const Terms&, const Terms&)> differs;
    std::function<void(Terms&, const Terms&)> take;
};

template <class... Member>
[[nodiscard]] Clause clauseOf(std::string path, Member... member)
{
    return {std::move(path), [member...](const Terms& a, const Terms& b) { return ((a.*member != b.*member) || ...); },
            [member...](Terms& terms, const Terms& other) { ((terms.*member = other.*member), ...); }};
}

/// One element of a list that grows and shrinks from its end.
template <class Element>
[[nodiscard]] Clause elementClause(const std::string& list, std::vector<Element> Terms::* member, std::size_t i)
{
    const auto at = [member, i](const Terms& terms) {
        return i < (terms.*member).size() ? std::optional((terms.*member)[i]) : std::nullopt;
    };
    return {list + "[" + std::to_string(i) + "]", [at](const Terms& a, const Terms& b) { return at(a) != at(b); }, {}};
}

/// One use case's exclusivity; no list at all is the same as one in which nothing is granted.
[[nodiscard]] deal::Exclusivity exclusivityAt(const Terms& terms, std::size_t u)
{
    return u < terms.exclusivity.size() ? terms.exclusivity[u] : deal::Exclusivity{};
}

/// Whether it differs where it counts: what is not granted is not priced.
[[nodiscard]] bool exclusivityDiffers(const Terms& a, const Terms& b, std::size_t u)
{
    const deal::Exclusivity first = exclusivityAt(a, u);
    const deal::Exclusivity second = exclusivityAt(b, u);
    return (first.granted || second.granted) && first != second;
}

[[nodiscard]] std::vector<Clause> clausesOf(const Terms& from, const Terms& to)
{
    std::vector<Clause> clauses;
    clauses.push_back(clauseOf("terms.revenueBase", &Terms::revenueBase, &Terms::deductions));
    for (std::size_t u = 0; u < std::max(from.shares.size(), to.shares.size()); ++u) {
        clauses.push_back({"terms.shares[" + std::to_string(u) + "]",
                           [u](const Terms& a, const Terms& b) { return a.shares[u] != b.shares[u]; },
                           [u](Terms& terms, const Terms& other) { terms.shares[u] = other.shares[u]; }});
    }
    clauses.push_back(clauseOf("terms.rateFloor", &Terms::rateFloor, &Terms::rateCap));
    clauses.push_back(clauseOf("terms.minimumPerMillionTokens", &Terms::minimumPerMillionTokens));
    clauses.push_back(clauseOf("terms.tiers", &Terms::tiers));
    for (std::size_t u = 0; u < std::max(from.exclusivity.size(), to.exclusivity.size()); ++u) {
        clauses.push_back({"terms.exclusivity[" + std::to_string(u) + "]",
                           [u](const Terms& a, const Terms& b) { return exclusivityDiffers(a, b, u); },
                           [u](Terms& terms, const Terms& other) {
                               terms.exclusivity.resize(terms.shares.size());
                               terms.exclusivity[u] = exclusivityAt(other, u);
                           }});
    }
    clauses.push_back(clauseOf("terms.upfrontFee", &Terms::upfrontFee));
    clauses.push_back(clauseOf("terms.advance", &Terms::advance, &Terms::recoupment));
    clauses.push_back(clauseOf("terms.minimumGuarantee", &Terms::minimumGuarantee, &Terms::guaranteeStep));
    clauses.push_back(clauseOf("terms.annualCap", &Terms::annualCap));
    clauses.push_back(clauseOf("terms.totalCap", &Terms::totalCap));
    for (std::size_t i = 0; i < std::max(from.milestones.size(), to.milestones.size()); ++i) {
        clauses.push_back(elementClause("terms.milestones", &Terms::milestones, i));
    }
    for (std::size_t i = 0; i < std::max(from.contributions.size(), to.contributions.size()); ++i) {
        clauses.push_back(elementClause("terms.contributions", &Terms::contributions, i));
    }
    clauses.push_back(clauseOf("terms.reporting", &Terms::reporting));
    clauses.push_back(clauseOf("terms.improvements", &Terms::improvements));
    clauses.push_back(clauseOf("terms.holdback", &Terms::holdback));
    clauses.push_back(clauseOf("terms.dispute", &Terms::dispute));
    clauses.push_back(clauseOf("terms.compliance", &Terms::compliance));
    clauses.push_back(clauseOf("terms.incident", &Terms::incident));
    std::erase_if(clauses, [&](const Clause& clause) { return !clause.differs(from, to); });
    return clauses;
}

/// The list with, at each position, the one or the other side's element; positions that the chosen side lacks are left
/// out.
template <class Element>
void mixList(Terms& mixed, const Terms& to, const std::vector<Clause>& clauses, const std::vector<bool>& taken,
             const std::string& list, std::vector<Element> Terms::* member)
{
    const std::vector<Element> from = mixed.*member;
    std::vector<Element> result;
    for (std::size_t i = 0; i < std::max(from.size(), (to.*member).size()); ++i) {
        const auto clause = std::ranges::find(clauses, list + "[" + std::to_string(i) + "]", &Clause::path);
        const bool take =
            clause != clauses.end() && taken[static_cast<std::size_t>(std::distance(clauses.begin(), clause))];
        const std::vector<Element>& chosen = take ? to.*member : from;
        if (i < chosen.size()) {
            result.push_back(chosen[i]);
        }
    }
    mixed.*member = std::move(result);
}

/// The terms of `from` with the taken clauses of `to`.
[[nodiscard]] Terms mix(const Terms& from, const Terms& to, const std::vector<Clause>& clauses,
                        const std::vector<bool>& taken)
{
    Terms mixed = from;
    for (std::size_t k = 0; k < clauses.size(); ++k) {
        if (taken[k] && clauses[k].take) {
            clauses[k].take(mixed, to);
        }
    }
    mixList(mixed, to, clauses, taken, "terms.milestones", &Terms::milestones);
    mixList(mixed, to, clauses, taken, "terms.contributions", &Terms::contributions);
    return mixed;
}

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
    Game(const deal::Scenario& from, Terms to, std::vector<Clause> clauses, const simulation::Run& run)
        : m_from(from), m_to(std::move(to)), m_clauses(std::move(clauses)), m_evaluator(run)
    {
    }

    [[nodiscard]] const Estimates& worth(const std::vector<bool>& taken)
    {
        const auto known = m_known.find(taken);
        if (known != m_known.end()) {
            return known->second;
        }
        deal::Scenario scenario = m_from;
        scenario.terms = mix(m_from.terms, m_to, m_clauses, taken);
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

    [[nodiscard]] const std::vector<Clause>& clauses() const { return m_clauses; }
    [[nodiscard]] int evaluations() const { return static_cast<int>(m_known.size()); }

private:
    const deal::Scenario& m_from;
    Terms m_to;
    std::vector<Clause> m_clauses;
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

/// The terms of `to` with their use-case lists in the order of `from`'s market, and references by id unchanged.
[[nodiscard]] std::optional<Terms> alignedTerms(const deal::Scenario& from, const deal::Scenario& to)
{
    const auto& wanted = from.market.useCases;
    const auto& given = to.market.useCases;
    if (wanted.size() != given.size()) {
        return std::nullopt;
    }
    Terms terms = to.terms;
    for (std::size_t u = 0; u < wanted.size(); ++u) {
        const auto match = std::ranges::find(given, wanted[u].id, &deal::UseCase::id);
        if (match == given.end()) {
            return std::nullopt;
        }
        const auto position = static_cast<std::size_t>(std::distance(given.begin(), match));
        terms.shares[u] = to.terms.shares[position];
        if (!to.terms.exclusivity.empty()) {
            terms.exclusivity[u] = to.terms.exclusivity[position];
        }
    }
    return terms;
}

}  // namespace

std::string clauseOf(std::string_view path)
{
    constexpr std::string_view prefix = "terms.";
    if (!path.starts_with(prefix)) {
        return {};
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> companions{{
        {"terms.deductions", "terms.revenueBase"},
        {"terms.rateCap", "terms.rateFloor"},
        {"terms.recoupment", "terms.advance"},
        {"terms.guaranteeStep", "terms.minimumGuarantee"},
    }};
    for (const auto& [companion, clause] : companions) {
        if (path == companion) {
            return std::string(clause);
        }
    }
    return std::string(path.substr(0, path.find('.', prefix.size())));
}

std::vector<std::string> changedClauses(const deal::Terms& from, const deal::Terms& to)
{
    std::vector<std::string> paths;
    for (const Clause& clause : clausesOf(from, to)) {
        paths.push_back(clause.path);
    }
    return paths;
}

RedlineResult redline(const deal::Scenario& from, const deal::Scenario& to, int sampledOrders,
                      const simulation::Run& run)
{
    assert(sampledOrders >= 2);
    assert(!deal::hasErrors(deal::validate(from)) && !deal::hasErrors(deal::validate(to)));
    constexpr std::size_t exactUpTo = 10;
    const std::optional<Terms> terms = alignedTerms(from, to);
    if (!terms) {
        return {RedlineError::differentUseCases, {}};
    }
    try {
        Game game(from, *terms, clausesOf(from.terms, *terms), run);
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
                {game.clauses()[k].path, meanOf(values.mean[k][0]), error(0), meanOf(values.mean[k][1]), error(1)});
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
