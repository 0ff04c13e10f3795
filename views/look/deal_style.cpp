// SPDX-License-Identifier: GPL-3.0-or-later
// How this program draws its sliders, boxes, buttons and tabs: the one QStyle.
#include "views/look/deal_style.h"

#include "views/look/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

namespace dealwright::views {

namespace {

constexpr double fieldRadius = 4.0;
constexpr int handleSize = 14;
constexpr int grooveHeight = 3;

[[nodiscard]] bool has(const QWidget* widget, const char* property)
{
    return widget != nullptr && widget->property(property).toBool();
}

void drawFrame(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& line)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(line, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), fieldRadius, fieldRadius);
}

/// Box, border and the mark of a field that differs from the baseline.
void drawField(QPainter& painter, const QRect& rect, QStyle::State state, const QWidget* widget)
{
    const Tokens& t = theme::current();
    const bool refused = has(widget, "refused");
    const bool changed = has(widget, "changed");
    const bool focused = state & QStyle::State_HasFocus;
    painter.save();
    const QColor line = refused ? t.problem : focused || changed ? t.licensor.line : t.border;
    drawFrame(painter, rect, state & QStyle::State_Enabled ? t.panel : t.window, line);
    if (focused) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), fieldRadius - 1, fieldRadius - 1);
    }
    if (changed) {
        QPainterPath box;
        box.addRoundedRect(QRectF(rect), fieldRadius, fieldRadius);
        painter.setClipPath(box);
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), t.licensor.line);
    }
    painter.restore();
}

void drawChevron(QPainter& painter, const QPointF& centre, bool down)
{
    const double dy = down ? 2.0 : -2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::current().secondary, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const std::array points{centre + QPointF(-3.5, -dy), centre + QPointF(0, dy), centre + QPointF(3.5, -dy)};
    painter.drawPolyline(points.data(), static_cast<int>(points.size()));
    painter.restore();
}

void drawCheckBox(QPainter& painter, const QStyleOption& option, const QWidget* widget)
{
    const Tokens& t = theme::current();
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const bool marked = has(widget, "changed") || option.state & QStyle::State_HasFocus;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setPen(QPen(on || marked ? t.licensor.line : t.secondary, 1.2));
    painter.setBrush(on ? t.licensor.line : t.panel);
    painter.drawRoundedRect(box, 3, 3);
    if (on) {
        painter.setPen(QPen(t.panel, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](double x, double y) {
            return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
        };
        const std::array points{at(0.22, 0.52), at(0.42, 0.73), at(0.78, 0.28)};
        painter.drawPolyline(points.data(), static_cast<int>(points.size()));
    }
    painter.restore();
}

}  // namespace

DealStyle::DealStyle() : QProxyStyle(QStyleFactory::create("Fusion")) {}

void DealStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    const Tokens& t = theme::current();
    switch (element) {
        case PE_PanelLineEdit:
        case PE_FrameLineEdit:
            if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
                frame && frame->lineWidth > 0) {
                drawField(*painter, option->rect, option->state, widget);
            }
            return;
        case PE_PanelButtonCommand:
        case PE_PanelButtonTool: {
            const bool flat = element == PE_PanelButtonTool && option->state & State_AutoRaise;
            const bool down = option->state & (State_Sunken | State_On);
            const bool over = option->state & State_MouseOver && option->state & State_Enabled;
            if (flat && !down && !over) {
                return;
            }
            painter->save();
            drawFrame(*painter, option->rect, down || over ? t.selection : t.panel,
                      flat ? QColor(Qt::transparent) : t.border);
            painter->restore();
            return;
        }
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck:
            drawCheckBox(*painter, *option, widget);
            return;
        case PE_FrameFocusRect:
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(t.licensor.line, 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
            painter->restore();
            return;
        case PE_FrameTabWidget:
        case PE_FrameTabBarBase:
            painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, t.border);
            return;
        case PE_PanelStatusBar:
        case PE_FrameStatusBarItem:
            return;
        case PE_IndicatorArrowDown:
        case PE_IndicatorArrowUp:
            drawChevron(*painter, QRectF(option->rect).center(), element == PE_IndicatorArrowDown);
            return;
        case PE_PanelTipLabel:
            painter->fillRect(option->rect, t.border);
            painter->fillRect(option->rect.adjusted(1, 1, -1, -1), t.panel);
            return;
        default:
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void DealStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const
{
    const Tokens& t = theme::current();
    if (element == CE_TabBarTabShape) {
        if (option->state & State_Selected) {
            painter->fillRect(option->rect.left(), option->rect.bottom() - 1, option->rect.width(), 2, t.licensor.line);
        }
        return;
    }
    if (element == CE_TabBarTabLabel) {
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            const bool selected = tab->state & State_Selected;
            painter->save();
            painter->setFont(theme::font(selected ? Type::sectionHead : Type::body));
            painter->setPen(selected ? t.text : t.secondary);
            painter->drawText(tab->rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab->text);
            if (tab->state & State_HasFocus) {
                painter->setPen(QPen(t.licensor.line, 1));
                painter->drawRoundedRect(QRectF(tab->rect).adjusted(4.5, 4.5, -4.5, -4.5), 3, 3);
            }
            painter->restore();
            return;
        }
    }
    if (element == CE_HeaderSection) {
        painter->fillRect(option->rect, t.panel);
        painter->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, t.border);
        return;
    }
    if (element == CE_ComboBoxLabel) {
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            QStyleOptionComboBox fitting = *box;
            const QRect room = subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget);
            fitting.currentText = box->fontMetrics.elidedText(box->currentText, Qt::ElideRight, room.width() - 6);
            QProxyStyle::drawControl(element, &fitting, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DealStyle::drawSlider(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget)
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!slider) {
        return;
    }
    const Tokens& t = theme::current();
    const QRect rect = slider->rect;
    const int span = rect.width() - handleSize;
    const auto centreOf = [&](int value) {
        return rect.left() + handleSize / 2 +
               sliderPositionFromValue(slider->minimum, slider->maximum, value, span, slider->upsideDown);
    };
    const int middle = rect.center().y();
    const int at = centreOf(slider->sliderPosition);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QRectF groove(rect.left() + handleSize / 2.0, middle - grooveHeight / 2.0, span, grooveHeight);
    painter->setBrush(t.border);
    painter->drawRoundedRect(groove, 1.5, 1.5);
    const QColor line = slider->state & State_Enabled ? t.licensor.line : t.secondary;
    painter->setBrush(line);
    painter->drawRoundedRect(QRectF(groove.left(), groove.top(), at - groove.left(), grooveHeight), 1.5, 1.5);
    if (const QVariant tick = widget ? widget->property("baselineTick") : QVariant(); tick.isValid()) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->fillRect(centreOf(tick.toInt()) - 1, middle - 6, 2, 13, t.secondary);
        painter->setRenderHint(QPainter::Antialiasing);
    }
    const QPointF centre(at + 0.5, middle + 0.5);
    if (slider->state & State_HasFocus) {
        QColor halo = line;
        halo.setAlphaF(0.25F);
        painter->setPen(Qt::NoPen);
        painter->setBrush(halo);
        painter->drawEllipse(centre, handleSize / 2.0 + 2, handleSize / 2.0 + 2);
    }
    painter->setPen(QPen(line, 2));
    painter->setBrush(t.panel);
    painter->drawEllipse(centre, handleSize / 2.0 - 1.5, handleSize / 2.0 - 1.5);
    painter->restore();
}

void DealStyle::drawComboBox(const QStyleOptionComplex* option, QPainter* painter) const
{
    const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, nullptr);
    drawChevron(*painter, QRectF(arrow).center(), true);
}

void DealStyle::drawScrollBar(const QStyleOptionComplex* option, QPainter* painter, const QRect& handle)
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!slider || slider->maximum <= slider->minimum) {
        return;
    }
    const Tokens& t = theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    QColor colour = t.secondary;
    colour.setAlphaF(slider->state & (State_MouseOver | State_Sunken) ? 0.7F : 0.35F);
    painter->setBrush(colour);
    const bool upright = slider->orientation == Qt::Vertical;
    const QRectF bar = upright ? QRectF(handle).adjusted(3, 1, -2, -1) : QRectF(handle).adjusted(1, 3, -1, -2);
    painter->drawRoundedRect(bar, 2.5, 2.5);
    painter->restore();
}

void DealStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const
{
    switch (control) {
        case CC_Slider:
            if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
                slider && slider->orientation == Qt::Horizontal) {
                drawSlider(option, painter, widget);
                return;
            }
            break;
        case CC_ComboBox:
            drawField(*painter, option->rect, option->state, widget);
            drawComboBox(option, painter);
            return;
        case CC_ScrollBar:
            drawScrollBar(option, painter, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
            return;
        default:
            break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect DealStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                const QWidget* widget) const
{
    if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        control == CC_Slider && slider && slider->orientation == Qt::Horizontal) {
        const QRect rect = slider->rect;
        if (part == SC_SliderHandle) {
            const int span = rect.width() - handleSize;
            const int x = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition, span,
                                                  slider->upsideDown);
            return {rect.left() + x, rect.center().y() - handleSize / 2, handleSize, handleSize};
        }
        if (part == SC_SliderGroove) {
            return rect;
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

int DealStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
        case PM_SliderLength:
        case PM_SliderThickness:
        case PM_SliderControlThickness:
            return handleSize;
        case PM_ScrollBarExtent:
            return 10;
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
            return 17;
        case PM_TabBarTabHSpace:
            return 28;
        case PM_TabBarTabVSpace:
            return 16;
        case PM_TabBarTabShiftVertical:
        case PM_TabBarTabShiftHorizontal:
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical:
        case PM_TabBarTabOverlap:
            return 0;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DealStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* answer) const
{
    switch (hint) {
        case SH_Slider_AbsoluteSetButtons:
            return Qt::NoButton;
        case SH_Slider_PageSetButtons:
            return Qt::LeftButton;  // without it not even the handle could be grasped
        case SH_EtchDisabledText:
        case SH_Widget_Animation_Duration:
            return 0;
        case SH_ToolTip_WakeUpDelay:
            return 500;
        default:
            return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

QSize DealStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                  const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_LineEdit || type == CT_ComboBox || type == CT_PushButton) {
        result.setHeight(std::max(result.height(), 24));
    }
    return result;
}

}  // namespace dealwright::views
