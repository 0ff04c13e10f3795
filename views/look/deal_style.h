// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace dealwright::views {

/// Fusion with the program's own fields, sliders, buttons and tabs: thin lines, radius 4, nothing raised. Colours come
/// from theme::current(). A widget says more by dynamic properties:
/// - "changed" (bool): the 3 px bar of a field that differs from the baseline;
/// - "refused" (bool): the border of a field that holds a text it can't take;
/// - "baselineTick" (int): where a slider's baseline stands, in its own range.
class DealStyle : public QProxyStyle {
    Q_OBJECT
public:
    DealStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                       const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* answer) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                         const QWidget* widget) const override;

private:
    static void drawSlider(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget);
    void drawComboBox(const QStyleOptionComplex* option, QPainter* painter) const;
    static void drawScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QRect& handle);
};

}  // namespace dealwright::views
