// SPDX-License-Identifier: GPL-3.0-or-later
// What every chart has: axes, title, reading under the pointer, keyboard, copying, theme, painting on paper.
#include "views/charts/chart.h"

#include "views/charts/lettering.h"

#include <QAbstractSeries>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace dealwright::views {

/// Lettering below or above the curves.
class Chart::Layer : public QGraphicsItem {
public:
    Layer(Chart& owner, void (Chart::*draw)(QPainter&), double z)
        : QGraphicsItem(owner.m_chart), m_owner(owner), m_draw(draw)
    {
        setZValue(z);
        setAcceptedMouseButtons(Qt::NoButton);
    }
    [[nodiscard]] QRectF boundingRect() const override { return m_rect; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) override
    {
        (m_owner.*m_draw)(*painter);
    }
    void setRect(const QRectF& rect)
    {
        prepareGeometryChange();
        m_rect = rect;
    }

private:
    Chart& m_owner;
    void (Chart::*m_draw)(QPainter&);
    QRectF m_rect;
};

Chart::Chart(QWidget* parent) : QChartView(parent), m_chart(new QChart), m_x(new QValueAxis), m_y(new QValueAxis)
{
    setChart(m_chart);
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setPlotAreaBackgroundVisible(false);
    m_chart->setTitleFont(theme::font(Type::chartTitle));  // of no text, yet the item is there in the style's font
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    for (QValueAxis* axis : {m_x, m_y}) {
        axis->setVisible(false);
    }
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    m_under = new Layer(*this, &Chart::paintFrame, -0.5);
    m_over = new Layer(*this, &Chart::paintLabels, 1000);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setBackgroundBrush(theme::current().panel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_canvas = viewport()->size();
}

Chart::~Chart() = default;

const Tokens& Chart::tokens() const
{
    return m_ownTokens ? *m_ownTokens : theme::current();
}

void Chart::setTokens(const Tokens& tokens)
{
    m_ownTokens = tokens;
    setBackgroundBrush(tokens.panel);
    restyle();
}

void Chart::paintOn(QPainter& painter, const QRectF& target)
{
    const auto fit = [this](const QSizeF& size) {
        m_canvas = size;
        scene()->setSceneRect(QRectF(QPointF(), size));
        m_chart->resize(size);
        layOut();
        m_chart->layout()->activate();
    };
    const QSizeF shown = m_canvas;
    m_onPaper = true;
    fit(target.size());
    scene()->render(&painter, target, QRectF(QPointF(), target.size()), Qt::IgnoreAspectRatio);
    m_onPaper = false;
    fit(shown);
}

void Chart::copyPicture()
{
    QApplication::clipboard()->setPixmap(grab());
}

void Chart::copyData() const
{
    QApplication::clipboard()->setText(dataAsText());
}

void Chart::setTitles(const QString& title, const QString& subtitle)
{
    if (title != m_title || subtitle != m_subtitle) {
        m_title = title;
        m_subtitle = subtitle;
        setAccessibleName(title);
    }
}

void Chart::setXAxis(double low, double high, std::vector<Tick> ticks)
{
    if (m_x->min() != low || m_x->max() != high) {
        m_x->setRange(low, high);
    }
    m_xTicks = std::move(ticks);
}

void Chart::setYAxis(const AxisBounds& bounds, std::vector<Tick> ticks)
{
    if (bounds != m_yBounds) {
        m_y->setRange(bounds.low, bounds.high);
        m_yBounds = bounds;
    }
    m_yTicks = std::move(ticks);
}

void Chart::setEdgeLabels(std::vector<EdgeLabel> labels)
{
    m_labels = std::move(labels);
}

void Chart::setHeadLines(int lines)
{
    m_headLines = lines;
}

void Chart::setEmptyText(const QString& text)
{
    m_emptyText = text;
}

std::optional<Chart::Reading> Chart::readingAt(double /*x*/) const
{
    return std::nullopt;
}

void Chart::paintOver(QPainter& /*painter*/) {}

void Chart::paintUnder(QPainter& /*painter*/) {}

double Chart::pixelX(double x) const
{
    return m_plot.left() + (x - m_x->min()) / (m_x->max() - m_x->min()) * m_plot.width();
}

double Chart::pixelY(double y) const
{
    return m_plot.bottom() - (y - m_yBounds.low) / (m_yBounds.high - m_yBounds.low) * m_plot.height();
}

void Chart::addSeries(QAbstractSeries* series)
{
    m_chart->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

void Chart::refresh()
{
    layOut();
    read(m_readX);
    setAccessibleDescription(m_emptyText.isEmpty() ? m_subtitle + "\n" + m_reading : m_emptyText);
    m_under->update();
    m_over->update();
}

int Chart::subtitleLines() const
{
    const QFontMetricsF letters(theme::font(Type::secondary));
    return m_subtitle.isEmpty() ? 0 : letters.horizontalAdvance(m_subtitle) > m_canvas.width() ? 2 : 1;
}

void Chart::layOut()
{
    const QFontMetricsF letters(theme::font(Type::secondary));
    const QFontMetricsF small(theme::font(Type::small));
    const QFontMetricsF bold([] {
        QFont font = theme::font(Type::small);
        font.setBold(true);
        return font;
    }());
    double left = 8;
    for (const Tick& tick : m_yTicks) {
        left = std::max(left, letters.horizontalAdvance(tick.text) + 10);
    }
    double right = 10;
    for (const EdgeLabel& label : m_labels) {
        right = std::max(
            right, (label.bold ? bold : small).horizontalAdvance(label.text) + (label.swatch.isValid() ? 24 : 12));
    }
    right = std::min(right, 0.45 * m_canvas.width());
    double top = 4;
    top += m_title.isEmpty() ? 0 : QFontMetricsF(theme::font(Type::chartTitle)).height();
    top += subtitleLines() * letters.height();
    // On paper no one reads with a pointer: a single line is not kept, lettering of the chart's own is.
    const int head = m_onPaper && m_headLines == 1 ? 0 : m_headLines;
    top += head > 0 ? head * letters.height() + 4 : m_onPaper ? 10 : 6;
    const double bottom = m_xTicks.empty() ? 4 : letters.height() + 6;
    const QSizeF& size = m_canvas;
    const QRectF plot(left, top, std::max(10.0, size.width() - left - right),
                      std::max(10.0, size.height() - top - bottom));
    if (plot != m_plot) {
        m_plot = plot;
        m_chart->setPlotArea(plot);
    }
    for (Layer* layer : {m_under, m_over}) {
        if (layer->boundingRect().size() != size) {
            layer->setRect(QRectF(QPointF(), size));
        }
    }
}

void Chart::read(std::optional<double> x)
{
    m_readX = x;
    m_shownReading = x && m_emptyText.isEmpty() ? readingAt(*x) : std::nullopt;
    const QString words = m_shownReading ? m_shownReading->words : QString();
    if (words != m_reading) {
        m_reading = words;
        setAccessibleDescription(m_subtitle + "\n" + m_reading);
    }
    m_over->update();
}

void Chart::paintFrame(QPainter& painter)
{
    const Tokens& t = tokens();
    const double width = m_canvas.width();
    const double y = paintHeadLine(painter, 2, width, m_title, Type::chartTitle, t.text);
    if (const int lines = subtitleLines(); lines > 1) {
        const double height = QFontMetricsF(theme::font(Type::secondary)).height();
        painter.setFont(theme::font(Type::secondary));
        painter.setPen(t.secondary);
        painter.drawText(QRectF(0, y, width, lines * height), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         m_subtitle);
    } else {
        paintHeadLine(painter, y, width, m_subtitle, Type::secondary, t.secondary);
    }
    if (!m_emptyText.isEmpty()) {
        painter.setFont(theme::font(Type::body));
        painter.setPen(t.secondary);
        painter.drawText(m_plot, Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const QFontMetricsF letters(theme::font(Type::secondary));
    painter.setFont(theme::font(Type::secondary));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Tick& tick : m_yTicks) {
        const double at = std::round(pixelY(tick.value));
        painter.setPen(QPen(tick.value == 0 ? t.border : t.grid, 1));
        painter.drawLine(QPointF(m_plot.left(), at), QPointF(m_plot.right(), at));
        painter.setPen(t.secondary);
        painter.drawText(
            QPointF(m_plot.left() - 8 - letters.horizontalAdvance(tick.text), at + letters.ascent() / 2 - 2),
            tick.text);
    }
    std::vector<std::pair<double, QString>> labels;
    labels.reserve(m_xTicks.size());
    for (const Tick& tick : m_xTicks) {
        labels.emplace_back(pixelX(tick.value), tick.text);
    }
    painter.setPen(t.secondary);
    paintTickLabels(painter, labels, m_plot.bottom() + 5 + letters.ascent(), width);
    painter.setRenderHint(QPainter::Antialiasing);
    paintUnder(painter);
}

void Chart::paintLabels(QPainter& painter)
{
    if (!m_emptyText.isEmpty()) {
        return;
    }
    const Tokens& t = tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    QFont small = theme::font(Type::small);
    const QFontMetricsF metrics(small);
    std::vector<EdgeLabel> labels = m_labels;
    std::ranges::sort(labels, [](const EdgeLabel& a, const EdgeLabel& b) {
        return std::tie(b.value, a.text) < std::tie(a.value, b.text);
    });
    std::vector<double> places;
    places.reserve(labels.size());
    for (const EdgeLabel& label : labels) {
        places.push_back(std::clamp(pixelY(label.value), m_plot.top(), m_plot.bottom()));
    }
    places = spread(std::move(places), metrics.height() - 2, m_plot.top() - 4, m_plot.bottom() + 4);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        double x = m_plot.right() + 8;
        if (labels[i].swatch.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(labels[i].swatch);
            painter.drawRoundedRect(QRectF(x, places[i] - 4, 8, 8), 1.5, 1.5);
            x += 13;
        }
        small.setBold(labels[i].bold);
        painter.setFont(small);
        painter.setPen(labels[i].colour.isValid() ? labels[i].colour : t.secondary);
        const double room = m_canvas.width() - x;
        painter.drawText(QPointF(x, places[i] + metrics.ascent() / 2 - 1.5),
                         QFontMetricsF(small).elidedText(labels[i].text, Qt::ElideRight, room));
    }
    paintOver(painter);
    if (m_shownReading) {
        const double x = pixelX(m_shownReading->x);
        painter.setPen(QPen(t.secondary, 1.2));
        painter.drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
        for (const auto& [y, colour] : m_shownReading->dots) {
            painter.setPen(QPen(t.panel, 1));
            painter.setBrush(colour);
            painter.drawEllipse(QPointF(x, pixelY(y)), 4, 4);
        }
        small.setBold(true);
        const QFontMetricsF bold(small);
        const double advance = bold.horizontalAdvance(m_shownReading->words);
        const double at = std::clamp(x - advance / 2, 0.0, std::max(0.0, m_canvas.width() - advance));
        painter.setFont(small);
        painter.setPen(t.text);
        painter.drawText(QPointF(at, m_plot.top() - 6), m_shownReading->words);
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.licensor.line, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void Chart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    m_canvas = viewport()->size();
    refresh();
}

void Chart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_under && !m_ownTokens) {
        setBackgroundBrush(theme::current().panel);
        restyle();
        refresh();
    }
}

void Chart::mouseMoveEvent(QMouseEvent* event)
{
    const double x = m_x->min() + (event->position().x() - m_plot.left()) / m_plot.width() * (m_x->max() - m_x->min());
    const bool inside = event->position().x() >= m_plot.left() - 4 && event->position().x() <= m_plot.right() + 4;
    read(inside ? std::optional(std::clamp(x, m_x->min(), m_x->max())) : std::nullopt);
    QChartView::mouseMoveEvent(event);
}

void Chart::leaveEvent(QEvent* event)
{
    read(std::nullopt);
    QChartView::leaveEvent(event);
}

void Chart::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyData();
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        const int step = event->key() == Qt::Key_Left ? -1 : 1;
        const double from = m_shownReading ? m_shownReading->x : step > 0 ? m_x->min() : m_x->max();
        read(std::clamp(m_shownReading ? nextX(from, step) : from, m_x->min(), m_x->max()));
    } else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End) {
        read(event->key() == Qt::Key_Home ? m_x->min() : m_x->max());
    } else if (event->key() == Qt::Key_Escape && m_readX) {
        read(std::nullopt);
    } else {
        QChartView::keyPressEvent(event);
    }
}

void Chart::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy picture"), this, &Chart::copyPicture);
    menu.addAction(tr("Copy data"), this, &Chart::copyData);
    menu.exec(event->globalPos());
}

void Chart::focusInEvent(QFocusEvent* event)
{
    QChartView::focusInEvent(event);
    m_over->update();
}

void Chart::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    read(std::nullopt);
}

}  // namespace dealwright::views
