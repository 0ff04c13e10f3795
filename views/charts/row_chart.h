// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/axis.h"
#include "views/look/theme.h"
#include "words/format.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace dealwright::views {

/// One line of a chart of horizontal bars.
struct BarRow {
    QString label = {};
    QString figure = {};  ///< at the right, with its unit's digits
    QString note = {};    ///< shown as a tool tip
    /// The bar from `from` to `to`, in the units of the axis, and a second one for rows with two ends.
    double from = 0.0;
    double to = 0.0;
    QColor colour = {};
    std::optional<double> otherTo = {};  ///< a second bar from `from`
    QColor otherColour = {};
    bool bold = false;
    int indent = 0;
    bool opens = false;  ///< can be opened
    bool isOpen = false;
    int key = -1;  ///< handed back when it is opened
    friend bool operator==(const BarRow&, const BarRow&) = default;
};

/// Horizontal bars one below the other, each with its name at the left and its figure at the right; the base of
/// waterfall and tornado. Rows that can be opened answer the mouse, Enter and Space; up and down move between rows.
class RowChart : public QWidget {
    Q_OBJECT
public:
    explicit RowChart(QWidget* parent = nullptr);

    [[nodiscard]] virtual QString dataAsText() const = 0;
    void setTokens(const Tokens& tokens);
    /// Draws as vectors into `target`, smaller where the rows would not fit.
    void paintOn(QPainter& painter, const QRectF& target);
    void copyPicture();
    void copyData() const;
    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] const std::vector<BarRow>& rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, sizeHint().height()}; }

signals:
    void toggled(int key);  ///< a row that can be opened

protected:
    void setContent(const QString& title, const QString& subtitle, std::vector<BarRow> rows, const AxisBounds& bounds,
                    std::vector<std::pair<double, QString>> ticks, bool joined);
    void setEmptyText(const QString& text);
    [[nodiscard]] const Tokens& tokens() const;
    virtual void themeChanged() = 0;

    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void paint(QPainter& painter, double width, bool answers) const;  ///< answers: whether rows can be opened
    [[nodiscard]] int rowAt(double y) const;
    [[nodiscard]] double headHeight() const;
    [[nodiscard]] double rowHeight() const;
    QString m_title;
    QString m_subtitle;
    QString m_emptyText;
    std::vector<BarRow> m_rows;
    AxisBounds m_bounds;
    std::vector<std::pair<double, QString>> m_ticks;
    bool m_joined = false;
    int m_currentRow = 0;
    std::optional<Tokens> m_ownTokens;
};

}  // namespace dealwright::views
