// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparison.h"
#include "analysis/rank_correlation.h"
#include "analysis/sensitivity.h"
#include "analysis/tier_readings.h"
#include "words/result_table.h"

#include <optional>
#include <span>

// The tables of each result, from the descriptions of its figures. `parties` are the two heads of licensor and host.
namespace dealwright::words {

/// How many figures have room: all, or those that are no detail.
enum class Room { all, few };

/// What a projection is set against.
struct Against {
    QString baseline;  ///< its name
    analysis::Comparison comparison;
};

/// Each party's NPV, a figure to a row: the mean, how sure it is, and the rest in the order of the description; where
/// there is room, the mean of what is not discounted too. With `against`, the changes that are known beside it.
[[nodiscard]] ResultTable statisticsTable(const simulation::Projection& projection, const QStringList& parties,
                                          Room room, const std::optional<Against>& against = {});

/// Every line of the bridge that is something, and what they add up to, in one unit; `useCases` are the names of those
/// that a line opens into, empty where it does not.
[[nodiscard]] ResultTable bridgeTable(const simulation::Projection& projection, const QStringList& parties,
                                      const QStringList& useCases, const Format& format);

/// What a line of the bridge is called in front of people.
[[nodiscard]] QString bridgeItemName(simulation::BridgeItem item);

/// A scenario beside others; the first of them is the baseline.
struct Outcome {
    QString name;
    const simulation::Projection* projection = nullptr;  ///< null where it could not be priced
    const analysis::Comparison* against = nullptr;  ///< with the baseline; null of that one, and where there is none
};

/// One party's outcomes, a scenario to a row: what is said first of each, and the range that most paths lie in.
[[nodiscard]] ResultTable outcomesTable(std::span<const Outcome> outcomes, deal::Side side, const QString& party);

/// One party's changes against the baseline, a scenario to a row, as far as they are no detail; where there is room for
/// few, without the percentiles'.
[[nodiscard]] ResultTable changesTable(std::span<const Outcome> outcomes, deal::Side side, Room room);

/// The changes' columns beside the outcomes', each row with the one of its scenario.
[[nodiscard]] ResultTable withChanges(ResultTable outcomes, const ResultTable& changes);

/// Both parties' outcomes, a scenario to a column: the party, then each figure that is no detail, and below it its
/// change.
[[nodiscard]] ResultTable sideBySideTable(std::span<const Outcome> outcomes, const QStringList& parties);

/// At most `most` bars that have a width, the widest first.
[[nodiscard]] ResultTable tornadoTable(const analysis::Tornado& tornado, deal::Side side, const QString& party,
                                       const Format& format, std::size_t most);

/// The tier table in every reading, and how far apart the readings are.
[[nodiscard]] ResultTable readingsTable(const analysis::TierAmbiguity& ambiguity, const deal::Tiers& stated,
                                        const QStringList& parties);

/// At most `most` drivers, those that matter most to either party first.
[[nodiscard]] ResultTable correlationsTable(const deal::Scenario& scenario,
                                            const std::vector<analysis::DriverCorrelation>& correlations,
                                            const QStringList& parties, std::size_t most);

}  // namespace dealwright::words
