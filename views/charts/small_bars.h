// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/theme.h"
#include "words/format.h"

#include <QWidget>

#include <vector>

namespace dealwright::views {

/// Where a party's NPV lies: from the 10th to the 90th percentile, with a dot at the mean and a tick at walking away.
struct Range {
    deal::Side side = deal::Side::licensor;
    double low = 0.0;  ///< P10
    double high = 0.0;
    double mean = 0.0;
    double walkAway = 0.0;  ///< a given number, shown as given
    double lowError = 0.0;  ///< standard errors
    double highError = 0.0;
    double meanError = 0.0;
    words::Format format;
};

class RangeBar : public QWidget {
    Q_OBJECT
public:
    explicit RangeBar(QWidget* parent = nullptr);
    void show(const Range& range);
    void clear();  ///< shows no range
    [[nodiscard]] QSize sizeHint() const override { return {260, 36}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {140, 36}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Range m_range;
    double m_axisLow = 0.0;
    double m_axisHigh = 0.0;
};

/// How two parties divide a value: two bars side by side.
class SplitBar : public QWidget {
    Q_OBJECT
public:
    explicit SplitBar(QWidget* parent = nullptr);
    void show(double licensor, double host);
    /// The same bar for painters of cards.
    static void paint(QPainter& painter, const QRectF& rect, double licensor, double host);
    [[nodiscard]] QSize sizeHint() const override { return {160, 7}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_licensor = 0.0;
    double m_host = 0.0;
};

/// A line without axes.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    void show(std::vector<double> values, deal::Side side);
    [[nodiscard]] QSize sizeHint() const override { return {80, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_values;
    deal::Side m_side = deal::Side::licensor;
};

}  // namespace dealwright::views
