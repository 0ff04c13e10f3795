// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/row_chart.h"

#include "deal/parties.h"

namespace dealwright::views {

/// What one number does to a party's mean NPV, all else fixed.
struct TornadoBar {
    QString name;
    QString lowText;  ///< the number's low value, as a negotiator writes it
    QString highText;
    double atLow = 0.0;  ///< mean NPV there, money
    double atHigh = 0.0;
    double errorAtLow = 0.0;  ///< standard errors of these
    double errorAtHigh = 0.0;
};

struct Tornado {
    QString title;
    deal::Side side = deal::Side::licensor;
    double base = 0.0;             ///< mean NPV of the scenario
    double baseError = 0.0;        ///< its standard error
    std::vector<TornadoBar> bars;  ///< widest first
    std::size_t most = 15;         ///< how many are drawn
    bool underWay = false;         ///< the bars are being measured
    words::Format format;
};

/// Bars from the scenario's mean NPV to those at the two values, widest on top; the darker one is where the number is
/// high. Where both lie to one side the farther is drawn below the nearer.
class TornadoChart : public RowChart {
    Q_OBJECT
public:
    explicit TornadoChart(QWidget* parent = nullptr);
    void show(const Tornado& tornado);
    [[nodiscard]] QString dataAsText() const override;

protected:
    void themeChanged() override { build(); }

private:
    void build();
    Tornado m_tornado;
};

}  // namespace dealwright::views
