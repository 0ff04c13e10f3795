// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/draw_plan.h"
#include "simulation/shocks.h"

#include <hwy/aligned_allocator.h>

#include <cstddef>
#include <cstdint>

// The vectorised part of drawing: one block of 256 paths at a time. The same bits whatever vectors there are.
namespace dealwright::simulation {

/// What a worker needs besides the block it writes; kept from block to block.
struct DrawWorkspace {
    explicit DrawWorkspace(const DrawPlan& plan);

    hwy::AlignedFreeUniquePtr<float[]> drivers;        ///< [month][use case] rows: Z before correlation
    hwy::AlignedFreeUniquePtr<float[]> jumps;          ///< [month][use case] rows: logarithms of event factors
    hwy::AlignedFreeUniquePtr<float[]> state;          ///< rows of a month's deviations and jumps so far, growth draws
    hwy::AlignedFreeUniquePtr<std::uint32_t[]> words;  ///< one row
};

/// The words of a variable on the 256 paths of a block.
void fillWords(const DrawPlan& plan, const Source& source, std::size_t block, std::uint32_t* words);

/// Usage, price, noise, growth and war rows of a block. Takes the jumps that stand in the workspace.
void drawMarket(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer);

/// Dispute rows.
void drawDisputes(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer);

}  // namespace dealwright::simulation
