// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "views/charts/bins.h"
#include "views/charts/chart.h"
#include "words/format.h"

class QAreaSeries;
class QLineSeries;

namespace dealwright::views {

/// The distribution of one party's NPV.
struct Distribution {
    QString title;
    deal::Side side = deal::Side::licensor;
    simulation::Statistic statistic;
    Bins bins;  ///< with an edge on the walk-away value: binsOf(npvByPath, reservationValue)
    double reservationValue = 0.0;
    words::Format format;
};

/// The histogram, lighter below the walk-away value than above it, with the chance of either side; the cumulative
/// curve, from 0 at the foot to 1 at the top; the mean.
class HistogramChart : public Chart {
    Q_OBJECT
public:
    explicit HistogramChart(QWidget* parent = nullptr);
    void show(const Distribution& distribution);
    [[nodiscard]] QString dataAsText() const override;

protected:
    [[nodiscard]] std::optional<Reading> readingAt(double x) const override;
    [[nodiscard]] double nextX(double x, int step) const override;
    void restyle() override;
    void paintOver(QPainter& painter) override;

private:
    Distribution m_distribution;
    words::Scale m_scale;
    QLineSeries* m_belowEdge = nullptr;
    QLineSeries* m_aboveEdge = nullptr;
    QAreaSeries* m_below = nullptr;
    QAreaSeries* m_above = nullptr;
    QLineSeries* m_cumulative = nullptr;
    AxisBounds m_height;  ///< percent of paths in a bin; the axis keeps still with it
};

}  // namespace dealwright::views
