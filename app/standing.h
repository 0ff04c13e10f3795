// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparison.h"
#include "app/pricing.h"
#include "app/session.h"

#include <QString>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace dealwright::app {

/// Why a scenario's figures are not those of the scenario as it stands, and will not come by themselves.
enum class Hindrance {
    none,        ///< they are its own, or being computed
    brokenRule,  ///< of the scenario
    notFinite,   ///< they leave the range of numbers
    refused,     ///< the workbook breaks a rule, or the machine has not the memory
    cancelled,   ///< the run was
};

/// Where one scenario stands: its figures, whether they are its own, and what may be said of them against the
/// baseline's.
struct ScenarioStanding {
    ScenarioId id = 0;
    std::shared_ptr<const deal::Scenario> scenario;  ///< as it stands; never null
    bool isBaseline = false;                         ///< the document's own, not one that stands in for it
    bool isChecked = false;                          ///< its box is

    std::optional<Priced> figures;  ///< the last good ones, with its own simulation settings
    bool isStale = true;            ///< they are not of the scenario as it stands, or there are none
    Hindrance hindrance = Hindrance::none;
    QString why;  ///< the hindrance in words; empty where there is none

    /// With the baseline's simulation settings and on its luck, where they may stand beside the baseline's.
    std::optional<Priced> compared;
    QString whyNotCompared;  ///< why they may not, in words; empty where they do
    /// What its change is measured from; null where there is no change to speak of.
    std::shared_ptr<const simulation::Projection> against;
    QString whyNoChange;  ///< why not, in words; empty where there is one or will be, and for the baseline

    /// Its change against the baseline, path by path; computed anew at each call.
    [[nodiscard]] std::optional<analysis::Comparison> change() const;

    friend bool operator==(const ScenarioStanding&, const ScenarioStanding&) = default;
};

/// The document and what is known of it: the one answer to which figures may be shown, and which compared. Cards,
/// headline, status line, pages and exports read it.
struct Standing {
    static constexpr std::size_t mostCompared = 6;

    std::vector<ScenarioStanding> scenarios;  ///< in the document's order; at least one
    ScenarioId currentId = 0;
    ScenarioId baselineId = 0;  ///< of what stands in for it where the document's own is lost

    [[nodiscard]] const ScenarioStanding& of(ScenarioId id) const;  ///< precondition: it is in the document
    [[nodiscard]] const ScenarioStanding& current() const { return of(currentId); }
    [[nodiscard]] const ScenarioStanding& baseline() const { return of(baselineId); }
    /// What stands side by side: the baseline first, then what is checked, as many as mostCompared in all; where
    /// nothing is, the current scenario.
    [[nodiscard]] std::vector<ScenarioId> compared() const;
    /// What an export is of: what is checked, the baseline first, or else the current scenario alone.
    [[nodiscard]] std::vector<ScenarioId> exported() const;

    friend bool operator==(const Standing&, const Standing&) = default;
};

/// Of what is checked, what is not in the document counts for nothing.
[[nodiscard]] Standing standingOf(const Session& session, const Pricing& pricing, const std::set<ScenarioId>& checked);

}  // namespace dealwright::app
