// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"
#include "views/look/format.h"

#include <QWidget>

#include <memory>

namespace dealwright::views {

class Segmented;
class TableView;
class TextTable;
class Waterfall;

/// How a party's mean NPV comes about: the bridge as a waterfall and, beside it, its lines for both parties.
class ExplainPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExplainPanel(QWidget* parent = nullptr);
    /// The projection must have a bridge to show one.
    void show(const std::shared_ptr<const deal::Scenario>& scenario,
              const std::shared_ptr<const simulation::Projection>& projection, const NumberHabits& habits);
    using QWidget::show;
    [[nodiscard]] Waterfall* waterfall() const { return m_waterfall; }
    [[nodiscard]] deal::Side side() const;
    void setSide(deal::Side side);

private:
    void build();
    std::shared_ptr<const deal::Scenario> m_scenario;
    std::shared_ptr<const simulation::Projection> m_projection;
    NumberHabits m_habits;
    Segmented* m_side = nullptr;
    Waterfall* m_waterfall = nullptr;
    TextTable* m_table = nullptr;
    TableView* m_tableView = nullptr;
};

}  // namespace dealwright::views
