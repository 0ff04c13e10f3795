// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/table.h"
#include "app/commands/text_output.h"
#include "app/commands/text_parts.h"
#include "deal/difference.h"
#include "words/leaf_text.h"
#include "words/result_tables.h"
#include "words/titles.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

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

}  // namespace

QString comparisonText(const std::vector<Compared>& compared)
{
    const Compared& baseline = compared.front();
    const Format format(baseline.scenario);
    std::vector<analysis::Comparison> comparisons;
    comparisons.reserve(compared.size());
    std::vector<words::Outcome> outcomes;
    for (const Compared& one : compared) {
        const bool first = outcomes.empty();
        comparisons.push_back(analysis::compare(baseline.projection, one.projection));
        outcomes.push_back({QString::fromStdString(one.label), &one.projection, first ? nullptr : &comparisons.back()});
    }
    QString result;
    for (const deal::Side side : sides) {
        result += printed(words::outcomesTable(outcomes, side, partyName(baseline.scenario, side)), format) +
                  QLatin1Char('\n') + printed(words::changesTable(outcomes, side, words::Room::all), format) +
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
        result += printed(words::tornadoTable(tornado, side, partyName(scenario, side), format,
                                              static_cast<std::size_t>(std::max(most, 0))),
                          format) +
                  QLatin1Char('\n');
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
    const auto moved = [&format](double change, double error) {
        return words::figureText(analysis::moneyFigure(change, error, analysis::Figure::Kind::change), format);
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
