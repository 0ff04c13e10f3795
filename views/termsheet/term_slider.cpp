// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/termsheet/term_slider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

namespace dealwright::views {

void TermSlider::mousePressEvent(QMouseEvent* event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    const QPoint place = event->position().toPoint();
    if (event->button() == Qt::LeftButton && !handle.contains(place)) {
        setSliderDown(true);
        setSliderPosition(QStyle::sliderValueFromPosition(minimum(), maximum(), place.x() - handle.width() / 2,
                                                          width() - handle.width(), option.upsideDown));
    }
    QSlider::mousePressEvent(event);
}

}  // namespace dealwright::views
