// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/table.h"
#include "app/commands/text_output.h"
#include "app/commands/text_parts.h"
#include "words/result_tables.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace dealwright::app {

using words::Format;

namespace {

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
    const words::ResultTable table = words::correlationsTable(scenario, correlations, partyNames(scenario),
                                                              static_cast<std::size_t>(std::max(most, 0)));
    const bool none = correlations.empty();
    const double chance = 2.0 / std::sqrt(static_cast<double>(asItStands.paths));
    const QString note =
        none && asItStands.rare.empty() ? text(QT_TRANSLATE_NOOP("Commands", "Nothing is drawn at random."))
        : none ? text(QT_TRANSLATE_NOOP("Commands", "What is drawn is the same on all of these paths."))
               : text(QT_TRANSLATE_NOOP("Commands", "Up to ±%1 can be chance.")).arg(format.number(chance, 3));
    return heading(scenario, asItStands) + (none ? QString() : printed(table, format) + u'\n') + note + u'\n';
}

QString tiersText(const deal::Scenario& scenario, const analysis::TierAmbiguity& ambiguity,
                  const std::vector<analysis::VolumeCurve>& curves, const simulation::Projection& asItStands)
{
    QString result =
        heading(scenario, asItStands) +
        printed(words::readingsTable(ambiguity, scenario.terms.tiers, partyNames(scenario)), Format(scenario));
    for (const analysis::VolumeCurve& curve : curves) {
        result += u'\n' + curveText(scenario, curve);
    }
    return result;
}

}  // namespace dealwright::app
