// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/terms.h"
#include "views/look/theme.h"
#include "words/format.h"

#include <QWidget>

namespace dealwright::views {

/// Beside a tier table: each step's adjustment as a staircase over the measured quantity and, where the method averages
/// over brackets, the effective adjustment as a curve under it.
class Staircase : public QWidget {
    Q_OBJECT
public:
    explicit Staircase(QWidget* parent = nullptr);
    void show(const deal::Tiers& tiers, const words::Format& format);
    [[nodiscard]] QString dataAsText() const;
    [[nodiscard]] QSize sizeHint() const override { return {170, 120}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 100}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double end() const;
    deal::Tiers m_tiers;
    words::Format m_format;
};

}  // namespace dealwright::views
