// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/terms.h"
#include "words/format.h"

#include <QWidget>

namespace dealwright::views {

/// When one use case is exclusive, as a bar on the deal's term, with what is paid for it and when it lapses in words.
class ExclusivityBar : public QWidget {
    Q_OBJECT
public:
    /// `useCase`: its name, for those who hear the window.
    explicit ExclusivityBar(const QString& useCase, QWidget* parent = nullptr);
    /// `months`: the deal's term.
    void show(const deal::Exclusivity& exclusivity, int months, const words::Format& format);
    using QWidget::show;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString words() const;
    deal::Exclusivity m_exclusivity;
    int m_months = 1;
    words::Format m_format;
};

}  // namespace dealwright::views
