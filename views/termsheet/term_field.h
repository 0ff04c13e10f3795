// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/edit.h"
#include "deal/leaves.h"
#include "views/look/panel.h"
#include "words/format.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QSlider;
class QToolButton;

namespace dealwright::views {

/// A row of the sheet with its name at the left, or a cell of a table whose head names it.
enum class TermFieldForm { row, cell };

/// One leaf's editor: its name, a slider over the usual range where it has one, the value in a negotiator's units, and
/// below it the reason where a text was refused or a rule is broken.
class TermField : public QWidget {
    Q_OBJECT
public:
    explicit TermField(const deal::Leaf& leaf, TermFieldForm form = TermFieldForm::row, QWidget* parent = nullptr);

    /// `baseline` is the same leaf of the baseline, if it has one.
    void show(const deal::Leaf& leaf, const std::optional<deal::Leaf>& baseline, const QStringList& useCases,
              const words::Format& format);
    using QWidget::show;
    void setProblem(const QString& text, bool warning);
    /// Says why the last input was refused. A text stays to be mended; a choice goes back to the document's.
    void refuse(const QString& reason);
    void focusEditor();

    [[nodiscard]] QSlider* slider() const { return m_slider; }
    [[nodiscard]] QLineEdit* line() const { return m_line; }
    [[nodiscard]] QComboBox* combo() const { return m_combo; }
    [[nodiscard]] QCheckBox* check() const { return m_check; }
    [[nodiscard]] QString problem() const;

signals:
    void edited(const dealwright::deal::Edit& edit);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build(QHBoxLayout* layout, TermFieldForm form);
    void addLabel(QHBoxLayout* row);
    void buildSlider(int leastWidth);
    void commitText();
    void forgetRefusal();
    void showChoice();
    void emitValue(const deal::Value& value, std::uint64_t gesture = 0);
    /// The slider goes over the usual range, or as far beyond as the value needs.
    void widenSlider(double value);
    [[nodiscard]] double sliderValue(int position) const;
    [[nodiscard]] int sliderPosition(double value) const;

    deal::Leaf m_leaf;
    std::optional<deal::Leaf> m_baseline;
    words::Format m_format;
    QString m_name;
    Text* m_label = nullptr;
    Text* m_reason = nullptr;
    QSlider* m_slider = nullptr;
    double m_sliderLow = 0.0;
    double m_sliderHigh = 1.0;
    QLineEdit* m_line = nullptr;
    QComboBox* m_combo = nullptr;
    QCheckBox* m_check = nullptr;
    QToolButton* m_reset = nullptr;
    std::uint64_t m_gesture = 0;
    QStringList m_useCases;
    bool m_refused = false;
    bool m_shown = false;
};

}  // namespace dealwright::views
