// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/pricing_plan.h"
#include "simulation/pricing_room.h"
#include "simulation/shocks.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

// Prices the 256 paths of a block: docs/MODEL.md section 4 for as many paths at once as a vector holds.
namespace dealwright::simulation {

/// The figures of each month that are kept by path: a row for each and month, row [kind * months + month].
enum class MonthlyRow {
    licensor,
    host,
    licensorCumulative,
    hostCumulative,
    usage,
    gross,
    licensorDiscounted,
    hostDiscounted
};
inline constexpr std::size_t monthlyRows = 6;            ///< without the cumulative discounted ones
inline constexpr std::size_t monthlyRowsDiscounted = 8;  ///< the last two are cumulative and discounted

/// The bridge's lines that depend on luck and open by use case, for each use case, then those of the whole deal.
enum class UseCaseLine {
    gross,
    cost,
    baseRate,
    annualStep,
    tier,
    premium,
    credits,
    clamp,
    base,
    improvements,
    outside
};
inline constexpr std::size_t useCaseLines = 11;
enum class DealLine {
    perUnitFloor,
    underReporting,
    annualCap,
    totalCap,
    recoupment,
    escrow,
    trueUp,
    milestones,
    settlement,
    disputeCosts,
    incident
};
inline constexpr std::size_t dealLines = 11;

/// The bridge's sums of a block: [party][useCaseLines x useCases, by line; then dealLines]. Party 0 is the licensor.
/// Figures are in the direction of section 4 (what the host pays is positive for both) except that costs are positive.
[[nodiscard]] inline std::size_t bridgeLines(const PricingPlan& plan)
{
    return useCaseLines * plan.useCases + dealLines;
}

/// What a block is priced into. Row sums are weighted: sum over the block's paths of weight x figure.
struct BlockResult {
    float* rows = nullptr;      ///< the block's 256 values of the first row, null where no monthly figures are wanted
    std::size_t rowStride = 0;  ///< from row to row
    std::size_t rowKinds = monthlyRows;
    double* rowSums = nullptr;      ///< [row]
    double* useCaseSums = nullptr;  ///< [usage, gross][useCase][month]
    double* bridgeSums = nullptr;   ///< [party][line], null where no bridge is wanted
    double* licensorNpv = nullptr;  ///< [256]
    double* hostNpv = nullptr;
    double* licensorTotal = nullptr;
    double* hostTotal = nullptr;
};

/// How usage answers to the price war in a block: exp(-elasticity log war(t)), in [month][elasticity][256]. It depends
/// on the market alone.
[[nodiscard]] std::size_t priceResponseSize(const PricingPlan& plan);
void takePriceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* responses);

/// The sums over paths that are taken in a month: of its rows, then of usage and gross of each use case.
[[nodiscard]] inline std::size_t sumsOfMonth(const PricingPlan& plan, std::size_t rowKinds)
{
    return rowKinds + 2 * plan.useCases;
}

/// What a worker reuses from block to block, and from one term sheet to the next on the same block.
class BlockWorkspace {
public:
    BlockWorkspace();
    /// Makes room for plans of that size, and forgets what it kept of other shocks.
    void begin(const PricingPlan& plan, std::size_t rowKinds, bool monthly, bool bridge);

    /// The losses of the block's incidents, [month][256]; null where the plan knows none. Kept for the next call with
    /// the same block and the same losses.
    [[nodiscard]] const double* losses(const PricingPlan& plan, const Shocks& shocks, std::size_t block);

    /// The block's price responses. Kept for the next call with the same block and elasticities.
    [[nodiscard]] const double* priceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block);
    /// Those of the next block are kept elsewhere; null: they are not.
    void usePriceResponses(const double* responses) { m_givenResponses = responses; }

    [[nodiscard]] PathState& state() { return *m_state; }
    [[nodiscard]] MonthFigures& month() { return *m_month; }
    [[nodiscard]] Figure* bridgeLines() { return m_bridgeLines.data(); }  ///< [party][line], where a bridge is wanted
    [[nodiscard]] double* monthlySums() { return m_monthlySums.data(); }  ///< [month][sumsOfMonth][16]
    [[nodiscard]] double* bridgeSums() { return m_bridgeSums.data(); }    ///< [party][line][16]
    void clearSums();

private:
    struct LossKey {
        std::size_t block = 0;
        double meanLoss = 0.0;
        double lossDeviation = 0.0;
        friend bool operator==(const LossKey&, const LossKey&) = default;
    };
    std::vector<double> m_losses;
    std::optional<LossKey> m_lossKey;
    struct ResponseKey {
        std::size_t block = 0;
        std::vector<double> elasticities;
        friend bool operator==(const ResponseKey&, const ResponseKey&) = default;
    };
    std::vector<double> m_responses;
    std::optional<ResponseKey> m_responseKey;
    const double* m_givenResponses = nullptr;
    std::unique_ptr<PathState> m_state;
    std::unique_ptr<MonthFigures> m_month;
    std::vector<Figure> m_bridgeLines;
    std::vector<double> m_monthlySums;
    std::vector<double> m_bridgeSums;
};

/// Prices a block. `weights` holds the block's 256 path weights, 0 for lanes that are no paths. The same bits with
/// every vector target: lanes are paths, sums over paths are taken in 16 partial sums (by path mod 16) in the order of
/// the paths.
void priceBlock(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result);

}  // namespace dealwright::simulation
