// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/projection.h"
#include "views/look/panel.h"
#include "words/format.h"

#include <optional>

namespace dealwright::views {

class RangeBar;

/// What one party may expect.
struct Headline {
    deal::Side side = deal::Side::licensor;
    QString party;
    simulation::Statistic npv;
    double reservationValue = 0.0;
    /// Against the baseline, on the same luck; absent where the scenario is the baseline or can't be compared.
    struct Change {
        double difference = 0.0;
        double standardError = 0.0;  ///< paired
        QString baselineName;
    };
    std::optional<Change> change;
    QString whyNoChange;  ///< why there is none, in words; empty where there is one, will be, or need not be
    bool isBaseline = false;
    QString stale;  ///< why the figures are not the scenario's own, empty if they are
    words::Format format;
};

/// A party's card: expected NPV with its uncertainty, the range of eight in ten paths, the chance of beating its
/// walk-away value, and the change against the baseline.
class HeadlineCard : public Panel {
    Q_OBJECT
public:
    explicit HeadlineCard(deal::Side side, QWidget* parent = nullptr);
    void show(const Headline& headline);
    /// Where there are no figures: why.
    void showNothing(const QString& party, const QString& why);
    using QWidget::show;
    [[nodiscard]] QString figure() const;  ///< the expected NPV as shown

private:
    void showParty(const QString& party);
    deal::Side m_side;
    Text* m_party = nullptr;
    Text* m_role = nullptr;
    Text* m_figure = nullptr;
    Text* m_caption = nullptr;
    Text* m_against = nullptr;
    Text* m_change = nullptr;
    Text* m_chance = nullptr;
    RangeBar* m_range = nullptr;
};

}  // namespace dealwright::views
