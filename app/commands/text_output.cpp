// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/text_output.h"

#include "analysis/bridge.h"
#include "analysis/figures.h"
#include "commands/spelled_out.h"
#include "commands/table.h"
#include "commands/text_parts.h"
#include "deal/problem.h"
#include "words/titles.h"

#include <QCoreApplication>
#include <QStringList>

namespace dealwright::app {

using words::Format;

QString projectionText(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    const Format format(scenario);
    Table table;
    QStringList head{QString()};
    for (const deal::Side side : sides) {
        head << partyName(scenario, side);
    }
    table.addHead(head);
    const auto row = [&](const QString& label, auto cell) {
        QStringList cells{label};
        for (const deal::Side side : sides) {
            cells << cell(projection.of(side));
        }
        table.addRow(cells);
    };
    using Party = simulation::PartyProjection;
    row(text(QT_TRANSLATE_NOOP("Commands", "Expected NPV")),
        [&](const Party& party) { return format.moneyWithError(party.npv.mean, party.npv.standardError); });
    row(text(QT_TRANSLATE_NOOP("Commands", "95 % interval of the mean")), [&](const Party& party) {
        return format.uncertainty(party.npv.standardError, format.moneyScale(party.npv.mean), party.npv.sampled);
    });
    row(text(QT_TRANSLATE_NOOP("Commands", "Standard deviation")), [&](const Party& party) {
        return format.moneyWithError(party.npv.standardDeviation, party.npv.standardDeviationError);
    });
    for (std::size_t i = 0; i < simulation::percentileRanks.size(); ++i) {
        row(text(QT_TRANSLATE_NOOP("Commands", "P%1")).arg(simulation::percentileRanks[i]), [&](const Party& party) {
            return format.moneyWithError(party.npv.percentiles[i], party.npv.percentileErrors[i]);
        });
    }
    row(text(QT_TRANSLATE_NOOP("Commands", "Mean of the worst 5 %")),
        [&](const Party& party) { return format.moneyWithError(party.npv.cvar5, party.npv.cvar5Error); });
    row(text(QT_TRANSLATE_NOOP("Commands", "Chance to beat walking away")), [&](const Party& party) {
        return format.probabilityWithError(party.npv.probabilityAboveReservation, party.npv.probabilityError);
    });
    row(text(QT_TRANSLATE_NOOP("Commands", "Certainty equivalent")), [&](const Party& party) {
        return format.moneyWithError(party.npv.certaintyEquivalent, party.npv.certaintyEquivalentError);
    });
    row(text(QT_TRANSLATE_NOOP("Commands", "Undiscounted total")),
        [&](const Party& party) { return format.moneyWithError(party.total.mean, party.total.standardError); });
    return heading(scenario, projection) + table.toString(terminalWidth());
}

QString convergenceText(const deal::Scenario& scenario, const analysis::Convergence& found)
{
    const Format format(scenario);
    const words::Scale scale = format.moneyScale(found.wanted);
    const auto halfWidth = [&](double width) { return format.uncertainty(width / simulation::studentT15, scale); };
    const bool exact = !found.projection.licensor.npv.sampled && !found.projection.host.npv.sampled;
    const QString paths = format.count(static_cast<double>(found.projection.paths));
    // An amount below the smallest that is shown is wanted all the same.
    const QString wanted = halfWidth(found.wanted) != halfWidth(0.0)
                               ? halfWidth(found.wanted)
                               : QStringLiteral("± ") + format.currencySign() + format.exact(found.wanted, 0);
    const QString known =
        exact ? text(QT_TRANSLATE_NOOP("Commands", "Both means are exact, with %1 paths; %2 was wanted."))
                    .arg(paths, wanted)
              : text(QT_TRANSLATE_NOOP("Commands", "Both means are known within %1, with %2 paths; %3 was wanted."))
                    .arg(halfWidth(found.halfWidth()), paths, wanted);
    if (found.reached) {
        return QLatin1Char('\n') + known + QLatin1Char('\n');
    }
    const QString more = text(QT_TRANSLATE_NOOP("Commands", "That is not reached: about %1 paths would do."))
                             .arg(format.count(found.pathsThatWouldDo()));
    return QLatin1Char('\n') + known + QLatin1Char('\n') + more + QLatin1Char('\n');
}

QString bridgeText(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    const Format format(scenario);
    QString result = heading(scenario, projection);
    for (const deal::Side side : sides) {
        const simulation::Statistic& npv = projection.of(side).npv;
        Table table;
        table.addHead({partyName(scenario, side), text(QT_TRANSLATE_NOOP("Commands", "present value"))});
        for (const analysis::BridgeStep& step : analysis::bridgeOf(projection.bridge, side)) {
            table.addRow({QCoreApplication::translate("Bridge", analysis::labelOf(step.item).data()),
                          format.money(step.amount, npv.standardError)});
            for (const auto& [useCase, amount] : step.byUseCase) {
                table.addRow(
                    {QStringLiteral("  ") +
                         QString::fromStdString(scenario.market.useCases[static_cast<std::size_t>(useCase)].name),
                     format.money(amount, npv.standardError)});
            }
        }
        table.addRow(
            {text(QT_TRANSLATE_NOOP("Commands", "Expected NPV")), format.moneyWithError(npv.mean, npv.standardError)});
        result += table.toString(terminalWidth()) + QLatin1Char('\n');
    }
    return result;
}

QString ledgerText(const deal::Scenario& scenario, const contract::Ledger& ledger, std::int64_t path)
{
    const Format format(scenario);
    Table table;
    table.addHead({text(QT_TRANSLATE_NOOP("Commands", "month")), text(QT_TRANSLATE_NOOP("Commands", "gross")),
                   text(QT_TRANSLATE_NOOP("Commands", "earned")), text(QT_TRANSLATE_NOOP("Commands", "recouped")),
                   text(QT_TRANSLATE_NOOP("Commands", "paid")), text(QT_TRANSLATE_NOOP("Commands", "true-up")),
                   text(QT_TRANSLATE_NOOP("Commands", "licensor")), text(QT_TRANSLATE_NOOP("Commands", "host"))});
    const double signing = ledger.upfrontFee + ledger.advance;
    table.addRow({text(QT_TRANSLATE_NOOP("Commands", "signing")),
                  {},
                  {},
                  {},
                  {},
                  {},
                  format.money(signing),
                  format.money(-signing)});
    for (std::size_t t = 0; t < ledger.months.size(); ++t) {
        const contract::LedgerMonth& month = ledger.months[t];
        double gross = 0.0;
        for (const contract::LedgerUseCase& useCase : month.useCases) {
            gross += useCase.gross;
        }
        table.addRow({format.shortMonthName(static_cast<int>(t)), format.money(gross), format.money(month.earned),
                      format.money(month.recouped), format.money(month.paid), format.money(month.trueUp),
                      format.money(month.licensor), format.money(month.host)});
    }
    Table sums;
    sums.addRow({text(QT_TRANSLATE_NOOP("Commands", "NPV of the path")), format.money(ledger.licensorNpv),
                 format.money(ledger.hostNpv)});
    sums.addRow({text(QT_TRANSLATE_NOOP("Commands", "Undiscounted")), format.money(ledger.licensorTotal),
                 format.money(ledger.hostTotal)});
    return text(QT_TRANSLATE_NOOP("Commands", "%1, path %2; licensor and host"))
               .arg(nameText(scenario.name), QString::number(path)) +
           QStringLiteral("\n\n") + table.toString(terminalWidth()) + QLatin1Char('\n') +
           sums.toString(terminalWidth());
}

QString goalText(const deal::Scenario& scenario, const analysis::Goal& goal, const analysis::GoalAnswer& answer,
                 const simulation::Projection& there)
{
    const Format format(scenario);
    deal::Leaf leaf = *deal::leafAt(scenario, goal.path);
    const QString name = spelledOut(words::leafTitle(leaf));
    leaf.value = answer.value;
    const QString value = spelledOut(format.show(leaf));
    const QString who = partyName(scenario, goal.party);
    const analysis::Figure figure = analysis::figureAt(there.of(goal.party), goal.statistic).value();
    const bool money = figure.dimension == deal::Dimension::money;
    const double error = figure.error;
    const QString achieved =
        money ? format.moneyWithError(answer.statistic, error) : format.probabilityWithError(answer.statistic, error);
    const QString target = money ? format.money(goal.target, 0.0) : format.probability(goal.target, 0.0);
    const QString statistic = QString::fromStdString(goal.statistic);
    return (answer.reached
                ? text(QT_TRANSLATE_NOOP("Commands", "%1 = %2 brings %3 of %4 to %5."))
                      .arg(name, value, statistic, who, achieved)
                : text(QT_TRANSLATE_NOOP("Commands", "No value of %1 brings %3 of %4 to %6; %2 comes closest, at %5."))
                      .arg(name, value, statistic, who, achieved, target)) +
           QLatin1Char('\n');
}

}  // namespace dealwright::app
