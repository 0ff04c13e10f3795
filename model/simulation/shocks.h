// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

// Everything random of a scenario, drawn once and priced often: docs/MODEL.md section 2, docs/sampling.md.
// Paths stand in blocks of 256: lane l of block b is path 256 b + l. A row is the 256 single-precision values of one
// variable in one month, one beside the other, 64-byte aligned. In the last block lanes from N on hold 1 (shocks) and
// are not paths. All blocks are held, or one at a time: a block that is not held must not be read.
namespace dealwright::simulation {

inline constexpr int blockPaths = 256;
inline constexpr int scrambles = 16;  ///< path p belongs to scramble p mod 16 and is its point p / 16

/// What the draws depend on; equal keys give equal shocks.
struct ShockKey {
    struct UseCase {
        int id = 0;
        int launchMonth = 0;
        double volatility = 0.0;
        double meanReversion = 0.0;
        double growthUncertainty = 0.0;
        friend bool operator==(const UseCase&, const UseCase&) = default;
    };
    deal::Simulation simulation;
    int months = 0;
    std::vector<UseCase> useCases;
    deal::CorrelationMatrix correlation;
    double priceUncertainty = 0.0;
    std::vector<deal::Event> events;   ///< names left empty
    double incidentProbability = 0.0;  ///< a year
    friend bool operator==(const ShockKey&, const ShockKey&) = default;
};

[[nodiscard]] ShockKey keyOf(const deal::Scenario& scenario);

/// The paths that are run for those asked for: quasi rounds up to 16 x a power of two.
[[nodiscard]] std::int64_t pathsOf(const deal::Simulation& simulation);

/// An incident: its month, its lane, and the standard normal draw z of its size:
/// loss = meanLoss exp(s z - s^2/2), s^2 = log(1 + (lossSd/meanLoss)^2), in double precision from the stored z.
struct Incident {
    std::int16_t month = 0;
    std::int16_t lane = 0;
    float z = 0.0F;
    friend bool operator==(const Incident&, const Incident&) = default;
};

struct DrawPlan;

/// Draws are kept up to this size; of more paths each block is drawn anew whenever it is wanted (shock_reader.h).
inline constexpr std::size_t mostKeptDraws = std::size_t{1} << 30U;  // bytes

enum class Keep { all, nothing };

class Shocks {
public:
    /// Room for the draws of a key, not yet written; or for no block yet.
    explicit Shocks(ShockKey key, Keep keep = Keep::all);

    /// Draws of another key that take as many bytes are to be written here. Precondition: all blocks are held.
    void begin(ShockKey key);

    /// The bytes that all draws take.
    [[nodiscard]] static std::size_t sizeOf(const ShockKey& key);
    /// Whether a block's draws are there to be read.
    [[nodiscard]] bool holds(std::size_t block) const { return block - m_firstHeld < m_incidents.size(); }

    [[nodiscard]] const ShockKey& key() const { return m_key; }
    [[nodiscard]] std::int64_t paths() const { return m_paths; }  ///< N; quasi: 16 x a power of two
    [[nodiscard]] std::size_t blocks() const
    {
        return (static_cast<std::size_t>(m_paths) + blockPaths - 1) / blockPaths;
    }
    [[nodiscard]] int months() const { return m_key.months; }
    [[nodiscard]] std::size_t useCases() const { return m_key.useCases.size(); }
    [[nodiscard]] std::size_t events() const { return m_key.events.size(); }
    [[nodiscard]] int years() const { return (m_key.months + 11) / 12; }
    /// The number of paths in a block: 256, or what is left in the last.
    [[nodiscard]] int pathsIn(std::size_t block) const;

    /// noise x growth x events of use case u (position) in month t: 256 values within 1e-30 ... 1e30. The rows of a
    /// month stand one behind the other, its price row after them.
    [[nodiscard]] const float* usage(std::size_t block, std::size_t u, int t) const
    {
        return row(block, monthRow(t) + u);
    }
    /// war(t).
    [[nodiscard]] const float* price(std::size_t block, int t) const { return row(block, monthRow(t) + useCases()); }
    /// One uniform draw in (0, 1) for each contract year: a dispute where it is below the probability.
    [[nodiscard]] const float* dispute(std::size_t block, int year) const { return row(block, disputeRow(year)); }
    /// By month, then lane; at most one a month and lane.
    [[nodiscard]] std::span<const Incident> incidents(std::size_t block) const
    {
        return m_incidents[block - m_firstHeld];
    }

    // What drove the path, for rank correlations and the path weights.
    /// How often event k (position) occurred in the term.
    [[nodiscard]] const float* eventCount(std::size_t block, std::size_t k) const { return row(block, eventRow(k)); }
    /// The deviation X of use case u in the last month.
    [[nodiscard]] const float* lastNoise(std::size_t block, std::size_t u) const { return row(block, noiseRow(u)); }
    /// The growth draw G of use case u, correlated; 0 where it has no growth uncertainty.
    [[nodiscard]] const float* growth(std::size_t block, std::size_t u) const { return row(block, growthRow(u)); }
    /// The price draw D; 0 where there is no price uncertainty.
    [[nodiscard]] const float* war(std::size_t block) const { return row(block, warRow()); }

private:
    friend struct ShockWriter;
    struct Free {
        void operator()(float* values) const;
    };

    [[nodiscard]] std::size_t monthRow(int t) const { return static_cast<std::size_t>(t) * (useCases() + 1); }
    [[nodiscard]] std::size_t disputeRow(int year) const { return monthRow(months()) + static_cast<std::size_t>(year); }
    [[nodiscard]] std::size_t eventRow(std::size_t k) const { return disputeRow(years()) + k; }
    [[nodiscard]] std::size_t noiseRow(std::size_t u) const { return eventRow(events()) + u; }
    [[nodiscard]] std::size_t growthRow(std::size_t u) const { return noiseRow(useCases()) + u; }
    [[nodiscard]] std::size_t warRow() const { return growthRow(useCases()); }
    [[nodiscard]] std::size_t rows() const { return warRow() + 1; }
    [[nodiscard]] float* row(std::size_t block, std::size_t index) const
    {
        assert(holds(block));
        return m_values.get() + ((block - m_firstHeld) * rows() + index) * blockPaths;
    }

    ShockKey m_key;
    std::int64_t m_paths = 0;
    std::size_t m_firstHeld = 0;              ///< the first block that is held
    std::unique_ptr<float[], Free> m_values;  ///< of those held: block after block, row after row
    std::vector<std::vector<Incident>> m_incidents;
};

/// Writes the rows of a block: for the code that draws.
struct ShockWriter {
    Shocks& shocks;
    std::size_t block = 0;

    [[nodiscard]] float* usage(std::size_t u, int t) const { return shocks.row(block, shocks.monthRow(t) + u); }
    [[nodiscard]] float* price(int t) const { return shocks.row(block, shocks.monthRow(t) + shocks.useCases()); }
    [[nodiscard]] float* dispute(int year) const { return shocks.row(block, shocks.disputeRow(year)); }
    [[nodiscard]] float* eventCount(std::size_t k) const { return shocks.row(block, shocks.eventRow(k)); }
    [[nodiscard]] float* lastNoise(std::size_t u) const { return shocks.row(block, shocks.noiseRow(u)); }
    [[nodiscard]] float* growth(std::size_t u) const { return shocks.row(block, shocks.growthRow(u)); }
    [[nodiscard]] float* war() const { return shocks.row(block, shocks.warRow()); }
    [[nodiscard]] std::vector<Incident>& incidents() const { return shocks.m_incidents[block - shocks.m_firstHeld]; }

    /// Makes it the only block that the shocks hold.
    void hold() const;
};

}  // namespace dealwright::simulation
