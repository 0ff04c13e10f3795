// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page.h"
#include "views/explain/explain_panel.h"

namespace dealwright::app {

/// How the value comes about: the bridge, or the ledger of a path, whose luck is drawn here.
class ExplainPage : public Page {
    Q_OBJECT
public:
    ExplainPage();

    [[nodiscard]] QWidget* widget() const override { return m_panel; }
    [[nodiscard]] Needs needs() const override;
    void show(const Standing& standing, const words::NumberHabits& habits) override;

private:
    void showLedger();

    views::ExplainPanel* m_panel = new views::ExplainPanel;
    std::optional<Priced> m_shown;
    /// Of the path whose ledger is shown: drawn anew for each ledger, nothing is kept in them.
    std::shared_ptr<const simulation::Shocks> m_shocks;
};

}  // namespace dealwright::app
