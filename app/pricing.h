// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "background_runner.h"
#include "deal/problem.h"
#include "session.h"

#include <QObject>

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace dealwright::app {

/// The last good projection of a scenario, and of what.
struct Priced {
    std::shared_ptr<const deal::Scenario> scenario;
    simulation::Outputs outputs;
    std::shared_ptr<const simulation::Projection> projection;
    double milliseconds = 0.0;
    bool redrawn = false;
};

/// Keeps every scenario of the session priced: the current one first and with what the visible tab needs, then the
/// baseline, then the others. A scenario with a broken rule keeps its last good projection and is not current.
class Pricing : public QObject {
    Q_OBJECT
public:
    explicit Pricing(const Session& session, QObject* parent = nullptr);

    /// What the visible views need of the current scenario.
    void setCurrentOutputs(const simulation::Outputs& outputs);
    /// Whether the other scenarios' months are wanted too: the comparison shows them.
    void setOthersMonthly(bool monthly);

    /// Its last good projection with its own simulation settings, or null.
    [[nodiscard]] const Priced* latest(ScenarioId id) const;
    /// The same with the baseline's simulation settings: what comparisons use.
    [[nodiscard]] const Priced* latestForComparison(ScenarioId id) const;
    /// Whether latest(id) is of the scenario as it stands.
    [[nodiscard]] bool isCurrent(ScenarioId id) const;
    /// A run may take so many bytes: 40 % of the machine's unless set.
    void setMemory(double bytes) { m_memory = bytes; }
    /// Why no scenario is run: the rule of workbooks that this one breaks, in words; else empty.
    [[nodiscard]] QString workbookFlaw() const { return m_workbookFlaw; }
    /// Why the scenario as it stands is not run though it is valid: the workbook's flaw or the machine's memory, in
    /// words; else empty.
    [[nodiscard]] QString refusal(ScenarioId id) const;
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
    void progressed(double fraction);
    void idle();

private:
    /// A scenario's entry: with its own settings, or with the baseline's where these differ.
    struct Key {
        ScenarioId id = 0;
        bool comparison = false;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Checked {
        std::shared_ptr<const deal::Scenario> scenario;
        std::vector<deal::Problem> own;       ///< what deal::validate says of it
        std::vector<deal::Problem> problems;  ///< and of its name among the others'
        QString refusal;
        std::vector<deal::Problem> beyond = {};  ///< what drove its figures beyond the range of numbers when it was run
        /// The same scenario with the baseline's simulation settings, where that cannot be priced.
        std::shared_ptr<const deal::Scenario> notComparable = {};
    };

    void checkWorkbook();
    void forgetRefusals();
    [[nodiscard]] QString refusalOf(const deal::Scenario& scenario) const;
    void store(const PricingResult& result);
    void refuse(const Key& key, const PricingResult& result);
    void want(std::vector<PricingTask>& tasks, const Key& key, std::shared_ptr<const deal::Scenario> scenario,
              const simulation::Outputs& outputs);
    [[nodiscard]] std::shared_ptr<const deal::Scenario> comparisonScenario(const ScenarioEntry& entry);

    const Session& m_session;
    double m_memory;
    simulation::Outputs m_currentOutputs;
    simulation::Outputs m_otherOutputs;
    std::map<Key, Priced> m_priced;
    std::map<ScenarioId, Checked> m_checked;
    std::map<ScenarioId, std::pair<ScenarioEntry, std::shared_ptr<const deal::Scenario>>> m_comparisonScenarios;
    QString m_workbookFlaw;
    BackgroundRunner m_runner;
    bool m_stopped = false;
};

}  // namespace dealwright::app
