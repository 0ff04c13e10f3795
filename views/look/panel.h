// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QStringList>

#include <vector>

#include "views/look/theme.h"

class QToolButton;

namespace dealwright::views {

/// A surface for content: radius 8, border 1, no shadow; with an accent a 4 px bar at its left edge.
class Panel : public QFrame {
    Q_OBJECT
public:
    explicit Panel(QWidget* parent = nullptr);
    void setAccent(std::optional<deal::Side> side);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<deal::Side> m_accent;
};

/// A text in one of the sizes and colours of the program, which it takes from the theme anew when that changes.
class Text : public QLabel {
    Q_OBJECT
public:
    enum class Colour { text, secondary, problem, warning, licensor, host };
    explicit Text(Type type, Colour colour = Colour::text, QWidget* parent = nullptr);
    /// Sets the text if it differs.
    void say(const QString& text);
    void setColour(Colour colour);
    /// Where there is not room for all of it, its end gives way to an ellipsis, and a tool tip says it whole.
    void setElided();
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void restyle();
    Type m_type;
    Colour m_colour;
    bool m_restyling = false;
    bool m_elided = false;
};

/// Holds a panel, or shows in its place a sentence: why there is nothing to show, and what to do.
class Stage : public QWidget {
    Q_OBJECT
public:
    explicit Stage(QWidget* panel, QWidget* parent = nullptr);
    void sayInstead(const QString& why);  ///< empty: the panel

private:
    QWidget* m_panel;
    Text* m_why;
};

/// A few exclusive choices side by side, as one control; the arrow keys move between them.
class Segmented : public QWidget {
    Q_OBJECT
public:
    explicit Segmented(const QString& accessibleName, QWidget* parent = nullptr);
    void setLabels(const QStringList& labels);
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int position);

signals:
    void chosen(int position);  ///< by the user

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

private:
    [[nodiscard]] std::vector<int> widths() const;
    void choose(int position);
    QStringList m_labels;
    int m_current = 0;
};

}  // namespace dealwright::views
