// SPDX-License-Identifier: GPL-3.0-or-later
// One pricing from beginning to end: which blocks are priced when, and what is made of them for the projection. What a
// block is priced into is decided here, how it is priced in pricing_kernel.cpp.
#include "simulation/pricing_run.h"

#include "simulation/bridge_lines.h"
#include "simulation/market_sums.h"
#include "simulation/monthly_means.h"
#include "simulation/not_finite.h"
#include "simulation/overflow.h"
#include "simulation/parallel.h"
#include "simulation/price_responses.h"
#include "simulation/rare.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace dealwright::simulation {

PricingRun::PricingRun(const deal::Scenario& scenario, const Shocks& shocks, const PathWeights& weights,
                       const Outputs& outputs, PricingBuffers& buffers)
    : m_scenario(scenario),
      m_shocks(shocks),
      m_weights(weights),
      m_outputs(outputs),
      m_buffers(buffers),
      m_plan(pricingPlanOf(scenario)),
      m_sizes(m_plan, outputs, static_cast<std::size_t>(shocks.paths())),
      m_months(static_cast<std::size_t>(m_plan.months))
{
    assert(weights.paths() == shocks.paths());
}

std::optional<Projection> PricingRun::run(const Run& how)
{
    prepare(how);
    if (m_outputs.monthly ? !runMonthly(how) : !runHeadline(how)) {
        return std::nullopt;
    }
    Projection& projection = m_projection;
    projection.paths = m_shocks.paths();
    projection.seed = m_scenario.simulation.seed;
    projection.sampling = m_scenario.simulation.sampling;
    projection.licensor.signing = m_plan.signing;
    projection.host.signing = -m_plan.signing;
    if (m_outputs.monthly) {
        takeMonthlyMeans(m_plan, means(m_buffers.sums.values(), m_sizes.sums), m_buffers.marketSums,
                         m_outputs.cumulativeDiscounted, projection);
    }
    if (m_outputs.bridge) {
        projection.bridge = bridgeOf(m_scenario, m_plan, means(m_buffers.bridgeSums.values(), m_sizes.bridgeSums));
    }
    takeRare();
    if (m_outputs.npvByPath) {
        takePaths();
    }
    requireFigures();
    return std::move(m_projection);
}

void PricingRun::prepare(const Run& how)
{
    using Responses = PricingBuffers::Responses;
    if (!keepsPriceResponses(m_plan, m_sizes.blocks)) {
        m_buffers.responses = Responses::computed;
    }
    if (m_buffers.responses == Responses::computed) {
        m_sizes.priceResponses = 0;
    }
    m_takeMarket = m_outputs.monthly && m_buffers.marketSums.empty();
    if (!m_takeMarket) {
        m_sizes.marketSums = 0;
    }
    m_buffers.reserve(m_sizes);
    double* const weights = m_buffers.weights.values();
    std::ranges::copy(m_weights.weights(), weights);
    std::fill(weights + m_sizes.paths, weights + m_sizes.lanes, 0.0);
    const std::size_t longestLoop = std::max(m_sizes.blocks, m_sizes.rows + outcomePieces);
    const std::size_t workers = workersOf(how, longestLoop);
    m_readers = readersOf(m_shocks, workers);
    m_buffers.reserveWorkers(workers, m_plan, m_outputs);
}

bool PricingRun::runHeadline(const Run& how)
{
    const bool priced = forEach(m_sizes.blocks, part(how, 0.0, 0.9),
                                [&](std::size_t worker, std::size_t block) { price(worker, block, nullptr, 0); });
    if (!priced) {
        return false;
    }
    keepMarket();
    requireOutcomes();
    beginOutcomes();
    const bool all = forEach(outcomePieces, part(how, 0.9, 1.0),
                             [&](std::size_t worker, std::size_t piece) { takeOutcome(worker, piece); });
    if (all) {
        takeOutcomes();
    }
    return all;
}

/// The sample's blocks first, then all others, as often as the percentiles ask; with the first pass's, all that is said
/// of NPVs and totals.
bool PricingRun::runMonthly(const Run& how)
{
    MonthlyPercentiles& rows = m_buffers.percentiles;
    rows.begin(m_sizes.rows, m_sizes.paths, m_readers.size());
    const bool sampled = forEach(rows.sampleBlocks(), part(how, 0.0, 0.05), [&](std::size_t worker, std::size_t block) {
        price(worker, block, rows.sample() + block * blockPaths, rows.sampleStride());
    });
    const Run looking = part(how, 0.05, 0.1);
    if (!sampled || !forEach(m_sizes.rows, looking, [&](std::size_t, std::size_t row) { rows.look(row); })) {
        return false;
    }
    double done = 0.1;
    while (rows.beginPass()) {
        const double concluded = done + 0.97 * (1.0 - done);
        if (!runPass(part(how, done, concluded))) {
            return false;
        }
        done = concluded;
    }
    takePercentiles();
    if (!runWide(part(how, done, 1.0))) {
        return false;
    }
    if (how.progress) {
        how.progress(1.0);
    }
    return true;
}

/// One pass of the percentiles over all blocks but the sample's.
bool PricingRun::runPass(const Run& how)
{
    MonthlyPercentiles& rows = m_buffers.percentiles;
    const std::size_t sample = rows.sampleBlocks();
    constexpr double partOfBlocks = 0.85 / 0.97;
    const Run pricing = part(how, 0.0, partOfBlocks);
    const bool priced = forEach(m_sizes.blocks - sample, pricing, [&](std::size_t worker, std::size_t i) {
        const std::size_t block = sample + i;
        price(worker, block, rows.blockOf(worker), MonthlyPercentiles::blockStride());
        rows.sift(worker, static_cast<std::size_t>(m_shocks.pathsIn(block)));
    });
    if (!priced) {
        return false;
    }
    keepMarket();
    const std::size_t pieces = rows.passes() == 1 ? outcomePieces : 0;
    if (pieces > 0) {
        requireOutcomes();
        beginOutcomes();
    }
    const Run concluding = part(how, partOfBlocks, 1.0);
    const bool all = forEach(pieces + rows.rowsOfPass(), concluding, [&](std::size_t worker, std::size_t i) {
        if (i < pieces) {
            takeOutcome(worker, i);
        } else {
            rows.conclude(worker, i - pieces);
        }
    });
    if (all && pieces > 0) {
        takeOutcomes();
    }
    return all;
}

/// Rows are kept in single precision. Of those with percentiles beyond it the figures are wanted in double: all blocks
/// once more, for as many rows at a time as a bounded buffer holds. No ordinary deal has any.
bool PricingRun::runWide(const Run& how)
{
    std::vector<std::size_t> wide;
    for (std::size_t row = 0; row < m_sizes.rows; ++row) {
        if (!std::ranges::all_of(m_buffers.percentiles.of(row), [](double value) { return std::isfinite(value); })) {
            wide.push_back(row);
        }
    }
    const std::size_t rowsAtOnce = std::max<std::size_t>(1, mostWideRows / (m_sizes.lanes * sizeof(double)));
    for (std::size_t first = 0; first < wide.size(); first += rowsAtOnce) {
        const std::span pass = std::span(wide).subspan(first, std::min(rowsAtOnce, wide.size() - first));
        const double size = static_cast<double>(wide.size());
        const double from = static_cast<double>(first) / size;
        const double to = static_cast<double>(first + pass.size()) / size;
        if (!runWidePass(pass, part(how, from, to))) {
            return false;
        }
    }
    return true;
}

bool PricingRun::runWidePass(std::span<const std::size_t> wide, const Run& how)
{
    const std::size_t lanes = m_sizes.lanes;
    double* const values = m_buffers.wideRows.of(wide.size() * lanes);
    const bool priced = forEach(m_sizes.blocks, part(how, 0.0, 0.9), [&](std::size_t worker, std::size_t block) {
        std::vector<double*> places(m_sizes.rows, nullptr);
        for (std::size_t i = 0; i < wide.size(); ++i) {
            places[wide[i]] = values + i * lanes + block * blockPaths;
        }
        price(worker, block, m_buffers.percentiles.blockOf(worker), MonthlyPercentiles::blockStride(), places.data());
    });
    if (!priced) {
        return false;
    }
    return forEach(wide.size(), part(how, 0.9, 1.0), [&](std::size_t, std::size_t i) {
        const std::span row(values + i * lanes, m_sizes.paths);
        sortRising(row);
        MonthlyStatistic& statistic = monthlyOf(static_cast<MonthlyRow>(wide[i] / m_months));
        for (std::size_t k = 0; k < percentileCount; ++k) {
            statistic.percentiles[k][wide[i] % m_months] = percentileOfSorted(row, percentileRanks[k]);
        }
    });
}

/// Prices a block; its monthly figures go to `rows`, where these are wanted.
void PricingRun::price(std::size_t worker, std::size_t block, float* rows, std::size_t rowStride,
                       double* const* wideRows)
{
    using Responses = PricingBuffers::Responses;
    BlockWorkspace& workspace = *m_buffers.workspaces[worker];
    const Shocks& shocks = m_readers[worker].holding(block);
    if (m_buffers.responses != Responses::computed) {
        double* const responses = m_buffers.priceResponses.values() + block * m_sizes.priceResponses;
        if (m_buffers.responses == Responses::toBeKept) {
            takePriceResponses(m_plan, shocks, block, responses);
        }
        workspace.usePriceResponses(responses);
    }
    const std::size_t lanes = m_sizes.lanes;
    const std::size_t first = block * blockPaths;
    const double* const weights = m_buffers.weights.values() + first;
    double* const outcomes = m_buffers.outcomes.values() + first;
    BlockResult result;
    result.rows = rows;
    result.rowStride = rowStride;
    result.rowKinds = m_sizes.rowKinds;
    result.wideRows = wideRows;
    result.sums = m_buffers.sums.values() + block * m_sizes.sums;
    result.bridgeSums = m_outputs.bridge ? m_buffers.bridgeSums.values() + block * m_sizes.bridgeSums : nullptr;
    result.licensorNpv = outcomes;
    result.hostNpv = outcomes + lanes;
    result.licensorTotal = outcomes + 2 * lanes;
    result.hostTotal = outcomes + 3 * lanes;
    result.licensorInflow = m_buffers.inflows.values() + first;
    result.hostInflow = result.licensorInflow + lanes;
    result.shifts = m_sizes.rare ? m_buffers.shifts.values() + first : nullptr;
    result.shiftStride = lanes;
    priceBlock(m_plan, shocks, block, weights, workspace, result);
    if (m_takeMarket) {
        takeMarketSums(m_plan, shocks, block, workspace.priceResponses(m_plan, shocks, block), weights,
                       m_buffers.blockMarketSums.values() + block * m_sizes.marketSums);
    }
}

/// What all blocks found out of the market, for this pricing and those to come.
void PricingRun::keepMarket()
{
    if (m_buffers.responses == PricingBuffers::Responses::toBeKept) {
        m_buffers.responses = PricingBuffers::Responses::kept;
    }
    if (std::exchange(m_takeMarket, false)) {
        m_buffers.marketSums = means(m_buffers.blockMarketSums.values(), m_sizes.marketSums);
    }
}

/// Licensor's and host's NPVs, then their totals.
Outcomes PricingRun::outcomes(std::size_t which) const
{
    const auto row = [&](const Buffer<double>& buffer, std::size_t index) {
        return std::span<const double>(buffer.values() + index * m_sizes.lanes, m_sizes.paths);
    };
    return {row(m_buffers.outcomes, which), m_sizes.rare ? row(m_buffers.shifts, which) : std::span<const double>(),
            row(m_buffers.inflows, which % 2)};
}

/// Throws NotFinite for the first path whose NPVs and totals are not all finite.
void PricingRun::requireOutcomes() const
{
    std::size_t first = m_sizes.paths;
    for (std::size_t which = 0; which < outcomeCount; ++which) {
        const std::span<const double> values = outcomes(which).x;
        constexpr double largest = std::numeric_limits<double>::max();
        bool finite = true;
        for (const double value : values) {  // without a way out, so that vectors do it
            finite &= std::fabs(value) <= largest;
        }
        if (finite) {
            continue;
        }
        const auto here = std::ranges::find_if(values, [](double value) { return !std::isfinite(value); });
        first = std::min(first, static_cast<std::size_t>(here - values.begin()));
    }
    if (first < m_sizes.paths) {
        throw notFiniteOn(m_scenario, drawsOf(m_scenario, m_shocks, static_cast<std::int64_t>(first)));
    }
}

/// Throws NotFinite where a figure of the projection is not finite though all outcomes are.
void PricingRun::requireFigures() const
{
    if (!isFinite(m_projection)) {
        std::size_t extreme = 0;
        double size = -1.0;
        for (std::size_t i = 0; i < outcomeCount * m_sizes.paths; ++i) {
            const std::size_t path = i % m_sizes.paths;
            const double value = std::fabs(outcomes(i / m_sizes.paths).x[path]);
            if (value > size) {
                size = value;
                extreme = path;
            }
        }
        throw notFiniteOn(m_scenario, drawsOf(m_scenario, m_shocks, static_cast<std::int64_t>(extreme)));
    }
    for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
        if (!hasFiniteCertaintyEquivalents(m_projection.of(side))) {
            throw notFiniteRisk(m_scenario, side);
        }
    }
}

/// The parties' NPVs, then their totals: of each all that is said, in pieces.
void PricingRun::beginOutcomes()
{
    for (std::size_t i = 0; i < outcomeCount; ++i) {
        const deal::Party& party = i % 2 == 0 ? m_scenario.parties.licensor : m_scenario.parties.host;
        m_outcomes.emplace_back(outcomes(i), m_weights, party,
                                std::span(m_buffers.sorted.values() + i * m_sizes.lanes, m_sizes.paths));
    }
}

void PricingRun::takeOutcome(std::size_t worker, std::size_t piece)
{
    m_outcomes[piece % outcomeCount].take(piece / outcomeCount, m_buffers.scratch[worker]);
}

void PricingRun::takeOutcomes()
{
    m_projection.licensor.npv = m_outcomes[0].statistic();
    m_projection.host.npv = m_outcomes[1].statistic();
    m_projection.licensor.total = m_outcomes[2].statistic();
    m_projection.host.total = m_outcomes[3].statistic();
}

/// What the sample hardly holds: events enter the errors of the means.
void PricingRun::takeRare()
{
    Rare rare = rareOf(m_scenario, m_shocks.paths());
    const bool sampled = meansAreSampled(m_scenario);
    const auto add = [sampled](Statistic& statistic, std::vector<double>& errors) {
        statistic.sampled = sampled;
        if (!sampled) {
            statistic.standardError = 0.0;  // what the scrambles differ by is rounding
        }
        if (const double rareError = inQuadrature(errors); rareError > 0.0) {
            for (double* const error : {&statistic.standardError, &statistic.certaintyEquivalentError}) {
                *error = inQuadrature(std::array{*error, rareError});
            }
        }
        statistic.rareEventErrors = std::move(errors);
    };
    add(m_projection.licensor.npv, rare.licensor.npv);
    add(m_projection.licensor.total, rare.licensor.total);
    add(m_projection.host.npv, rare.host.npv);
    add(m_projection.host.total, rare.host.total);
    m_projection.rare = std::move(rare.drivers);
}

void PricingRun::takePaths()
{
    const auto copied = [](std::span<const double> values) {
        return std::vector<double>(values.begin(), values.end());
    };
    m_projection.licensor.npvByPath = copied(outcomes(0).x);
    m_projection.host.npvByPath = copied(outcomes(1).x);
    m_projection.licensor.grossInflowByPath = copied(outcomes(0).grossInflow);
    m_projection.host.grossInflowByPath = copied(outcomes(1).grossInflow);
    m_projection.weights = copied(m_weights.weights());
}

MonthlyStatistic& PricingRun::monthlyOf(MonthlyRow kind)
{
    switch (kind) {
        case MonthlyRow::licensor:
            return m_projection.licensor.months;
        case MonthlyRow::host:
            return m_projection.host.months;
        case MonthlyRow::licensorCumulative:
            return m_projection.licensor.cumulativeMonths;
        case MonthlyRow::hostCumulative:
            return m_projection.host.cumulativeMonths;
        case MonthlyRow::usage:
            return m_projection.usage;
        case MonthlyRow::gross:
            return m_projection.gross;
        case MonthlyRow::licensorDiscounted:
            return m_projection.licensor.cumulativeDiscountedMonths;
        case MonthlyRow::hostDiscounted:
            break;
    }
    return m_projection.host.cumulativeDiscountedMonths;
}

void PricingRun::takePercentiles()
{
    for (std::size_t row = 0; row < m_sizes.rows; ++row) {
        MonthlyStatistic& statistic = monthlyOf(static_cast<MonthlyRow>(row / m_months));
        for (std::size_t i = 0; i < percentileCount; ++i) {
            statistic.percentiles[i].resize(m_months);
            statistic.percentiles[i][row % m_months] = m_buffers.percentiles.of(row)[i];
        }
    }
}

/// The sums of all blocks, in their order, over N.
std::vector<double> PricingRun::means(const double* sums, std::size_t count) const
{
    std::vector<double> result(count, 0.0);
    for (std::size_t block = 0; block < m_sizes.blocks; ++block) {
        for (std::size_t i = 0; i < count; ++i) {
            result[i] += sums[block * count + i];
        }
    }
    for (double& mean : result) {
        mean /= static_cast<double>(m_shocks.paths());
    }
    return result;
}

}  // namespace dealwright::simulation
