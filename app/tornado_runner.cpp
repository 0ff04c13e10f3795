// SPDX-License-Identifier: GPL-3.0-or-later
#include "tornado_runner.h"

#include "simulation/not_finite.h"

#include <QMetaObject>

#include <utility>

namespace dealwright::app {

namespace {
constexpr int pauseMs = 400;
}

TornadoRunner::TornadoRunner(QObject* parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &TornadoRunner::start);
}

TornadoRunner::~TornadoRunner() = default;

void TornadoRunner::request(std::shared_ptr<const deal::Scenario> scenario)
{
    if (scenario == m_wanted || scenario == m_measuredOf) {
        return;
    }
    m_thread.request_stop();
    m_wanted = std::move(scenario);
    m_pause.start();
}

void TornadoRunner::cancel()
{
    m_pause.stop();
    m_thread.request_stop();
    m_wanted.reset();
}

const analysis::Tornado* TornadoRunner::latest(const std::shared_ptr<const deal::Scenario>& scenario) const
{
    return m_tornado && m_measuredOf == scenario ? &*m_tornado : nullptr;
}

void TornadoRunner::start()
{
    m_thread = std::jthread([this, scenario = m_wanted](const std::stop_token& stop) {
        simulation::Run run;
        run.stop = stop;
        run.threads = 1;  // the other processors stay with what is being edited
        std::optional<analysis::Tornado> tornado;
        try {
            tornado = analysis::tornado(*scenario, run);
        } catch (const simulation::NotFinite&) {
            tornado.emplace();  // no bars: the pricing says why
        }
        if (!tornado) {
            return;
        }
        QMetaObject::invokeMethod(
            this,
            [this, scenario, answer = std::move(*tornado)] {
                if (scenario != m_wanted) {
                    return;
                }
                m_wanted.reset();
                m_measuredOf = scenario;
                m_tornado = answer;
                emit measured();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace dealwright::app
