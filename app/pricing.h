// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/jobs/latest.h"
#include "app/session.h"
#include "deal/problem.h"

#include <QObject>

#include <map>
#include <memory>
#include <vector>

namespace dealwright::app {

/// The last good projection of a scenario, and of what.
struct Priced {
    std::shared_ptr<const deal::Scenario> scenario;
    simulation::Outputs outputs;
    std::shared_ptr<const simulation::Projection> projection;
    double milliseconds = 0.0;
    bool redrawn = false;  ///< the shocks were drawn anew, not priced again only
    friend bool operator==(const Priced&, const Priced&) = default;
};

/// Whether a projection with `have` shows all that `wanted` asks for.
[[nodiscard]] bool covers(const simulation::Outputs& have, const simulation::Outputs& wanted);

/// One scenario to price: `scenario` with the settings it is to be run with.
struct PricingTask {
    ScenarioId id = 0;
    std::shared_ptr<const deal::Scenario> scenario;  ///< valid; never null
    simulation::Outputs outputs;
    bool comparison = false;  ///< with the baseline's settings, which are not its own

    /// Whether the answer to the one answers the other.
    friend bool operator==(const PricingTask& a, const PricingTask& b)
    {
        return a.id == b.id && a.comparison == b.comparison && a.outputs == b.outputs &&
               (a.scenario == b.scenario || *a.scenario == *b.scenario);
    }
};

/// Keeps every scenario of the session priced: the current one first and with what the visible page shows, then the
/// baseline, then the others. A scenario with a broken rule keeps its last good projection and is not current.
class Pricing : public QObject {
    Q_OBJECT
public:
    explicit Pricing(const Session& session, QObject* parent = nullptr);

    /// What is shown of the current scenario, and of every one.
    void setNeeds(const simulation::Outputs& ofCurrent, const simulation::Outputs& ofOthers);

    /// Its last good projection with its own simulation settings, or null.
    [[nodiscard]] const Priced* latest(ScenarioId id) const;
    /// The same with the baseline's simulation settings: what comparisons use.
    [[nodiscard]] const Priced* latestForComparison(ScenarioId id) const;
    /// Whether latest(id) is of the scenario as it stands.
    [[nodiscard]] bool isCurrent(ScenarioId id) const;
    /// Whether everything that can be run is, with what is shown of it.
    [[nodiscard]] bool isSettled() const;
    /// A run may take so many bytes: 40 % of the machine's unless set.
    void setMemory(double bytes) { m_memory = bytes; }
    /// Why no scenario is run: the rule of workbooks that this one breaks, in words; else empty.
    [[nodiscard]] QString workbookFlaw() const { return m_workbookFlaw; }
    /// Why this machine's memory cannot hold a run of the scenario, in words; else empty.
    [[nodiscard]] QString memoryRefusal(const deal::Scenario& scenario) const;
    /// Why the scenario as it stands is not run though it is valid: the workbook's flaw or the machine's memory, in
    /// words; else empty.
    [[nodiscard]] QString refusal(ScenarioId id) const;
    /// Why the scenario, which can be run, cannot be run with the baseline's simulation settings, in words; else empty.
    [[nodiscard]] QString comparisonRefusal(ScenarioId id) const;
    /// Whether the scenario as it stands can be run: no rule is broken, of the workbook neither, and there is memory
    /// for it.
    [[nodiscard]] bool canRun(ScenarioId id) const;
    /// The same for it with the baseline's simulation settings, which must be fit to run too.
    [[nodiscard]] bool canCompare(ScenarioId id) const;
    /// As many paths of this scenario as the window runs on this machine, up to `wanted`.
    [[nodiscard]] std::int64_t mostPaths(deal::Scenario scenario, std::int64_t wanted) const;
    /// The broken rules of the scenario as it stands, that another one has its name among them, and what drives its
    /// figures beyond the range of numbers.
    [[nodiscard]] const std::vector<deal::Problem>& problems(ScenarioId id) const;

    /// Prices what the session's state asks for; call after every change of it.
    void update();
    /// Ends what runs and drops what waits; what is shown stays until the next update.
    void stop();
    [[nodiscard]] bool isStopped() const { return m_stopped; }

signals:
    /// A projection of that scenario is new.
    void priced(dealwright::app::ScenarioId id);
    /// The scenario cannot be priced as it stands: problems(id) has become longer.
    void refused(dealwright::app::ScenarioId id);
    /// Of a run that takes long: fraction done, 0 to 1.
    void progressed(double fraction);
    void idle();

private:
    /// A scenario's entry: with its own settings, or with the baseline's where these differ.
    struct Key {
        ScenarioId id = 0;
        bool comparison = false;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Answer {
        std::shared_ptr<const simulation::Projection> projection;
        double milliseconds = 0.0;
        bool redrawn = false;
    };
    struct Validated {
        std::shared_ptr<const deal::Scenario> scenario;
        std::vector<deal::Problem> own;       ///< what deal::validate says of it
        std::vector<deal::Problem> problems;  ///< and of its name among the others'
        QString refusal;
        std::vector<deal::Problem> beyond = {};  ///< what drove its figures beyond the range of numbers when it was run
        /// The same scenario with the baseline's simulation settings, where that cannot be priced, and what drives it.
        std::shared_ptr<const deal::Scenario> notComparable = {};
        std::vector<deal::Problem> beyondCompared = {};
    };
    using Job = Latest<PricingTask, Answer>;

    [[nodiscard]] static Job::Work work();
    void checkWorkbook();
    void forgetRefusals();
    void hear(const PricingTask& task, const Outcome<Answer>& outcome);
    void refuse(const PricingTask& task, const std::vector<deal::Problem>& problems);
    [[nodiscard]] const simulation::Outputs& outputsOf(ScenarioId id) const;
    void want(std::vector<PricingTask>& tasks, const Key& key, std::shared_ptr<const deal::Scenario> scenario) const;
    [[nodiscard]] std::shared_ptr<const deal::Scenario> comparisonScenario(const ScenarioEntry& entry);

    const Session& m_session;
    double m_memory;
    simulation::Outputs m_currentOutputs;
    simulation::Outputs m_otherOutputs;
    std::map<Key, Priced> m_priced;
    std::map<ScenarioId, Validated> m_validated;
    std::map<ScenarioId, std::pair<ScenarioEntry, std::shared_ptr<const deal::Scenario>>> m_comparisonScenarios;
    QString m_workbookFlaw;
    bool m_stopped = false;
    Job m_job;
};

}  // namespace dealwright::app
