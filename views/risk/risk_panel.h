// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"
#include "views/charts/tornado_chart.h"
#include "words/format.h"

#include <QWidget>

#include <memory>

namespace dealwright::views {

class HistogramChart;
class Segmented;
class TableView;
class TextTable;

/// How sure it is: both parties' NPV as histograms, their statistics as a table, and the tornado of either party.
class RiskPanel : public QWidget {
    Q_OBJECT
public:
    explicit RiskPanel(QWidget* parent = nullptr);
    void show(const std::shared_ptr<const deal::Scenario>& scenario,
              const std::shared_ptr<const simulation::Projection>& projection, const words::NumberHabits& habits);
    using QWidget::show;
    /// The tornado of the side that is chosen; empty bars say that it is being computed.
    void showTornado(const Tornado& tornado);
    [[nodiscard]] deal::Side tornadoSide() const;
    [[nodiscard]] HistogramChart* histogram(deal::Side side) const
    {
        return side == deal::Side::licensor ? m_licensor : m_host;
    }

signals:
    void tornadoSideChosen(deal::Side side);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    HistogramChart* m_licensor = nullptr;
    HistogramChart* m_host = nullptr;
    TextTable* m_table = nullptr;
    TableView* m_tableView = nullptr;
    Segmented* m_side = nullptr;
    TornadoChart* m_tornado = nullptr;
};

}  // namespace dealwright::views
