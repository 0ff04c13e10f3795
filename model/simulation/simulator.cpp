// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/controls.h"
#include "simulation/not_finite.h"
#include "simulation/pricing_buffers.h"
#include "simulation/pricing_run.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"
#include "simulation/weights.h"

#include <cassert>
#include <utility>

namespace dealwright::simulation {

std::optional<Projection> price(const deal::Scenario& scenario, const Shocks& shocks, const Outputs& outputs,
                                const Run& run)
{
    assert(fits(shocks, scenario));
    const auto weights = weightsOf(scenario, shocks, run);
    if (!weights) {
        return std::nullopt;
    }
    PricingBuffers buffers;
    return PricingRun(scenario, shocks, *weights, outputs, buffers).run(run);
}

struct Simulator::Kept {
    std::shared_ptr<const Shocks> shocks;
    std::shared_ptr<const PathWeights> weights;
    ControlKey controls;
    PricingBuffers buffers;
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
        if (!kept.shocks) {
            return std::nullopt;
        }
        done = 0.6;
    }
    if (const ControlKey controls = controlKeyOf(scenario); !kept.weights || kept.controls != controls) {
        kept.weights = weightsOf(scenario, *kept.shocks, part(run, done, done + 0.1));
        kept.buffers.responses = PricingBuffers::Responses::toBeKept;  // of the new draws or the new market
        kept.buffers.marketSums.clear();
        kept.buffers.percentiles.forget();
        kept.controls = controls;
        if (!kept.weights) {
            return std::nullopt;
        }
    }
    return PricingRun(scenario, *kept.shocks, *kept.weights, outputs, kept.buffers).run(part(run, done, 1.0));
}

}  // namespace dealwright::simulation
