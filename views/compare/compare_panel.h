// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparison.h"
#include "deal/scenario.h"
#include "simulation/projection.h"
#include "words/format.h"

#include <QWidget>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace dealwright::views {

class ChancesChart;
class CurvesChart;
class Segmented;
class TableView;
class Text;
class TextTable;

/// One of the scenarios that stand side by side; all were run with the baseline's simulation.
struct Compared {
    std::shared_ptr<const deal::Scenario> scenario;
    std::shared_ptr<const simulation::Projection> projection;  ///< null where it could not be run
    QString whyNot;  ///< then the reason; or why what was run is not the scenario as it stands
    std::optional<analysis::Comparison> against;  ///< absent for the first, and where that one could not be run
};

/// Two to six scenarios side by side, the first of them the baseline: the terms that differ, both parties' outcomes
/// with their paired differences, and over one another the cumulative curves of chance and of cash.
class ComparePanel : public QWidget {
    Q_OBJECT
public:
    explicit ComparePanel(QWidget* parent = nullptr);
    void show(const std::vector<Compared>& scenarios, const words::NumberHabits& habits);
    using QWidget::show;
    [[nodiscard]] QString termsAsText() const;
    [[nodiscard]] QString outcomesAsText() const;

private:
    void showTerms(const std::vector<Compared>& scenarios, const words::NumberHabits& habits);
    void showOutcomes(const std::vector<Compared>& scenarios, const words::Format& format);
    Text* m_empty = nullptr;
    QWidget* m_content = nullptr;
    TextTable* m_terms = nullptr;
    TextTable* m_outcomes = nullptr;
    TableView* m_termsView = nullptr;
    TableView* m_outcomesView = nullptr;
    Segmented* m_kind = nullptr;
    std::array<ChancesChart*, 2> m_chances{};  ///< the licensor's, the host's
    std::array<CurvesChart*, 2> m_cash{};
};

}  // namespace dealwright::views
