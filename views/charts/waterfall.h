// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "views/charts/row_chart.h"

#include <set>

namespace dealwright::views {

/// How one party's mean NPV comes about, clause by clause.
struct Bridge {
    QString title;
    deal::Side side = deal::Side::licensor;
    std::vector<simulation::BridgeLine> lines;
    std::vector<QString> useCases;  ///< names by position
    double standardError = 0.0;     ///< of the mean NPV
    double unitFor = 0.0;  ///< money: the unit is one for figures at least as large, such as a chart's beside it
    words::Format format;
};

/// The bridge as a waterfall from nothing to the mean NPV. Lines whose figure would read nought are left out, and what
/// they come to together has a row of its own where that is more. A click opens a line by use case.
class Waterfall : public RowChart {
    Q_OBJECT
public:
    explicit Waterfall(QWidget* parent = nullptr);
    void show(const Bridge& bridge);
    [[nodiscard]] QString dataAsText() const override;
    /// The largest figure in it, as money: its unit is chosen for that.
    [[nodiscard]] double largestFigure() const { return m_largest; }

protected:
    void themeChanged() override { build(); }

private:
    void build();
    void toggle(int item);
    Bridge m_bridge;
    std::set<int> m_open;
    AxisBounds m_bounds;
    double m_largest = 0.0;
};

}  // namespace dealwright::views
