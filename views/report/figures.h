// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/parties.h"
#include "views/look/format.h"
#include "views/look/theme.h"

#include <QPainter>
#include <QString>
#include <QStringList>

#include <vector>

// The report's own figures, drawn straight onto the page: vectors, opaque colours, the light theme. The others are the
// charts of the window.
namespace dealwright::views::report {

struct HistogramFigure {
    QString title;
    QString subtitle;
    const std::vector<double>* outcomes = nullptr;
    double mean = 0.0;
    double standardError = 0.0;
    double walkAway = 0.0;
    deal::Side side = deal::Side::licensor;
};

void drawHistogram(QPainter& painter, const QRectF& area, const HistogramFigure& figure, const Format& format);

struct CurvesFigure {
    QString title;
    QString subtitle;
    std::vector<const std::vector<double>*> outcomes;  ///< one sample for each scenario
    double walkAway = 0.0;
    deal::Side side = deal::Side::licensor;
};

/// Cumulative distributions over each other, in the pens of views::scenarioPen.
void drawCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure, const Format& format);

/// What the pens stand for, two names to a line; answers the height that they take.
double drawScenarioNames(QPainter& painter, const QPointF& at, double width, const QStringList& names);

}  // namespace dealwright::views::report
