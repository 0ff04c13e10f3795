// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page.h"
#include "views/compare/compare_panel.h"

#include <vector>

namespace dealwright::app {

/// What is checked, side by side against the baseline.
class ComparePage : public Page {
    Q_OBJECT
public:
    [[nodiscard]] QWidget* widget() const override { return m_panel; }
    [[nodiscard]] Needs needs() const override;
    /// Each scenario says for itself why it has no figures.
    [[nodiscard]] QString whyNothing(const Standing& /*standing*/) const override { return {}; }
    void show(const Standing& standing, const words::NumberHabits& habits) override;

private:
    /// What is drawn of a scenario; its change follows from it.
    struct Shown {
        std::shared_ptr<const deal::Scenario> scenario;
        std::shared_ptr<const simulation::Projection> projection;  ///< null where whyNot says why
        std::shared_ptr<const simulation::Projection> against;
        QString whyNot;  ///< as views::Compared has it
        friend bool operator==(const Shown&, const Shown&) = default;
    };
    [[nodiscard]] static Shown shownOf(const ScenarioStanding& standing);

    views::ComparePanel* m_panel = new views::ComparePanel;
    std::vector<Shown> m_shown;
};

}  // namespace dealwright::app
