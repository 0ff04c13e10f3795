// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/panel.h"

#include <QAccessible>
#include <QAccessibleEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <QVBoxLayout>

#include <numeric>

namespace dealwright::views {

Panel::Panel(QWidget* parent) : QFrame(parent) {}

void Panel::setAccent(std::optional<deal::Side> side)
{
    m_accent = side;
    update();
}

void Panel::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.panel);
    painter.drawRoundedRect(box, theme::panelRadius, theme::panelRadius);
    if (m_accent) {
        QPainterPath path;
        path.addRoundedRect(QRectF(rect()), theme::panelRadius, theme::panelRadius);
        painter.setClipPath(path);
        painter.fillRect(0, 0, 4, height(), t.of(*m_accent).line);
    }
}

Text::Text(Type type, Colour colour, QWidget* parent) : QLabel(parent), m_type(type), m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void Text::say(const QString& text)
{
    if (this->text() != text) {
        setText(text);
    }
}

void Text::setColour(Colour colour)
{
    if (colour != m_colour) {
        m_colour = colour;
        restyle();
    }
}

void Text::setElided()
{
    m_elided = true;
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QSize Text::minimumSizeHint() const
{
    const QSize all = QLabel::minimumSizeHint();
    return m_elided ? QSize(0, all.height()) : all;
}

void Text::paintEvent(QPaintEvent* event)
{
    if (!m_elided) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), static_cast<int>(alignment()),
                     fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

bool Text::event(QEvent* event)
{
    if (m_elided && event->type() == QEvent::ToolTip && toolTip().isEmpty() &&
        fontMetrics().horizontalAdvance(text()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

void Text::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (!m_restyling && (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)) {
        restyle();
    }
}

void Text::restyle()
{
    const Tokens& t = theme::current();
    const QColor colour = m_colour == Colour::secondary  ? t.secondary
                          : m_colour == Colour::problem  ? t.problem
                          : m_colour == Colour::warning  ? t.warning
                          : m_colour == Colour::licensor ? t.licensor.text
                          : m_colour == Colour::host     ? t.host.text
                                                         : t.text;
    m_restyling = true;
    setFont(theme::font(m_type));
    QPalette own = palette();
    own.setColor(QPalette::WindowText, colour);
    setPalette(own);
    m_restyling = false;
}

Stage::Stage(QWidget* panel, QWidget* parent)
    : QWidget(parent), m_panel(panel), m_why(new Text(Type::body, Text::Colour::secondary))
{
    m_why->setAlignment(Qt::AlignCenter);
    m_why->setWordWrap(true);
    m_why->setContentsMargins(theme::panelMargin, 0, theme::panelMargin, 0);
    m_why->hide();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_why, 1);
    all->addWidget(m_panel, 1);
}

void Stage::sayInstead(const QString& why)
{
    m_why->say(why);
    m_why->setVisible(!why.isEmpty());
    m_panel->setVisible(why.isEmpty());
}

Segmented::Segmented(const QString& accessibleName, QWidget* parent) : QWidget(parent)
{
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Segmented::setLabels(const QStringList& labels)
{
    m_labels = labels;
    setAccessibleDescription(labels.value(m_current));
    updateGeometry();
    update();
}

void Segmented::setCurrent(int position)
{
    if (position != m_current) {
        m_current = position;
        setAccessibleDescription(m_labels.value(position));
        QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
        update();
    }
}

void Segmented::choose(int position)
{
    if (position >= 0 && position < m_labels.size() && position != m_current) {
        setCurrent(position);
        emit chosen(position);
    }
}

std::vector<int> Segmented::widths() const
{
    const QFontMetrics metrics(theme::font(Type::secondary));
    std::vector<int> widths;
    for (const QString& label : m_labels) {
        widths.push_back(metrics.horizontalAdvance(label) + 22);
    }
    return widths;
}

QSize Segmented::sizeHint() const
{
    const auto all = widths();
    return {std::accumulate(all.begin(), all.end(), 1),
            std::max(25, QFontMetrics(theme::font(Type::secondary)).height() + 8)};
}

void Segmented::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        choose(m_current + (event->key() == Qt::Key_Right ? 1 : -1));
    } else {
        QWidget::keyPressEvent(event);
    }
}

void Segmented::mousePressEvent(QMouseEvent* event)
{
    int right = 0;
    const auto all = widths();
    for (std::size_t i = 0; i < all.size(); ++i) {
        right += all[i];
        if (event->position().x() < right) {
            choose(static_cast<int>(i));
            return;
        }
    }
}

void Segmented::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme::font(Type::secondary));
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(box, 4, 4);
    painter.fillPath(outline, t.panel);
    double left = box.left();
    const auto all = widths();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool on = static_cast<int>(i) == m_current;
        const QRectF cell(left, box.top(), all[i], box.height());
        if (on) {
            painter.save();
            painter.setClipPath(outline);
            painter.fillRect(cell, t.selection);
            painter.restore();
        }
        if (i > 0) {
            painter.setPen(QPen(t.border, 1));
            painter.drawLine(cell.topLeft(), cell.bottomLeft());
        }
        painter.setPen(on && hasFocus() ? t.licensor.text : t.text);
        painter.drawText(cell, Qt::AlignCenter, m_labels.value(static_cast<qsizetype>(i)));
        left += all[i];
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(hasFocus() ? t.licensor.line : t.border, 1));
    painter.drawPath(outline);
}

}  // namespace dealwright::views
