// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;

namespace dealwright::views {

/// Widgets side by side while there is room for them, one below the other in a narrow window.
class TurningRow : public QWidget {
    Q_OBJECT
public:
    /// `room`: the least width, in pixels, for which they stand side by side.
    explicit TurningRow(int room, QWidget* parent = nullptr);
    /// `stretch` shares out the width; below each other, widgets have the heights they ask for.
    void add(QWidget* widget, int stretch);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int m_room;
    QBoxLayout* m_layout;
};

}  // namespace dealwright::views
