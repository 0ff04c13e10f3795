// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/draw_events.h"
#include "simulation/draw_kernel.h"
#include "simulation/draw_plan.h"
#include "simulation/parallel.h"
#include "simulation/shock_reader.h"
#include "simulation/shocks.h"
#include "simulation/simulate.h"

#include "random/elementary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace dealwright::simulation {

namespace {

/// Lanes that are no paths hold 1.
void neutralise(const ShockWriter& writer)
{
    const int paths = writer.shocks.pathsIn(writer.block);
    for (int t = 0; t < writer.shocks.months(); ++t) {
        for (std::size_t u = 0; u < writer.shocks.useCases(); ++u) {
            std::fill(writer.usage(u, t) + paths, writer.usage(u, t) + blockPaths, 1.0F);
        }
        std::fill(writer.price(t) + paths, writer.price(t) + blockPaths, 1.0F);
    }
    for (int year = 0; year < writer.shocks.years(); ++year) {
        std::fill(writer.dispute(year) + paths, writer.dispute(year) + blockPaths, 1.0F);
    }
}

void drawBlock(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer)
{
    drawEvents(plan, workspace, writer);
    drawMarket(plan, workspace, writer);
    drawDisputes(plan, workspace, writer);
    drawIncidents(plan, workspace, writer);
    if (writer.shocks.pathsIn(writer.block) < blockPaths) {
        neutralise(writer);
    }
}

std::shared_ptr<const Shocks> drawInto(const std::shared_ptr<Shocks>& shocks, const Run& run)
{
    const DrawPlan plan = planOf(shocks->key());
    std::vector<std::unique_ptr<DrawWorkspace>> workspaces(workersOf(run, shocks->blocks()));
    const bool finished = forEach(shocks->blocks(), run, [&](std::size_t worker, std::size_t block) {
        if (!workspaces[worker]) {
            workspaces[worker] = std::make_unique<DrawWorkspace>(plan);
        }
        drawBlock(plan, *workspaces[worker], {*shocks, block});
    });
    return finished ? shocks : nullptr;
}

}  // namespace

bool fits(const Shocks& shocks, const deal::Scenario& scenario)
{
    return shocks.key() == keyOf(scenario);
}

std::shared_ptr<const Shocks> draw(const deal::Scenario& scenario, const Run& run)
{
    const ShockKey key = keyOf(scenario);
    return draw(scenario, Shocks::sizeOf(key) <= mostKeptDraws ? Keep::all : Keep::nothing, run);
}

std::shared_ptr<const Shocks> draw(const deal::Scenario& scenario, Keep keep, const Run& run)
{
    const auto shocks = std::make_shared<Shocks>(keyOf(scenario), keep);
    return keep == Keep::nothing ? shocks : drawInto(shocks, run);
}

std::shared_ptr<const Shocks> redraw(std::shared_ptr<const Shocks> old, const deal::Scenario& scenario, const Run& run)
{
    ShockKey key = keyOf(scenario);
    if (old.use_count() != 1 || !old->holds(old->blocks() - 1) || Shocks::sizeOf(old->key()) != Shocks::sizeOf(key)) {
        old.reset();
        return draw(scenario, run);
    }
    // Draws are made as what may be written, and handed out as what may not: of the only holder that is over.
    const auto shocks = std::const_pointer_cast<Shocks>(std::move(old));
    shocks->begin(std::move(key));
    return drawInto(shocks, run);
}

struct ShockReader::Own {
    explicit Own(const ShockKey& key) : plan(planOf(key)), workspace(plan), shocks(key, Keep::nothing) {}

    DrawPlan plan;
    DrawWorkspace workspace;
    Shocks shocks;
};

ShockReader::ShockReader(const Shocks& shocks) : m_shocks(&shocks) {}
ShockReader::ShockReader(ShockReader&&) noexcept = default;
ShockReader& ShockReader::operator=(ShockReader&&) noexcept = default;
ShockReader::~ShockReader() = default;

const Shocks& ShockReader::holding(std::size_t block)
{
    if (m_shocks->holds(block)) {
        return *m_shocks;
    }
    if (!m_own) {
        m_own = std::make_unique<Own>(m_shocks->key());
    }
    if (!m_own->shocks.holds(block)) {
        const ShockWriter writer{m_own->shocks, block};
        writer.hold();
        drawBlock(m_own->plan, m_own->workspace, writer);
    }
    return m_own->shocks;
}

std::vector<ShockReader> readersOf(const Shocks& shocks, std::size_t workers)
{
    std::vector<ShockReader> readers;
    readers.reserve(workers);
    for (std::size_t worker = 0; worker < workers; ++worker) {
        readers.emplace_back(shocks);
    }
    return readers;
}

contract::PathDraws drawsOf(const deal::Scenario& scenario, const Shocks& all, std::int64_t path)
{
    assert(path >= 0 && path < all.paths() && fits(all, scenario));
    const auto block = static_cast<std::size_t>(path / blockPaths);
    ShockReader reader(all);
    const Shocks& shocks = reader.holding(block);
    const auto lane = static_cast<std::size_t>(path % blockPaths);
    const auto months = static_cast<std::size_t>(shocks.months());
    contract::PathDraws draws;
    for (std::size_t u = 0; u < shocks.useCases(); ++u) {
        std::vector<double>& row = draws.usageShock.emplace_back();
        for (int t = 0; t < shocks.months(); ++t) {
            row.push_back(static_cast<double>(shocks.usage(block, u, t)[lane]));
        }
    }
    for (int t = 0; t < shocks.months(); ++t) {
        draws.priceShock.push_back(static_cast<double>(shocks.price(block, t)[lane]));
    }
    for (int year = 0; year < shocks.years(); ++year) {
        const auto u = static_cast<double>(shocks.dispute(block, year)[lane]);
        draws.disputes.push_back(u < scenario.terms.dispute.annualProbability);
    }
    draws.incidentLoss.assign(months, 0.0);
    const deal::Incident& incident = scenario.terms.incident;
    if (incident.meanLoss > 0.0) {
        const double ratio = incident.lossSd / incident.meanLoss;
        const double variance = random::log(1.0 + ratio * ratio);
        for (const Incident& occurrence : shocks.incidents(block)) {
            if (static_cast<std::size_t>(occurrence.lane) == lane) {
                const double exponent = std::sqrt(variance) * static_cast<double>(occurrence.z) - 0.5 * variance;
                draws.incidentLoss[static_cast<std::size_t>(occurrence.month)] =
                    incident.meanLoss * random::exp(exponent);
            }
        }
    }
    return draws;
}

}  // namespace dealwright::simulation
