// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/convergence.h"
#include "app/jobs/latest.h"
#include "deal/edit.h"
#include "deal/scenario.h"
#include "views/charts/convergence_chart.h"
#include "words/format.h"

#include <QDialog>

#include <cstdint>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace dealwright::app {

/// Runs a scenario until both parties' mean NPVs are as precise as asked for, and shows how they settle. When accepted,
/// it asks for the paths that this took.
class ConvergenceDialog : public QDialog {
    Q_OBJECT
public:
    /// The scenario is valid. Runs of more than `mostPaths` are not tried.
    ConvergenceDialog(const deal::Scenario& scenario, const words::NumberHabits& habits, std::int64_t mostPaths,
                      QWidget* parent = nullptr);

signals:
    void edited(const dealwright::deal::Edit& edit);

private:
    struct Question {
        analysis::Precision precision;
        friend bool operator==(const Question& a, const Question& b)
        {
            return a.precision.amount == b.precision.amount && a.precision.relative == b.precision.relative;
        }
    };
    void run();
    void hear(const Outcome<analysis::Convergence>& outcome);
    void showEnd();
    void use();
    void showSteps(const std::vector<analysis::ConvergenceStep>& steps);
    void showResult(const analysis::Convergence& found);
    /// What is typed, or nothing where it was refused, which is shown.
    [[nodiscard]] std::optional<analysis::Precision> precision();
    [[nodiscard]] QString name(deal::Side side) const;

    deal::Scenario m_scenario;
    words::Format m_format;
    std::int64_t m_paths;
    QLineEdit* m_wanted;
    QLabel* m_result;
    views::ConvergenceChart* m_licensor;
    views::ConvergenceChart* m_host;
    QPushButton* m_use;
    bool m_isHeard = false;  ///< of the last run
    Latest<Question, analysis::Convergence> m_job;
};

}  // namespace dealwright::app
