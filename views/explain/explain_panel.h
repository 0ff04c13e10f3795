// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/ledger.h"
#include "deal/scenario.h"
#include "simulation/projection.h"
#include "words/format.h"

#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>

namespace dealwright::views {

class LedgerPanel;
class Segmented;
class TableView;
class TextTable;
class Waterfall;

/// How a party's mean NPV comes about: the bridge as a waterfall and, beside it, its lines for both parties; or, in its
/// place, the ledger of one path.
class ExplainPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExplainPanel(QWidget* parent = nullptr);
    /// The projection must have a bridge to show one.
    void show(const std::shared_ptr<const deal::Scenario>& scenario,
              const std::shared_ptr<const simulation::Projection>& projection, const words::NumberHabits& habits);
    using QWidget::show;
    [[nodiscard]] Waterfall* waterfall() const { return m_waterfall; }
    [[nodiscard]] deal::Side side() const;
    void setLedgerShown(bool shown);
    /// The path whose ledger is to be seen; none while the bridge is.
    [[nodiscard]] std::optional<std::int64_t> ledgerPath() const;
    /// The ledger of ledgerPath() under the scenario that is shown.
    void showLedger(const contract::Ledger& ledger);
    [[nodiscard]] LedgerPanel* ledger() const { return m_ledger; }

signals:
    /// ledgerPath() is another.
    void ledgerWanted();

private:
    void build();
    void turn();
    std::shared_ptr<const deal::Scenario> m_scenario;
    std::shared_ptr<const simulation::Projection> m_projection;
    words::NumberHabits m_habits;
    Segmented* m_what = nullptr;
    Segmented* m_side = nullptr;
    QWidget* m_bridge = nullptr;
    LedgerPanel* m_ledger = nullptr;
    Waterfall* m_waterfall = nullptr;
    TextTable* m_table = nullptr;
    TableView* m_tableView = nullptr;
};

}  // namespace dealwright::views
