// SPDX-License-Identifier: GPL-3.0-or-later
#include "background_runner.h"

#include "simulation/not_finite.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace dealwright::app {

namespace {

/// A run with less than this left is let finish.
constexpr double finishWithinMs = 30.0;
/// Runs longer than this report their progress.
constexpr double reportAfterMs = 100.0;

[[nodiscard]] double millisecondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

bool PricingTask::sameAs(const PricingTask& other) const
{
    return id == other.id && comparison == other.comparison && outputs == other.outputs &&
           (scenario == other.scenario || *scenario == *other.scenario);
}

BackgroundRunner::BackgroundRunner(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

BackgroundRunner::~BackgroundRunner()
{
    m_thread.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        m_runStop.request_stop();
    }
    m_thread.join();
}

void BackgroundRunner::request(std::vector<PricingTask> tasks)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = std::move(tasks);
        // What runs and was told to end brings no answer: it can't be the answer to the same question asked again.
        if (m_running && !m_runStop.stop_requested()) {
            const auto again =
                std::ranges::find_if(m_waiting, [&](const PricingTask& task) { return task.sameAs(*m_running); });
            const double spent = millisecondsSince(m_started);
            const double done = m_fraction.load(std::memory_order_relaxed);
            const bool nearlyDone =
                spent < finishWithinMs || (done > 0.0 && spent * (1.0 - done) / done < finishWithinMs);
            if (again != m_waiting.end()) {
                m_waiting.erase(again);
            } else if (!nearlyDone) {
                m_runStop.request_stop();
            }
        }
    }
    m_wake.notify_one();
}

void BackgroundRunner::stop()
{
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
    if (m_running) {
        m_runStop.request_stop();
    }
}

void BackgroundRunner::work(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
        m_running = std::move(m_waiting.front());
        m_waiting.erase(m_waiting.begin());
        m_runStop = std::stop_source();
        m_started = Clock::now();
        m_fraction = 0.0;
        const PricingTask task = *m_running;
        const std::stop_token runStop = m_runStop.get_token();
        lock.unlock();
        std::optional<PricingResult> result = run(task, runStop);
        lock.lock();
        m_running.reset();
        const bool last = m_waiting.empty();
        if (result) {
            QMetaObject::invokeMethod(
                this, [this, answer = std::move(*result)] { emit priced(answer); }, Qt::QueuedConnection);
        }
        if (last) {
            QMetaObject::invokeMethod(this, [this] { emit idle(); }, Qt::QueuedConnection);
        }
    }
}

std::optional<PricingResult> BackgroundRunner::run(const PricingTask& task, const std::stop_token& stop)
{
    simulation::Run how;
    how.stop = stop;
    how.progress = [this](double fraction) {
        m_fraction.store(fraction, std::memory_order_relaxed);
        if (millisecondsSince(m_started) > reportAfterMs) {
            QMetaObject::invokeMethod(this, [this, fraction] { emit progressed(fraction); }, Qt::QueuedConnection);
        }
    };
    const auto start = Clock::now();
    PricingResult result;
    result.task = task;
    result.redrawn = !m_simulators.holdsDrawsOf(*task.scenario);
    try {
        std::optional<simulation::Projection> projection =
            m_simulators.simulatorFor(*task.scenario).project(*task.scenario, task.outputs, how);
        if (!projection) {
            return std::nullopt;
        }
        result.projection = std::make_shared<const simulation::Projection>(std::move(*projection));
    } catch (const simulation::NotFinite& notFinite) {
        result.problems = notFinite.problems();
    }
    result.milliseconds = millisecondsSince(start);
    return result;
}

}  // namespace dealwright::app
