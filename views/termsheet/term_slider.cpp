// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/termsheet/term_slider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

#include <algorithm>

namespace dealwright::views {

void TermSlider::mousePressEvent(QMouseEvent* event)
{
    const auto handle = [this] {
        QStyleOptionSlider option;
        initStyleOption(&option);
        return style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    };
    const QPoint place = event->position().toPoint();
    if (event->button() != Qt::LeftButton || handle().contains(place)) {
        QSlider::mousePressEvent(event);
        return;
    }
    setSliderDown(true);
    setSliderPosition(QStyle::sliderValueFromPosition(minimum(), maximum(), place.x() - handle().width() / 2,
                                                      width() - handle().width(), invertedAppearance()));
    // From here on as if the handle had been grasped, which may lie beside the pointer.
    const QRect there = handle();
    const QPointF grasped(std::clamp(place.x(), there.left(), there.right()), there.center().y());
    QMouseEvent press(event->type(), grasped, event->globalPosition(), event->button(), event->buttons(),
                      event->modifiers(), event->pointingDevice());
    QSlider::mousePressEvent(&press);
    event->setAccepted(press.isAccepted());
}

}  // namespace dealwright::views
