// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/parties.h"
#include "simulation/projection.h"
#include "views/charts/bins.h"
#include "views/charts/chart.h"
#include "words/format.h"

#include <memory>
#include <optional>
#include <vector>

class QLineSeries;

namespace dealwright::views {

/// Several scenarios' cumulative distributions of one party's NPV over one another: how likely it is to end below an
/// amount. The first is the baseline. A line stands at the walk-away value where all have the same.
class ChancesChart : public Chart {
    Q_OBJECT
public:
    struct Sample {
        QString name;
        std::shared_ptr<const simulation::Projection> projection;
        double reservationValue = 0.0;
    };

    explicit ChancesChart(QWidget* parent = nullptr);
    void show(const QString& title, deal::Side side, const std::vector<Sample>& samples, const words::Format& format);
    [[nodiscard]] QString dataAsText() const override;

protected:
    [[nodiscard]] std::optional<Reading> readingAt(double x) const override;
    [[nodiscard]] double nextX(double x, int step) const override;
    void restyle() override;
    void paintOver(QPainter& painter) override;

private:
    struct Curve {
        QString name;
        Bins bins;                      ///< over the axis, the same for all
        std::vector<double> fractions;  ///< below each edge
    };
    std::vector<Curve> m_curves;
    words::Format m_format;
    words::Scale m_scale;
    std::optional<double> m_walkAway;  ///< in money
    std::vector<QLineSeries*> m_series;
};

}  // namespace dealwright::views
