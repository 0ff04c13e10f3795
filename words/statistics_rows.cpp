// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/statistics_rows.h"

#include <QCoreApplication>

namespace dealwright::words {

std::vector<TableRow> statisticsRows(const simulation::Statistic& licensor, const simulation::Statistic& host,
                                     const Format& format)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Statistics", text); };
    using simulation::Statistic;
    const auto money = [&](const QString& name, double (*value)(const Statistic&), double (*error)(const Statistic&),
                           bool bold = false) {
        return TableRow{{name, format.moneyBesideWithError(licensor.mean, value(licensor), error(licensor)),
                         format.moneyBesideWithError(host.mean, value(host), error(host))},
                        bold};
    };
    const auto chance = [&](const Statistic& s) {
        return format.probabilityWithError(s.probabilityAboveReservation, s.probabilityError);
    };
    std::vector<TableRow> rows;
    rows.push_back(money(
        tr("Expected NPV"), [](const Statistic& s) { return s.mean; },
        [](const Statistic& s) { return s.standardError; }, true));
    rows.push_back({{tr("95 % interval of the mean"),
                     format.uncertainty(licensor.standardError, format.moneyScale(licensor.mean), licensor.sampled),
                     format.uncertainty(host.standardError, format.moneyScale(host.mean), host.sampled)}});
    rows.push_back(money(
        tr("Standard deviation"), [](const Statistic& s) { return s.standardDeviation; },
        [](const Statistic& s) { return s.standardDeviationError; }));
    for (std::size_t k = 0; k < simulation::percentileRanks.size(); ++k) {
        rows.push_back(
            {{tr("%1 % lie below").arg(simulation::percentileRanks[k]),
              format.moneyBesideWithError(licensor.mean, licensor.percentiles[k], licensor.percentileErrors[k]),
              format.moneyBesideWithError(host.mean, host.percentiles[k], host.percentileErrors[k])}});
    }
    rows.push_back({{tr("Beats walking away"), chance(licensor), chance(host)}, true});
    rows.push_back(money(
        tr("Mean of the worst 5 %"), [](const Statistic& s) { return s.cvar5; },
        [](const Statistic& s) { return s.cvar5Error; }));
    rows.push_back(money(
        tr("Certainty equivalent"), [](const Statistic& s) { return s.certaintyEquivalent; },
        [](const Statistic& s) { return s.certaintyEquivalentError; }));
    return rows;
}

}  // namespace dealwright::words
