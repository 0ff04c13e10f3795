// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/axis.h"
#include "views/look/theme.h"

#include <QChart>
#include <QChartView>
#include <QValueAxis>

#include <optional>
#include <vector>

namespace dealwright::views {

/// A tick of an axis and its label.
struct Tick {
    double value = 0.0;
    QString text;
    friend bool operator==(const Tick&, const Tick&) = default;
};

/// A label at the right edge of the plot that names what ends there.
struct EdgeLabel {
    double value = 0.0;
    QString text;
    QColor colour;
    bool bold = false;
    QColor swatch;  ///< invalid: none
};

/// The frame of every chart on two axes: a title that says what it shows, a subtitle that says its unit, thin grid
/// lines, labels beside what they name, a hover line that reads the figures in words, and the data as text. The curves
/// are series of Qt Charts; all lettering is drawn here, so that it knows the locale and the theme.
///
/// With the keyboard: the arrow keys move the reading, Ctrl+C copies the data.
class Chart : public QChartView {
    Q_OBJECT
public:
    explicit Chart(QWidget* parent = nullptr);
    ~Chart() override;

    /// The figures drawn, as tab-separated lines with a head: for a spreadsheet and for who cannot see the chart.
    [[nodiscard]] virtual QString dataAsText() const = 0;

    /// Draws in these colours whatever the theme is: for paper.
    void setTokens(const Tokens& tokens);
    /// Draws the chart as vectors into `target`, as large as that is. The chart may never have been shown.
    void paintOn(QPainter& painter, const QRectF& target);

    void copyPicture();
    void copyData() const;
    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] const QString& reading() const { return m_reading; }  ///< what the hover line says now

    [[nodiscard]] QSize sizeHint() const override { return {420, 280}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 140}; }

protected:
    void setTitles(const QString& title, const QString& subtitle);
    void setXAxis(double low, double high, std::vector<Tick> ticks);
    void setYAxis(const AxisBounds& bounds, std::vector<Tick> ticks);
    void setEdgeLabels(std::vector<EdgeLabel> labels);
    /// Space above the plot: for the line of reading, and where there are more, for lettering of one's own that gives
    /// way to the reading. 0: none.
    void setHeadLines(int lines);
    [[nodiscard]] bool isReading() const { return m_shownReading.has_value(); }
    void setEmptyText(const QString& text);  ///< shown instead of the plot, says what to do next

    /// The words for the point under the pointer, and the place where the hover line goes (in x). Nothing: no line.
    struct Reading {
        double x = 0.0;
        QString words;
        std::vector<std::pair<double, QColor>> dots;  ///< y and colour
    };
    [[nodiscard]] virtual std::optional<Reading> readingAt(double x) const;
    /// The next place to read, from x in the direction of `step` (-1 or 1).
    [[nodiscard]] virtual double nextX(double x, int step) const { return x + step; }
    /// Sets the colours of the series.
    virtual void restyle() = 0;
    /// More lettering, over the curves; the painter is in pixels of the chart.
    virtual void paintOver(QPainter& painter);
    /// Behind the curves and over the grid.
    virtual void paintUnder(QPainter& painter);

    [[nodiscard]] const Tokens& tokens() const;
    [[nodiscard]] QRectF plotArea() const { return m_plot; }
    [[nodiscard]] const QSizeF& canvas() const { return m_canvas; }  ///< of the whole chart, in pixels
    [[nodiscard]] double pixelX(double x) const;
    [[nodiscard]] double pixelY(double y) const;
    [[nodiscard]] const AxisBounds& yBounds() const { return m_yBounds; }
    void addSeries(QAbstractSeries* series);
    void refresh();  ///< after data changed: layout, reading, repaint

    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    class Layer;
    void layOut();
    void read(std::optional<double> x);
    /// The subtitle in one line, or two where it is too long.
    [[nodiscard]] int subtitleLines() const;
    void paintFrame(QPainter& painter);
    void paintLabels(QPainter& painter);

    QChart* m_chart = nullptr;
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
    Layer* m_under = nullptr;
    Layer* m_over = nullptr;
    QString m_title;
    QString m_subtitle;
    QString m_emptyText;
    QString m_reading;
    std::vector<Tick> m_xTicks;
    std::vector<Tick> m_yTicks;
    std::vector<EdgeLabel> m_labels;
    AxisBounds m_yBounds;
    QSizeF m_canvas;  ///< what is drawn on: the viewport's size, or that of the paper
    QRectF m_plot;
    std::optional<double> m_readX;
    std::optional<Reading> m_shownReading;
    std::optional<Tokens> m_ownTokens;
    int m_headLines = 0;
    bool m_onPaper = false;  ///< no space for a line of reading
};

}  // namespace dealwright::views
