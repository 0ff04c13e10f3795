// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/text_parts.h"

#include "commands/spelled_out.h"

#include <QCoreApplication>

#include <cmath>
#include <string>

namespace dealwright::app {

QString text(const char* source)
{
    return QCoreApplication::translate("Commands", source);
}

QString nameText(const std::string& name)
{
    return spelledOut(QString::fromStdString(name));
}

QString partyName(const deal::Scenario& scenario, deal::Side side)
{
    const QString name = nameText(scenario.parties.of(side).name);
    const QString role = side == deal::Side::licensor ? text(QT_TRANSLATE_NOOP("Commands", "licensor"))
                                                      : text(QT_TRANSLATE_NOOP("Commands", "host"));
    return name.isEmpty() ? role : QStringLiteral("%1 (%2)").arg(name, role);
}

QString heading(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    const words::Format format(scenario);
    return text(QT_TRANSLATE_NOOP("Commands", "%1: %2 %3 paths, seed %4"))
               .arg(nameText(scenario.name), format.count(static_cast<double>(projection.paths)),
                    projection.sampling == deal::Sampling::quasi ? text(QT_TRANSLATE_NOOP("Commands", "quasi-random"))
                                                                 : text(QT_TRANSLATE_NOOP("Commands", "pseudo-random")),
                    QString::number(projection.seed)) +
           QStringLiteral("\n\n");
}

double errorOf(const simulation::PartyProjection& party, std::string_view statistic)
{
    const simulation::Statistic& values = statistic.starts_with("total.") ? party.total : party.npv;
    const std::string_view name = statistic.substr(statistic.find('.') + 1);
    for (std::size_t i = 0; i < simulation::percentileRanks.size(); ++i) {
        if (name == "percentiles." + std::to_string(simulation::percentileRanks[i])) {
            return values.percentileErrors[i];
        }
    }
    if (name == "standardDeviation") {
        return values.standardDeviationError;
    }
    if (name == "standardError") {
        return values.standardError / std::sqrt(2.0 * static_cast<double>(values.scrambleMeans.size() - 1));
    }
    return name == "cvar5"                         ? values.cvar5Error
           : name == "probabilityAboveReservation" ? values.probabilityError
           : name == "certaintyEquivalent"         ? values.certaintyEquivalentError
                                                   : values.standardError;
}

}  // namespace dealwright::app
