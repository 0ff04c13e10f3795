// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "views/charts/chart.h"
#include "words/format.h"

#include <array>
#include <optional>

class QAreaSeries;
class QLineSeries;

namespace dealwright::views {

/// One figure over the months of the term, with its uncertainty.
struct Fan {
    QString title;     ///< “Meta receives”
    QString quantity;  ///< “licensor, net cash flow, %1 a month”, %1 the unit
    deal::Side side = deal::Side::licensor;
    simulation::MonthlyStatistic months;  ///< money
    double signing = 0.0;                 ///< money before month 0
    bool cumulative = false;              ///< the months include signing: the curves start there
    double unitFor = 0.0;                 ///< money: the unit is one for figures at least as large
    words::Format format;
};

/// Two fans that stand side by side take one unit: that of the larger figures.
void shareUnit(Fan& one, Fan& other);

/// Median, 25–75 % and 5–95 % bands and the mean (dashed), by month. Signing is its own point before month 0: the
/// start of cumulative curves, else a dot on a stem, cut off at the frame where it is much larger than a month.
class FanChart : public Chart {
    Q_OBJECT
public:
    explicit FanChart(QWidget* parent = nullptr);
    void show(const Fan& fan);
    [[nodiscard]] QString dataAsText() const override;

protected:
    [[nodiscard]] std::optional<Reading> readingAt(double x) const override;
    void restyle() override;
    void paintOver(QPainter& painter) override;

private:
    [[nodiscard]] QList<QPointF> curve(const std::vector<double>& months) const;
    [[nodiscard]] int term() const { return static_cast<int>(m_fan.months.mean.size()); }
    Fan m_fan;
    words::Scale m_scale;
    std::array<QLineSeries*, 4> m_edges{};  ///< 5, 25, 75, 95
    QAreaSeries* m_outer = nullptr;
    QAreaSeries* m_middle = nullptr;
    QLineSeries* m_median = nullptr;
    QLineSeries* m_mean = nullptr;
};

}  // namespace dealwright::views
