// SPDX-License-Identifier: GPL-3.0-or-later
// One term as it is edited: label, slider or box, typed text, mark of the baseline, problem.
#include "views/termsheet/term_field.h"

#include "views/look/literal_text.h"
#include "views/termsheet/sheet_sections.h"
#include "views/termsheet/term_slider.h"
#include "words/titles.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dealwright::views {

namespace {

constexpr int sliderSteps = 1000;
constexpr int labelWidth = 128;
constexpr int lineWidth = 132;
constexpr int percentWidth = 74;
constexpr int cellWidth = 88;
constexpr int percentCellWidth = 64;

/// Gestures are numbered over all fields, so that two drags never merge.
[[nodiscard]] std::uint64_t nextGesture()
{
    static std::uint64_t gesture = 0;
    return ++gesture;
}

[[nodiscard]] std::optional<double> numberOf(const deal::Value& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    return std::nullopt;
}

[[nodiscard]] bool isText(const deal::Leaf& leaf)
{
    using deal::Dimension;
    switch (leaf.field->dimension) {
        case Dimension::name:
        case Dimension::text:
        case Dimension::currency:
        case Dimension::date:
        case Dimension::termPath:
        case Dimension::seed:
            return true;
        default:
            return false;
    }
}

void mark(QWidget* widget, const char* name, const QVariant& value)
{
    if (widget->property(name) != value) {
        widget->setProperty(name, value);
        widget->update();
    }
}

}  // namespace

TermField::TermField(const deal::Leaf& leaf, TermFieldForm form, QWidget* parent) : QWidget(parent), m_leaf(leaf)
{
    m_name = words::leafTitle(leaf);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(form == TermFieldForm::row ? 8 : 5);
    column->addLayout(row);
    build(row, form);
    m_reason = new Text(Type::small, Text::Colour::problem);
    m_reason->setWordWrap(true);
    m_reason->hide();
    column->addWidget(m_reason);
    const QString help = words::fieldText(leaf.field->help);
    setToolTip(help);
    setWhatsThis(help);
}

void TermField::addLabel(QHBoxLayout* row)
{
    m_label = new Text(Type::body);
    m_label->say(sheet::goesByElement(m_leaf) ? words::elementTitle(m_leaf) : words::fieldText(m_leaf.field->label));
    m_label->setMinimumWidth(labelWidth);
    m_label->setMaximumWidth(labelWidth);
    m_label->setWordWrap(true);
    row->addWidget(m_label);
}

void TermField::build(QHBoxLayout* layout, TermFieldForm form)
{
    if (form == TermFieldForm::row) {
        addLabel(layout);
    }
    m_reset = new QToolButton;
    m_reset->setText(QStringLiteral("↺"));
    m_reset->setAutoRaise(true);
    m_reset->setToolTip(tr("Back to the baseline's value"));
    m_reset->setAccessibleName(tr("Reset %1 to the baseline").arg(m_name));
    QSizePolicy keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);
    m_reset->hide();
    connect(m_reset, &QToolButton::clicked, this, [this] {
        if (m_baseline) {
            emitValue(m_baseline->value);
        }
    });

    if (std::holds_alternative<bool>(m_leaf.value)) {
        m_check = new QCheckBox;
        m_check->setAccessibleName(m_name);
        layout->addWidget(m_check);
        layout->addStretch();
        connect(m_check, &QCheckBox::clicked, this, [this](bool on) {
            forgetRefusal();
            emitValue(on);
        });
    } else if (!m_leaf.choices.empty() || m_leaf.field->dimension == deal::Dimension::useCase) {
        m_combo = new QComboBox;
        m_combo->setAccessibleName(m_name);
        m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_combo->setMinimumContentsLength(8);
        m_combo->installEventFilter(this);
        for (const deal::ChoiceText& choice : m_leaf.choices) {
            m_combo->addItem(words::explainedChoice(choice),
                             QString::fromUtf8(choice.word.data(), static_cast<qsizetype>(choice.word.size())));
        }
        layout->addWidget(m_combo, 1);
        connect(m_combo, &QComboBox::activated, this, [this](int index) {
            forgetRefusal();
            const QVariant chosen = m_combo->itemData(index);
            emitValue(chosen.isValid() ? deal::Value(chosen.toString().toStdString()) : deal::Value());
        });
    } else {
        const bool text = isText(m_leaf);
        if (!text && m_leaf.field->hasUsualRange()) {
            buildSlider(form == TermFieldForm::row ? 60 : 44);
            layout->addWidget(m_slider, 1);
        } else if (!text) {
            layout->addStretch(1);
        }
        m_line = new QLineEdit;
        m_line->setAccessibleName(m_name);
        m_line->installEventFilter(this);
        if (!text) {
            m_line->setAlignment(Qt::AlignRight);
            const bool percent = m_leaf.field->dimension == deal::Dimension::fraction ||
                                 m_leaf.field->dimension == deal::Dimension::ratePoints;
            const bool row = form == TermFieldForm::row;
            m_line->setFixedWidth(percent ? (row ? percentWidth : percentCellWidth) : row ? lineWidth : cellWidth);
        }
        layout->addWidget(m_line, text ? 1 : 0);
        connect(m_line, &QLineEdit::editingFinished, this, &TermField::commitText);
    }
    layout->addWidget(m_reset);
}

void TermField::buildSlider(int leastWidth)
{
    m_sliderLow = m_leaf.field->usualLow;
    m_sliderHigh = m_leaf.field->usualHigh;
    m_slider = new TermSlider;
    m_slider->setRange(0, sliderSteps);
    m_slider->setSingleStep(5);
    m_slider->setPageStep(50);
    m_slider->setMinimumWidth(leastWidth);
    m_slider->setAccessibleName(tr("%1, slider").arg(m_name));
    m_slider->installEventFilter(this);
    connect(m_slider, &QSlider::sliderPressed, this, [this] { m_gesture = nextGesture(); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        const double value = sliderValue(position);
        emitValue(m_leaf.whole ? deal::Value(static_cast<std::int64_t>(std::llround(value))) : deal::Value(value),
                  m_slider->isSliderDown() ? m_gesture : nextGesture());
    });
}

void TermField::widenSlider(double value)
{
    const double span = m_leaf.field->usualHigh - m_leaf.field->usualLow;
    if (value > m_sliderHigh) {
        constexpr double most = 0.75;  // of the range: there is room to drag on
        while (std::isfinite(value) && value > m_sliderLow + most * (m_sliderHigh - m_sliderLow)) {
            m_sliderHigh = m_sliderLow + 2 * (m_sliderHigh - m_sliderLow);
        }
    }
    if (value < m_sliderLow) {
        m_sliderLow -= span * std::ceil((m_sliderLow - value) / span);
    }
}

double TermField::sliderValue(int position) const
{
    const double span = m_sliderHigh - m_sliderLow;
    const double value = m_sliderLow + span * position / sliderSteps;
    // A thousandth of the range, as a round number: 12.3 %, not 12.2999 %.
    const double grain = std::pow(10.0, std::floor(std::log10(span / sliderSteps)));
    return std::round(value / grain) * grain;
}

int TermField::sliderPosition(double value) const
{
    const double place = (value - m_sliderLow) / (m_sliderHigh - m_sliderLow) * sliderSteps;
    return static_cast<int>(std::lround(std::clamp(place, 0.0, static_cast<double>(sliderSteps))));
}

void TermField::show(const deal::Leaf& leaf, const std::optional<deal::Leaf>& baseline, const QStringList& useCases,
                     const words::Format& format)
{
    const bool same = m_shown && leaf.value == m_leaf.value && leaf.choices.size() == m_leaf.choices.size() &&
                      baseline.has_value() == m_baseline.has_value() &&
                      (!baseline || baseline->value == m_baseline->value) && useCases == m_useCases &&
                      format == m_format;
    if (same) {
        return;  // what is being typed here stays, and so does a text that was refused
    }
    m_shown = true;
    m_useCases = useCases;
    const bool sameText = leaf.value == m_leaf.value && m_line != nullptr && m_line->isModified() && m_line->hasFocus();
    m_leaf = leaf;
    m_baseline = baseline;
    m_format = format;
    const bool changed = baseline && baseline->value != leaf.value;
    m_reset->setVisible(changed);
    if (changed) {
        m_reset->setToolTip(notAsHtml(tr("Back to the baseline's value, %1").arg(format.show(*baseline))));
    }
    if (m_line == nullptr) {
        forgetRefusal();
    }
    if (m_check != nullptr) {
        showChoice();
        mark(m_check, "changed", changed);
    } else if (m_combo != nullptr) {
        if (leaf.field->dimension == deal::Dimension::useCase) {
            const QSignalBlocker quiet(m_combo);
            m_combo->clear();
            m_combo->addItem(tr("All use cases"));
            for (const QString& name : useCases) {
                m_combo->addItem(name, name);
            }
        }
        showChoice();
        mark(m_combo, "changed", changed);
    } else {
        const auto* words = std::get_if<std::string>(&leaf.value);
        const auto* seed = std::get_if<std::uint64_t>(&leaf.value);
        const QString text = words != nullptr  ? QString::fromStdString(*words)
                             : seed != nullptr ? QString::number(*seed)
                                               : format.show(leaf);
        if (!sameText) {
            if (m_line->text() != text) {
                m_line->setText(text);
                m_line->setCursorPosition(0);
            }
            m_line->setModified(false);
            if (m_refused) {
                m_refused = false;
                mark(m_line, "refused", false);
                m_reason->hide();
            }
        }
        mark(m_line, "changed", changed);
    }
    if (m_slider != nullptr) {
        const auto number = numberOf(leaf.value);
        const QSignalBlocker quiet(m_slider);
        if (number && !m_slider->isSliderDown()) {
            widenSlider(*number);
        }
        const int position = number ? sliderPosition(*number) : 0;
        if (!m_slider->isSliderDown() && m_slider->value() != position) {
            m_slider->setValue(position);
        }
        const auto base = baseline ? numberOf(baseline->value) : std::nullopt;
        mark(m_slider, "baselineTick", changed && base ? QVariant(sliderPosition(*base)) : QVariant());
    }
}

void TermField::setProblem(const QString& text, bool warning)
{
    if (m_refused) {
        return;
    }
    m_reason->setColour(warning ? Text::Colour::warning : Text::Colour::problem);
    m_reason->say(text);
    m_reason->setVisible(!text.isEmpty());
}

QString TermField::problem() const
{
    return m_reason->isHidden() ? QString() : m_reason->text();
}

void TermField::refuse(const QString& reason)
{
    m_refused = true;
    if (m_line != nullptr) {
        mark(m_line, "refused", true);
    }
    showChoice();
    m_reason->setColour(Text::Colour::problem);
    m_reason->say(reason);
    m_reason->show();
}

void TermField::forgetRefusal()
{
    if (m_refused) {
        m_refused = false;
        m_reason->hide();
    }
}

void TermField::showChoice()
{
    if (m_check != nullptr) {
        m_check->setChecked(std::get<bool>(m_leaf.value));
    } else if (m_combo != nullptr) {
        const auto* word = std::get_if<std::string>(&m_leaf.value);
        m_combo->setCurrentIndex(word != nullptr ? m_combo->findData(QString::fromStdString(*word)) : 0);
    }
}

void TermField::focusEditor()
{
    QWidget* editor = m_line != nullptr    ? static_cast<QWidget*>(m_line)
                      : m_combo != nullptr ? static_cast<QWidget*>(m_combo)
                                           : static_cast<QWidget*>(m_check);
    editor->setFocus(Qt::ShortcutFocusReason);
    if (m_line != nullptr) {
        m_line->selectAll();
    }
}

void TermField::emitValue(const deal::Value& value, std::uint64_t gesture)
{
    if (value == m_leaf.value) {
        return;
    }
    deal::Edit edit;
    edit.path = m_leaf.path;
    edit.value = value;
    edit.gesture = gesture;
    emit edited(edit);
}

void TermField::commitText()
{
    if (!m_line->isModified()) {
        return;
    }
    const QString text = m_line->text().trimmed();
    m_refused = false;
    mark(m_line, "refused", false);
    m_reason->hide();
    if (m_leaf.field->dimension == deal::Dimension::seed) {
        bool isNumber = false;
        const std::uint64_t seed = text.toULongLong(&isNumber);
        if (!isNumber) {
            refuse(tr("A seed is a whole number from 0 to 18446744073709551615."));
            return;
        }
        m_line->setModified(false);
        emitValue(seed);
        return;
    }
    if (isText(m_leaf)) {
        if (!text.isValidUtf16()) {
            refuse(tr("This holds half a character. Type it again."));
            return;
        }
        m_line->setModified(false);
        emitValue(text.toStdString());
        return;
    }
    if (m_leaf.optional && (text.isEmpty() || text.compare(tr("none"), Qt::CaseInsensitive) == 0)) {
        m_line->setModified(false);
        emitValue(deal::Value());
        return;
    }
    const words::Parsed parsed = m_format.parse(text, m_leaf.field->dimension, numberOf(m_leaf.value).value_or(0.0));
    if (!parsed.value) {
        refuse(parsed.reason);
        return;
    }
    if (m_leaf.whole && *parsed.value != std::round(*parsed.value)) {
        refuse(tr("A whole number belongs here."));
        return;
    }
    m_line->setModified(false);
    const deal::Value value =
        m_leaf.whole ? deal::Value(static_cast<std::int64_t>(*parsed.value)) : deal::Value(*parsed.value);
    if (value == m_leaf.value) {
        m_line->setText(m_format.show(m_leaf));
    }
    emitValue(value);
}

bool TermField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && watched != m_line) {
        // The wheel scrolls the sheet; it must not change a term in passing.
        event->ignore();
        return true;
    }
    if (watched == m_line && m_slider != nullptr && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            m_slider->triggerAction(key == Qt::Key_Up ? QAbstractSlider::SliderSingleStepAdd
                                                      : QAbstractSlider::SliderSingleStepSub);
            return true;
        }
    }
    if (watched == m_line && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_line->setModified(false);
        m_refused = false;
        mark(m_line, "refused", false);
        m_reason->hide();
        m_line->setText(isText(m_leaf) && std::holds_alternative<std::string>(m_leaf.value)
                            ? QString::fromStdString(std::get<std::string>(m_leaf.value))
                            : m_format.show(m_leaf));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace dealwright::views
