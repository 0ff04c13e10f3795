// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_engine.h"

#include "deal/correlation.h"
#include "simulation/pricing_plan.h"
#include "simulation/projection.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace dealwright::bench {

namespace {

using simulation::PricingPlan;

/// Lower triangular A with A A' = correlation; a direction without variance of its own gets none.
std::vector<std::vector<double>> choleskyOf(const deal::Market& market)
{
    const auto matrix = deal::effectiveCorrelation(market).matrix;
    const std::size_t n = market.useCases.size();
    std::vector<std::vector<double>> a(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix(static_cast<int>(i), static_cast<int>(j));
            for (std::size_t k = 0; k < j; ++k) {
                sum -= a[i][k] * a[j][k];
            }
            if (i == j) {
                a[i][i] = std::sqrt(std::max(sum, 0.0));
            } else {
                a[i][j] = a[j][j] > 1e-9 ? sum / a[j][j] : 0.0;
            }
        }
    }
    return a;
}

/// The variance that an Ornstein-Uhlenbeck deviation gathers in a time, in years.
double varianceOver(const deal::UseCase& useCase, double years)
{
    const double kappa = useCase.meanReversion;
    const double time = kappa > 0.0 ? (1.0 - std::exp(-2.0 * kappa * years)) / (2.0 * kappa) : years;
    return useCase.volatility * useCase.volatility * time;
}

class Drawing {
public:
    Drawing(const deal::Scenario& scenario, std::uint64_t seed)
        : m_scenario(scenario),
          m_plan(simulation::pricingPlanOf(scenario)),
          m_factor(choleskyOf(scenario.market)),
          m_jumps(static_cast<std::size_t>(m_plan.months) * m_plan.useCases),
          m_random(seed)
    {
        for (const deal::UseCase& useCase : scenario.market.useCases) {
            m_decay.push_back(std::exp(-useCase.meanReversion / 12.0));
            m_step.push_back(std::sqrt(varianceOver(useCase, 1.0 / 12.0)));
        }
        for (int t = 0; t < m_plan.months; ++t) {
            for (const deal::UseCase& useCase : scenario.market.useCases) {
                const double wide = useCase.growthUncertainty * std::max(0.0, (t - useCase.launchMonth) / 12.0);
                m_growth.push_back(wide);
                m_compensation.push_back(-0.5 * (varianceOver(useCase, t / 12.0) + wide * wide));
            }
        }
        for (std::vector<double>* const values : {&m_z, &m_correlated, &m_ownGrowth, &m_deviation, &m_jumped}) {
            values->resize(m_plan.useCases);
        }
    }

    void drawPath(double* usage, double* war, double* luck, double* loss)
    {
        const deal::Market& market = m_scenario.market;
        std::fill(m_deviation.begin(), m_deviation.end(), 0.0);
        std::fill(m_jumped.begin(), m_jumped.end(), 0.0);
        drawCorrelated(m_ownGrowth);
        const double price = m_normal(m_random);
        drawJumps();
        for (int t = 0; t < m_plan.months; ++t) {
            const double spread = market.priceUncertainty * t / 12.0;
            war[t] = std::exp(spread * price - 0.5 * spread * spread);
            if (t > 0) {
                drawCorrelated(m_correlated);
            }
            for (std::size_t u = 0; u < m_plan.useCases; ++u) {
                if (t > 0) {
                    m_deviation[u] = m_decay[u] * m_deviation[u] + m_step[u] * m_correlated[u];
                }
                const std::size_t i = m_plan.at(t, u);
                m_jumped[u] += m_jumps[i];
                const double exponent = m_deviation[u] + m_compensation[i] + m_growth[i] * m_ownGrowth[u] + m_jumped[u];
                usage[i] = m_plan.expectedUsage[i] * std::exp(exponent);
                if (m_plan.elasticity[u] != 0.0) {
                    usage[i] *= std::pow(war[t], -m_plan.elasticity[u]);
                }
            }
        }
        for (int year = 0; year < m_plan.years; ++year) {
            luck[year] = m_uniform(m_random);
        }
        drawLosses(loss);
    }

private:
    void drawCorrelated(std::vector<double>& result)
    {
        for (double& value : m_z) {
            value = m_normal(m_random);
        }
        for (std::size_t i = 0; i < m_z.size(); ++i) {
            result[i] = 0.0;
            for (std::size_t j = 0; j <= i; ++j) {
                result[i] += m_factor[i][j] * m_z[j];
            }
        }
    }

    /// The logarithms of the factors, by month and use case.
    void drawJumps()
    {
        std::fill(m_jumps.begin(), m_jumps.end(), 0.0);
        for (const deal::Event& event : m_scenario.market.events) {
            if (event.annualRate <= 0.0) {
                continue;
            }
            std::exponential_distribution<double> wait(event.annualRate / 12.0);
            const double ratio = event.impactSd / (1.0 + event.meanImpact);
            const double variance = std::log(1.0 + ratio * ratio);
            double time = event.firstMonth + wait(m_random);
            while (time < m_plan.months) {
                const double factor =
                    std::log(1.0 + event.meanImpact) - 0.5 * variance + std::sqrt(variance) * m_normal(m_random);
                for (std::size_t u = 0; u < m_plan.useCases; ++u) {
                    if (event.useCase.concerns(m_scenario.market.useCases[u].id)) {
                        m_jumps[m_plan.at(static_cast<int>(time), u)] += factor;
                    }
                }
                time += wait(m_random);
            }
        }
    }

    void drawLosses(double* loss)
    {
        const double monthly = 1.0 - std::pow(1.0 - m_scenario.terms.incident.annualProbability, 1.0 / 12.0);
        for (int t = 0; t < m_plan.months; ++t) {
            loss[t] = 0.0;
            if (m_uniform(m_random) < monthly) {
                const double s = m_plan.lossDeviation;
                loss[t] = m_plan.meanLoss * std::exp(s * m_normal(m_random) - 0.5 * s * s);
            }
        }
    }

    const deal::Scenario& m_scenario;
    PricingPlan m_plan;
    std::vector<std::vector<double>> m_factor;
    std::vector<double> m_decay;         ///< [use case]
    std::vector<double> m_step;          ///< [use case]
    std::vector<double> m_growth;        ///< [month][use case]
    std::vector<double> m_compensation;  ///< [month][use case]
    std::vector<double> m_jumps;         ///< [month][use case]
    std::vector<double> m_z;
    std::vector<double> m_correlated;
    std::vector<double> m_ownGrowth;
    std::vector<double> m_deviation;
    std::vector<double> m_jumped;
    std::mt19937_64 m_random;
    std::normal_distribution<double> m_normal;
    std::uniform_real_distribution<double> m_uniform;
};

/// What a month of a path comes to.
struct PlainMonth {
    double usage = 0.0;
    double gross = 0.0;
    double licensor = 0.0;
    double host = 0.0;
};

/// Prices one path after the other: docs/MODEL.md section 4.
class Pricer {
public:
    explicit Pricer(const PricingPlan& plan)
        : m_plan(plan), m_states(plan.useCases), m_held(static_cast<std::size_t>(plan.months))
    {
        m_reached.resize(plan.milestones.size());
    }

    void begin()
    {
        std::fill(m_states.begin(), m_states.end(), State{});
        std::fill(m_reached.begin(), m_reached.end(), false);
        m_pool = State{};
        m_cumulativeUsage = m_earnedThisYear = m_earnedSoFar = 0.0;
        m_balance = m_plan.advance;
    }

    PlainMonth month(int t, const double* usageRow, double war, double luck, double loss)
    {
        const PricingPlan& plan = m_plan;
        PlainMonth result;
        double cost = 0.0;
        double outside = 0.0;
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            const std::size_t i = plan.at(t, u);
            const simulation::ExclusivityPlan& clause = plan.exclusivity[u];
            State& state = m_states[u];
            double usage = usageRow[u];
            const double price = plan.expectedPrice[i] * war;
            state.exclusive = clause.granted && t >= clause.first && t < clause.end && !state.lapsed;
            if (state.exclusive) {
                usage *= 1.0 + clause.uplift;
                ++state.activeMonths;
                state.activeUsage += usage;
            } else {
                outside += plan.outsideFactor[u] * usage * price;
            }
            state.usage = usage;
            state.gross = usage * price;
            const double unit = usage * plan.unitCost[i];
            double base = state.gross;
            if (plan.base == deal::RevenueBase::profit) {
                base = std::max(0.0, state.gross - unit);
            }
            state.shareBase = base * plan.baseFactor[static_cast<std::size_t>(t)];
            result.usage += usage;
            result.gross += state.gross;
            cost += unit;
        }

        const simulation::TierPlan& tiers = plan.tiers;
        const bool tiered = !tiers.threshold.empty();
        double pooled = 0.0;
        if (tiered && tiers.pooled) {
            pooled = tierAdjustment(t, m_pool, tiers.revenue ? result.gross : result.usage);
        }
        double share = 0.0;
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            const std::size_t i = plan.at(t, u);
            State& state = m_states[u];
            double tier = pooled;
            if (tiered && !tiers.pooled) {
                tier = tierAdjustment(t, state, tiers.revenue ? state.gross : state.usage);
            }
            double rate = plan.baseRate[u] + plan.stepRate[i] + tier + plan.creditRate[i];
            if (state.exclusive) {
                rate += plan.exclusivity[u].premium;
            }
            share += std::clamp(rate, plan.rateFloor, plan.rateCap) * state.shareBase;
        }

        double earned = std::max(share, plan.minimumPerMillionTokens * result.usage) * plan.reportedFraction;
        earned = std::min(earned, std::max(0.0, plan.annualCap - m_earnedThisYear));
        earned = std::min(earned, std::max(0.0, plan.totalCap - m_earnedSoFar));
        m_earnedThisYear += earned;
        m_earnedSoFar += earned;
        const double recouped = std::min(m_balance, plan.recoupment * earned);
        m_balance -= recouped;
        const double paid = earned - recouped;
        const double held = plan.holdbackRate * paid;
        const double released = release(t, held);

        double trueUp = 0.0;
        double settlement = 0.0;
        bool dispute = false;
        if (plan.endsYear(t)) {
            trueUp = std::max(0.0, plan.guarantee[static_cast<std::size_t>(t / 12)] - m_earnedThisYear);
            dispute = luck < plan.disputeProbability;
            settlement = dispute ? plan.settlement * m_earnedThisYear : 0.0;
            m_earnedThisYear = 0.0;
            testExclusivity();
        }
        m_cumulativeUsage += result.usage;
        double milestones = 0.0;
        for (std::size_t k = 0; k < m_reached.size(); ++k) {
            if (!m_reached[k] && m_cumulativeUsage >= plan.milestones[k].threshold) {
                m_reached[k] = true;
                milestones += plan.milestones[k].amount;
            }
        }
        const auto m = static_cast<std::size_t>(t);
        const double licensorLoss = plan.licensorLiability * loss;
        result.licensor = paid - held + released + trueUp + milestones + plan.fees[m] + outside -
                          plan.licensorCosts[m] - licensorLoss - (dispute ? plan.disputeCostLicensor : 0.0) -
                          settlement;
        result.host = result.gross - cost - paid - trueUp - milestones - plan.fees[m] - plan.hostCosts[m] -
                      (loss - licensorLoss) - (dispute ? plan.disputeCostHost : 0.0) + settlement;
        return result;
    }

private:
    struct State {
        double quantity = 0.0;
        double previousQuantity = 0.0;
        double activeUsage = 0.0;
        double usage = 0.0;
        double gross = 0.0;
        double shareBase = 0.0;
        int activeMonths = 0;
        bool lapsed = false;
        bool exclusive = false;
    };

    [[nodiscard]] double reachedAdjustment(double quantity) const
    {
        double adjustment = 0.0;
        for (std::size_t k = 0; k < m_plan.tiers.threshold.size(); ++k) {
            if (quantity >= m_plan.tiers.threshold[k] * simulation::reached) {
                adjustment = m_plan.tiers.adjustment[k];
            }
        }
        return adjustment;
    }

    [[nodiscard]] double marginalAdjustment(double before, double after) const
    {
        if (after <= before) {
            return reachedAdjustment(before);
        }
        double sum = 0.0;
        const simulation::TierPlan& tiers = m_plan.tiers;
        for (std::size_t k = 0; k < tiers.threshold.size(); ++k) {
            double upTo = after;
            if (k + 1 < tiers.threshold.size()) {
                upTo = std::min(after, tiers.threshold[k + 1]);
            }
            sum += tiers.adjustment[k] * std::max(0.0, upTo - std::max(before, tiers.threshold[k]));
        }
        return sum / (after - before);
    }

    double tierAdjustment(int t, State& state, double added)
    {
        const simulation::TierPlan& tiers = m_plan.tiers;
        const bool byYear = tiers.period == deal::TierPeriod::contractYear;
        if (t > 0 && (tiers.period == deal::TierPeriod::month || (byYear && t % 12 == 0))) {
            state.previousQuantity = state.quantity;
            state.quantity = 0.0;
        }
        const double before = state.quantity;
        state.quantity += added;
        if (tiers.method == deal::TierMethod::marginal) {
            return marginalAdjustment(before, state.quantity);
        }
        if (tiers.method == deal::TierMethod::whole) {
            return reachedAdjustment(state.quantity);
        }
        return reachedAdjustment(tiers.period == deal::TierPeriod::lifetime ? before : state.previousQuantity);
    }

    double release(int t, double held)
    {
        const int last = m_plan.months - 1;
        const int delay = m_plan.holdbackMonths;
        m_held[static_cast<std::size_t>(t)] = held;
        if (t < last) {
            return t >= delay ? m_held[static_cast<std::size_t>(t - delay)] : 0.0;
        }
        double released = 0.0;
        for (int s = std::max(0, last - delay); s <= last; ++s) {
            released += m_held[static_cast<std::size_t>(s)];
        }
        return released;
    }

    void testExclusivity()
    {
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            State& state = m_states[u];
            const double needed =
                m_plan.exclusivity[u].minimumAnnualUsage * simulation::reached * state.activeMonths / 12.0;
            if (state.activeMonths > 0 && state.activeUsage < needed) {
                state.lapsed = true;
            }
            state.activeMonths = 0;
            state.activeUsage = 0.0;
        }
    }

    const PricingPlan& m_plan;
    std::vector<State> m_states;
    State m_pool;
    std::vector<double> m_held;
    std::vector<bool> m_reached;
    double m_cumulativeUsage = 0.0;
    double m_earnedThisYear = 0.0;
    double m_earnedSoFar = 0.0;
    double m_balance = 0.0;
};

/// NPVs and totals of both parties by path; calls keep(path, t, month, cumulative licensor, cumulative host).
template <class Keep>
std::array<std::vector<double>, 4> priceAll(const PricingPlan& plan, const PlainPaths& paths, const Keep& keep)
{
    std::array<std::vector<double>, 4> outcomes;
    for (std::vector<double>& outcome : outcomes) {
        outcome.resize(paths.paths);
    }
    const auto months = static_cast<std::size_t>(plan.months);
    Pricer pricer(plan);
    for (std::size_t path = 0; path < paths.paths; ++path) {
        double licensorNpv = plan.signing;
        double hostNpv = -plan.signing;
        double licensorTotal = plan.signing;
        double hostTotal = -plan.signing;
        pricer.begin();
        for (std::size_t t = 0; t < months; ++t) {
            const PlainMonth month = pricer.month(
                static_cast<int>(t), paths.usage.data() + (path * months + t) * plan.useCases,
                paths.war[path * months + t], paths.luck[path * static_cast<std::size_t>(plan.years) + t / 12],
                paths.loss[path * months + t]);
            licensorNpv += month.licensor * plan.licensorDiscount[t];
            hostNpv += month.host * plan.hostDiscount[t];
            licensorTotal += month.licensor;
            hostTotal += month.host;
            keep(path, t, month, licensorTotal, hostTotal);
        }
        outcomes[0][path] = licensorNpv;
        outcomes[1][path] = hostNpv;
        outcomes[2][path] = licensorTotal;
        outcomes[3][path] = hostTotal;
    }
    return outcomes;
}

/// Overwrites the order of the values.
double percentileOf(std::vector<double>& values, double percent)
{
    const double place = static_cast<double>(values.size() - 1) * percent / 100.0;
    const auto below = static_cast<std::ptrdiff_t>(place);
    const auto at = values.begin() + below;
    std::nth_element(values.begin(), at, values.end());
    const double low = *at;
    const double high = at + 1 == values.end() ? low : *std::min_element(at + 1, values.end());
    return low + (place - static_cast<double>(below)) * (high - low);
}

PlainPercentiles percentilesOf(std::vector<double> values)
{
    PlainPercentiles result{};
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i] = percentileOf(values, simulation::percentileRanks[i]);
    }
    return result;
}

double meanOf(const std::vector<double>& values)
{
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

PlainNpv npvOf(std::vector<double>& values, double riskAversion)
{
    PlainNpv npv;
    const auto n = static_cast<double>(values.size());
    npv.mean = meanOf(values);
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - npv.mean) * (value - npv.mean);
    }
    npv.standardError = std::sqrt(squares / (n - 1.0) / n);
    npv.certaintyEquivalent = npv.mean;
    if (riskAversion > 0.0) {
        const double smallest = *std::min_element(values.begin(), values.end());
        double sum = 0.0;
        for (const double value : values) {
            sum += std::exp(-riskAversion * (value - smallest));
        }
        npv.certaintyEquivalent = smallest - std::log(sum / n) / riskAversion;
    }
    npv.percentile10 = percentileOf(values, 10.0);
    return npv;
}

}  // namespace

PlainPaths drawPlainPaths(const deal::Scenario& scenario, std::size_t paths, std::uint64_t seed)
{
    const auto months = static_cast<std::size_t>(scenario.timeline.months);
    const std::size_t useCases = scenario.market.useCases.size();
    const std::size_t years = (months + 11) / 12;
    PlainPaths result;
    result.paths = paths;
    result.usage.resize(paths * months * useCases);
    result.war.resize(paths * months);
    result.luck.resize(paths * years);
    result.loss.resize(paths * months);
    Drawing drawing(scenario, seed);
    for (std::size_t path = 0; path < paths; ++path) {
        drawing.drawPath(result.usage.data() + path * months * useCases, result.war.data() + path * months,
                         result.luck.data() + path * years, result.loss.data() + path * months);
    }
    return result;
}

PlainProjection pricePlainly(const deal::Scenario& scenario, const PlainPaths& paths)
{
    const PricingPlan plan = simulation::pricingPlanOf(scenario);
    const auto months = static_cast<std::size_t>(plan.months);
    std::array<std::vector<std::vector<double>>, plainRows> rows;
    for (auto& kind : rows) {
        kind.assign(months, std::vector<double>(paths.paths));
    }
    auto outcomes =
        priceAll(plan, paths,
                 [&](std::size_t path, std::size_t t, const PlainMonth& month, double licensorTotal, double hostTotal) {
                     rows[0][t][path] = month.licensor;
                     rows[1][t][path] = month.host;
                     rows[2][t][path] = licensorTotal;
                     rows[3][t][path] = hostTotal;
                     rows[4][t][path] = month.usage;
                     rows[5][t][path] = month.gross;
                 });
    PlainProjection projection;
    for (std::size_t kind = 0; kind < plainRows; ++kind) {
        for (std::vector<double>& row : rows[kind]) {
            projection.mean[kind].push_back(meanOf(row));
            projection.percentiles[kind].push_back(percentilesOf(std::move(row)));
        }
    }
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        projection.outcomes[i] = percentilesOf(outcomes[i]);
    }
    projection.licensor = npvOf(outcomes[0], scenario.parties.licensor.riskAversion);
    projection.host = npvOf(outcomes[1], scenario.parties.host.riskAversion);
    return projection;
}

std::vector<PlainOutcome> sweepPlainly(deal::Scenario scenario, std::span<const deal::Terms> sheets,
                                       const PlainPaths& paths)
{
    std::vector<PlainOutcome> result;
    result.reserve(sheets.size());
    for (const deal::Terms& terms : sheets) {
        scenario.terms = terms;
        const PricingPlan plan = simulation::pricingPlanOf(scenario);
        auto outcomes = priceAll(plan, paths, [](std::size_t, std::size_t, const PlainMonth&, double, double) {});
        result.push_back({npvOf(outcomes[0], scenario.parties.licensor.riskAversion),
                          npvOf(outcomes[1], scenario.parties.host.riskAversion)});
    }
    return result;
}

}  // namespace dealwright::bench
