// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chart.h"
#include "words/format.h"

#include <QPen>

#include <vector>

class QLineSeries;

namespace dealwright::views {

/// One scenario's cumulative mean, signing first.
struct Curve {
    QString name;
    double signing = 0.0;
    std::vector<double> months;  ///< money, cumulative
};

/// How the scenario at this position of a comparison is drawn: dashed in the colour of text the first, which the others
/// are compared with.
[[nodiscard]] QPen scenarioPen(const Tokens& tokens, std::size_t position);

/// Several scenarios' cumulative cash flow over one another, named at the right edge; the first is the baseline.
class CurvesChart : public Chart {
    Q_OBJECT
public:
    explicit CurvesChart(QWidget* parent = nullptr);
    void show(const QString& title, deal::Side side, const std::vector<Curve>& curves, const words::Format& format);
    [[nodiscard]] QString dataAsText() const override;

protected:
    [[nodiscard]] std::optional<Reading> readingAt(double x) const override;
    void restyle() override;

private:
    [[nodiscard]] QColor colourOf(std::size_t curve) const { return scenarioPen(tokens(), curve).color(); }
    std::vector<Curve> m_curves;
    deal::Side m_side = deal::Side::licensor;
    words::Format m_format;
    words::Scale m_scale;
    std::vector<QLineSeries*> m_series;
};

}  // namespace dealwright::views
