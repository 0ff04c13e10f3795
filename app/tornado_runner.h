// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/sensitivity.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <thread>

namespace dealwright::app {

/// Measures the tornado of a scenario on a thread of its own, once nothing was asked for a moment; a new request ends
/// the one before.
class TornadoRunner : public QObject {
    Q_OBJECT
public:
    explicit TornadoRunner(QObject* parent = nullptr);
    ~TornadoRunner() override;

    void request(std::shared_ptr<const deal::Scenario> scenario);
    /// Forgets what was asked and ends what runs.
    void cancel();
    /// The last answer and what it is of.
    [[nodiscard]] const analysis::Tornado* latest(const std::shared_ptr<const deal::Scenario>& scenario) const;
    /// Whether an answer for that scenario is on its way.
    [[nodiscard]] bool isUnderWay(const std::shared_ptr<const deal::Scenario>& scenario) const
    {
        return m_wanted == scenario;
    }

signals:
    void measured();

private:
    void start();

    QTimer m_pause;
    std::shared_ptr<const deal::Scenario> m_wanted;
    std::shared_ptr<const deal::Scenario> m_measuredOf;
    std::optional<analysis::Tornado> m_tornado;
    std::jthread m_thread;
};

}  // namespace dealwright::app
