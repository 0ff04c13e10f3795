// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standing.h"

#include "app/not_finite_text.h"
#include "deal/leaves.h"
#include "words/problem_text.h"
#include "words/titles.h"

#include <QCoreApplication>

#include <algorithm>
#include <cassert>

namespace dealwright::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Standing)
};

/// The first of the scenario's broken rules, in words.
[[nodiscard]] QString brokenRule(const std::vector<deal::Problem>& problems, const deal::Scenario& scenario)
{
    const auto error = std::ranges::find(problems, deal::Severity::error, &deal::Problem::severity);
    assert(error != problems.end());
    const auto leaf = deal::leafAt(scenario, error->path);
    const QString where = leaf ? words::leafTitle(*leaf) : QString::fromStdString(error->path);
    return Words::tr("%1: %2").arg(where, words::problemText(*error, scenario));
}

void judge(ScenarioStanding& standing, const Pricing& pricing)
{
    const std::vector<deal::Problem>& problems = pricing.problems(standing.id);
    if (isNotFinite(problems)) {
        standing.hindrance = Hindrance::notFinite;
        standing.why = notFiniteText(problems, *standing.scenario);
    } else if (deal::hasErrors(problems)) {
        standing.hindrance = Hindrance::brokenRule;
        standing.why = brokenRule(problems, *standing.scenario);
    } else if (standing.why = pricing.refusal(standing.id); !standing.why.isEmpty()) {
        standing.hindrance = Hindrance::refused;
    } else if (standing.isStale && pricing.isStopped()) {
        standing.hindrance = Hindrance::cancelled;
        standing.why = Words::tr("The run was cancelled. Run, or any change, prices it again.");
    }
}

/// Why the scenario's figures do not stand beside the baseline's, but for the figures themselves.
[[nodiscard]] QString whyIncomparable(const ScenarioStanding& standing, const deal::Scenario& baseline,
                                      const Pricing& pricing)
{
    if (!analysis::comparable(*standing.scenario, baseline)) {
        return Words::tr("Its currency is another: it cannot be compared.");
    }
    switch (standing.hindrance) {
        case Hindrance::brokenRule:
            return Words::tr("It breaks a rule.");
        case Hindrance::notFinite:
        case Hindrance::refused:
            return standing.why;
        case Hindrance::none:
        case Hindrance::cancelled:
            break;
    }
    return pricing.comparisonRefusal(standing.id);
}

/// Whether both were run with the same settings, in the same currency.
[[nodiscard]] bool standsBeside(const Priced& priced, const Priced& baseline)
{
    return analysis::comparable(*priced.scenario, *baseline.scenario) &&
           analysis::sameLuck(*priced.projection, *baseline.projection);
}

/// Finds its figures among those that stand side by side. Answers whether they are on their way.
[[nodiscard]] bool findCompared(ScenarioStanding& standing, const ScenarioStanding& baseline, const Pricing& pricing)
{
    standing.whyNotCompared = whyIncomparable(standing, *baseline.scenario, pricing);
    if (!standing.whyNotCompared.isEmpty()) {
        return false;
    }
    const Priced* priced = pricing.latestForComparison(standing.id);
    if (priced != nullptr && (!baseline.compared || standsBeside(*priced, *baseline.compared))) {
        standing.compared = *priced;
        return false;
    }
    if (standing.hindrance == Hindrance::cancelled) {
        standing.whyNotCompared = standing.why;
        return false;
    }
    if (!pricing.canRun(baseline.id)) {
        standing.whyNotCompared = Words::tr("The baseline is not priced.");
        return false;
    }
    standing.whyNotCompared = Words::tr("Being computed…");
    return true;
}

void setAgainst(ScenarioStanding& standing, const ScenarioStanding& baseline, const Pricing& pricing)
{
    const bool isComing = findCompared(standing, baseline, pricing);
    if (standing.compared && baseline.compared) {
        standing.against = baseline.compared->projection;
    } else if (!standing.compared && !isComing) {
        standing.whyNoChange = standing.whyNotCompared;
    } else if (baseline.hindrance != Hindrance::none) {
        standing.whyNoChange =
            Words::tr("“%1”, the baseline: %2").arg(QString::fromStdString(baseline.scenario->name), baseline.why);
    }
}

}  // namespace

std::optional<analysis::Comparison> ScenarioStanding::change() const
{
    return against ? std::optional(analysis::compare(*against, *compared->projection)) : std::nullopt;
}

const ScenarioStanding& Standing::of(ScenarioId id) const
{
    const auto found = std::ranges::find(scenarios, id, &ScenarioStanding::id);
    assert(found != scenarios.end());
    return *found;
}

std::vector<ScenarioId> Standing::compared() const
{
    std::vector<ScenarioId> ids{baselineId};
    for (const ScenarioStanding& standing : scenarios) {
        if (standing.id != baselineId && standing.isChecked && ids.size() < mostCompared) {
            ids.push_back(standing.id);
        }
    }
    if (ids.size() == 1 && currentId != baselineId) {
        ids.push_back(currentId);
    }
    return ids;
}

std::vector<ScenarioId> Standing::exported() const
{
    const bool isComparison = std::ranges::any_of(scenarios, [this](const ScenarioStanding& standing) {
        return standing.isChecked && standing.id != baselineId;
    });
    return isComparison ? compared() : std::vector{currentId};
}

Standing standingOf(const Session& session, const Pricing& pricing, const std::set<ScenarioId>& checked)
{
    const WorkbookState& state = session.state();
    Standing standing;
    standing.currentId = session.current();
    standing.baselineId = state.baseline;
    for (const ScenarioEntry& entry : state.entries) {
        ScenarioStanding& one = standing.scenarios.emplace_back();
        one.id = entry.id;
        one.scenario = entry.scenario;
        one.isBaseline = entry.id == state.baseline && !state.lostBaseline;
        one.isChecked = checked.contains(entry.id);
        if (const Priced* priced = pricing.latest(entry.id)) {
            one.figures = *priced;
        }
        one.isStale = !pricing.isCurrent(entry.id);
        judge(one, pricing);
    }
    ScenarioStanding& baseline = standing.scenarios[*state.position(state.baseline)];
    static_cast<void>(findCompared(baseline, ScenarioStanding(baseline), pricing));
    for (ScenarioStanding& one : standing.scenarios) {
        if (one.id != state.baseline) {
            setAgainst(one, baseline, pricing);
        }
    }
    return standing;
}

}  // namespace dealwright::app
