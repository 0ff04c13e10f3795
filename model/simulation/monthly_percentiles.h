// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/large_buffer.h"
#include "simulation/row_percentiles.h"

#include <cstddef>
#include <span>
#include <vector>

namespace dealwright::simulation {

/// The percentiles of all monthly rows, without the rows: a block's figures are looked at while the cache holds them,
/// and forgotten. First come the blocks of the sample, which are kept; then, pass by pass, all others, until every row
/// has its percentiles. A pass looks for as many rows as a bounded room allows; mostly there is one pass.
class MonthlyPercentiles {
public:
    /// What a pass may keep of all its rows, in bytes. A row that alone needs more has a pass of its own.
    static constexpr std::size_t usualRoom = std::size_t{192} << 20U;

    /// `workers`: how many may sift at once. Rows are remembered from one begin() to the next while they stay as many.
    void begin(std::size_t rows, std::size_t paths, std::size_t workers, std::size_t room = usualRoom);
    /// Other draws: rows have another order.
    void forget() { m_memories.clear(); }

    [[nodiscard]] std::size_t sampleBlocks() const;
    /// Where the sample's blocks go, row after row; a block's paths follow those of the one before it.
    [[nodiscard]] float* sample() { return m_sample.values(); }
    [[nodiscard]] std::size_t sampleStride() const;
    /// Where a worker's block goes, row after row.
    [[nodiscard]] float* blockOf(std::size_t worker) { return m_workers[worker].block.values(); }
    [[nodiscard]] static std::size_t blockStride();

    /// Once the sample is there, for each row, on any thread.
    void look(std::size_t row);
    /// Chooses the rows of the next pass; false: all have their percentiles. One thread.
    [[nodiscard]] bool beginPass();
    [[nodiscard]] std::size_t rowsOfPass() const { return m_pass.size(); }
    /// After a block was written to the worker's place.
    void sift(std::size_t worker, std::size_t paths);
    /// Once all blocks were sifted, for each index below rowsOfPass(), on any thread.
    void conclude(std::size_t worker, std::size_t index);

    [[nodiscard]] const Percentiles& of(std::size_t row) const { return m_searches[row].percentiles(); }
    /// Passes since begin().
    [[nodiscard]] int passes() const { return m_passes; }

    /// The bytes that begin() and one pass take at most.
    [[nodiscard]] static std::size_t memoryNeeded(std::size_t rows, std::size_t paths, std::size_t workers);

private:
    struct Worker {
        Buffer<float> block;
        std::vector<SiftedRow> sifted;  ///< [index in the pass]
        SiftedRow whole;
    };

    std::size_t m_rows = 0;
    std::size_t m_paths = 0;
    std::size_t m_roomOfPass = usualRoom;
    Buffer<float> m_sample;
    std::vector<RowMemory> m_memories;
    std::vector<RowSearch> m_searches;
    std::vector<char> m_found;        ///< not vector<bool>: rows are concluded side by side
    std::vector<std::size_t> m_pass;  ///< rows
    std::vector<Worker> m_workers;
    int m_passes = 0;
};

}  // namespace dealwright::simulation
