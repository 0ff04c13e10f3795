// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/convergence.h"
#include "deal/parties.h"
#include "views/charts/chart.h"
#include "words/format.h"

#include <vector>

class QAreaSeries;
class QLineSeries;

namespace dealwright::views {

/// One party's mean NPV and its 95 % interval, against the number of paths (each twice the one before).
class ConvergenceChart : public Chart {
    Q_OBJECT
public:
    explicit ConvergenceChart(deal::Side side, QWidget* parent = nullptr);
    void show(const QString& title, const std::vector<analysis::ConvergenceStep>& steps, const words::Format& format);
    [[nodiscard]] QString dataAsText() const override;

protected:
    [[nodiscard]] std::optional<Reading> readingAt(double x) const override;
    void restyle() override;
    void paintOver(QPainter& painter) override;

private:
    struct Point {
        double paths = 0.0;
        double mean = 0.0;       ///< money
        double halfWidth = 0.0;  ///< money
    };

    deal::Side m_side;
    std::vector<Point> m_points;
    words::Format m_format;
    words::Scale m_scale;
    QLineSeries* m_low = nullptr;
    QLineSeries* m_high = nullptr;
    QLineSeries* m_mean = nullptr;
    QAreaSeries* m_band = nullptr;
};

}  // namespace dealwright::views
