// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame_contents.h"

#include "words/caution_text.h"
#include "words/titles.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace dealwright::app {

namespace {

constexpr std::array sides{deal::Side::licensor, deal::Side::host};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Frame)
};

/// What a card says below its name.
[[nodiscard]] QString captionOf(const ScenarioStanding& standing)
{
    switch (standing.hindrance) {
        case Hindrance::notFinite:
            return Words::tr("cannot be computed");
        case Hindrance::brokenRule:
            return Words::tr("breaks a rule");
        case Hindrance::refused:
            return Words::tr("not priced");
        case Hindrance::none:
        case Hindrance::cancelled:
            break;
    }
    return QString::fromStdString(standing.scenario->author);
}

[[nodiscard]] views::ScenarioCard cardOf(const ScenarioStanding& standing, const words::Format& format,
                                         const words::Scale& scale)
{
    views::ScenarioCard card;
    card.id = standing.id;
    card.name = QString::fromStdString(standing.scenario->name);
    card.caption = captionOf(standing);
    card.baseline = standing.isBaseline;
    card.compared = standing.isChecked;
    card.stale = standing.isStale;
    if (standing.figures) {
        const simulation::Projection& projection = *standing.figures->projection;
        card.licensor = format.bare(scale, projection.licensor.npv.mean, projection.licensor.npv.standardError);
        card.host = format.bare(scale, projection.host.npv.mean, projection.host.npv.standardError);
        card.licensorShare = std::max(0.0, projection.licensor.npv.mean);
        card.hostShare = std::max(0.0, projection.host.npv.mean);
    }
    return card;
}

/// That the current scenario's figures are not its own, and why; empty where they are, or will be.
[[nodiscard]] QString whyStale(const ScenarioStanding& current)
{
    return current.why.isEmpty() ? QString() : Words::tr("Not current. %1").arg(current.why);
}

/// How precisely the larger of the two means is known.
[[nodiscard]] QString precisionOf(const simulation::Projection& projection, const words::Format& format)
{
    const simulation::Statistic& npv = std::fabs(projection.licensor.npv.mean) > std::fabs(projection.host.npv.mean)
                                           ? projection.licensor.npv
                                           : projection.host.npv;
    const double relative = npv.mean != 0.0 ? simulation::studentT15 * npv.standardError / std::fabs(npv.mean) : 0.0;
    const int decimals = std::clamp(words::Format::decimalsFor(1.0, 100 * relative, 1.0), 0, 4);
    return !npv.sampled      ? Words::tr("mean exact")
           : relative > 1e-6 ? Words::tr("mean ± %1").arg(format.percent(relative, decimals))
                             : Words::tr("mean ± under %1").arg(format.percent(1e-6, 4));
}

}  // namespace

ScenarioCards scenarioCards(const Standing& standing, const words::NumberHabits& habits)
{
    const words::Format format(*standing.baseline().scenario, habits);
    double largest = 0.0;
    for (const ScenarioStanding& one : standing.scenarios) {
        for (const deal::Side side : sides) {
            const double mean = one.figures ? one.figures->projection->of(side).npv.mean : 0.0;
            largest = std::max(largest, std::fabs(mean));
        }
    }
    const words::Scale scale = format.moneyScale(largest);
    ScenarioCards shown;
    for (const ScenarioStanding& one : standing.scenarios) {
        shown.cards.push_back(cardOf(one, format, scale));
    }
    shown.unit =
        Words::tr("Expected NPV in %1: licensor, host. Check two or more to compare.").arg(format.moneyUnit(scale));
    return shown;
}

void showHeadlines(const std::array<views::HeadlineCard*, 2>& cards, const Standing& standing,
                   const words::NumberHabits& habits)
{
    const ScenarioStanding& current = standing.current();
    const auto change = current.change();
    for (const deal::Side side : sides) {
        views::HeadlineCard& card = *cards[side == deal::Side::licensor ? 0 : 1];
        if (!current.figures) {
            if (!current.why.isEmpty()) {
                card.showNothing(words::partyName(*current.scenario, side), current.why);
            }
            continue;
        }
        const deal::Scenario& scenario = *current.figures->scenario;
        views::Headline headline;
        headline.side = side;
        headline.party = words::partyName(scenario, side);
        headline.npv = current.figures->projection->of(side).npv;
        headline.reservationValue = scenario.parties.of(side).reservationValue;
        headline.isBaseline = current.isBaseline;
        headline.whyNoChange = current.whyNoChange;
        if (change) {
            const analysis::PartyComparison& party = change->of(side);
            headline.change = views::Headline::Change{party.difference, party.standardError,
                                                      QString::fromStdString(standing.baseline().scenario->name)};
        }
        headline.stale = whyStale(current);
        headline.format = words::Format(scenario, habits);
        card.show(headline);
    }
}

QStringList cautionsOf(const Standing& standing)
{
    const std::optional<Priced>& figures = standing.current().figures;
    return figures ? words::cautions(*figures->scenario, *figures->projection) : QStringList();
}

QString runText(const Standing& standing, const words::NumberHabits& habits)
{
    const ScenarioStanding& current = standing.current();
    if (!current.why.isEmpty()) {
        return whyStale(current);
    }
    if (!current.figures) {
        return {};
    }
    const words::Format format(*current.figures->scenario, habits);
    const simulation::Projection& projection = *current.figures->projection;
    return (current.figures->redrawn ? Words::tr("%1 paths · seed %2 · drawn and priced in %3 ms · %4")
                                     : Words::tr("%1 paths · seed %2 · re-priced in %3 ms · %4"))
        .arg(format.count(static_cast<double>(projection.paths)), QString::number(projection.seed),
             format.number(current.figures->milliseconds, 0), precisionOf(projection, format));
}

}  // namespace dealwright::app
