// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/pricing_buffers.h"
#include "simulation/pricing_plan.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/thread_pool.h"
#include "simulation/weights.h"

namespace dealwright::simulation {

namespace {

/// What Projection holds by path: both NPVs and both inflows, and the weights.
[[nodiscard]] std::size_t handedOut(const Outputs& outputs, std::size_t paths)
{
    return outputs.npvByPath ? 5 * paths * sizeof(double) : 0;
}

}  // namespace

std::size_t memoryNeeded(const deal::Scenario& scenario, const Outputs& outputs)
{
    constexpr std::size_t fixed = std::size_t{32} << 20U;
    const auto paths = static_cast<std::size_t>(pathsOf(scenario.simulation));
    const std::size_t draws = Shocks::sizeOf(keyOf(scenario));
    const PricingSizes sizes(pricingPlanOf(scenario), outputs, paths);
    return (draws <= mostKeptDraws ? draws : 0) + weightsMemoryNeeded(scenario.market, paths) +
           PricingBuffers::bytesFor(sizes, ThreadPool::processorsOfMachine()) + handedOut(outputs, paths) + fixed;
}

}  // namespace dealwright::simulation
