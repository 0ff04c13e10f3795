// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/headline/headline_card.h"

#include "views/charts/small_bars.h"
#include "views/look/literal_text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace dealwright::views {

HeadlineCard::HeadlineCard(deal::Side side, QWidget* parent) : Panel(parent), m_side(side)
{
    setAccent(side);
    const auto colour = side == deal::Side::licensor ? Text::Colour::licensor : Text::Colour::host;
    m_party = new Text(Type::sectionHead);
    m_role = new Text(Type::body, Text::Colour::secondary);
    m_figure = new Text(Type::headline, colour);
    m_caption = new Text(Type::secondary, Text::Colour::secondary);
    m_against = new Text(Type::secondary, Text::Colour::secondary);
    m_change = new Text(Type::sectionHead);
    m_chance = new Text(Type::secondary, Text::Colour::secondary);
    m_range = new RangeBar;
    for (Text* text : {m_party, m_role, m_figure, m_caption, m_against, m_change, m_chance}) {
        text->setMinimumWidth(1);
    }
    // Long names give way: the figures need the room.
    constexpr int mostOfAName = 270;
    for (Text* text : {m_party, m_against}) {
        text->setElided();
        text->setMaximumWidth(mostOfAName);
        text->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    }
    m_figure->setMinimumWidth(0);
    m_figure->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* name = new QHBoxLayout;
    name->setSpacing(4);
    name->addWidget(m_party);
    name->addWidget(m_role);
    name->addStretch(1);
    auto* figure = new QHBoxLayout;
    figure->setSpacing(6);
    figure->addWidget(m_figure);
    figure->addWidget(m_caption, 1, Qt::AlignBottom);
    m_caption->setContentsMargins(0, 0, 0, 5);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addLayout(name);
    left->addLayout(figure);
    auto* right = new QVBoxLayout;
    right->setSpacing(1);
    for (Text* text : {m_against, m_change, m_chance}) {
        text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        right->addWidget(text);
    }
    right->addStretch(1);
    auto* top = new QHBoxLayout;
    top->addLayout(left, 1);
    top->addLayout(right);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(theme::panelMargin + 4, 8, theme::panelMargin, 4);
    all->setSpacing(2);
    all->addLayout(top);
    all->addWidget(m_range);
}

void HeadlineCard::showParty(const QString& party)
{
    m_party->say(party);
    m_role->say("· " + (m_side == deal::Side::licensor ? tr("licensor") : tr("host")));
    setAccessibleName(party);
}

void HeadlineCard::showNothing(const QString& party, const QString& why)
{
    showParty(party);
    m_figure->say(QStringLiteral("–"));
    m_caption->setWordWrap(true);
    m_caption->say(why);
    m_caption->setColour(Text::Colour::warning);
    for (Text* text : {m_against, m_change, m_chance}) {
        text->say({});
    }
    m_against->setToolTip({});
    m_range->clear();
    setAccessibleDescription(tr("%1: no figures. %2").arg(party, why));
}

QString HeadlineCard::figure() const
{
    return m_figure->text();
}

void HeadlineCard::show(const Headline& h)
{
    const QString figure = h.format.money(h.npv.mean, h.npv.standardError);
    showParty(h.party);
    m_figure->say(figure);
    const QString error = h.format.errorBeside(h.npv.mean, h.npv.standardError);
    m_caption->setWordWrap(!h.stale.isEmpty());
    m_caption->say(!h.stale.isEmpty()                   ? h.stale
                   : !error.isEmpty()                   ? tr("%1 · expected NPV").arg(error)
                   : h.npv.sampled || h.npv.mean == 0.0 ? tr("expected NPV")
                                                        : tr("expected NPV, exact"));
    m_caption->setColour(h.stale.isEmpty() ? Text::Colour::secondary : Text::Colour::warning);
    if (h.change) {
        m_against->say(tr("against %1 ★").arg(h.change->baselineName));
        m_change->say(h.format.moneyWithError(h.change->difference, h.change->standardError, true));
    } else {
        m_against->say(h.isBaseline              ? tr("the baseline ★")
                       : h.whyNoChange.isEmpty() ? QString()
                                                 : tr("not set against ★"));
        m_change->say({});
    }
    m_against->setToolTip(notAsHtml(h.whyNoChange));
    m_chance->say(tr("%1 chance to beat walking away")
                      .arg(h.format.probability(h.npv.probabilityAboveReservation, h.npv.probabilityError)));
    m_range->show({.side = h.side,
                   .low = h.npv.percentiles[1],
                   .high = h.npv.percentiles[5],
                   .mean = h.npv.mean,
                   .walkAway = h.reservationValue,
                   .lowError = h.npv.percentileErrors[1],
                   .highError = h.npv.percentileErrors[5],
                   .meanError = h.npv.standardError,
                   .format = h.format});
    setAccessibleDescription(tr("%1: expected NPV %2; %3").arg(h.party, figure, m_chance->text()));
}

}  // namespace dealwright::views
