// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/shocks.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace dealwright::simulation {

/// Reads shocks block by block: those that are kept as they are, others drawn anew, with the same bits. For one thread.
class ShockReader {
public:
    /// `shocks` must outlive the reader.
    explicit ShockReader(const Shocks& shocks);
    ShockReader(ShockReader&&) noexcept;
    ShockReader& operator=(ShockReader&&) noexcept;
    ~ShockReader();

    /// Shocks that hold the block, until the next call.
    [[nodiscard]] const Shocks& holding(std::size_t block);

private:
    struct Own;
    const Shocks* m_shocks;
    std::unique_ptr<Own> m_own;  ///< one block's draws, once one had to be drawn
};

/// One for each worker.
[[nodiscard]] std::vector<ShockReader> readersOf(const Shocks& shocks, std::size_t workers);

}  // namespace dealwright::simulation
