// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/block_workspace.h"

#include "random/elementary.h"
#include "simulation/bridge_lines.h"
#include "simulation/price_responses.h"

#include <algorithm>
#include <utility>

namespace dealwright::simulation {

namespace {

/// The block's incident losses, dense.
void spreadLosses(const PricingPlan& plan, const Shocks& shocks, std::size_t block, double* losses)
{
    std::fill_n(losses, static_cast<std::size_t>(plan.months) * blockPaths, 0.0);
    const double half = plan.lossDeviation * plan.lossDeviation / 2.0;
    for (const Incident& incident : shocks.incidents(block)) {
        losses[static_cast<std::size_t>(incident.month) * blockPaths + static_cast<std::size_t>(incident.lane)] =
            plan.meanLoss * random::exp(plan.lossDeviation * static_cast<double>(incident.z) - half);
    }
}

}  // namespace

BlockWorkspace::BlockWorkspace()
    : m_state(std::make_unique_for_overwrite<PathState>()),
      m_month(std::make_unique_for_overwrite<UseCaseFigures[]>(mostUseCases))
{
}

void BlockWorkspace::begin(const PricingPlan& plan, bool monthly, bool bridge)
{
    m_lossKey.reset();
    m_responseKey.reset();
    m_givenResponses = nullptr;
    m_monthlySums.resize(monthly ? static_cast<std::size_t>(plan.months) * sumsOfMonth(plan) * scrambles : 0);
    m_bridgeSums.resize(bridge ? 2 * bridgeLines(plan) * scrambles : 0);
    m_bridgeMonth.resize(bridge ? bridgeMonthLines(plan) * scrambles : 0);
}

void BlockWorkspace::clearSums()
{
    std::ranges::fill(m_monthlySums, 0.0);
    std::ranges::fill(m_bridgeSums, 0.0);
    std::ranges::fill(m_bridgeMonth, 0.0);
}

const double* BlockWorkspace::losses(const PricingPlan& plan, const Shocks& shocks, std::size_t block)
{
    if (!plan.anyIncident) {
        return nullptr;
    }
    const LossKey key{block, plan.meanLoss, plan.lossDeviation};
    if (m_lossKey != key) {
        m_losses.resize(static_cast<std::size_t>(plan.months) * blockPaths);
        spreadLosses(plan, shocks, block, m_losses.data());
        m_lossKey = key;
    }
    return m_losses.data();
}

const double* BlockWorkspace::priceResponses(const PricingPlan& plan, const Shocks& shocks, std::size_t block)
{
    if (m_givenResponses != nullptr) {
        return m_givenResponses;
    }
    ResponseKey key{block, plan.elasticities};
    if (m_responseKey != key) {
        m_responses.resize(priceResponseSize(plan));
        takePriceResponses(plan, shocks, block, m_responses.data());
        m_responseKey = std::move(key);
    }
    return m_responses.data();
}

}  // namespace dealwright::simulation
