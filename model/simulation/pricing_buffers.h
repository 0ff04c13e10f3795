// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/block_workspace.h"
#include "simulation/large_buffer.h"
#include "simulation/monthly_percentiles.h"
#include "simulation/pricing_plan.h"
#include "simulation/simulate.h"

#include <cstddef>
#include <memory>
#include <vector>

// What a pricing writes into, and how large that is: the one place that knows both.
namespace dealwright::simulation {

/// How much a pricing writes of each kind.
struct PricingSizes {
    PricingSizes(const PricingPlan& plan, const Outputs& outputs, std::size_t numberOfPaths);

    std::size_t paths = 0;
    std::size_t blocks = 0;
    std::size_t lanes = 0;           ///< blocks x 256: paths, and in the last block what are none
    std::size_t rowKinds = 0;        ///< of monthly rows
    std::size_t rows = 0;            ///< monthly rows, kinds x months; 0 where no monthly figures are wanted
    std::size_t sums = 0;            ///< of a block, of monthly figures
    std::size_t bridgeSums = 0;      ///< of a block
    std::size_t marketSums = 0;      ///< of a block
    std::size_t priceResponses = 0;  ///< of a block; 0 where they are computed each time
    bool rare = false;               ///< incidents or disputes shift outcomes
};

/// Kept from one pricing to the next: the first touch of fresh memory costs more than pricing into it.
struct PricingBuffers {
    /// NPVs and totals of both parties.
    static constexpr std::size_t outcomeCount = 4;

    MonthlyPercentiles percentiles;
    Buffer<double> weights;   ///< [lane]
    Buffer<double> outcomes;  ///< [4][lane]
    Buffer<double> shifts;    ///< as outcomes, where incidents or disputes can happen
    Buffer<double> inflows;   ///< what both parties receive, [2][lane]
    Buffer<double> sorted;    ///< outcomes, in their order
    Buffer<double> sums;      ///< this and the next three by block
    Buffer<double> bridgeSums;
    Buffer<double> blockMarketSums;
    Buffer<double> priceResponses;
    Buffer<double> wideRows;  ///< [row of the pass][lane], of rows beyond single precision
    enum class Responses { computed, toBeKept, kept } responses = Responses::computed;
    std::vector<double> marketSums;  ///< of all blocks; empty where the draws, weights or the market are new
    std::vector<std::unique_ptr<BlockWorkspace>> workspaces;  ///< by worker
    std::vector<std::vector<double>> scratch;                 ///< by worker, to sort in

    /// Room for a pricing of that size; percentiles and wideRows are prepared when their time comes.
    void reserve(const PricingSizes& sizes);
    /// One of everything that a worker has for itself.
    void reserveWorkers(std::size_t workers, const PricingPlan& plan, const Outputs& outputs);

    /// The bytes that all this takes at most, for so many workers, but for what does not grow with the paths and for
    /// wideRows, which no ordinary deal has.
    [[nodiscard]] static std::size_t bytesFor(const PricingSizes& sizes, std::size_t workers);
};

/// What rows beyond single precision may take at once, in bytes; one row may take more.
inline constexpr std::size_t mostWideRows = std::size_t{64} << 20U;

}  // namespace dealwright::simulation
