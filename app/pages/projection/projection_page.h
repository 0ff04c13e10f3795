// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page.h"
#include "views/projection/projection_panel.h"

namespace dealwright::app {

/// When the money comes.
class ProjectionPage : public Page {
    Q_OBJECT
public:
    [[nodiscard]] QWidget* widget() const override { return m_panel; }
    void show(const Standing& standing, const words::NumberHabits& habits) override;

private:
    views::ProjectionPanel* m_panel = new views::ProjectionPanel;
    std::optional<Priced> m_shown;
};

}  // namespace dealwright::app
