// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/block_workspace.h"
#include "simulation/bridge_lines.h"
#include "simulation/pricing_plan.h"
#include "simulation/shocks.h"

#include <cstddef>

// Prices the 256 paths of a block: docs/MODEL.md section 4 for as many paths at once as a vector holds.
namespace dealwright::simulation {

/// The figures of each month that are kept by path: a row for each and month, row [kind * months + month].
enum class MonthlyRow {
    licensor,
    host,
    licensorCumulative,
    hostCumulative,
    usage,
    gross,
    licensorDiscounted,
    hostDiscounted
};
inline constexpr std::size_t monthlyRows = 6;            ///< without the cumulative discounted ones
inline constexpr std::size_t monthlyRowsDiscounted = 8;  ///< the last two are cumulative and discounted

/// What a block is priced into. Sums are weighted, sum over the block's paths of weight x figure, and hold the
/// expectation of incidents and disputes in the place of their draws.
struct BlockResult {
    float* rows = nullptr;      ///< the block's 256 values of the first row, null where no monthly figures are wanted
    std::size_t rowStride = 0;  ///< from row to row
    std::size_t rowKinds = monthlyRows;
    double* sums = nullptr;        ///< [sumsOfMonth][month]: both cash flows, then usage and gross of each use case
    double* bridgeSums = nullptr;  ///< [party][line], null where no bridge is wanted
    /// Where the block's 256 values of a row go in double precision besides, [kind * months + month]; null where a
    /// row's do not, or the list where none do.
    double* const* wideRows = nullptr;
    double* licensorNpv = nullptr;  ///< [256]
    double* hostNpv = nullptr;
    double* licensorTotal = nullptr;
    double* hostTotal = nullptr;
    double* licensorInflow = nullptr;  ///< [256] present value of all that it receives; null where not wanted
    double* hostInflow = nullptr;      ///< with licensorInflow
    /// [4][256], NPVs and totals as above: what the expectation of incidents and disputes, given all else, adds to what
    /// was drawn of them; null where not wanted. Left alone where the plan has neither.
    double* shifts = nullptr;
    std::size_t shiftStride = 0;  ///< from one of the four to the next
};

/// Prices a block. `weights` holds the block's 256 path weights, 0 for lanes that are no paths. The same bits with
/// every vector target: lanes are paths, sums over paths are taken in 16 partial sums (by path mod 16) in the order of
/// the paths.
void priceBlock(const PricingPlan& plan, const Shocks& shocks, std::size_t block, const double* weights,
                BlockWorkspace& workspace, const BlockResult& result);

}  // namespace dealwright::simulation
