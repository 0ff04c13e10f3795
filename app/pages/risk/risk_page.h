// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/sensitivity.h"
#include "app/jobs/latest.h"
#include "app/pages/page.h"
#include "views/risk/risk_panel.h"

namespace dealwright::app {

/// How sure it is, and what moves it: the tornado is measured here, once the scenario is left alone for a moment.
class RiskPage : public Page {
    Q_OBJECT
public:
    RiskPage();

    [[nodiscard]] QWidget* widget() const override { return m_panel; }
    void show(const Standing& standing, const words::NumberHabits& habits) override;
    void leave() override { m_job.cancel(); }
    [[nodiscard]] bool isSettled() const override;

private:
    using ScenarioPointer = std::shared_ptr<const deal::Scenario>;

    void measure(const ScenarioStanding& current);
    void showTornado();
    /// The tornado of what is shown, null before it is measured.
    [[nodiscard]] const analysis::Tornado* tornado() const;

    views::RiskPanel* m_panel = new views::RiskPanel;
    words::NumberHabits m_habits;
    std::optional<Priced> m_shown;
    ScenarioPointer m_wanted;  ///< whose tornado is to be shown, null where no run is to be
    ScenarioPointer m_measured;
    analysis::Tornado m_tornado;  ///< of m_measured
    Latest<ScenarioPointer, analysis::Tornado> m_job;
};

}  // namespace dealwright::app
