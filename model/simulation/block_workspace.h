// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/path_state.h"
#include "simulation/pricing_plan.h"
#include "simulation/shocks.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace dealwright::simulation {

/// The sums over paths that are taken in a month: of both cash flows, then of usage and gross of each use case. All
/// other means follow from these.
[[nodiscard]] inline std::size_t sumsOfMonth(const PricingPlan& plan)
{
    return 2 + 2 * plan.useCases;
}

/// What a worker reuses from block to block, and from one term sheet to the next on the same block.
class BlockWorkspace {
public:
    BlockWorkspace();
    /// Makes room for plans of that size, and forgets what it kept of other shocks.
    void begin(const PricingPlan& plan, bool monthly, bool bridge);

    /// The losses of the block's incidents, [month][256]; null where the plan knows none. Kept for the next call with
    /// the same block and the same losses.
    [[nodiscard]] const double* losses(const PricingPlan& plan, const Shocks& shocks, std::size_t block);

    /// The block's price responses. Kept for the next call with the same block and elasticities.
    [[nodiscard]] const double* priceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block);
    /// Those of the next block are kept elsewhere; null: they are not.
    void usePriceResponses(const double* responses) { m_givenResponses = responses; }

    [[nodiscard]] PathState& state() { return *m_state; }
    [[nodiscard]] UseCaseFigures* month() { return m_month.get(); }       ///< [mostUseCases]
    [[nodiscard]] double* monthlySums() { return m_monthlySums.data(); }  ///< [month][sumsOfMonth][16]
    [[nodiscard]] double* bridgeSums() { return m_bridgeSums.data(); }    ///< [party][line][16], present values
    [[nodiscard]] double* bridgeMonth() { return m_bridgeMonth.data(); }  ///< [bridgeMonthLines][16], one month's
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
    std::unique_ptr<UseCaseFigures[]> m_month;
    std::vector<double> m_monthlySums;
    std::vector<double> m_bridgeSums;
    std::vector<double> m_bridgeMonth;
};

}  // namespace dealwright::simulation
