// SPDX-License-Identifier: GPL-3.0-or-later
// Which figures of a result stand in which table, and in which order; what a figure looks like is in figure_text.
#include "words/result_tables.h"

#include "analysis/bridge.h"
#include "deal/scenario_fields.h"
#include "words/titles.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace dealwright::words {

namespace {

using analysis::Figure;

constexpr std::array sides{deal::Side::licensor, deal::Side::host};

[[nodiscard]] QString tr(const char* english)
{
    return QCoreApplication::translate("ResultTables", english);
}

[[nodiscard]] Cell nothing()
{
    return {.words = QStringLiteral("–")};
}

[[nodiscard]] Cell cellOf(const Figure* figure)
{
    return figure == nullptr ? Cell{} : Cell{.figure = *figure};
}

/// The figures that a table with so much room shows, the mean and how sure it is first.
[[nodiscard]] std::vector<Figure> shownFigures(const simulation::PartyProjection& party, Room room)
{
    std::vector<Figure> shown;
    for (Figure& figure : analysis::figuresOf(party.npv)) {
        if (room == Room::all || !figure.detail) {
            shown.push_back(std::move(figure));
        }
    }
    const auto isOfTheMean = [](const Figure& figure) {
        return figure.word == "mean" || figure.kind == Figure::Kind::halfWidth;
    };
    std::ranges::stable_partition(shown, isOfTheMean);
    for (Figure& figure : analysis::figuresOf(party)) {
        if (room == Room::all && !figure.section.empty() && figure.word.ends_with(".mean")) {
            shown.push_back(std::move(figure));
        }
    }
    return shown;
}

}  // namespace

ResultTable statisticsTable(const simulation::Projection& projection, const QStringList& parties, Room room,
                            const std::optional<Against>& against)
{
    ResultTable table{.columns = QStringList{tr(QT_TRANSLATE_NOOP("ResultTables", "NPV"))} + parties};
    const std::vector<Figure> licensor = shownFigures(projection.licensor, room);
    const std::vector<Figure> host = shownFigures(projection.host, room);
    for (std::size_t i = 0; i < licensor.size(); ++i) {
        table.rows.push_back({titleOf(licensor[i]), {{licensor[i]}, {host[i]}}, licensor[i].headline});
    }
    if (!against) {
        return table;
    }
    for (std::size_t side = 0; side < sides.size(); ++side) {
        table.columns << tr(QT_TRANSLATE_NOOP("ResultTables", "%1 vs %2"))
                             .arg(parties[static_cast<qsizetype>(side)], against->baseline);
        const std::vector<Figure> changes = analysis::changesOf(against->comparison.of(sides[side]));
        for (ResultRow& row : table.rows) {
            row.cells.push_back(cellOf(analysis::find(changes, row.cells.front().figure->word)));
        }
    }
    return table;
}

namespace {

/// The digits of a column of the bridge are those of its largest line, as far as its error supports them.
struct BridgeErrors {
    double line = 0.0;
    double sum = 0.0;
};

[[nodiscard]] Cell bridgeCell(double money, double error, double rounding)
{
    return std::fabs(money) <= rounding ? nothing() : Cell{.figure = analysis::moneyFigure(money, error)};
}

}  // namespace

ResultTable bridgeTable(const simulation::Projection& projection, const QStringList& parties,
                        const QStringList& useCases, const Format& format)
{
    const std::vector<analysis::BridgeSum> sums = analysis::bridgeSums(projection.bridge);
    std::array<double, 2> total{};
    std::array<double, 2> largest{};
    for (const analysis::BridgeSum& sum : sums) {
        for (std::size_t side = 0; side < sides.size(); ++side) {
            total[side] += sum.amounts.of(sides[side]);
            largest[side] = std::max(largest[side], std::fabs(sum.amounts.of(sides[side])));
        }
    }
    std::array<BridgeErrors, 2> errors{};
    for (std::size_t side = 0; side < sides.size(); ++side) {
        constexpr double finest = 3e4;  // of the largest line: four or five digits
        errors[side].sum = projection.of(sides[side]).npv.standardError;
        errors[side].line = std::max(errors[side].sum, largest[side] / finest);
    }
    const double rounding = 1e-9 * std::max(largest[0], largest[1]);
    const auto isNothing = [rounding](const analysis::BridgeAmounts& amounts) {
        return std::max(std::fabs(amounts.licensor), std::fabs(amounts.host)) <= rounding;
    };
    ResultTable table;
    // In the unit of what is explained, which the largest line may exceed.
    table.unit = format.moneyScale(std::max(std::fabs(total[0]), std::fabs(total[1])));
    table.withErrors = false;
    table.columns =
        QStringList{tr(QT_TRANSLATE_NOOP("ResultTables", "present value, %1")).arg(format.moneyUnit(*table.unit))} +
        parties;
    const auto add = [&](const QString& label, const analysis::BridgeAmounts& amounts, bool part) {
        table.rows.push_back({.label = label,
                              .cells = {bridgeCell(amounts.licensor, errors[0].line, rounding),
                                        bridgeCell(amounts.host, errors[1].line, rounding)},
                              .indented = part});
    };
    for (const analysis::BridgeSum& sum : sums) {
        const bool opens = !useCases.isEmpty() && std::ranges::any_of(sum.byUseCase, [&](const auto& part) {
            return !isNothing(part.second);
        });
        if (isNothing(sum.amounts) && !opens) {
            continue;
        }
        add(bridgeItemName(sum.item), sum.amounts, false);
        for (const auto& [useCase, amounts] : sum.byUseCase) {
            if (opens && !isNothing(amounts)) {
                add(useCases[useCase], amounts, true);
            }
        }
    }
    if (!table.rows.empty()) {
        const QString title = titleOf(analysis::figuresOf(projection.licensor.npv).front());
        table.rows.push_back(
            {.label = title,
             .cells = {bridgeCell(total[0], errors[0].sum, rounding), bridgeCell(total[1], errors[1].sum, rounding)},
             .strong = true});
    }
    return table;
}

QString bridgeItemName(simulation::BridgeItem item)
{
    return QCoreApplication::translate("Bridge", analysis::labelOf(item).data());
}

namespace {

/// What is not there has no changes.
[[nodiscard]] std::vector<Figure> changesOf(const Outcome& outcome, deal::Side side)
{
    if (outcome.against == nullptr) {
        return {};
    }
    std::vector<Figure> changes = analysis::changesOf(outcome.against->of(side));
    changes.push_back(analysis::chanceToBeat(outcome.against->of(side)));
    return changes;
}

[[nodiscard]] std::vector<Figure> figuresOf(const Outcome& outcome, deal::Side side)
{
    return outcome.projection == nullptr ? std::vector<Figure>{}
                                         : analysis::figuresOf(outcome.projection->of(side).npv);
}

/// What figures are called and which there are does not depend on their values.
[[nodiscard]] std::vector<Figure> describedFigures()
{
    return analysis::figuresOf(simulation::Statistic{});
}

[[nodiscard]] std::vector<Figure> describedChanges()
{
    std::vector<Figure> changes = analysis::changesOf({});
    changes.push_back(analysis::chanceToBeat({}));
    return changes;
}

/// The ends of the range that most paths lie in.
[[nodiscard]] std::vector<Figure> rangeOf(const std::vector<Figure>& figures)
{
    std::vector<Figure> range;
    std::ranges::copy_if(figures, std::back_inserter(range),
                         [](const Figure& figure) { return figure.rank && !figure.detail; });
    return range;
}

}  // namespace

ResultTable outcomesTable(std::span<const Outcome> outcomes, deal::Side side, const QString& party)
{
    const std::vector<Figure> described = describedFigures();
    const std::vector<Figure> range = rangeOf(described);
    ResultTable table{.columns = {party}};
    for (const Figure& figure : described) {
        if (figure.headline) {
            table.columns << titleOf(figure);
        }
    }
    table.columns << tr(QT_TRANSLATE_NOOP("ResultTables", "P%1 to P%2"))
                         .arg(range.front().rank.value())
                         .arg(range.back().rank.value());
    for (const Outcome& outcome : outcomes) {
        const std::vector<Figure> figures = figuresOf(outcome, side);
        ResultRow row{.label = outcome.name};
        for (const Figure& figure : described) {
            if (figure.headline) {
                row.cells.push_back(cellOf(analysis::find(figures, figure.word)));
            }
        }
        Cell whole = cellOf(analysis::find(figures, range.front().word));
        if (const Figure* const end = analysis::find(figures, range.back().word)) {
            whole.upTo = *end;
        }
        row.cells.push_back(std::move(whole));
        table.rows.push_back(std::move(row));
    }
    return table;
}

ResultTable changesTable(std::span<const Outcome> outcomes, deal::Side side, Room room)
{
    const QString baseline = outcomes.front().name;
    ResultTable table{.columns = {tr(QT_TRANSLATE_NOOP("ResultTables", "Against %1")).arg(baseline)}};
    std::vector<Figure> shown = describedChanges();
    std::erase_if(shown, [room](const Figure& figure) {
        return figure.detail || figure.kind == Figure::Kind::halfWidth || (room == Room::few && figure.rank);
    });
    for (const Figure& figure : shown) {
        table.columns << titleOf(figure);
    }
    for (const Outcome& outcome : outcomes) {
        const std::vector<Figure> changes = changesOf(outcome, side);
        if (changes.empty()) {
            continue;
        }
        ResultRow row{.label = outcome.name};
        for (const Figure& figure : shown) {
            row.cells.push_back(cellOf(analysis::find(changes, figure.word)));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

ResultTable sideBySideTable(std::span<const Outcome> outcomes, const QStringList& parties)
{
    ResultTable table{.columns = {tr(QT_TRANSLATE_NOOP("ResultTables", "NPV"))}};
    for (const Outcome& outcome : outcomes) {
        table.columns << outcome.name;
    }
    for (const deal::Side side : sides) {
        const auto add = [&](const QString& label, const Figure& figure, bool change) {
            ResultRow row{.label = label, .cells = {}, .strong = figure.word == "mean" && !change};
            row.indented = true;
            for (const Outcome& outcome : outcomes) {
                const std::vector<Figure> there = change ? changesOf(outcome, side) : figuresOf(outcome, side);
                const Figure* const found = analysis::find(there, figure.word);
                row.cells.push_back(found == nullptr ? nothing() : cellOf(found));
            }
            table.rows.push_back(std::move(row));
        };
        table.rows.push_back({.label = parties[static_cast<qsizetype>(side)],
                              .cells = std::vector<Cell>(outcomes.size()),
                              .strong = true});
        const std::vector<Figure> changes = describedChanges();
        for (const Figure& figure : describedFigures()) {
            if (figure.detail || figure.kind == Figure::Kind::halfWidth) {
                continue;
            }
            add(titleOf(figure), figure, false);
            if (analysis::find(changes, figure.word) != nullptr) {
                add(tr(QT_TRANSLATE_NOOP("ResultTables", "against the baseline")), figure, true);
            }
        }
        const Figure beaten = analysis::chanceToBeat({});
        add(titleOf(beaten), beaten, true);
    }
    return table;
}

ResultTable withChanges(ResultTable outcomes, const ResultTable& changes)
{
    const qsizetype columns = changes.columns.size() - 1;
    for (qsizetype column = 1; column <= columns; ++column) {
        outcomes.columns << (column == 1 ? tr(QT_TRANSLATE_NOOP("ResultTables", "Difference"))
                                         : changes.columns[column]);
    }
    for (ResultRow& row : outcomes.rows) {
        const auto found = std::ranges::find(changes.rows, row.label, &ResultRow::label);
        for (std::size_t i = 0; i < static_cast<std::size_t>(columns); ++i) {
            row.cells.push_back(found == changes.rows.end() ? Cell{} : found->cells[i]);
        }
    }
    return outcomes;
}

namespace {

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

ResultTable tornadoTable(const analysis::Tornado& tornado, deal::Side side, const QString& party, const Format& format,
                         std::size_t most)
{
    ResultTable table{.columns = {party, tr(QT_TRANSLATE_NOOP("ResultTables", "from low to high")),
                                  tr(QT_TRANSLATE_NOOP("ResultTables", "NPV at low")),
                                  tr(QT_TRANSLATE_NOOP("ResultTables", "NPV as it stands")),
                                  tr(QT_TRANSLATE_NOOP("ResultTables", "NPV at high"))},
                      .withErrors = false};
    const bool licensor = side == deal::Side::licensor;
    const simulation::Estimate& stands = licensor ? tornado.licensor : tornado.host;
    for (const analysis::TornadoBar& bar : analysis::ordered(tornado, side)) {
        if (table.rows.size() == most || bar.width(side) == 0.0) {
            break;
        }
        deal::Leaf low = bar.leaf;
        deal::Leaf high = bar.leaf;
        low.value = bar.low;
        high.value = bar.high;
        table.rows.push_back({leafTitle(bar.leaf),
                              {{.words = rangeText(format.show(low), format.show(high))},
                               {.figure = licensor ? analysis::moneyFigure(bar.licensorAtLow, bar.licensorErrorAtLow)
                                                   : analysis::moneyFigure(bar.hostAtLow, bar.hostErrorAtLow)},
                               {.figure = analysis::moneyFigure(stands.value, stands.error)},
                               {.figure = licensor ? analysis::moneyFigure(bar.licensorAtHigh, bar.licensorErrorAtHigh)
                                                   : analysis::moneyFigure(bar.hostAtHigh, bar.hostErrorAtHigh)}}});
    }
    return table;
}

ResultTable readingsTable(const analysis::TierAmbiguity& ambiguity, const deal::Tiers& stated,
                          const QStringList& parties)
{
    const auto name = [](auto choice) {
        return choiceText(deal::choices<decltype(choice)>[static_cast<std::size_t>(choice)].label);
    };
    ResultTable table{.columns =
                          QStringList{tr(QT_TRANSLATE_NOOP("ResultTables", "The same table read as"))} + parties};
    for (const analysis::TierReading& reading : ambiguity.readings) {
        const QString title = tr(QT_TRANSLATE_NOOP("ResultTables", "%1, by %2"))
                                  .arg(name(reading.method), name(reading.period).toLower());
        const bool own = reading.method == stated.method && reading.period == stated.period;
        table.rows.push_back({own ? tr(QT_TRANSLATE_NOOP("ResultTables", "%1 (the deal's)")).arg(title) : title,
                              {{.figure = analysis::moneyFigure(reading.licensor, reading.licensorError)},
                               {.figure = analysis::moneyFigure(reading.host, reading.hostError)}}});
    }
    table.rows.push_back(
        {.label = tr(QT_TRANSLATE_NOOP("ResultTables", "Largest less smallest")),
         .cells = {{.figure = analysis::moneyFigure(ambiguity.licensorSpread, ambiguity.licensorSpreadError)},
                   {.figure = analysis::moneyFigure(ambiguity.hostSpread, ambiguity.hostSpreadError)}},
         .strong = true});
    return table;
}

namespace {

[[nodiscard]] QString driverName(const deal::Scenario& scenario, const analysis::Driver& driver)
{
    using analysis::DriverKind;
    const auto at = static_cast<std::size_t>(std::max(driver.index, 0));
    const auto useCase = [&] { return QString::fromStdString(scenario.market.useCases[at].name); };
    switch (driver.kind) {
        case DriverKind::noise:
            return tr(QT_TRANSLATE_NOOP("ResultTables", "%1: usage off its trend")).arg(useCase());
        case DriverKind::growth:
            return tr(QT_TRANSLATE_NOOP("ResultTables", "%1: growth")).arg(useCase());
        case DriverKind::price:
            return tr(QT_TRANSLATE_NOOP("ResultTables", "Level of prices"));
        case DriverKind::event:
            return tr(QT_TRANSLATE_NOOP("ResultTables", "%1: how often"))
                .arg(QString::fromStdString(scenario.market.events[at].name));
        case DriverKind::incidents:
            return tr(QT_TRANSLATE_NOOP("ResultTables", "Number of incidents"));
        case DriverKind::disputes:
            break;
    }
    return tr(QT_TRANSLATE_NOOP("ResultTables", "Number of disputes"));
}

}  // namespace

ResultTable correlationsTable(const deal::Scenario& scenario,
                              const std::vector<analysis::DriverCorrelation>& correlations, const QStringList& parties,
                              std::size_t most)
{
    std::vector<analysis::DriverCorrelation> ordered = correlations;
    std::ranges::sort(ordered, {}, [](const analysis::DriverCorrelation& one) {
        return std::tuple(-std::max(std::fabs(one.licensor), std::fabs(one.host)), one.driver.kind, one.driver.index);
    });
    ordered.resize(std::min(most, ordered.size()));
    ResultTable table{.columns =
                          QStringList{tr(QT_TRANSLATE_NOOP("ResultTables", "Rank correlation of NPV with"))} + parties};
    const auto cell = [](double correlation) {
        return Cell{.figure = Figure{
                        .dimension = deal::Dimension::exponent, .kind = Figure::Kind::change, .value = correlation}};
    };
    for (const analysis::DriverCorrelation& one : ordered) {
        table.rows.push_back({driverName(scenario, one.driver), {cell(one.licensor), cell(one.host)}});
    }
    return table;
}

}  // namespace dealwright::words
