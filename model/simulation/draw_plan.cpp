// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/draw_plan.h"

#include "deal/correlation.h"
#include "deal/scenario_fields.h"
#include "random/elementary.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

namespace dealwright::simulation {

using random::Address;
using random::Variable;

namespace {

// What draws are addressed and stored by has room for what the fields allow.
constexpr auto mostPaths = static_cast<std::uint64_t>(deal::field<&deal::Simulation::paths>.high);
constexpr auto mostPoints = std::bit_ceil((mostPaths + scrambles - 1) / scrambles);
constexpr double mostMonths = deal::field<&deal::Timeline::months>.high;
static_assert(mostPoints <= std::uint64_t{1} << random::sobolBits, "a point of a scramble");
static_assert(mostPaths <= std::numeric_limits<std::uint32_t>::max(), "a path in Philox's counter");
static_assert(mostMonths <= std::numeric_limits<std::int16_t>::max(), "Incident::month");
static_assert(deal::field<&deal::Event::annualRate>.high * mostMonths / 12.0 <= random::PoissonQuantile::largestMean);

/// Gives out sources; each address that has a Sobol dimension gets its scrambles once.
class Sources {
public:
    Sources(DrawPlan& plan, int lastUseCaseId, int lastEventId) : m_plan(&plan)
    {
        if (!plan.quasi) {
            return;
        }
        const int last = std::max({lastUseCaseId / random::useCasesInGroup, lastEventId, 0});
        const int groups = std::min(last + 1, random::groups);
        m_directions = random::sobolDirections(static_cast<std::size_t>(groups) * random::dimensionsInGroup);
    }

    Source at(const Address& address)
    {
        const auto dimension = m_plan->quasi ? random::sobolDimension(address) : std::nullopt;
        if (!dimension) {
            return {address, nullptr};
        }
        m_plan->dimensions.push_back(std::make_unique<random::ScrambledDimension>(
            random::scramble(m_directions[static_cast<std::size_t>(*dimension)], m_plan->seed, address)));
        return {address, m_plan->dimensions.back().get()};
    }

private:
    DrawPlan* m_plan;
    std::vector<std::array<std::uint32_t, random::sobolBits>> m_directions;
};

void planUseCases(DrawPlan& plan, const ShockKey& key, Sources& sources)
{
    const std::size_t useCases = key.useCases.size();
    deal::Market market;
    market.useCases.resize(useCases);
    market.correlation = key.correlation;
    const Eigen::MatrixXd correlation = deal::effectiveCorrelation(market).matrix;
    std::vector<std::vector<double>> matrix(useCases, std::vector<double>(useCases));
    for (std::size_t u = 0; u < useCases; ++u) {
        for (std::size_t v = 0; v < useCases; ++v) {
            matrix[u][v] = correlation(static_cast<Eigen::Index>(u), static_cast<Eigen::Index>(v));
        }
    }
    const std::vector<double> factor = choleskyFactor(matrix);
    plan.factor.assign(factor.size(), 0.0F);
    std::transform(factor.begin(), factor.end(), plan.factor.begin(), [](double x) { return static_cast<float>(x); });

    plan.hasNoise.assign(useCases, false);
    plan.hasGrowth.assign(useCases, false);
    for (std::size_t u = 0; u < useCases; ++u) {
        for (std::size_t j = 0; j <= u; ++j) {
            const bool hears = factor[u * useCases + j] != 0.0;
            plan.hasNoise[j] = plan.hasNoise[j] || (hears && key.useCases[u].volatility > 0.0);
            plan.hasGrowth[j] = plan.hasGrowth[j] || (hears && key.useCases[u].growthUncertainty > 0.0);
        }
    }

    const int levels = plan.quasi ? plan.months - 1 : plan.months;
    plan.noise.resize(useCases);
    plan.growth.resize(useCases);
    plan.compensation.resize(static_cast<std::size_t>(plan.months) * useCases);
    plan.growthScale.resize(plan.compensation.size());
    for (std::size_t u = 0; u < useCases; ++u) {
        const ShockKey::UseCase& useCase = key.useCases[u];
        for (int level = 0; plan.hasNoise[u] && level < levels; ++level) {
            plan.noise[u].push_back(sources.at({Variable::noise, useCase.id, level}));
        }
        if (plan.hasGrowth[u]) {
            plan.growth[u] = sources.at({Variable::growth, useCase.id, 0});
        }
        plan.grows.push_back(useCase.growthUncertainty > 0.0);
        const double kappa = useCase.meanReversion;
        const double sigma = useCase.volatility;
        plan.decay.push_back(static_cast<float>(random::exp(-kappa / 12.0)));
        plan.step.push_back(static_cast<float>(sigma * std::sqrt(decayingTime(2.0 * kappa, 1.0 / 12.0))));
        for (int t = 0; t < plan.months; ++t) {
            // Before the launch there is no usage, and no growth yet.
            const double years = std::max(0, t - useCase.launchMonth) / 12.0;
            const double growth = useCase.growthUncertainty * years;
            const double variance = sigma * sigma * decayingTime(2.0 * kappa, t / 12.0);
            const std::size_t at = static_cast<std::size_t>(t) * useCases + u;
            plan.compensation[at] = static_cast<float>(-0.5 * (variance + growth * growth));
            plan.growthScale[at] = static_cast<float>(growth);
        }
    }
}

void planEvents(DrawPlan& plan, const ShockKey& key, Sources& sources)
{
    plan.hasJumps.assign(plan.useCases, false);
    for (const deal::Event& event : key.events) {
        EventPlan eventPlan;
        eventPlan.firstMonth = event.firstMonth;
        eventPlan.annualRate = event.annualRate;
        const double mean = 1.0 + event.meanImpact;
        const double ratio = event.impactSd / mean;
        const double variance = random::log(1.0 + ratio * ratio);
        eventPlan.logMean = random::log(mean) - 0.5 * variance;
        eventPlan.logDeviation = std::sqrt(variance);
        const int months = std::max(0, plan.months - event.firstMonth);
        eventPlan.count = random::PoissonQuantile(event.annualRate * months / 12.0);
        eventPlan.time = {Variable::eventTime, event.id, 0};
        eventPlan.size = {Variable::eventSize, event.id, 0};
        eventPlan.countSource = sources.at({Variable::eventCount, event.id, 0});
        if (plan.quasi) {
            for (int occurrence = 0;; ++occurrence) {
                const Source time = sources.at({Variable::eventTime, event.id, occurrence});
                if (time.sobol == nullptr) {
                    break;
                }
                eventPlan.timeSource.push_back(time);
                eventPlan.sizeSource.push_back(sources.at({Variable::eventSize, event.id, occurrence}));
            }
        }
        for (std::size_t u = 0; u < plan.useCases; ++u) {
            if (event.useCase.concerns(key.useCases[u].id)) {
                eventPlan.useCases.push_back(u);
                plan.hasJumps[u] = plan.hasJumps[u] || (event.annualRate > 0.0 && months > 0);
            }
        }
        plan.events.push_back(std::move(eventPlan));
    }
}

}  // namespace

double decayingTime(double rate, double time)
{
    assert(rate >= 0.0 && time >= 0.0);
    const double x = rate * time;
    if (x > 0.1) {
        return (1.0 - random::exp(-x)) / rate;
    }
    // 1 - x/2 + x^2/6 - ...: no cancellation where x is small.
    double term = 1.0;
    double sum = 1.0;
    for (int n = 2; n < 14; ++n) {
        term *= -x / n;
        sum += term;
    }
    return time * sum;
}

std::vector<double> choleskyFactor(const std::vector<std::vector<double>>& matrix)
{
    constexpr double smallestPivot = 1e-12;
    const std::size_t n = matrix.size();
    std::vector<double> factor(n * n, 0.0);
    for (std::size_t j = 0; j < n; ++j) {
        double pivot = matrix[j][j];
        for (std::size_t k = 0; k < j; ++k) {
            pivot -= factor[j * n + k] * factor[j * n + k];
        }
        if (pivot <= smallestPivot) {
            continue;
        }
        const double diagonal = std::sqrt(pivot);
        factor[j * n + j] = diagonal;
        for (std::size_t i = j + 1; i < n; ++i) {
            double sum = matrix[i][j];
            for (std::size_t k = 0; k < j; ++k) {
                sum -= factor[i * n + k] * factor[j * n + k];
            }
            factor[i * n + j] = sum / diagonal;
        }
    }
    return factor;
}

std::vector<BridgeStep> bridgeSteps(int last)
{
    assert(last >= 0);
    struct Interval {
        int left;
        int right;
    };
    std::vector<BridgeStep> steps;
    std::vector<Interval> waiting{{0, last}};
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const auto [left, right] = waiting[i];
        if (right - left < 2) {
            continue;
        }
        const int middle = (left + right) / 2;
        const double length = right - left;
        steps.push_back({left, right, middle, static_cast<float>((right - middle) / length),
                         static_cast<float>((middle - left) / length),
                         static_cast<float>(std::sqrt((middle - left) * (right - middle) / length))});
        waiting.push_back({left, middle});
        waiting.push_back({middle, right});
    }
    return steps;
}

DrawPlan planOf(const ShockKey& key)
{
    DrawPlan plan;
    plan.seed = key.simulation.seed;
    plan.quasi = key.simulation.sampling == deal::Sampling::quasi;
    plan.months = key.months;
    plan.useCases = key.useCases.size();
    int lastUseCaseId = 0;
    int lastEventId = 0;
    for (const ShockKey::UseCase& useCase : key.useCases) {
        lastUseCaseId = std::max(lastUseCaseId, useCase.id);
    }
    for (const deal::Event& event : key.events) {
        lastEventId = std::max(lastEventId, event.id);
    }
    Sources sources(plan, lastUseCaseId, lastEventId);

    planUseCases(plan, key, sources);
    plan.bridge = bridgeSteps(plan.months - 1);
    plan.bridgeEnd = static_cast<float>(std::sqrt(plan.months - 1.0));
    plan.hasWar = key.priceUncertainty > 0.0;
    plan.war = sources.at({Variable::war, 0, 0});
    for (int t = 0; t < plan.months; ++t) {
        const double scale = key.priceUncertainty * t / 12.0;
        plan.warScale.push_back(static_cast<float>(scale));
        plan.warCompensation.push_back(static_cast<float>(-0.5 * scale * scale));
    }
    planEvents(plan, key, sources);
    for (int year = 0; year * 12 < plan.months; ++year) {
        plan.dispute.push_back(sources.at({Variable::dispute, 0, year}));
    }
    plan.incidentGap = sources.at({Variable::incidentGap, 0, 0});
    plan.incidentSize = sources.at({Variable::incidentSize, 0, 0});
    plan.incidentProbability = key.incidentProbability;
    // log(1 - p); 1 - p is 1 for what is smaller than its last digit, and -p then all there is of it.
    const double noIncident = 1.0 - key.incidentProbability;
    plan.logNoIncident = noIncident < 1.0 ? random::log(noIncident) : -key.incidentProbability;
    return plan;
}

}  // namespace dealwright::simulation
