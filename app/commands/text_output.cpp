// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/text_output.h"

#include "analysis/figures.h"
#include "app/commands/spelled_out.h"
#include "app/commands/table.h"
#include "app/commands/text_parts.h"
#include "deal/problem.h"
#include "words/result_tables.h"
#include "words/titles.h"

#include <QCoreApplication>
#include <QStringList>

namespace dealwright::app {

using words::Format;

QString projectionText(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    return heading(scenario, projection) +
           printed(words::statisticsTable(projection, partyNames(scenario), words::Room::all), Format(scenario));
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
    QStringList useCases;
    for (const deal::UseCase& useCase : scenario.market.useCases) {
        useCases << QString::fromStdString(useCase.name);
    }
    return heading(scenario, projection) +
           printed(words::bridgeTable(projection, partyNames(scenario), useCases, format), format);
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
    analysis::Figure figure = analysis::figureAt(there.of(goal.party), goal.statistic).value();
    figure.kind = analysis::Figure::Kind::amount;  // a standard error that is sought is an amount
    figure.beside.reset();
    figure.value = answer.statistic;
    const QString achieved = words::figureText(figure, format);
    figure.value = goal.target;
    figure.error = 0.0;
    const QString target = words::figureText(figure, format);
    const QString statistic = QString::fromStdString(goal.statistic);
    return (answer.reached
                ? text(QT_TRANSLATE_NOOP("Commands", "%1 = %2 brings %3 of %4 to %5."))
                      .arg(name, value, statistic, who, achieved)
                : text(QT_TRANSLATE_NOOP("Commands", "No value of %1 brings %3 of %4 to %6; %2 comes closest, at %5."))
                      .arg(name, value, statistic, who, achieved, target)) +
           QLatin1Char('\n');
}

}  // namespace dealwright::app
