// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/bridge.h"
#include "simulation/projection.h"
#include "views/look/format.h"
#include "views/look/theme.h"

#include <QPainter>
#include <QString>

#include <optional>
#include <vector>

// The report's figures, drawn straight onto the page: vectors, opaque colours, the light theme.
namespace dealwright::views::report {

struct FanFigure {
    QString title;
    QString subtitle;
    const simulation::MonthlyStatistic* months = nullptr;
    std::optional<double> signing;  ///< shown as a point of its own before month 0
    deal::Side side = deal::Side::licensor;
};

void drawFan(QPainter& painter, const QRectF& area, const FanFigure& figure, const Format& format);

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

struct StackFigure {
    QString title;
    QString subtitle;
    std::vector<QString> names;
    const std::vector<std::vector<double>>* values = nullptr;  ///< [use case][month]
};

void drawStack(QPainter& painter, const QRectF& area, const StackFigure& figure, const Format& format);

struct WaterfallFigure {
    QString title;
    QString subtitle;
    std::vector<analysis::BridgeStep> steps;
    double total = 0.0;
    double standardError = 0.0;
    deal::Side side = deal::Side::licensor;
};

/// Horizontal bars, one line each; the last is the total.
void drawWaterfall(QPainter& painter, const QRectF& area, const WaterfallFigure& figure, const Format& format);

struct Curve {
    QString name;
    const std::vector<double>* outcomes = nullptr;
};

struct CurvesFigure {
    QString title;
    QString subtitle;
    std::vector<Curve> curves;
    double walkAway = 0.0;
    deal::Side side = deal::Side::licensor;
};

/// Cumulative distributions over each other.
void drawCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure, const Format& format);

}  // namespace dealwright::views::report
