// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/shocks.h"

#include "simulation/large_buffer.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdlib>
#include <new>
#include <utility>

namespace dealwright::simulation {

void* reserveLarge(std::size_t bytes)
{
    constexpr std::size_t largePage = std::size_t{2} << 20U;
    const std::size_t alignment = bytes < largePage ? 64 : largePage;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* const values = std::aligned_alloc(alignment, rounded);
    if (values == nullptr) {
        throw std::bad_alloc();
    }
    if (alignment == largePage) {
        madvise(values, rounded, MADV_HUGEPAGE);  // a wish: no harm where it is not granted
    }
    return values;
}

void Shocks::Free::operator()(float* values) const
{
    std::free(values);
}

ShockKey keyOf(const deal::Scenario& scenario)
{
    ShockKey key;
    key.simulation = scenario.simulation;
    key.months = scenario.timeline.months;
    for (const deal::UseCase& useCase : scenario.market.useCases) {
        key.useCases.push_back(
            {useCase.id, useCase.launchMonth, useCase.volatility, useCase.meanReversion, useCase.growthUncertainty});
    }
    key.correlation = scenario.market.correlation;
    key.priceUncertainty = scenario.market.priceUncertainty;
    key.events = scenario.market.events;
    for (deal::Event& event : key.events) {
        event.name.clear();
    }
    key.incidentProbability = scenario.terms.incident.annualProbability;
    return key;
}

std::int64_t pathsOf(const deal::Simulation& simulation)
{
    if (simulation.sampling == deal::Sampling::pseudo) {
        return simulation.paths;
    }
    const auto points = static_cast<std::uint64_t>((simulation.paths + scrambles - 1) / scrambles);
    return scrambles * static_cast<std::int64_t>(std::bit_ceil(points));
}

Shocks::Shocks(ShockKey key, Keep keep) : m_key(std::move(key)), m_paths(pathsOf(m_key.simulation))
{
    if (keep == Keep::nothing) {
        return;
    }
    m_incidents.resize(blocks());
    m_values.reset(static_cast<float*>(reserveLarge(sizeOf(m_key))));
}

void Shocks::begin(ShockKey key)
{
    assert(m_incidents.size() == blocks() && sizeOf(key) == sizeOf(m_key));
    m_key = std::move(key);
    m_paths = pathsOf(m_key.simulation);
    m_incidents.assign(blocks(), {});
}

std::size_t Shocks::sizeOf(const ShockKey& key)
{
    const Shocks empty(key, Keep::nothing);
    return empty.blocks() * empty.rows() * blockPaths * sizeof(float);
}

void ShockWriter::hold() const
{
    shocks.m_firstHeld = block;
    if (shocks.m_incidents.size() == 1) {
        return;
    }
    shocks.m_incidents.resize(1);
    shocks.m_values.reset(static_cast<float*>(reserveLarge(shocks.rows() * blockPaths * sizeof(float))));
}

int Shocks::pathsIn(std::size_t block) const
{
    const std::int64_t left = m_paths - static_cast<std::int64_t>(block) * blockPaths;
    return static_cast<int>(std::min<std::int64_t>(left, blockPaths));
}

}  // namespace dealwright::simulation
