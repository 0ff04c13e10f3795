// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/pricing_buffers.h"
#include "simulation/pricing_kernel.h"
#include "simulation/pricing_plan.h"
#include "simulation/projection.h"
#include "simulation/shock_reader.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/statistics.h"
#include "simulation/weights.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace dealwright::simulation {

/// One pricing of a scenario on its draws: blocks of paths first, then statistics. What is referred to must outlive it;
/// `buffers` are its own while it runs.
class PricingRun {
public:
    PricingRun(const deal::Scenario& scenario, const Shocks& shocks, const PathWeights& weights, const Outputs& outputs,
               PricingBuffers& buffers);

    /// Once. Empty if stopped; throws NotFinite.
    [[nodiscard]] std::optional<Projection> run(const Run& how);

private:
    static constexpr std::size_t outcomeCount = PricingBuffers::outcomeCount;
    static constexpr std::size_t outcomePieces = outcomeCount * OutcomeStatistic::pieces;

    // The passes over the blocks. False if stopped.
    void prepare(const Run& how);
    [[nodiscard]] bool runHeadline(const Run& how);
    [[nodiscard]] bool runMonthly(const Run& how);
    [[nodiscard]] bool runPass(const Run& how);
    [[nodiscard]] bool runWide(const Run& how);
    [[nodiscard]] bool runWidePass(std::span<const std::size_t> wide, const Run& how);
    void price(std::size_t worker, std::size_t block, float* rows, std::size_t rowStride,
               double* const* wideRows = nullptr);
    void keepMarket();

    // NPVs and totals
    [[nodiscard]] Outcomes outcomes(std::size_t which) const;
    void requireOutcomes() const;
    void requireFigures() const;
    void beginOutcomes();
    void takeOutcome(std::size_t worker, std::size_t piece);
    void takeOutcomes();
    void takeRare();
    void takePaths();

    // By month, and the bridge
    [[nodiscard]] MonthlyStatistic& monthlyOf(MonthlyRow kind);
    void takePercentiles();
    [[nodiscard]] std::vector<double> means(const double* sums, std::size_t count) const;

    const deal::Scenario& m_scenario;
    const Shocks& m_shocks;
    const PathWeights& m_weights;
    const Outputs& m_outputs;
    PricingBuffers& m_buffers;
    std::vector<ShockReader> m_readers;  ///< by worker
    PricingPlan m_plan;
    PricingSizes m_sizes;
    std::size_t m_months;
    std::vector<OutcomeStatistic> m_outcomes;
    bool m_takeMarket = false;  ///< its sums are to be taken with the blocks
    Projection m_projection;
};

}  // namespace dealwright::simulation
