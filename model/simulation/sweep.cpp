// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/sweep.h"

#include "simulation/not_finite.h"
#include "simulation/parallel.h"
#include "simulation/price_responses.h"
#include "simulation/pricing_kernel.h"
#include "simulation/pricing_plan.h"
#include "simulation/shock_reader.h"
#include "simulation/statistics.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace dealwright::simulation {

namespace {

constexpr std::size_t mostSheets = 16;  // at once on a block of shocks

/// Prices a batch of sheets, block after block, then takes their figures. One for each worker.
class Batch {
public:
    /// `responses`: of all blocks to the price war; empty where they are to be computed for each batch.
    Batch(const deal::Scenario& scenario, const Shocks& shocks, const PathWeights& weights,
          std::span<const double> weightsOfLanes, std::span<const double> responses)
        : m_scenario(scenario),
          m_shocks(shocks),
          m_reader(shocks),
          m_weights(weights),
          m_weightsOfLanes(weightsOfLanes),
          m_responses(responses),
          m_npvs(mostSheets * 2 * weightsOfLanes.size())
    {
    }

    [[nodiscard]] bool price(std::span<const deal::Terms> sheets, const std::stop_token& stop)
    {
        m_plans.clear();
        for (const deal::Terms& terms : sheets) {
            m_scenario.terms = terms;
            m_plans.push_back(pricingPlanOf(m_scenario));
        }
        if (std::ranges::any_of(m_plans, &PricingPlan::anyRare)) {
            m_shifts.resize(mostSheets * 4 * lanes());
        }
        m_workspace.begin(m_plans.front(), false, false);
        for (std::size_t block = 0; block < m_shocks.blocks(); ++block) {
            const Shocks& shocks = m_reader.holding(block);
            if (!m_responses.empty()) {
                m_workspace.usePriceResponses(&m_responses[block * priceResponseSize(m_plans.front())]);
            }
            for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
                if (stop.stop_requested()) {
                    return false;
                }
                priceBlock(m_plans[sheet], shocks, block, m_weightsOfLanes.data() + block * blockPaths, m_workspace,
                           resultOf(sheet, block));
            }
        }
        return true;
    }

    /// The first path with an NPV that is not finite, if there is one.
    [[nodiscard]] std::optional<std::size_t> pathNotFinite(std::size_t sheet)
    {
        for (std::size_t path = 0; path < paths(); ++path) {
            if (!std::isfinite(npvs(sheet)[path]) || !std::isfinite(npvs(sheet)[lanes() + path])) {
                return path;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] SweepOutcome outcomeOf(std::size_t sheet)
    {
        const auto of = [&](std::size_t party) {
            const bool rare = m_plans[sheet].anyRare();
            return Outcomes{
                std::span<const double>(npvs(sheet) + party * lanes(), paths()),
                rare ? std::span<const double>(shifts(sheet) + party * lanes(), paths()) : std::span<const double>()};
        };
        return {figuresOf(of(0), m_scenario.parties.licensor), figuresOf(of(1), m_scenario.parties.host)};
    }

private:
    [[nodiscard]] std::size_t lanes() const { return m_weightsOfLanes.size(); }
    [[nodiscard]] std::size_t paths() const { return static_cast<std::size_t>(m_shocks.paths()); }
    /// The licensor's, then the host's.
    [[nodiscard]] double* npvs(std::size_t sheet) { return m_npvs.data() + sheet * 2 * lanes(); }
    /// What the expectation of incidents and disputes adds to them, and to the totals.
    [[nodiscard]] double* shifts(std::size_t sheet) { return m_shifts.data() + sheet * 4 * lanes(); }

    [[nodiscard]] BlockResult resultOf(std::size_t sheet, std::size_t block)
    {
        BlockResult result;
        result.licensorNpv = npvs(sheet) + block * blockPaths;
        result.hostNpv = result.licensorNpv + lanes();
        result.licensorTotal = m_totals.data();
        result.hostTotal = m_totals.data() + blockPaths;
        if (m_plans[sheet].anyRare()) {
            result.shifts = shifts(sheet) + block * blockPaths;
            result.shiftStride = lanes();
        }
        return result;
    }

    [[nodiscard]] SweepFigures figuresOf(const Outcomes& outcomes, const deal::Party& party)
    {
        const std::span<const double> npv = outcomes.x;
        SweepFigures figures;
        figures.mean = m_weights.mean(shifted(outcomes, m_scratch));
        figures.certaintyEquivalent = certaintyEquivalentOf(outcomes, m_weights, party.riskAversion, m_scratch);
        m_scratch.assign(npv.begin(), npv.end());
        const OrderPlace place(npv.size(), 10.0);
        const auto low = m_scratch.begin() + static_cast<std::ptrdiff_t>(place.below);
        std::ranges::nth_element(m_scratch, low);
        const double next = low + 1 == m_scratch.end() ? *low : *std::min_element(low + 1, m_scratch.end());
        figures.percentile10 = place.between(*low, next);
        return figures;
    }

    deal::Scenario m_scenario;
    const Shocks& m_shocks;
    ShockReader m_reader;
    const PathWeights& m_weights;
    std::span<const double> m_weightsOfLanes;
    std::span<const double> m_responses;
    std::vector<PricingPlan> m_plans;
    BlockWorkspace m_workspace;
    std::vector<double> m_npvs;
    std::vector<double> m_shifts;
    std::array<double, std::size_t{2} * blockPaths> m_totals{};
    std::vector<double> m_scratch;
};

/// The price responses of all blocks, which no term changes; nothing where they would take too much memory. Empty if
/// stopped.
[[nodiscard]] std::optional<std::vector<double>> responsesOf(const deal::Scenario& scenario, const Shocks& shocks,
                                                             const Run& run)
{
    const PricingPlan plan = pricingPlanOf(scenario);
    const std::size_t size = priceResponseSize(plan);
    std::vector<double> responses;
    if (size == 0 || !keepsPriceResponses(plan, shocks.blocks())) {
        return responses;
    }
    responses.resize(size * shocks.blocks());
    std::vector<ShockReader> readers = readersOf(shocks, workersOf(run, shocks.blocks()));
    const bool all = forEach(shocks.blocks(), run, [&](std::size_t worker, std::size_t block) {
        takePriceResponses(plan, readers[worker].holding(block), block, &responses[block * size]);
    });
    return all ? std::optional(std::move(responses)) : std::nullopt;
}

[[nodiscard]] bool isFinite(const SweepFigures& figures)
{
    return std::isfinite(figures.mean) && std::isfinite(figures.percentile10) &&
           std::isfinite(figures.certaintyEquivalent);
}

}  // namespace

bool sweep(const deal::Scenario& scenario, std::span<const deal::Terms> sheets, const Shocks& shocks,
           const PathWeights& weights, std::span<SweepOutcome> outcomes, const Run& run)
{
    assert(outcomes.size() == sheets.size() && fits(shocks, scenario) && weights.paths() == shocks.paths());
    std::vector<double> weightsOfLanes(weights.weights().begin(), weights.weights().end());
    weightsOfLanes.resize(shocks.blocks() * blockPaths, 0.0);
    const std::size_t size =
        std::clamp<std::size_t>(sheets.size() / (4 * workersOf(run, sheets.size())), 1, mostSheets);
    const std::size_t batches = (sheets.size() + size - 1) / size;
    Run quiet = run;
    quiet.progress = nullptr;  // it is the sheets that count
    const auto responses = responsesOf(scenario, shocks, quiet);
    if (!responses) {
        return false;
    }
    std::vector<std::unique_ptr<Batch>> workers(workersOf(run, batches));
    std::atomic<bool> stopped{false};
    std::vector<std::optional<std::size_t>> notFinite(sheets.size());  ///< the path
    const bool all = forEach(batches, run, [&](std::size_t worker, std::size_t item) {
        if (!workers[worker]) {
            workers[worker] = std::make_unique<Batch>(scenario, shocks, weights, weightsOfLanes, *responses);
        }
        const std::size_t first = item * size;
        const auto batch = sheets.subspan(first, std::min(size, sheets.size() - first));
        if (!workers[worker]->price(batch, run.stop)) {
            stopped = true;
            return;
        }
        for (std::size_t sheet = 0; sheet < batch.size(); ++sheet) {
            SweepOutcome& outcome = outcomes[first + sheet];
            notFinite[first + sheet] = workers[worker]->pathNotFinite(sheet);
            if (notFinite[first + sheet]) {
                continue;
            }
            outcome = workers[worker]->outcomeOf(sheet);
            if (!isFinite(outcome.licensor) || !isFinite(outcome.host)) {
                notFinite[first + sheet] = 0;  // of paths so large any tells why
            }
        }
    });
    const auto flawed = std::ranges::find_if(notFinite, &std::optional<std::size_t>::has_value);
    if (flawed != notFinite.end()) {
        deal::Scenario priced = scenario;
        priced.terms = sheets[static_cast<std::size_t>(flawed - notFinite.begin())];
        throw notFiniteOn(priced, drawsOf(priced, shocks, static_cast<std::int64_t>(**flawed)));
    }
    return all && !stopped;
}

}  // namespace dealwright::simulation
