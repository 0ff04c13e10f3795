// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/redline.h"
#include "deal/clauses.h"
#include "deal/edits.h"
#include "storage/deal_file.h"
#include "support/random_scenarios.h"
#include "support/room_tests.h"
#include "views/charts/fan_chart.h"
#include "views/charts/waterfall.h"
#include "views/report/term_tables.h"
#include "words/difference_rows.h"
#include "words/titles.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>

using namespace dealwright;
using namespace dealwright::views;
using report::TermTables;
using words::dealName;
using words::DifferenceRow;
using words::fieldText;
using words::Format;
using words::workbookName;

namespace {

[[nodiscard]] deal::Workbook sample(const char* name)
{
    return storage::loadWorkbook(QStringLiteral(DEALWRIGHT_SCENARIOS "/%1.json").arg(QLatin1String(name)))
        .workbook.value();
}

/// All that the pages of terms and assumptions say.
[[nodiscard]] QString textOf(const TermTables& tables)
{
    QStringList all = tables.absent;
    for (const report::Table& table : tables.tables) {
        all << table.title << table.note;
        for (const report::Column& column : table.columns) {
            all << column.head;
        }
        for (const QStringList& row : table.rows) {
            all << row;
        }
    }
    return all.join(QLatin1Char('\n'));
}

[[nodiscard]] QString textOf(const deal::Scenario& scenario)
{
    return textOf(report::termTables(scenario, {})) + textOf(report::assumptionTables(scenario, {}));
}

[[nodiscard]] bool isOnThePages(const deal::Leaf& leaf)
{
    const bool shown = leaf.path.starts_with("terms.") || leaf.path.starts_with("market.") ||
                       leaf.path.starts_with("parties.") || leaf.path.starts_with("timeline.") ||
                       leaf.path.starts_with("simulation.");
    return shown && leaf.field->dimension != deal::Dimension::identifier;
}

/// Another value of the same kind; absent where there is none.
[[nodiscard]] std::optional<deal::Value> anotherValue(const deal::Leaf& leaf, const deal::Scenario& scenario)
{
    if (const bool* flag = std::get_if<bool>(&leaf.value)) {
        return !*flag;
    }
    if (leaf.field->dimension == deal::Dimension::useCase) {
        const bool all = std::holds_alternative<std::monostate>(leaf.value);
        return all ? deal::Value{scenario.market.useCases.front().name} : deal::Value{};
    }
    if (!leaf.choices.empty()) {
        for (const deal::ChoiceText& choice : leaf.choices) {
            if (deal::Value{std::string(choice.word)} != leaf.value) {
                return std::string(choice.word);
            }
        }
        return std::nullopt;
    }
    if (leaf.field->dimension == deal::Dimension::currency) {
        return std::string("EUR");
    }
    if (const auto* text = std::get_if<std::string>(&leaf.value)) {
        return *text + "x";
    }
    if (const auto* seed = std::get_if<std::uint64_t>(&leaf.value)) {
        return *seed + 1;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&leaf.value)) {
        return *whole + 1;
    }
    const double number = deal::numberOf(leaf).value_or(0.0);
    // A tenth more, or a value that the field often has: several of the seven digits that are printed.
    return number != 0.0 ? number * 1.1 : leaf.field->hasUsualRange() ? leaf.field->usualHigh : 1.0;
}

/// Its lists have elements, so that each leaf that is described is there.
[[nodiscard]] deal::Scenario everyLeaf()
{
    return sample("every-clause").scenarios.front();
}

[[nodiscard]] std::vector<DifferenceRow> rowsOf(const deal::Scenario& before, const deal::Scenario& after)
{
    return words::differenceRows({&before, &after}, {});
}

}  // namespace

class TestReportTables : public QObject {
    Q_OBJECT

private slots:
    void aDealIsCalledByItsPartiesAndYear()
    {
        deal::Scenario scenario;
        scenario.name = "Offer";
        scenario.parties.licensor.name = "Meta";
        scenario.parties.host.name = "Northwind Cloud";
        scenario.timeline.startYear = 2027;
        QCOMPARE(dealName(scenario), QStringLiteral("Meta and Northwind Cloud 2027"));
        deal::Scenario other = scenario;
        other.name = "Counter";
        other.parties.host.name = " ";
        QCOMPARE(dealName(other), QStringLiteral("Meta and Host 2027"));
        QCOMPARE(workbookName({{scenario, other}, "Counter"}), QStringLiteral("Meta and Host 2027"));
        QCOMPARE(workbookName({{scenario, other}, "Offer"}), QStringLiteral("Meta and Northwind Cloud 2027"));
    }

    /// Whatever is described and differs is read on the pages: no leaf can change without them.
    void noValueCanChangeWithoutThePages()
    {
        const deal::Scenario scenario = everyLeaf();
        const QString before = textOf(scenario);
        int changed = 0;
        for (const deal::Leaf& leaf : deal::flatten(scenario)) {
            const auto value = isOnThePages(leaf) ? anotherValue(leaf, scenario) : std::nullopt;
            deal::Scenario after = scenario;
            if (!value || deal::assign(after, leaf.path, *value) != deal::AssignError::none) {
                continue;
            }
            ++changed;
            QVERIFY2(textOf(after) != before, leaf.path.c_str());
        }
        QVERIFY(changed > 0);
        const auto all = deal::flatten(scenario);
        QCOMPARE(changed, static_cast<int>(std::ranges::count_if(all, isOnThePages)));
    }

    void everyTermThatIsAgreedIsNamedAndTheRestIsNamedAsAbsent()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            const deal::Scenario scenario = tests::randomScenario(seed);
            const TermTables tables = report::termTables(scenario, {});
            const QString said = textOf(tables).toLower();
            for (const deal::Leaf& leaf : deal::flatten(scenario)) {
                if (!leaf.path.starts_with("terms.") || leaf.field->dimension == deal::Dimension::name) {
                    continue;
                }
                // Its own label, or that of the clause that is absent as a whole.
                const QString label = fieldText(leaf.field->label).toLower();
                const QString clause = leaf.sections.size() > 1 ? fieldText(leaf.sections[1]->label).toLower() : label;
                QVERIFY2(said.contains(label) || tables.absent.join('\n').toLower().contains(clause),
                         leaf.path.c_str());
            }
        }
    }

    void whatIsNotAgreedIsNoRow()
    {
        deal::Scenario scenario;
        scenario.name = "Bare";
        scenario.timeline.months = 12;
        scenario.market.useCases = {{.id = 0, .name = "Search", .initialUsage = 1.0, .trend = {}, .price = 1.0}};
        scenario.terms.shares = {{.baseRate = 0.1}};
        scenario.terms.exclusivity = {{}};
        TermTables tables = report::termTables(scenario, {});
        QVERIFY(tables.absent.contains("exclusivity"));
        QVERIFY(tables.absent.contains("milestones"));
        QVERIFY(tables.absent.contains("holdback"));
        QVERIFY(tables.absent.contains("upfront fee"));
        QCOMPARE(tables.tables.size(), 2);  // the shares, and what the share is of

        scenario.terms.exclusivity[0].granted = true;
        scenario.terms.upfrontFee = 4e6;
        tables = report::termTables(scenario, {});
        QVERIFY(!tables.absent.contains("exclusivity"));
        QVERIFY(!tables.absent.contains("upfront fee"));
        QCOMPARE(tables.tables.size(), 3);
    }

    void equalScenariosHaveNoDifferences()
    {
        const deal::Scenario scenario = everyLeaf();
        QVERIFY(rowsOf(scenario, scenario).empty());
    }

    /// One value that differs is one row, which shows it as the field does.
    void aValueThatDiffersIsARow()
    {
        const deal::Scenario scenario = everyLeaf();
        const Format format(scenario);
        int changed = 0;
        for (const deal::Leaf& leaf : deal::flatten(scenario)) {
            const bool shown = isOnThePages(leaf) && !leaf.path.starts_with("simulation.");
            const auto value = shown ? anotherValue(leaf, scenario) : std::nullopt;
            deal::Scenario after = scenario;
            // Measure and currency change how others are read, a name what they are called.
            const bool changesOthers = leaf.path == "terms.tiers.measure" || leaf.path == "timeline.currency" ||
                                       leaf.path.starts_with("timeline.start") ||
                                       leaf.field->dimension == deal::Dimension::name;
            if (!value || changesOthers || deal::assign(after, leaf.path, *value) != deal::AssignError::none) {
                continue;
            }
            ++changed;
            const std::vector<DifferenceRow> rows = rowsOf(scenario, after);
            QVERIFY2(rows.size() == 1, leaf.path.c_str());
            const QStringList expected{format.show(leaf), format.show(*deal::leafAt(after, leaf.path))};
            QCOMPARE(rows[0].values, expected);
            const bool isTerm = deal::isOfTheTerms(deal::sectionOf(leaf));
            QCOMPARE(rows[0].clause, isTerm ? deal::clauseOf(leaf) : std::string());
        }
        QVERIFY(changed > 100);
    }

    void anAddedOrRemovedElementIsOneRow()
    {
        const deal::Scenario with = everyLeaf();
        deal::Scenario without = with;
        without.terms.milestones.pop_back();
        const std::string clause = "terms.milestones[" + std::to_string(without.terms.milestones.size()) + "]";
        const deal::Milestone& milestone = with.terms.milestones.back();
        const Format format(with);

        std::vector<DifferenceRow> rows = rowsOf(without, with);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].clause, clause);
        QCOMPARE(rows[0].values[0], QStringLiteral("none"));
        QVERIFY(rows[0].values[1].contains(format.show(milestone.amount, deal::Dimension::money)));
        QVERIFY(rows[0].values[1].contains(format.show(milestone.usage, deal::Dimension::usage)));

        rows = rowsOf(with, without);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].values[1], QStringLiteral("none"));

        without = with;
        without.terms.contributions.clear();
        QCOMPARE(rowsOf(with, without).size(), with.terms.contributions.size());

        without = with;
        without.terms.tiers = {};
        rows = rowsOf(with, without);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].clause, std::string("terms.tiers"));
    }

    void companionsShareARow()
    {
        const deal::Scenario before = everyLeaf();
        deal::Scenario after = before;
        after.terms.rateFloor /= 2;
        after.terms.rateCap /= 2;
        const std::vector<DifferenceRow> rows = rowsOf(before, after);
        QCOMPARE(rows.size(), std::size_t{1});
        const Format format(after);
        QCOMPARE(rows[0].values[1],
                 QStringLiteral("%1 · %2").arg(format.show(after.terms.rateFloor, deal::Dimension::fraction),
                                               format.show(after.terms.rateCap, deal::Dimension::fraction)));
    }

    void everyClauseOfTheRedlineHasARow()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const deal::Scenario before = tests::randomScenario(seed);
            deal::Scenario after = before;
            tests::Luck luck(seed);
            after.terms = tests::randomTerms(luck, before);
            const std::vector<DifferenceRow> rows = rowsOf(before, after);
            for (const std::string& clause : deal::changedClauses(before.terms, after.terms)) {
                const auto count = std::ranges::count(rows, clause, &DifferenceRow::clause);
                QVERIFY2(count == 1, clause.c_str());
            }
        }
    }

    void scenariosSideBySideKeepTheirColumns()
    {
        const deal::Scenario first = everyLeaf();
        deal::Scenario second = first;
        second.terms.upfrontFee = 7e6;
        deal::Scenario third = first;
        third.terms.advance = 9e6;
        const std::vector<DifferenceRow> rows = words::differenceRows({&first, &second, &third}, {});
        QCOMPARE(rows.size(), std::size_t{2});
        const Format format(first);
        const auto money = [&](double value) { return format.show(value, deal::Dimension::money); };
        QCOMPARE(rows[0].values,
                 (QStringList{money(first.terms.upfrontFee), money(7e6), money(first.terms.upfrontFee)}));
        QCOMPARE(rows[1].values, (QStringList{money(first.terms.advance), money(first.terms.advance), money(9e6)}));
    }

    void whatIsAddedStandsWhereItBelongs()
    {
        deal::Scenario before = everyLeaf();
        before.terms.milestones.clear();
        deal::Scenario after = before;
        after.terms.upfrontFee += 1e6;
        after.terms.milestones = {{.usage = 1e6, .amount = 1e6}};
        after.terms.holdback.months += 1;
        after.timeline.months += 12;
        std::vector<std::string> clauses;
        for (const DifferenceRow& row : rowsOf(before, after)) {
            clauses.push_back(row.clause);
        }
        const std::vector<std::string> expected{"terms.upfrontFee", "terms.milestones[0]", "terms.holdback", ""};
        QVERIFY(clauses == expected);
    }

    void aWaterfallHasNoRowThatReadsNought()
    {
        using simulation::BridgeItem;
        Waterfall waterfall;
        waterfall.show({.title = {},
                        .side = deal::Side::licensor,
                        .lines = {{BridgeItem::baseRate, 0, 100e6, -100e6},
                                  {BridgeItem::audit, -1, -0.2e6, 0.0},
                                  {BridgeItem::incident, -1, -0.3e6, 0.0},
                                  {BridgeItem::compliance, -1, 0.1e6, 0.0}},
                        .useCases = {"Search"},
                        .standardError = 3e6,
                        .format = Format(deal::Scenario{})});
        const std::vector<BarRow>& rows = waterfall.rows();
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[0].figure, QStringLiteral("+100"));
        QVERIFY(rows[1].bold);
        QCOMPARE(rows[1].to, 99.6);
    }

    /// A chart that was never shown draws the same with and without a turn of the event loop.
    void aChartDrawsOnPaperAtOnce()
    {
        simulation::MonthlyStatistic months;
        for (int t = 0; t < 24; ++t) {
            months.mean.push_back(1e6 * t);
            for (std::size_t k = 0; k < months.percentiles.size(); ++k) {
                months.percentiles[k].push_back(1e6 * t * (0.5 + 0.2 * static_cast<double>(k)));
            }
        }
        FanChart chart;
        chart.setTokens(theme::light());
        chart.show({.title = "Cash",
                    .quantity = "%1",
                    .side = deal::Side::host,
                    .months = months,
                    .signing = 0.0,
                    .cumulative = false,
                    .format = Format(deal::Scenario{})});
        const auto drawn = [&chart] {
            QImage image(400, 250, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            chart.paintOn(painter, QRectF(20.0, 10.0, 360.0, 220.0));
            painter.end();
            return image;
        };
        const QImage first = drawn();
        const QColor band = theme::light().host.outerBand;
        int inBand = 0;
        for (int y = 0; y < first.height(); ++y) {
            for (int x = 0; x < first.width(); ++x) {
                inBand += first.pixelColor(x, y) == band ? 1 : 0;
            }
        }
        QVERIFY(inBand > 1000);
        QCoreApplication::processEvents();
        QCOMPARE(drawn(), first);
    }
};

ROOM_TEST(report_tables, TestReportTables)
#include "tst_report_tables.moc"
