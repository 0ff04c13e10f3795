// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/jobs/job.h"
#include "simulation/simulate.h"

#include <QMetaObject>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <concepts>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

// The one way in which the program computes beside its window.
namespace dealwright::app {

/// What a question came to: an answer, or what was thrown on the way to it.
template <class Answer>
struct Outcome {
    std::optional<Answer> answer;
    std::exception_ptr failure;  ///< null where there is an answer

    /// The answer. Throws what was thrown.
    [[nodiscard]] const Answer& get() const
    {
        if (failure) {
            std::rethrow_exception(failure);
        }
        return *answer;
    }
};

/// How eager a job is.
struct Manner {
    std::chrono::milliseconds pause{0};  ///< no run begins before nothing else was asked for so long
    /// A run that is not wanted any more, but has just begun or has less than this left, is let finish: a drag that
    /// asks faster than a run takes still shows a picture each run.
    std::chrono::milliseconds letFinish{0};
    std::chrono::milliseconds reportAfter{0};  ///< quicker runs do not report their progress
};

/// Answers questions one after the other on a standing thread of its own. The newest question wins: it replaces what
/// waits, and ends a run whose answer nobody wants any more. All of it is called, and heard, on the thread of this
/// object.
template <std::equality_comparable Question, class Answer>
class Latest : public Job {
public:
    /// Done on the job's thread. Answers nothing where run.stop asked it to end; what it throws is carried over.
    using Work = std::function<std::optional<Answer>(const Question& question, const simulation::Run& run)>;
    /// Hears each outcome, in the order in which they came about. It must not destroy the job.
    using Heard = std::function<void(const Question& question, const Outcome<Answer>& outcome)>;

    Latest(Work work, Heard heard, const Manner& manner = {}, QObject* parent = nullptr)
        : Job(parent), m_work(std::move(work)), m_heard(std::move(heard)), m_manner(manner)
    {
        m_pause.setSingleShot(true);
        connect(&m_pause, &QTimer::timeout, this, [this] { endPause(); });
    }

    ~Latest() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_waiting.clear();
            m_runStop.request_stop();
        }
        m_thread = {};  // asks it to stop, and waits for it
    }

    void ask(Question question)
    {
        std::vector<Question> one;
        one.push_back(std::move(question));
        ask(std::move(one));
    }

    /// What is wanted now, the most urgent first: what runs or waits and is not among it is dropped.
    void ask(std::vector<Question> questions)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (questions == wanted()) {
                return;
            }
            m_waiting = std::move(questions);
            if (isRunWanted()) {
                std::erase(m_waiting, *m_running);
            } else if (m_running && !isNearlyDone()) {
                m_runStop.request_stop();
            }
            m_isHeld = m_manner.pause.count() > 0;
            if (m_waiting.empty() && !m_running) {
                tellIfIdleLater();
            }
        }
        if (m_manner.pause.count() > 0) {
            m_pause.start(m_manner.pause);
        }
        if (!m_thread.joinable()) {
            m_thread = std::jthread([this](const std::stop_token& end) { answerAll(end); });
        }
        m_wake.notify_one();
    }

    void cancel() override
    {
        m_pause.stop();
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
        m_runStop.request_stop();
        ++m_era;
        tellIfIdleLater();
    }

    [[nodiscard]] bool isIdle() const override
    {
        const std::lock_guard lock(m_mutex);
        return !m_running && m_waiting.empty() && m_unheard == 0;
    }

private:
    using Clock = std::chrono::steady_clock;

    /// What runs and is to be answered, and what waits.
    [[nodiscard]] std::vector<Question> wanted() const
    {
        std::vector<Question> all;
        if (m_running && !m_runStop.stop_requested()) {
            all.push_back(*m_running);
        }
        all.insert(all.end(), m_waiting.begin(), m_waiting.end());
        return all;
    }

    /// Whether what runs is among what waits. A run that was told to end is not heard: it is not the answer to the same
    /// question asked again.
    [[nodiscard]] bool isRunWanted() const
    {
        return m_running && !m_runStop.stop_requested() && std::ranges::find(m_waiting, *m_running) != m_waiting.end();
    }

    [[nodiscard]] bool isNearlyDone() const
    {
        const std::chrono::duration<double> spent = Clock::now() - m_started;
        const double done = m_fraction.load(std::memory_order_relaxed);
        return spent < m_manner.letFinish || (done > 0.0 && spent * ((1.0 - done) / done) < m_manner.letFinish);
    }

    void endPause()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isHeld = false;
        }
        m_wake.notify_one();
    }

    void answerAll(const std::stop_token& end)
    {
        std::unique_lock lock(m_mutex);
        while (m_wake.wait(lock, end, [this] { return !m_waiting.empty() && !m_isHeld; })) {
            m_running = std::move(m_waiting.front());
            m_waiting.erase(m_waiting.begin());
            m_runStop = std::stop_source();
            m_started = Clock::now();
            m_fraction = 0.0;
            const auto question = std::make_shared<const Question>(*m_running);
            const simulation::Run run = runOf(m_runStop.get_token(), m_era);
            const std::uint64_t era = m_era;
            lock.unlock();
            const auto outcome = std::make_shared<const Outcome<Answer>>(outcomeOf(*question, run));
            lock.lock();
            m_running.reset();
            const bool isToBeHeard = (outcome->answer || outcome->failure) && !m_runStop.stop_requested();
            ++m_unheard;
            QMetaObject::invokeMethod(
                this,
                [this, question, outcome, isToBeHeard, era] { hear(*question, *outcome, isToBeHeard && isOf(era)); },
                Qt::QueuedConnection);
        }
    }

    [[nodiscard]] simulation::Run runOf(std::stop_token stop, std::uint64_t era)
    {
        simulation::Run run;
        run.stop = std::move(stop);
        run.progress = [this, era, started = m_started](double fraction) {
            m_fraction.store(fraction, std::memory_order_relaxed);
            if (Clock::now() - started >= m_manner.reportAfter) {
                QMetaObject::invokeMethod(
                    this,
                    [this, era, fraction] {
                        if (isOf(era)) {
                            emit progressed(fraction);
                        }
                    },
                    Qt::QueuedConnection);
            }
        };
        return run;
    }

    [[nodiscard]] Outcome<Answer> outcomeOf(const Question& question, const simulation::Run& run) const
    {
        try {
            return {m_work(question, run), nullptr};
        } catch (...) {
            return {std::nullopt, std::current_exception()};
        }
    }

    [[nodiscard]] bool isOf(std::uint64_t era) const
    {
        const std::lock_guard lock(m_mutex);
        return era == m_era;
    }

    void hear(const Question& question, const Outcome<Answer>& outcome, bool isToBeHeard)
    {
        {
            const std::lock_guard lock(m_mutex);
            --m_unheard;
        }
        if (isToBeHeard) {
            m_heard(question, outcome);
        }
        tellIfIdle();
    }

    void tellIfIdle()
    {
        if (isIdle()) {
            emit idle();
        }
    }

    void tellIfIdleLater()
    {
        QMetaObject::invokeMethod(this, [this] { tellIfIdle(); }, Qt::QueuedConnection);
    }

    const Work m_work;
    const Heard m_heard;
    const Manner m_manner;
    QTimer m_pause;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Question> m_waiting;  // the most urgent first
    bool m_isHeld = false;            // until the pause is over
    std::optional<Question> m_running;
    std::stop_source m_runStop;
    Clock::time_point m_started;
    std::atomic<double> m_fraction{0.0};
    int m_unheard = 0;        // outcomes that are on their way to this object's thread
    std::uint64_t m_era = 0;  // what was asked before a cancel() is of an earlier one
    std::jthread m_thread;
};

}  // namespace dealwright::app
