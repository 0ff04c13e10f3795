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

class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace dealwright::views {

class LedgerFilter;
class LedgerTable;
class Text;

/// The ledger of one path as a table that can be filtered and copied. First the median path of the licensor's NPV; then
/// the path that was asked for last, so that an edit of the terms shows the same luck under other terms.
class LedgerPanel : public QWidget {
    Q_OBJECT
public:
    explicit LedgerPanel(QWidget* parent = nullptr);
    /// What the paths are of: it must have the NPVs by path.
    void setProjection(const std::shared_ptr<const deal::Scenario>& scenario,
                       const std::shared_ptr<const simulation::Projection>& projection,
                       const words::NumberHabits& habits);
    /// The path whose ledger is wanted, from 0; none before there is a projection.
    [[nodiscard]] std::optional<std::int64_t> path() const { return m_path; }
    /// The ledger of path().
    void show(const contract::Ledger& ledger);
    using QWidget::show;
    /// Takes the path whose NPV for that party is the median (of an even number the lower of the middle two).
    void takeMedian(deal::Side side);

    [[nodiscard]] QLineEdit* filterLine() const { return m_words; }
    [[nodiscard]] QSpinBox* pathBox() const { return m_pathBox; }
    [[nodiscard]] QTableView* table() const { return m_view; }

signals:
    /// path() is another.
    void pathChosen();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setPath(std::int64_t path);
    void showCaption();
    void copy() const;

    std::shared_ptr<const deal::Scenario> m_scenario;
    std::shared_ptr<const simulation::Projection> m_projection;
    words::Format m_format;
    std::optional<std::int64_t> m_path;
    LedgerTable* m_table;
    LedgerFilter* m_filter;
    QSpinBox* m_pathBox;
    QPushButton* m_licensorMedian;
    QPushButton* m_hostMedian;
    QLineEdit* m_words;
    QTableView* m_view;
    Text* m_title;
    Text* m_npvs;
    Text* m_caption;
};

}  // namespace dealwright::views
