// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/draws.h"
#include "simulation/projection.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace dealwright::simulation {

/// How to run, none of which changes a figure.
struct Run {
    int threads = 0;       ///< 0: as many as the processor offers
    std::stop_token stop;  ///< a run that is asked to stop answers nothing within milliseconds
    std::function<void(double)>
        progress;  ///< fraction done, 0 to 1; called from the calling thread or a worker, in order
};

/// The same run with progress from `from` to `to` of a whole.
[[nodiscard]] Run part(const Run& run, double from, double to);

/// What to compute besides the headline statistics.
struct Outputs {
    bool monthly = true;  ///< percentiles of each month
    bool cumulativeDiscounted = false;
    bool bridge = false;
    bool npvByPath = true;
    friend bool operator==(const Outputs&, const Outputs&) = default;
};

class Shocks;  // shocks.h: everything random, drawn once
enum class Keep;

/// All random draws of a scenario. Depends on seed, paths, sampling, months, the market's randomness and the
/// probabilities of disputes and incidents only. Empty if stopped. Of so many paths that they would take more than
/// mostKeptDraws nothing is kept: what reads them draws each block anew, with the same bits.
[[nodiscard]] std::shared_ptr<const Shocks> draw(const deal::Scenario& scenario, const Run& run = {});
[[nodiscard]] std::shared_ptr<const Shocks> draw(const deal::Scenario& scenario, Keep keep, const Run& run = {});

/// The same, written over `old` where nobody else holds it and the new draws are as many: the first touch of fresh
/// memory is a fifth of the work. Else `old` is let go first.
[[nodiscard]] std::shared_ptr<const Shocks> redraw(std::shared_ptr<const Shocks> old, const deal::Scenario& scenario,
                                                   const Run& run = {});

/// Whether `shocks` are the draws of `scenario`: a term edit leaves them valid.
[[nodiscard]] bool fits(const Shocks& shocks, const deal::Scenario& scenario);

/// Prices the scenario on its draws. Precondition: valid, and fits(shocks, scenario). Empty if stopped. Every figure is
/// finite: throws NotFinite (not_finite.h) where one would not be.
[[nodiscard]] std::optional<Projection> price(const deal::Scenario& scenario, const Shocks& shocks,
                                              const Outputs& outputs = {}, const Run& run = {});

/// The bytes that projecting the scenario takes at its peak, draws included: what grows with the paths, and 32 MB for
/// what does not. docs/engine.md gives the formula. Precondition: the scenario is valid, its paths aside.
[[nodiscard]] std::size_t memoryNeeded(const deal::Scenario& scenario, const Outputs& outputs = {});

/// The luck of path p, in [0, N), for the ledger (exact: a shock is its stored value). Precondition: fits(all,
/// scenario).
[[nodiscard]] contract::PathDraws drawsOf(const deal::Scenario& scenario, const Shocks& all, std::int64_t path);

/// Draws and prices; keeps the last shocks and path weights and uses them again while they fit, and the room that
/// pricing needs. One thread at a time.
class Simulator {
public:
    Simulator();
    Simulator(Simulator&&) noexcept;
    Simulator& operator=(Simulator&&) noexcept;
    ~Simulator();

    /// Empty if stopped. Throws NotFinite where a figure would not be finite. Precondition: the scenario is valid.
    [[nodiscard]] std::optional<Projection> project(const deal::Scenario& scenario, const Outputs& outputs = {},
                                                    const Run& run = {});
    /// The draws of the last projection, null before the first.
    [[nodiscard]] const std::shared_ptr<const Shocks>& shocks() const;

private:
    struct Kept;
    std::unique_ptr<Kept> m_kept;
};

}  // namespace dealwright::simulation
