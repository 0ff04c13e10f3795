// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/problem.h"
#include "session.h"
#include "simulation/simulate.h"
#include "simulation/simulator_cache.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace dealwright::app {

/// One scenario to price: `scenario` with the settings it is to be run with.
struct PricingTask {
    ScenarioId id = 0;
    std::shared_ptr<const deal::Scenario> scenario;  ///< valid; never null
    simulation::Outputs outputs;
    bool comparison = false;  ///< with the baseline's settings, which are not its own

    /// Whether the answer to the one answers the other.
    [[nodiscard]] bool sameAs(const PricingTask& other) const;
};

struct PricingResult {
    PricingTask task;
    std::shared_ptr<const simulation::Projection> projection;  ///< null where a figure would not be finite
    std::vector<deal::Problem> problems = {};                  ///< then what drives it: simulation::NotFinite
    double milliseconds = 0.0;
    bool redrawn = false;  ///< the shocks were drawn anew, not priced again only
};

/// Prices scenarios on a thread of its own, which in turn uses all processors. The newest request wins: it replaces
/// what waits, and ends a running one that it does not want any more, unless that is about to finish (a drag that asks
/// faster than a run takes still shows a picture each run).
class BackgroundRunner : public QObject {
    Q_OBJECT
public:
    explicit BackgroundRunner(QObject* parent = nullptr);
    ~BackgroundRunner() override;

    /// What is wanted now, the most urgent first. Tasks that run or wait and are not in it are dropped.
    void request(std::vector<PricingTask> tasks);
    /// Nothing is wanted now, what runs included.
    void stop();

signals:
    /// On the thread of this object, in the order of completion.
    void priced(const dealwright::app::PricingResult& result);
    /// Of a run that takes long: fraction done, 0 to 1.
    void progressed(double fraction);
    /// Nothing is left to do.
    void idle();

private:
    using Clock = std::chrono::steady_clock;
    void work(const std::stop_token& stop);
    [[nodiscard]] std::optional<PricingResult> run(const PricingTask& task, const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<PricingTask> m_waiting;  // the most urgent first
    std::optional<PricingTask> m_running;
    std::stop_source m_runStop;
    std::atomic<double> m_fraction{0.0};
    Clock::time_point m_started;
    simulation::SimulatorCache m_simulators;  // the thread's own
    std::jthread m_thread;
};

}  // namespace dealwright::app
