// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/monthly_percentiles.h"

#include "simulation/shocks.h"

#include <algorithm>

namespace dealwright::simulation {

namespace {

constexpr std::size_t cacheLine = 64 / sizeof(float);

}  // namespace

void MonthlyPercentiles::begin(std::size_t rows, std::size_t paths, std::size_t workers, std::size_t room)
{
    if (rows != m_rows || paths != m_paths) {
        m_memories.clear();
    }
    m_rows = rows;
    m_paths = paths;
    m_roomOfPass = room;
    m_memories.resize(rows);
    m_searches.resize(rows);
    m_found.assign(rows, 0);
    m_pass.clear();
    m_passes = 0;
    m_sample.reserve(rows * sampleStride());
    if (m_workers.size() < workers) {
        m_workers.resize(workers);
    }
    for (Worker& worker : m_workers) {
        worker.block.reserve(rows * blockStride());
    }
}

std::size_t MonthlyPercentiles::sampleBlocks() const
{
    return sampleSize(m_paths) / blockPaths;
}

// Rows stand a cache line further apart than their length, so that they do not compete for the same cache sets.
std::size_t MonthlyPercentiles::sampleStride() const
{
    return sampleSize(m_paths) + cacheLine;
}

std::size_t MonthlyPercentiles::blockStride()
{
    return blockPaths + cacheLine;
}

void MonthlyPercentiles::look(std::size_t row)
{
    m_searches[row].begin({m_sample.values() + row * sampleStride(), sampleSize(m_paths)}, m_paths, m_memories[row]);
}

bool MonthlyPercentiles::beginPass()
{
    m_pass.clear();
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < m_rows; ++row) {
        if (m_found[row] != 0) {
            continue;
        }
        bytes += m_searches[row].expectedInside() * sizeof(float);
        if (bytes > m_roomOfPass && !m_pass.empty()) {
            break;
        }
        m_pass.push_back(row);
    }
    for (Worker& worker : m_workers) {
        worker.sifted.resize(std::max(worker.sifted.size(), m_pass.size()));
        std::ranges::for_each(worker.sifted, &SiftedRow::clear);
    }
    m_passes += m_pass.empty() ? 0 : 1;
    return !m_pass.empty();
}

void MonthlyPercentiles::sift(std::size_t worker, std::size_t paths)
{
    Worker& own = m_workers[worker];
    const float* const block = own.block.values();
    for (std::size_t i = 0; i < m_pass.size(); ++i) {
        const std::size_t row = m_pass[i];
        own.sifted[i].sift({block + row * blockStride(), paths}, m_searches[row].brackets());
    }
}

void MonthlyPercentiles::conclude(std::size_t worker, std::size_t index)
{
    const std::size_t row = m_pass[index];
    RowSearch& search = m_searches[row];
    SiftedRow& whole = m_workers[worker].whole;
    whole.clear();
    whole.sift({m_sample.values() + row * sampleStride(), sampleSize(m_paths)}, search.brackets());
    for (const Worker& other : m_workers) {
        whole.add(other.sifted[index]);
    }
    if (search.conclude(whole)) {
        m_memories[row] = search.memory();
        m_found[row] = 1;
    }
}

std::size_t MonthlyPercentiles::memoryNeeded(std::size_t rows, std::size_t paths, std::size_t workers)
{
    const std::size_t sample = sampleSize(paths);
    const double kept = partKept(sample) * static_cast<double>(rows * paths * sizeof(float));
    const double inside = std::min(kept, static_cast<double>(usualRoom + paths * sizeof(float)));
    constexpr double growing = 1.25;  // lists grow by half
    const std::size_t floats = rows * (sample + cacheLine) + workers * rows * (blockPaths + cacheLine) + paths;
    return floats * sizeof(float) + static_cast<std::size_t>(growing * inside);
}

}  // namespace dealwright::simulation
