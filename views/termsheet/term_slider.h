// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSlider>

namespace dealwright::views {

/// A horizontal slider that jumps to where its groove is pressed and is dragged on from there, and that does not move
/// when its handle is grasped off its middle. All that happens between press and release is within sliderPressed() and
/// sliderReleased().
class TermSlider : public QSlider {
    Q_OBJECT
public:
    explicit TermSlider(QWidget* parent = nullptr) : QSlider(Qt::Horizontal, parent) {}

protected:
    void mousePressEvent(QMouseEvent* event) override;
};

}  // namespace dealwright::views
