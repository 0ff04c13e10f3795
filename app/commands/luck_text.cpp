// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/table.h"
#include "commands/text_output.h"
#include "commands/text_parts.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace dealwright::app {

using words::Format;

namespace {

[[nodiscard]] QString driverName(const deal::Scenario& scenario, const analysis::Driver& driver)
{
    using analysis::DriverKind;
    const auto at = static_cast<std::size_t>(std::max(driver.index, 0));
    const auto useCase = [&] { return QString::fromStdString(scenario.market.useCases[at].name); };
    switch (driver.kind) {
        case DriverKind::noise:
            return text(QT_TRANSLATE_NOOP("Commands", "%1: usage off its trend")).arg(useCase());
        case DriverKind::growth:
            return text(QT_TRANSLATE_NOOP("Commands", "%1: growth")).arg(useCase());
        case DriverKind::price:
            return text(QT_TRANSLATE_NOOP("Commands", "Level of prices"));
        case DriverKind::event:
            return text(QT_TRANSLATE_NOOP("Commands", "%1: how often"))
                .arg(QString::fromStdString(scenario.market.events[at].name));
        case DriverKind::incidents:
            return text(QT_TRANSLATE_NOOP("Commands", "Number of incidents"));
        case DriverKind::disputes:
            break;
    }
    return text(QT_TRANSLATE_NOOP("Commands", "Number of disputes"));
}

[[nodiscard]] QString readingName(const analysis::TierReading& reading)
{
    const auto name = [](auto choice) {
        const auto index = static_cast<std::size_t>(choice);
        return words::choiceText(deal::choices<decltype(choice)>[index].label);
    };
    return text(QT_TRANSLATE_NOOP("Commands", "%1, by %2")).arg(name(reading.method), name(reading.period).toLower());
}

[[nodiscard]] QString volumeText(const Format& format, double volume)
{
    return format.tierMeasure == deal::TierMeasure::usage ? format.usage(volume) : format.money(volume);
}

/// Where more volume pays the licensor less, in a sentence each.
[[nodiscard]] QString cliffsText(const analysis::VolumeCurve& curve, const Format& format)
{
    if (curve.cliffs.empty()) {
        return text(QT_TRANSLATE_NOOP("Commands", "More volume never pays the licensor less.")) + u'\n';
    }
    QString result;
    for (const analysis::Cliff& cliff : curve.cliffs) {
        // Where usage is measured the drop is a volume at full price.
        const QString drop = format.tierMeasure == deal::TierMeasure::usage
                                 ? text(QT_TRANSLATE_NOOP("Commands", "the price of %1")).arg(format.usage(cliff.drop))
                                 : format.money(cliff.drop);
        const QString from = volumeText(format, cliff.from);
        result += std::isfinite(cliff.to)
                      ? text(QT_TRANSLATE_NOOP("Commands",
                                               "Cliff: from %1 to %2 more volume pays the licensor less, by up to %3."))
                            .arg(from, volumeText(format, cliff.to), drop)
                      : text(QT_TRANSLATE_NOOP("Commands",
                                               "Cliff: from %1 on more volume pays the licensor less, by up to %2."))
                            .arg(from, drop);
        result += u'\n';
    }
    return result;
}

[[nodiscard]] QString curveText(const deal::Scenario& scenario, const analysis::VolumeCurve& curve)
{
    const Format format(scenario);
    const bool pooled = curve.useCase == scenario.market.useCases.size();
    const QString whose = pooled ? text(QT_TRANSLATE_NOOP("Commands", "All use cases together"))
                                 : QString::fromStdString(scenario.market.useCases[curve.useCase].name);
    Table table;
    table.addHead({whose, text(QT_TRANSLATE_NOOP("Commands", "effective rate")),
                   text(QT_TRANSLATE_NOOP("Commands", "marginal rate"))});
    constexpr std::size_t every = 10;
    for (std::size_t i = 0; i < curve.points.size(); i += every) {
        const analysis::VolumePoint& point = curve.points[i];
        table.addRow({volumeText(format, point.volume), format.percent(point.effectiveRate, 2),
                      format.percent(point.marginalRate, 2)});
    }
    return table.toString(terminalWidth()) + cliffsText(curve, format);
}

}  // namespace

QString correlationsText(const deal::Scenario& scenario, const std::vector<analysis::DriverCorrelation>& correlations,
                         const simulation::Projection& asItStands, int most)
{
    const Format format(scenario);
    std::vector<analysis::DriverCorrelation> ordered = correlations;
    std::ranges::sort(ordered, {}, [](const analysis::DriverCorrelation& one) {
        return std::tuple(-std::max(std::fabs(one.licensor), std::fabs(one.host)), one.driver.kind, one.driver.index);
    });
    Table table;
    table.addHead({text(QT_TRANSLATE_NOOP("Commands", "Rank correlation of NPV with")),
                   partyName(scenario, deal::Side::licensor), partyName(scenario, deal::Side::host)});
    for (std::size_t i = 0; i < ordered.size() && i < static_cast<std::size_t>(most); ++i) {
        table.addRow({driverName(scenario, ordered[i].driver), format.number(ordered[i].licensor, 2, true),
                      format.number(ordered[i].host, 2, true)});
    }
    const double chance = 2.0 / std::sqrt(static_cast<double>(asItStands.paths));
    const QString note =
        ordered.empty() && asItStands.rare.empty() ? text(QT_TRANSLATE_NOOP("Commands", "Nothing is drawn at random."))
        : ordered.empty()
            ? text(QT_TRANSLATE_NOOP("Commands", "What is drawn is the same on all of these paths."))
            : text(QT_TRANSLATE_NOOP("Commands", "Up to ±%1 can be chance.")).arg(format.number(chance, 3));
    return heading(scenario, asItStands) + (ordered.empty() ? QString() : table.toString(terminalWidth()) + u'\n') +
           note + u'\n';
}

QString tiersText(const deal::Scenario& scenario, const analysis::TierAmbiguity& ambiguity,
                  const std::vector<analysis::VolumeCurve>& curves, const simulation::Projection& asItStands)
{
    const Format format(scenario);
    Table table;
    table.addHead({text(QT_TRANSLATE_NOOP("Commands", "The same table read as")),
                   partyName(scenario, deal::Side::licensor), partyName(scenario, deal::Side::host)});
    for (const analysis::TierReading& reading : ambiguity.readings) {
        const deal::Tiers& tiers = scenario.terms.tiers;
        const bool stated = reading.method == tiers.method && reading.period == tiers.period;
        const QString name = readingName(reading);
        table.addRow({stated ? text(QT_TRANSLATE_NOOP("Commands", "%1 (the deal's)")).arg(name) : name,
                      format.moneyWithError(reading.licensor, reading.licensorError),
                      format.moneyWithError(reading.host, reading.hostError)});
    }
    table.addRow({text(QT_TRANSLATE_NOOP("Commands", "Largest less smallest")),
                  format.moneyWithError(ambiguity.licensorSpread, ambiguity.licensorSpreadError),
                  format.moneyWithError(ambiguity.hostSpread, ambiguity.hostSpreadError)});
    QString result = heading(scenario, asItStands) + table.toString(terminalWidth());
    for (const analysis::VolumeCurve& curve : curves) {
        result += u'\n' + curveText(scenario, curve);
    }
    return result;
}

}  // namespace dealwright::app
