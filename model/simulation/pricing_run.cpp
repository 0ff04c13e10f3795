// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/large_buffer.h"
#include "simulation/market_sums.h"
#include "simulation/monthly_percentiles.h"
#include "simulation/not_finite.h"
#include "simulation/overflow.h"
#include "simulation/parallel.h"
#include "simulation/price_responses.h"
#include "simulation/pricing_kernel.h"
#include "simulation/pricing_plan.h"
#include "simulation/rare.h"
#include "simulation/shock_reader.h"
#include "simulation/simulate.h"
#include "simulation/statistics.h"
#include "simulation/weights.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace dealwright::simulation {

namespace {

/// Kept from one pricing to the next: the first touch of fresh memory costs more than pricing into it.
struct PricingRoom {
    MonthlyPercentiles percentiles;
    Buffer<double> sums;
    Buffer<double> bridgeSums;
    Buffer<double> blockMarketSums;
    Buffer<double> outcomes;  ///< NPVs and totals of both parties, [4][blocks x 256]
    Buffer<double> inflows;   ///< what both parties receive, [2][blocks x 256]
    Buffer<double> shifts;    ///< as outcomes, where incidents or disputes can happen
    Buffer<double> sorted;    ///< outcomes, in their order
    Buffer<double> weights;
    Buffer<double> priceResponses;  ///< [block][priceResponseSize]
    enum class Responses { computed, toBeKept, kept } responses = Responses::computed;
    std::vector<double> marketSums;  ///< of all blocks; empty where the draws, weights or the market are new
    std::vector<std::unique_ptr<BlockWorkspace>> workspaces;  ///< by worker
    std::vector<std::vector<double>> scratch;                 ///< by worker, to sort in
    Buffer<double> wideRows;                                  ///< [row of the pass][blocks x 256]
};

/// What rows beyond single precision may take at once, in bytes; one row may take more.
constexpr std::size_t mostWideRows = std::size_t{64} << 20U;

/// Price responses are worth keeping up to this size: beyond, memory is scarce.
constexpr std::size_t mostKeptResponses = std::size_t{64} << 20U;  // bytes

/// One pricing: blocks first, then statistics.
class Pricing {
public:
    Pricing(const deal::Scenario& scenario, const Shocks& shocks, const PathWeights& weights, const Outputs& outputs,
            PricingRoom& room)
        : m_scenario(scenario),
          m_shocks(shocks),
          m_weights(weights),
          m_outputs(outputs),
          m_room(room),
          m_plan(pricingPlanOf(scenario)),
          m_months(static_cast<std::size_t>(m_plan.months)),
          m_rowKinds(outputs.cumulativeDiscounted ? monthlyRowsDiscounted : monthlyRows),
          m_rows(outputs.monthly ? m_rowKinds * m_months : 0),
          m_sums(outputs.monthly ? sumsOfMonth(m_plan) * m_months : 0),
          m_bridgeSums(outputs.bridge ? 2 * bridgeLines(m_plan) : 0)
    {
    }

    [[nodiscard]] std::optional<Projection> run(const Run& how)
    {
        if (priceResponseSize(m_plan) * m_shocks.blocks() * sizeof(double) > mostKeptResponses)
            m_room.responses = PricingRoom::Responses::computed;
        makeRoom(how);
        if (m_outputs.monthly ? !runMonthly(how) : !runHeadline(how))
            return std::nullopt;
        Projection& projection = m_projection;
        projection.paths = m_shocks.paths();
        projection.seed = m_scenario.simulation.seed;
        projection.sampling = m_scenario.simulation.sampling;
        projection.licensor.signing = m_plan.signing;
        projection.host.signing = -m_plan.signing;
        if (m_outputs.monthly)
            takeMeans();
        if (m_outputs.bridge)
            takeBridge();
        takeRare();
        if (m_outputs.npvByPath) {
            const auto copied = [](std::span<const double> values) {
                return std::vector<double>(values.begin(), values.end());
            };
            projection.licensor.npvByPath = copied(outcomes(0).x);
            projection.host.npvByPath = copied(outcomes(1).x);
            projection.licensor.grossInflowByPath = copied(outcomes(0).grossInflow);
            projection.host.grossInflowByPath = copied(outcomes(1).grossInflow);
            projection.weights.assign(m_weights.weights().begin(), m_weights.weights().end());
        }
        requireFigures();
        return std::move(m_projection);
    }

private:
    static constexpr std::size_t outcomeCount = 4;
    static constexpr std::size_t outcomePieces = outcomeCount * OutcomeStatistic::pieces;

    [[nodiscard]] std::size_t lanes() const { return m_shocks.blocks() * blockPaths; }
    [[nodiscard]] std::size_t paths() const { return static_cast<std::size_t>(m_shocks.paths()); }

    /// Licensor's and host's NPVs, then their totals.
    [[nodiscard]] Outcomes outcomes(std::size_t which) const
    {
        const auto row = [&](const Buffer<double>& room, std::size_t index) {
            return std::span<const double>(room.values() + index * lanes(), paths());
        };
        return {row(m_room.outcomes, which), m_plan.anyRare() ? row(m_room.shifts, which) : std::span<const double>(),
                row(m_room.inflows, which % 2)};
    }

    void makeRoom(const Run& how)
    {
        const std::size_t blocks = m_shocks.blocks();
        double* weights = m_room.weights.of(lanes());
        std::ranges::copy(m_weights.weights(), weights);
        std::fill(weights + paths(), weights + lanes(), 0.0);
        m_room.outcomes.reserve(outcomeCount * lanes());
        m_room.inflows.reserve(2 * lanes());
        m_room.shifts.reserve(m_plan.anyRare() ? outcomeCount * lanes() : 0);
        m_room.sums.reserve(blocks * m_sums);
        m_room.bridgeSums.reserve(blocks * m_bridgeSums);
        m_takeMarket = m_outputs.monthly && m_room.marketSums.empty();
        m_room.blockMarketSums.reserve(m_takeMarket ? blocks * marketSumSize(m_plan) : 0);
        if (m_room.responses != PricingRoom::Responses::computed)
            m_room.priceResponses.reserve(blocks * priceResponseSize(m_plan));
        const std::size_t workers = workersOf(how, std::max(blocks, m_rows + outcomePieces));  // of the longest loop
        m_readers = readersOf(m_shocks, workers);
        m_room.scratch.resize(std::max(m_room.scratch.size(), workers));
        m_room.workspaces.resize(std::max(m_room.workspaces.size(), workers));
        for (std::unique_ptr<BlockWorkspace>& workspace : m_room.workspaces) {
            if (!workspace)
                workspace = std::make_unique<BlockWorkspace>();
            workspace->begin(m_plan, m_outputs.monthly, m_outputs.bridge);
        }
    }

    [[nodiscard]] bool runHeadline(const Run& how)
    {
        const bool priced = forEach(m_shocks.blocks(), part(how, 0.0, 0.9),
                                    [&](std::size_t worker, std::size_t block) { price(worker, block, nullptr, 0); });
        if (!priced)
            return false;
        keepMarket();
        requireOutcomes();
        beginOutcomes();
        const bool all = forEach(outcomePieces, part(how, 0.9, 1.0),
                                 [&](std::size_t worker, std::size_t piece) { takeOutcome(worker, piece); });
        if (all)
            takeOutcomes();
        return all;
    }

    /// The sample's blocks first, then all others, as often as the percentiles ask; with the first pass's, all that is
    /// said of NPVs and totals.
    [[nodiscard]] bool runMonthly(const Run& how)
    {
        MonthlyPercentiles& rows = m_room.percentiles;
        const std::size_t blocks = m_shocks.blocks();
        rows.begin(m_rows, paths(), m_readers.size());
        const std::size_t sample = rows.sampleBlocks();
        const bool sampled = forEach(sample, part(how, 0.0, 0.05), [&](std::size_t worker, std::size_t block) {
            price(worker, block, rows.sample() + block * blockPaths, rows.sampleStride());
        });
        if (!sampled || !forEach(m_rows, part(how, 0.05, 0.1), [&](std::size_t, std::size_t row) { rows.look(row); }))
            return false;
        double done = 0.1;
        while (rows.beginPass()) {
            const double priced = done + 0.85 * (1.0 - done);
            const double concluded = done + 0.97 * (1.0 - done);
            const Run pricing = part(how, done, priced);
            const bool allPriced = forEach(blocks - sample, pricing, [&](std::size_t worker, std::size_t i) {
                const std::size_t block = sample + i;
                price(worker, block, rows.blockOf(worker), MonthlyPercentiles::blockStride());
                rows.sift(worker, static_cast<std::size_t>(m_shocks.pathsIn(block)));
            });
            if (!allPriced)
                return false;
            keepMarket();
            const std::size_t outcomes = rows.passes() == 1 ? outcomePieces : 0;
            if (outcomes > 0) {
                requireOutcomes();
                beginOutcomes();
            }
            const Run concluding = part(how, priced, concluded);
            const bool all = forEach(outcomes + rows.rowsOfPass(), concluding, [&](std::size_t worker, std::size_t i) {
                if (i < outcomes)
                    takeOutcome(worker, i);
                else
                    rows.conclude(worker, i - outcomes);
            });
            if (!all)
                return false;
            if (outcomes > 0)
                takeOutcomes();
            done = concluded;
        }
        takePercentiles();
        if (!runWide(part(how, done, 1.0)))
            return false;
        if (how.progress)
            how.progress(1.0);
        return true;
    }

    /// Rows are kept in single precision. Of those with percentiles beyond it the figures are wanted in double: all
    /// blocks once more, for as many rows at a time as a bounded room holds. No ordinary deal has any.
    [[nodiscard]] bool runWide(const Run& how)
    {
        std::vector<std::size_t> wide;
        for (std::size_t row = 0; row < m_rows; ++row) {
            if (!std::ranges::all_of(m_room.percentiles.of(row), [](double value) { return std::isfinite(value); }))
                wide.push_back(row);
        }
        const std::size_t rowsAtOnce = std::max<std::size_t>(1, mostWideRows / (lanes() * sizeof(double)));
        for (std::size_t first = 0; first < wide.size(); first += rowsAtOnce) {
            const std::span pass = std::span(wide).subspan(first, std::min(rowsAtOnce, wide.size() - first));
            const double size = static_cast<double>(wide.size());
            const double from = static_cast<double>(first) / size;
            const double to = static_cast<double>(first + pass.size()) / size;
            if (!runWidePass(pass, part(how, from, to)))
                return false;
        }
        return true;
    }

    [[nodiscard]] bool runWidePass(std::span<const std::size_t> wide, const Run& how)
    {
        double* const values = m_room.wideRows.of(wide.size() * lanes());
        const bool priced = forEach(m_shocks.blocks(), part(how, 0.0, 0.9), [&](std::size_t worker, std::size_t block) {
            std::vector<double*> places(m_rows, nullptr);
            for (std::size_t i = 0; i < wide.size(); ++i)
                places[wide[i]] = values + i * lanes() + block * blockPaths;
            price(worker, block, m_room.percentiles.blockOf(worker), MonthlyPercentiles::blockStride(), places.data());
        });
        if (!priced)
            return false;
        return forEach(wide.size(), part(how, 0.9, 1.0), [&](std::size_t, std::size_t i) {
            const std::span row(values + i * lanes(), paths());
            sortRising(row);
            MonthlyStatistic& statistic = monthlyOf(static_cast<MonthlyRow>(wide[i] / m_months));
            for (std::size_t k = 0; k < percentileCount; ++k)
                statistic.percentiles[k][wide[i] % m_months] = percentileOfSorted(row, percentileRanks[k]);
        });
    }

    /// Throws NotFinite for the first path whose NPVs and totals are not all finite.
    void requireOutcomes()
    {
        std::size_t first = paths();
        for (std::size_t which = 0; which < outcomeCount; ++which) {
            const std::span<const double> values = outcomes(which).x;
            constexpr double largest = std::numeric_limits<double>::max();
            bool finite = true;
            for (const double value : values)  // without a way out, so that vectors do it
                finite &= std::fabs(value) <= largest;
            if (finite)
                continue;
            const auto here = std::ranges::find_if(values, [](double value) { return !std::isfinite(value); });
            first = std::min(first, static_cast<std::size_t>(here - values.begin()));
        }
        if (first < paths())
            throw notFiniteOn(m_scenario, drawsOf(m_scenario, m_shocks, static_cast<std::int64_t>(first)));
    }

    /// Throws NotFinite where a figure of the projection is not finite though all outcomes are.
    void requireFigures()
    {
        if (!isFinite(m_projection)) {
            std::size_t extreme = 0;
            double size = -1.0;
            for (std::size_t i = 0; i < outcomeCount * paths(); ++i) {
                const std::size_t path = i % paths();
                const double value = std::fabs(outcomes(i / paths()).x[path]);
                if (value > size) {
                    size = value;
                    extreme = path;
                }
            }
            throw notFiniteOn(m_scenario, drawsOf(m_scenario, m_shocks, static_cast<std::int64_t>(extreme)));
        }
        for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
            if (!hasFiniteCertaintyEquivalents(m_projection.of(side)))
                throw notFiniteRisk(m_scenario, side);
        }
    }

    /// Prices a block; its monthly figures go to `rows`, where these are wanted.
    void price(std::size_t worker, std::size_t block, float* rows, std::size_t rowStride,
               double* const* wideRows = nullptr)
    {
        BlockWorkspace& workspace = *m_room.workspaces[worker];
        const Shocks& shocks = m_readers[worker].holding(block);
        if (m_room.responses != PricingRoom::Responses::computed) {
            double* const responses = m_room.priceResponses.values() + block * priceResponseSize(m_plan);
            if (m_room.responses == PricingRoom::Responses::toBeKept)
                takePriceResponses(m_plan, shocks, block, responses);
            workspace.usePriceResponses(responses);
        }
        const std::size_t first = block * blockPaths;
        const double* const weights = m_room.weights.values() + first;
        double* const outcomesRoom = m_room.outcomes.values() + first;
        BlockResult result;
        result.rows = rows;
        result.rowStride = rowStride;
        result.rowKinds = m_rowKinds;
        result.wideRows = wideRows;
        result.sums = m_room.sums.values() + block * m_sums;
        result.bridgeSums = m_outputs.bridge ? m_room.bridgeSums.values() + block * m_bridgeSums : nullptr;
        result.licensorNpv = outcomesRoom;
        result.hostNpv = outcomesRoom + lanes();
        result.licensorTotal = outcomesRoom + 2 * lanes();
        result.hostTotal = outcomesRoom + 3 * lanes();
        result.licensorInflow = m_room.inflows.values() + first;
        result.hostInflow = result.licensorInflow + lanes();
        result.shifts = m_plan.anyRare() ? m_room.shifts.values() + first : nullptr;
        result.shiftStride = lanes();
        priceBlock(m_plan, shocks, block, weights, workspace, result);
        if (m_takeMarket) {
            takeMarketSums(m_plan, shocks, block, workspace.priceResponses(m_plan, shocks, block), weights,
                           m_room.blockMarketSums.values() + block * marketSumSize(m_plan));
        }
    }

    /// What all blocks found out of the market, for this pricing and those to come.
    void keepMarket()
    {
        if (m_room.responses == PricingRoom::Responses::toBeKept)
            m_room.responses = PricingRoom::Responses::kept;
        if (std::exchange(m_takeMarket, false))
            m_room.marketSums = means(m_room.blockMarketSums.values(), marketSumSize(m_plan));
    }

    /// The parties' NPVs, then their totals: of each all that is said, in pieces.
    void beginOutcomes()
    {
        m_room.sorted.reserve(outcomeCount * lanes());
        for (std::size_t i = 0; i < outcomeCount; ++i) {
            const deal::Party& party = i % 2 == 0 ? m_scenario.parties.licensor : m_scenario.parties.host;
            m_outcomes.emplace_back(outcomes(i), m_weights, party,
                                    std::span(m_room.sorted.values() + i * lanes(), paths()));
        }
    }
    void takeOutcome(std::size_t worker, std::size_t piece)
    {
        m_outcomes[piece % outcomeCount].take(piece / outcomeCount, m_room.scratch[worker]);
    }
    void takeOutcomes()
    {
        m_projection.licensor.npv = m_outcomes[0].statistic();
        m_projection.host.npv = m_outcomes[1].statistic();
        m_projection.licensor.total = m_outcomes[2].statistic();
        m_projection.host.total = m_outcomes[3].statistic();
    }

    /// What the sample hardly holds: events enter the errors of the means.
    void takeRare()
    {
        Rare rare = rareOf(m_scenario, m_shocks.paths());
        const bool sampled = meansAreSampled(m_scenario);
        const auto add = [sampled](Statistic& statistic, std::vector<double>& errors) {
            statistic.sampled = sampled;
            if (!sampled)
                statistic.standardError = 0.0;  // what the scrambles differ by is rounding
            if (const double rareError = inQuadrature(errors); rareError > 0.0) {
                for (double* const error : {&statistic.standardError, &statistic.certaintyEquivalentError})
                    *error = inQuadrature(std::array{*error, rareError});
            }
            statistic.rareEventErrors = std::move(errors);
        };
        add(m_projection.licensor.npv, rare.licensor.npv);
        add(m_projection.licensor.total, rare.licensor.total);
        add(m_projection.host.npv, rare.host.npv);
        add(m_projection.host.total, rare.host.total);
        m_projection.rare = std::move(rare.drivers);
    }

    [[nodiscard]] MonthlyStatistic& monthlyOf(MonthlyRow kind)
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

    void takePercentiles()
    {
        for (std::size_t row = 0; row < m_rows; ++row) {
            MonthlyStatistic& statistic = monthlyOf(static_cast<MonthlyRow>(row / m_months));
            for (std::size_t i = 0; i < percentileCount; ++i) {
                statistic.percentiles[i].resize(m_months);
                statistic.percentiles[i][row % m_months] = m_room.percentiles.of(row)[i];
            }
        }
    }

    /// The sums of all blocks, in their order, over N.
    [[nodiscard]] std::vector<double> means(const double* sums, std::size_t count) const
    {
        std::vector<double> result(count, 0.0);
        for (std::size_t block = 0; block < m_shocks.blocks(); ++block) {
            for (std::size_t i = 0; i < count; ++i)
                result[i] += sums[block * count + i];
        }
        for (double& mean : result)
            mean /= static_cast<double>(m_shocks.paths());
        return result;
    }

    /// Of the sums that the kernel took, and of what follows from them: the weights are the same for all.
    void takeMeans()
    {
        const std::vector<double> all = means(m_room.sums.values(), m_sums);
        const auto mean = [&](std::size_t index) {
            const auto first = all.begin() + static_cast<std::ptrdiff_t>(index * m_months);
            return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(m_months));
        };
        m_projection.licensor.months.mean = mean(0);
        m_projection.host.months.mean = mean(1);
        m_projection.usage.mean.assign(m_months, 0.0);
        m_projection.gross.mean.assign(m_months, 0.0);
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            m_projection.usageByUseCase.push_back(mean(2 + 2 * u));
            m_projection.grossByUseCase.push_back(mean(3 + 2 * u));
            takeMarketMeans(u);
            addTo(m_projection.usage.mean, m_projection.usageByUseCase[u]);
            addTo(m_projection.gross.mean, m_projection.grossByUseCase[u]);
        }
        takeCumulativeMeans(m_projection.licensor, m_plan.licensorDiscount);
        takeCumulativeMeans(m_projection.host, m_plan.hostDiscount);
    }

    /// Where a use case's usage hangs on no test, its mean follows from the market's sums.
    void takeMarketMeans(std::size_t u)
    {
        for (int t = 0; t < m_plan.months; ++t) {
            if (m_plan.tested(t, u))
                continue;
            const std::size_t i = m_plan.at(t, u);
            const double uplift = m_plan.exclusivity[u].holds(t) ? m_plan.exclusivity[u].uplift : 0.0;
            const double expected = m_plan.expectedUsage[i] * (1.0 + uplift);
            const auto month = static_cast<std::size_t>(t);
            const double usage = expected * m_room.marketSums[2 * i];
            const double gross = expected * m_plan.expectedPrice[i] * m_room.marketSums[2 * i + 1];
            m_projection.usageByUseCase[u][month] = usage * marketSumUnit;
            m_projection.grossByUseCase[u][month] = gross * marketSumUnit;
        }
    }

    static void addTo(std::vector<double>& sums, const std::vector<double>& values)
    {
        std::ranges::transform(sums, values, sums.begin(), std::plus<>());
    }

    void takeCumulativeMeans(PartyProjection& party, const std::vector<double>& factors) const
    {
        discount(party, factors);
        party.cumulativeMonths.mean = cumulative(party.signing, party.months.mean);
        if (m_outputs.cumulativeDiscounted)
            party.cumulativeDiscountedMonths.mean = cumulative(party.signing, party.discountedMonths.mean);
    }

    [[nodiscard]] static std::vector<double> cumulative(double sum, const std::vector<double>& values)
    {
        std::vector<double> result;
        result.reserve(values.size());
        for (const double value : values)
            result.push_back(sum += value);
        return result;
    }

    static void discount(PartyProjection& party, const std::vector<double>& factors)
    {
        party.discountedMonths = party.months;
        const auto scale = [&](std::vector<double>& values) {
            std::ranges::transform(values, factors, values.begin(), std::multiplies<>());
        };
        scale(party.discountedMonths.mean);
        std::ranges::for_each(party.discountedMonths.percentiles, scale);
    }

    void takeBridge();

    const deal::Scenario& m_scenario;
    const Shocks& m_shocks;
    const PathWeights& m_weights;
    const Outputs& m_outputs;
    PricingRoom& m_room;
    std::vector<ShockReader> m_readers;  ///< by worker
    PricingPlan m_plan;
    std::size_t m_months;
    std::size_t m_rowKinds;
    std::size_t m_rows;
    std::size_t m_sums;
    std::size_t m_bridgeSums;
    std::vector<OutcomeStatistic> m_outcomes;
    bool m_takeMarket = false;  ///< its sums are to be taken with the blocks
    Projection m_projection;
};

/// Where a line of the kernel goes in the bridge, and with what sign for each party.
template <class Line>
struct LineOf {
    Line line;
    BridgeItem item;
    double licensor;
    double host;
};

constexpr std::array shareLines{
    LineOf<UseCaseLine>{UseCaseLine::gross, BridgeItem::grossRevenue, 0.0, 1.0},
    LineOf<UseCaseLine>{UseCaseLine::cost, BridgeItem::servingCost, 0.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::baseRate, BridgeItem::baseRate, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::annualStep, BridgeItem::annualStep, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::tier, BridgeItem::tier, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::premium, BridgeItem::premium, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::credits, BridgeItem::credits, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::clamp, BridgeItem::clamp, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::base, BridgeItem::base, 1.0, -1.0},
    LineOf<UseCaseLine>{UseCaseLine::improvements, BridgeItem::improvements, 1.0, -1.0},
};

// The host pays into escrow in full: what waits there is the licensor's matter.
constexpr std::array paymentLines{
    LineOf<DealLine>{DealLine::perUnitFloor, BridgeItem::perUnitFloor, 1.0, -1.0},
    LineOf<DealLine>{DealLine::underReporting, BridgeItem::underReporting, 1.0, -1.0},
    LineOf<DealLine>{DealLine::annualCap, BridgeItem::annualCap, 1.0, -1.0},
    LineOf<DealLine>{DealLine::totalCap, BridgeItem::totalCap, 1.0, -1.0},
    LineOf<DealLine>{DealLine::recoupment, BridgeItem::recoupment, 1.0, -1.0},
    LineOf<DealLine>{DealLine::escrow, BridgeItem::escrow, 1.0, 0.0},
    LineOf<DealLine>{DealLine::trueUp, BridgeItem::trueUp, 1.0, -1.0},
    LineOf<DealLine>{DealLine::milestones, BridgeItem::milestones, 1.0, -1.0},
};

constexpr std::array governanceLines{
    LineOf<DealLine>{DealLine::disputeCosts, BridgeItem::disputeCosts, -1.0, -1.0},
    LineOf<DealLine>{DealLine::incident, BridgeItem::incident, -1.0, -1.0},
};

/// Puts the bridge together: the kernel's lines and those that no luck touches, in the order of BridgeItem.
class BridgeBuilder {
public:
    BridgeBuilder(const deal::Scenario& scenario, const PricingPlan& plan, const std::vector<double>& means)
        : m_scenario(scenario), m_plan(plan), m_means(means)
    {
    }

    [[nodiscard]] std::vector<BridgeLine> build()
    {
        for (const auto& entry : shareLines)
            addUseCases(entry);
        for (const auto& entry : paymentLines)
            addDeal(entry);
        addFees();
        addUseCases({UseCaseLine::outside, BridgeItem::outside, 1.0, 0.0});
        addDeal({DealLine::settlement, BridgeItem::settlement, 1.0, -1.0});
        addContributions();
        const deal::Terms& terms = m_scenario.terms;
        add(BridgeItem::compliance, -1, -terms.compliance.licensorCost / 12.0 * sum(m_plan.licensorDiscount),
            -terms.compliance.hostCost / 12.0 * sum(m_plan.hostDiscount));
        add(BridgeItem::audit, -1, -terms.reporting.auditCost / 12.0 * sum(m_plan.licensorDiscount), 0.0);
        for (const auto& entry : governanceLines)
            addDeal(entry);
        add(BridgeItem::upfrontFee, -1, terms.upfrontFee, -terms.upfrontFee);
        add(BridgeItem::advance, -1, terms.advance, -terms.advance);
        return std::move(m_lines);
    }

private:
    [[nodiscard]] static double sum(const std::vector<double>& values)
    {
        double total = 0.0;
        for (const double value : values)
            total += value;
        return total;
    }

    void add(BridgeItem item, int useCase, double licensor, double host)
    {
        m_lines.push_back({item, useCase, licensor + 0.0, host + 0.0});
    }

    void addUseCases(const LineOf<UseCaseLine>& entry)
    {
        for (std::size_t u = 0; u < m_plan.useCases; ++u) {
            const std::size_t line = static_cast<std::size_t>(entry.line) * m_plan.useCases + u;
            add(entry.item, static_cast<int>(u), entry.licensor * m_means[line],
                entry.host * m_means[bridgeLines(m_plan) + line]);
        }
    }

    void addDeal(const LineOf<DealLine>& entry)
    {
        const std::size_t line = useCaseLines * m_plan.useCases + static_cast<std::size_t>(entry.line);
        add(entry.item, -1, entry.licensor * m_means[line], entry.host * m_means[bridgeLines(m_plan) + line]);
    }

    void addFees()
    {
        for (std::size_t u = 0; u < m_scenario.terms.exclusivity.size(); ++u) {
            const deal::Exclusivity& clause = m_scenario.terms.exclusivity[u];
            if (clause.granted && clause.firstMonth < m_plan.months) {
                const auto month = static_cast<std::size_t>(clause.firstMonth);
                add(BridgeItem::exclusivityFee, static_cast<int>(u), clause.fee * m_plan.licensorDiscount[month],
                    -clause.fee * m_plan.hostDiscount[month]);
            }
        }
    }

    void addContributions()
    {
        for (const deal::Contribution& contribution : m_scenario.terms.contributions) {
            const bool licensor = contribution.party == deal::Side::licensor;
            const std::vector<double>& factors = licensor ? m_plan.licensorDiscount : m_plan.hostDiscount;
            double cost = 0.0;
            for (int t = contribution.firstMonth;
                 t < m_plan.months && t - contribution.firstMonth < contribution.months; ++t)
                cost += contribution.monthlyCost * factors[static_cast<std::size_t>(t)];
            const auto& useCases = m_scenario.market.useCases;
            const auto named = std::ranges::find_if(useCases, [&](const deal::UseCase& useCase) {
                return contribution.useCase.id == std::optional(useCase.id);
            });
            const int position = named == useCases.end() ? -1 : static_cast<int>(named - useCases.begin());
            add(BridgeItem::contributions, position, licensor ? -cost : 0.0, licensor ? 0.0 : -cost);
        }
    }

    const deal::Scenario& m_scenario;
    const PricingPlan& m_plan;
    const std::vector<double>& m_means;
    std::vector<BridgeLine> m_lines;
};

void Pricing::takeBridge()
{
    const std::vector<double> sums = means(m_room.bridgeSums.values(), m_bridgeSums);
    m_projection.bridge = BridgeBuilder(m_scenario, m_plan, sums).build();
}

}  // namespace

std::size_t memoryNeeded(const deal::Scenario& scenario, const Outputs& outputs)
{
    const auto months = static_cast<std::size_t>(scenario.timeline.months);
    const std::size_t useCases = scenario.market.useCases.size();
    const auto paths = static_cast<std::size_t>(pathsOf(scenario.simulation));
    const std::size_t kinds = outputs.cumulativeDiscounted ? monthlyRowsDiscounted : monthlyRows;
    const std::size_t rows = outputs.monthly ? kinds * months : 0;
    const std::size_t sums = outputs.monthly ? (2 + 4 * useCases) * months : 0;  // of each block
    // By path: NPVs and totals, what incidents and disputes shift them by, inflows, the weights twice, what statistics
    // sort; and what is handed out.
    const deal::Terms& terms = scenario.terms;
    const bool rare = terms.incident.annualProbability > 0.0 || terms.dispute.annualProbability > 0.0;
    const std::size_t doubles = 4 + (rare ? 4 : 0) + 2 + 2 + 4 + (outputs.npvByPath ? 5 : 0);
    // The weights' regression: 16 sums of each control in a block, and three matrices of them with a row for 32 paths.
    const std::size_t controls = 2 * useCases + scenario.market.events.size();
    const std::size_t regression = paths * (controls + 3) / 2 + 3 * paths / 32 * controls * sizeof(double);
    const std::size_t draws = Shocks::sizeOf(keyOf(scenario));
    const std::size_t byPath = doubles * sizeof(double);
    std::set<double> elasticities;
    for (const deal::UseCase& useCase : scenario.market.useCases)
        elasticities.insert(useCase.elasticity);
    elasticities.erase(0.0);
    const std::size_t responses = paths * months * elasticities.size() * sizeof(double);
    constexpr std::size_t fixed = std::size_t{32} << 20U;
    return (draws <= mostKeptDraws ? draws : 0) + paths * byPath + regression +
           (paths + blockPaths - 1) / blockPaths * sums * sizeof(double) +
           (responses <= mostKeptResponses ? responses : 0) +
           MonthlyPercentiles::memoryNeeded(rows, paths, std::thread::hardware_concurrency()) + fixed;
}

std::optional<Projection> price(const deal::Scenario& scenario, const Shocks& shocks, const Outputs& outputs,
                                const Run& run)
{
    assert(fits(shocks, scenario));
    const auto weights = weightsOf(scenario, shocks, run);
    if (!weights)
        return std::nullopt;
    PricingRoom room;
    return Pricing(scenario, shocks, *weights, outputs, room).run(run);
}

struct Simulator::Kept {
    std::shared_ptr<const Shocks> shocks;
    std::shared_ptr<const PathWeights> weights;
    ControlKey controls;
    PricingRoom room;
};

Simulator::Simulator() : m_kept(std::make_unique<Kept>()) {}
Simulator::Simulator(Simulator&&) noexcept = default;
Simulator& Simulator::operator=(Simulator&&) noexcept = default;
Simulator::~Simulator() = default;

const std::shared_ptr<const Shocks>& Simulator::shocks() const
{
    return m_kept->shocks;
}

std::optional<Projection> Simulator::project(const deal::Scenario& scenario, const Outputs& outputs, const Run& run)
{
    Kept& kept = *m_kept;
    double done = 0.0;
    if (!kept.shocks || !fits(*kept.shocks, scenario)) {
        kept.weights.reset();
        kept.shocks = redraw(std::exchange(kept.shocks, nullptr), scenario, part(run, 0.0, 0.6));
        if (!kept.shocks)
            return std::nullopt;
        done = 0.6;
    }
    if (const ControlKey controls = controlKeyOf(scenario); !kept.weights || kept.controls != controls) {
        kept.weights = weightsOf(scenario, *kept.shocks, part(run, done, done + 0.1));
        kept.room.responses = PricingRoom::Responses::toBeKept;  // of the new draws or the new market
        kept.room.marketSums.clear();
        kept.room.percentiles.forget();
        kept.controls = controls;
        if (!kept.weights)
            return std::nullopt;
    }
    return Pricing(scenario, *kept.shocks, *kept.weights, outputs, kept.room).run(part(run, done, 1.0));
}

}  // namespace dealwright::simulation
