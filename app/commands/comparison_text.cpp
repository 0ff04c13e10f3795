// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/table.h"
#include "commands/text_output.h"
#include "commands/text_parts.h"
#include "deal/difference.h"
#include "words/leaf_text.h"
#include "words/titles.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace dealwright::app {

using words::Format;

namespace {

/// What a clause of either term sheet is called.
[[nodiscard]] QString clauseTitle(const std::string& clause, const deal::Scenario& from, const deal::Scenario& to)
{
    for (const deal::Scenario* scenario : {&from, &to}) {
        const std::vector<deal::Leaf> leaves = deal::flatten(*scenario);
        std::vector<const deal::Leaf*> ofClause;
        for (const deal::Leaf& leaf : leaves) {
            if (deal::clauseOf(leaf) == clause) {
                ofClause.push_back(&leaf);
            }
        }
        if (!ofClause.empty()) {
            return words::clauseTitle(ofClause);
        }
    }
    return QString::fromStdString(clause);
}

/// “$0.08 → $0.48 per M tokens”: what both end with is said once.
[[nodiscard]] QString rangeText(const QString& low, const QString& high)
{
    QStringList first = low.split(u' ');
    const QStringList second = high.split(u' ');
    for (qsizetype last = second.size() - 1; first.size() > 1 && last > 0 && first.back() == second[last]; --last) {
        first.removeLast();
    }
    return first.join(u' ') + QStringLiteral(" → ") + high;
}

}  // namespace

QString comparisonText(const std::vector<Compared>& compared)
{
    const Compared& baseline = compared.front();
    const Format format(baseline.scenario);
    QString result;
    for (const deal::Side side : sides) {
        Table outcomes;
        outcomes.addHead({partyName(baseline.scenario, side), text(QT_TRANSLATE_NOOP("Commands", "expected NPV")),
                          text(QT_TRANSLATE_NOOP("Commands", "beats walking away"))});
        Table differences;
        differences.addHead(
            {text(QT_TRANSLATE_NOOP("Commands", "Against %1")).arg(QString::fromStdString(baseline.label)),
             text(QT_TRANSLATE_NOOP("Commands", "expected NPV")), text(QT_TRANSLATE_NOOP("Commands", "P10")),
             text(QT_TRANSLATE_NOOP("Commands", "P90")), text(QT_TRANSLATE_NOOP("Commands", "higher on"))});
        const auto moved = [&](const simulation::Estimate& difference) {
            return format.moneyWithError(difference.value, difference.error, true);
        };
        for (const Compared& other : compared) {
            const simulation::Statistic& npv = other.projection.of(side).npv;
            const QString name = QString::fromStdString(other.label);
            outcomes.addRow({name, format.moneyWithError(npv.mean, npv.standardError),
                             format.probabilityWithError(npv.probabilityAboveReservation, npv.probabilityError)});
            if (&other != &baseline) {
                const analysis::PartyComparison party =
                    analysis::compare(baseline.projection, other.projection).of(side);
                differences.addRow(
                    {name, moved({party.difference, party.standardError}), moved(party.percentiles[1]),
                     moved(party.percentiles[5]),
                     format.probabilityWithError(party.probabilityHigher, party.probabilityHigherError)});
            }
        }
        result += outcomes.toString(terminalWidth()) + QLatin1Char('\n') + differences.toString(terminalWidth()) +
                  QLatin1Char('\n');
    }
    for (const Compared& other : compared) {
        if (&other == &baseline) {
            continue;
        }
        Table table;
        table.addHead(
            {text(QT_TRANSLATE_NOOP("Commands", "What differs in %1")).arg(QString::fromStdString(other.label)),
             QString::fromStdString(baseline.label), QString::fromStdString(other.label)});
        for (const deal::LeafDifference& difference :
             deal::differences(std::array{&baseline.scenario, &other.scenario})) {
            QStringList row{words::leafTitle(difference.any())};
            for (const std::optional<deal::Leaf>& leaf : difference.leaves) {
                row << (leaf ? format.show(*leaf) : text(QT_TRANSLATE_NOOP("Commands", "none")));
            }
            if (deal::isNumber(difference.any())) {
                table.addRow(row);
            } else {
                table.addWords(row);
            }
        }
        result += table.toString(terminalWidth()) + QLatin1Char('\n');
    }
    return result;
}

QString tornadoText(const deal::Scenario& scenario, const analysis::Tornado& tornado,
                    const simulation::Projection& asItStands, int most)
{
    const Format format(scenario);
    QString result = heading(scenario, asItStands);
    for (const deal::Side side : sides) {
        const bool licensor = side == deal::Side::licensor;
        const double error = asItStands.of(side).npv.standardError;
        Table table;
        table.addHead({partyName(scenario, side), text(QT_TRANSLATE_NOOP("Commands", "from low to high")),
                       text(QT_TRANSLATE_NOOP("Commands", "NPV at low")),
                       text(QT_TRANSLATE_NOOP("Commands", "NPV as it stands")),
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
            table.addRow({words::leafTitle(bar.leaf), rangeText(format.show(low), format.show(high)),
                          format.money(licensor ? bar.licensorAtLow : bar.hostAtLow,
                                       licensor ? bar.licensorErrorAtLow : bar.hostErrorAtLow),
                          format.money(licensor ? bar.licensor : bar.host, error),
                          format.money(licensor ? bar.licensorAtHigh : bar.hostAtHigh,
                                       licensor ? bar.licensorErrorAtHigh : bar.hostErrorAtHigh)});
        }
        result += table.toString(terminalWidth()) + QLatin1Char('\n');
    }
    return result;
}

QString redlineText(const deal::Scenario& from, const deal::Scenario& to, const analysis::Redline& redline,
                    const simulation::Projection& asItStands)
{
    const Format format(from);
    QString result = heading(from, asItStands);
    Table table;
    table.addHead(
        {text(QT_TRANSLATE_NOOP("Commands", "What the terms of %1 change")).arg(QString::fromStdString(to.name)),
         partyName(from, deal::Side::licensor), partyName(from, deal::Side::host)});
    // What no luck touches has an error of rounding alone.
    const auto moved = [&format](double change, double error) {
        return format.moneyWithError(change, error < 1e-9 * std::fabs(change) ? 0.0 : error, true);
    };
    for (const analysis::ClauseChange& change : redline.clauses) {
        table.addRow({clauseTitle(change.clause, from, to), moved(change.licensor, change.licensorError),
                      moved(change.host, change.hostError)});
    }
    table.addRow({text(QT_TRANSLATE_NOOP("Commands", "All together")), moved(redline.licensor, redline.licensorError),
                  moved(redline.host, redline.hostError)});
    result += table.toString(terminalWidth());
    if (!redline.exact) {
        result += text(QT_TRANSLATE_NOOP("Commands", "\nEstimated from sampled orders of the changes.")) + u'\n';
    }
    return result;
}

}  // namespace dealwright::app
