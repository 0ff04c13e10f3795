// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/pricing_buffers.h"

#include "simulation/bridge_lines.h"
#include "simulation/market_sums.h"
#include "simulation/price_responses.h"
#include "simulation/pricing_kernel.h"

#include <algorithm>
#include <array>

namespace dealwright::simulation {

namespace {

struct BufferSize {
    Buffer<double> PricingBuffers::* buffer;
    std::size_t values;
};

[[nodiscard]] std::array<BufferSize, 9> bufferSizesOf(const PricingSizes& sizes)
{
    const std::size_t outcomes = PricingBuffers::outcomeCount * sizes.lanes;
    return {{
        {&PricingBuffers::weights, sizes.lanes},
        {&PricingBuffers::outcomes, outcomes},
        {&PricingBuffers::shifts, sizes.rare ? outcomes : 0},
        {&PricingBuffers::inflows, 2 * sizes.lanes},
        {&PricingBuffers::sorted, outcomes},
        {&PricingBuffers::sums, sizes.blocks * sizes.sums},
        {&PricingBuffers::bridgeSums, sizes.blocks * sizes.bridgeSums},
        {&PricingBuffers::blockMarketSums, sizes.blocks * sizes.marketSums},
        {&PricingBuffers::priceResponses, sizes.blocks * sizes.priceResponses},
    }};
}

}  // namespace

PricingSizes::PricingSizes(const PricingPlan& plan, const Outputs& outputs, std::size_t numberOfPaths)
    : paths(numberOfPaths),
      blocks((numberOfPaths + blockPaths - 1) / blockPaths),
      lanes(blocks * blockPaths),
      rowKinds(outputs.cumulativeDiscounted ? monthlyRowsDiscounted : monthlyRows),
      bridgeSums(outputs.bridge ? 2 * bridgeLines(plan) : 0),
      priceResponses(keepsPriceResponses(plan, blocks) ? priceResponseSize(plan) : 0),
      rare(plan.anyRare())
{
    if (outputs.monthly) {
        const auto months = static_cast<std::size_t>(plan.months);
        rows = rowKinds * months;
        sums = sumsOfMonth(plan) * months;
        marketSums = marketSumSize(plan);
    }
}

void PricingBuffers::reserve(const PricingSizes& sizes)
{
    for (const BufferSize& size : bufferSizesOf(sizes)) {
        (this->*size.buffer).reserve(size.values);
    }
}

void PricingBuffers::reserveWorkers(std::size_t workers, const PricingPlan& plan, const Outputs& outputs)
{
    scratch.resize(std::max(scratch.size(), workers));
    workspaces.resize(std::max(workspaces.size(), workers));
    for (std::unique_ptr<BlockWorkspace>& workspace : workspaces) {
        if (!workspace) {
            workspace = std::make_unique<BlockWorkspace>();
        }
        workspace->begin(plan, outputs.monthly, outputs.bridge);
    }
}

std::size_t PricingBuffers::bytesFor(const PricingSizes& sizes, std::size_t workers)
{
    std::size_t values = 0;
    for (const BufferSize& size : bufferSizesOf(sizes)) {
        values += size.values;
    }
    return values * sizeof(double) + MonthlyPercentiles::memoryNeeded(sizes.rows, sizes.paths, workers);
}

}  // namespace dealwright::simulation
