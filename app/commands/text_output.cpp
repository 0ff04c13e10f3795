// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/text_output.h"

#include "analysis/bridge.h"
#include "deal/difference.h"
#include "deal/problem.h"
#include "views/look/format.h"
#include "views/look/problem_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace dealwright::app {

namespace {

using views::Format;

[[nodiscard]] QString text(const char* source)
{
    return QCoreApplication::translate("Commands", source);
}

/// Rows of cells, the first column to the left and the others to the right, as wide as they need to be.
class Table {
public:
    void add(QStringList row) { m_rows.push_back(std::move(row)); }

    [[nodiscard]] QString toString() const
    {
        QList<qsizetype> widths;
        for (const QStringList& row : m_rows) {
            for (qsizetype column = 0; column < row.size(); ++column) {
                if (column == widths.size()) {
                    widths.push_back(0);
                }
                widths[column] = std::max(widths[column], row[column].size());
            }
        }
        QString result;
        for (const QStringList& row : m_rows) {
            QString line;
            for (qsizetype column = 0; column < row.size(); ++column) {
                line += column == 0 ? row[column].leftJustified(widths[column])
                                    : QStringLiteral("  ") + row[column].rightJustified(widths[column]);
            }
            while (line.endsWith(QLatin1Char(' '))) {
                line.chop(1);
            }
            result += line + QLatin1Char('\n');
        }
        return result;
    }

private:
    QList<QStringList> m_rows;
};

[[nodiscard]] QString partyName(const deal::Scenario& scenario, deal::Side side)
{
    const QString name = QString::fromStdString(scenario.parties.of(side).name);
    const QString role = side == deal::Side::licensor ? text(QT_TRANSLATE_NOOP("Commands", "licensor"))
                                                      : text(QT_TRANSLATE_NOOP("Commands", "host"));
    return name.isEmpty() ? role : QStringLiteral("%1 (%2)").arg(name, role);
}

[[nodiscard]] QString heading(const deal::Scenario& scenario, const simulation::Projection& projection,
                              const Format& format)
{
    return text(QT_TRANSLATE_NOOP("Commands", "%1: %2 %3 paths, seed %4"))
               .arg(QString::fromStdString(scenario.name), format.count(static_cast<double>(projection.paths)),
                    projection.sampling == deal::Sampling::quasi ? text(QT_TRANSLATE_NOOP("Commands", "quasi-random"))
                                                                 : text(QT_TRANSLATE_NOOP("Commands", "pseudo-random")),
                    QString::number(projection.seed)) +
           QStringLiteral("\n\n");
}

constexpr std::array sides{deal::Side::licensor, deal::Side::host};

}  // namespace

QString projectionText(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    const Format format(scenario);
    Table table;
    QStringList head{QString()};
    for (const deal::Side side : sides) {
        head << partyName(scenario, side);
    }
    table.add(head);
    const auto row = [&](const QString& label, auto cell) {
        QStringList cells{label};
        for (const deal::Side side : sides) {
            cells << cell(projection.of(side));
        }
        table.add(cells);
    };
    using Party = simulation::PartyProjection;
    row(text(QT_TRANSLATE_NOOP("Commands", "Expected NPV")),
        [&](const Party& party) { return format.money(party.npv.mean, party.npv.standardError); });
    row(text(QT_TRANSLATE_NOOP("Commands", "95 % interval of the mean")), [&](const Party& party) {
        return format.uncertainty(party.npv.standardError, format.moneyScale(party.npv.mean));
    });
    row(text(QT_TRANSLATE_NOOP("Commands", "Standard deviation")),
        [&](const Party& party) { return format.money(party.npv.standardDeviation); });
    for (std::size_t i = 0; i < simulation::percentileRanks.size(); ++i) {
        row(text(QT_TRANSLATE_NOOP("Commands", "P%1")).arg(simulation::percentileRanks[i]),
            [&](const Party& party) { return format.money(party.npv.percentiles[i], party.npv.percentileErrors[i]); });
    }
    row(text(QT_TRANSLATE_NOOP("Commands", "Mean of the worst 5 %")),
        [&](const Party& party) { return format.money(party.npv.cvar5, party.npv.cvar5Error); });
    row(text(QT_TRANSLATE_NOOP("Commands", "Chance to beat walking away")), [&](const Party& party) {
        return format.probability(party.npv.probabilityAboveReservation, party.npv.probabilityError);
    });
    row(text(QT_TRANSLATE_NOOP("Commands", "Certainty equivalent")), [&](const Party& party) {
        return format.money(party.npv.certaintyEquivalent, party.npv.certaintyEquivalentError);
    });
    row(text(QT_TRANSLATE_NOOP("Commands", "Undiscounted total")),
        [&](const Party& party) { return format.money(party.total.mean, party.total.standardError); });
    return heading(scenario, projection, format) + table.toString();
}

QString bridgeText(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    const Format format(scenario);
    QString result = heading(scenario, projection, format);
    for (const deal::Side side : sides) {
        const simulation::Statistic& npv = projection.of(side).npv;
        Table table;
        table.add({partyName(scenario, side), text(QT_TRANSLATE_NOOP("Commands", "present value"))});
        for (const analysis::BridgeStep& step : analysis::bridgeOf(projection, side)) {
            table.add({QCoreApplication::translate("Bridge", analysis::labelOf(step.item).data()),
                       format.money(step.amount, npv.standardError)});
            for (const auto& [useCase, amount] : step.byUseCase) {
                table.add({QStringLiteral("  ") +
                               QString::fromStdString(scenario.market.useCases[static_cast<std::size_t>(useCase)].name),
                           format.money(amount, npv.standardError)});
            }
        }
        table.add({text(QT_TRANSLATE_NOOP("Commands", "Expected NPV")), format.money(npv.mean, npv.standardError)});
        result += table.toString() + QLatin1Char('\n');
    }
    return result;
}

QString ledgerText(const deal::Scenario& scenario, const contract::Ledger& ledger, std::int64_t path)
{
    const Format format(scenario);
    Table table;
    table.add({text(QT_TRANSLATE_NOOP("Commands", "month")), text(QT_TRANSLATE_NOOP("Commands", "gross")),
               text(QT_TRANSLATE_NOOP("Commands", "earned")), text(QT_TRANSLATE_NOOP("Commands", "recouped")),
               text(QT_TRANSLATE_NOOP("Commands", "paid")), text(QT_TRANSLATE_NOOP("Commands", "true-up")),
               text(QT_TRANSLATE_NOOP("Commands", "licensor")), text(QT_TRANSLATE_NOOP("Commands", "host"))});
    const double signing = ledger.upfrontFee + ledger.advance;
    table.add({text(QT_TRANSLATE_NOOP("Commands", "signing")),
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
        table.add({format.monthName(static_cast<int>(t)), format.money(gross), format.money(month.earned),
                   format.money(month.recouped), format.money(month.paid), format.money(month.trueUp),
                   format.money(month.licensor), format.money(month.host)});
    }
    Table sums;
    sums.add({text(QT_TRANSLATE_NOOP("Commands", "NPV of the path")), format.money(ledger.licensorNpv),
              format.money(ledger.hostNpv)});
    sums.add({text(QT_TRANSLATE_NOOP("Commands", "Undiscounted")), format.money(ledger.licensorTotal),
              format.money(ledger.hostTotal)});
    return text(QT_TRANSLATE_NOOP("Commands", "%1, path %2; licensor and host"))
               .arg(QString::fromStdString(scenario.name), QString::number(path)) +
           QStringLiteral("\n\n") + table.toString() + QLatin1Char('\n') + sums.toString();
}

QString comparisonText(const std::vector<Compared>& compared)
{
    const Compared& baseline = compared.front();
    const Format format(baseline.scenario);
    QString result;
    for (const deal::Side side : sides) {
        Table table;
        table.add(
            {partyName(baseline.scenario, side), text(QT_TRANSLATE_NOOP("Commands", "expected NPV")),
             text(QT_TRANSLATE_NOOP("Commands", "against %1")).arg(QString::fromStdString(baseline.scenario.name)),
             text(QT_TRANSLATE_NOOP("Commands", "± error")), text(QT_TRANSLATE_NOOP("Commands", "higher on")),
             text(QT_TRANSLATE_NOOP("Commands", "beats walking away"))});
        for (const Compared& other : compared) {
            const simulation::Statistic& npv = other.projection.of(side).npv;
            QStringList row{QString::fromStdString(other.scenario.name), format.money(npv.mean, npv.standardError)};
            if (&other == &baseline) {
                row << QString() << QString() << QString();
            } else {
                const analysis::PartyComparison against =
                    analysis::compare(baseline.projection, other.projection).of(side);
                row << format.money(against.difference, against.standardError, true)
                    << format.uncertainty(against.standardError, format.moneyScale(against.difference))
                    << format.probability(against.probabilityHigher, 0.0);
            }
            row << format.probability(npv.probabilityAboveReservation, npv.probabilityError);
            table.add(row);
        }
        result += table.toString() + QLatin1Char('\n');
    }
    for (const Compared& other : compared) {
        if (&other == &baseline) {
            continue;
        }
        Table table;
        table.add(
            {text(QT_TRANSLATE_NOOP("Commands", "What differs in %1")).arg(QString::fromStdString(other.scenario.name)),
             QString::fromStdString(baseline.scenario.name), QString::fromStdString(other.scenario.name)});
        for (const deal::Difference& difference : deal::difference(baseline.scenario, other.scenario)) {
            if (difference.any().path.starts_with("terms.") || difference.any().path.starts_with("market.") ||
                difference.any().path.starts_with("timeline.")) {
                table.add(
                    {views::leafTitle(difference.any()),
                     difference.before ? format.show(*difference.before) : text(QT_TRANSLATE_NOOP("Commands", "none")),
                     difference.after ? format.show(*difference.after) : text(QT_TRANSLATE_NOOP("Commands", "none"))});
            }
        }
        result += table.toString() + QLatin1Char('\n');
    }
    return result;
}

QString tornadoText(const deal::Scenario& scenario, const analysis::Tornado& tornado, int most)
{
    const Format format(scenario);
    QString result;
    for (const deal::Side side : sides) {
        const bool licensor = side == deal::Side::licensor;
        Table table;
        table.add({partyName(scenario, side), text(QT_TRANSLATE_NOOP("Commands", "low")),
                   text(QT_TRANSLATE_NOOP("Commands", "high")), text(QT_TRANSLATE_NOOP("Commands", "NPV at low")),
                   text(QT_TRANSLATE_NOOP("Commands", "NPV at high"))});
        int shown = 0;
        for (const analysis::TornadoBar& bar : analysis::ordered(tornado, side)) {
            if (shown++ == most || bar.width(side) == 0.0) {
                break;
            }
            deal::Leaf low = bar.leaf;
            deal::Leaf high = bar.leaf;
            low.value = bar.low;
            high.value = bar.high;
            table.add({views::leafTitle(bar.leaf), format.show(low), format.show(high),
                       format.money(licensor ? bar.licensorAtLow : bar.hostAtLow),
                       format.money(licensor ? bar.licensorAtHigh : bar.hostAtHigh)});
        }
        result += table.toString() + QLatin1Char('\n');
    }
    return result;
}

QString goalText(const deal::Scenario& scenario, const analysis::Goal& goal, const analysis::GoalAnswer& answer)
{
    const Format format(scenario);
    deal::Leaf leaf = *deal::leafAt(scenario, goal.path);
    const QString name = views::leafTitle(leaf);
    leaf.value = answer.value;
    const QString value = format.show(leaf);
    const QString who = partyName(scenario, goal.party);
    const bool money = !goal.statistic.ends_with("probabilityAboveReservation");
    const QString achieved = money ? format.money(answer.statistic) : format.probability(answer.statistic, 0.0);
    const QString target = money ? format.money(goal.target) : format.probability(goal.target, 0.0);
    const QString statistic = QString::fromStdString(goal.statistic);
    return (answer.reached
                ? text(QT_TRANSLATE_NOOP("Commands", "%1 = %2 brings %3 of %4 to %5."))
                      .arg(name, value, statistic, who, achieved)
                : text(QT_TRANSLATE_NOOP("Commands", "No value of %1 brings %3 of %4 to %6; %2 comes closest, at %5."))
                      .arg(name, value, statistic, who, achieved, target)) +
           QLatin1Char('\n');
}

}  // namespace dealwright::app
