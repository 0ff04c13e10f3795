// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"
#include "words/format.h"

#include <QWidget>

#include <memory>

namespace dealwright::views {

class FanChart;
enum class FanMoney;
class Segmented;
class StackedAreaChart;
class Text;

/// When the money comes: a fan for each party, by month or cumulative, discounted or not; below them gross revenue or
/// usage by use case.
class ProjectionPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProjectionPanel(QWidget* parent = nullptr);
    void show(std::shared_ptr<const deal::Scenario> scenario, std::shared_ptr<const simulation::Projection> projection,
              const words::NumberHabits& habits);
    using QWidget::show;

    [[nodiscard]] FanMoney money() const { return m_money; }
    void setMoney(FanMoney money);

    [[nodiscard]] FanChart* fan(deal::Side side) const { return side == deal::Side::licensor ? m_licensor : m_host; }
    [[nodiscard]] StackedAreaChart* stack() const { return m_stack; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    std::shared_ptr<const deal::Scenario> m_scenario;
    std::shared_ptr<const simulation::Projection> m_projection;
    words::NumberHabits m_habits;
    FanMoney m_money{};  ///< cash flow
    Segmented* m_choice = nullptr;
    Segmented* m_stackChoice = nullptr;
    Text* m_legend = nullptr;
    FanChart* m_licensor = nullptr;
    FanChart* m_host = nullptr;
    StackedAreaChart* m_stack = nullptr;
};

}  // namespace dealwright::views
