// SPDX-License-Identifier: GPL-3.0-or-later
// The PDF from its first page to its last: which parts there are and where they stand. Tables are made in
// result_page, difference_table and term_tables, lines and columns in page.
#include "views/report/report.h"

#include "analysis/comparison.h"
#include "deal/leaves.h"
#include "views/charts/chances_chart.h"
#include "views/charts/contents.h"
#include "views/report/difference_table.h"
#include "views/report/missing_letters.h"
#include "views/report/page.h"
#include "views/report/result_page.h"
#include "views/report/term_tables.h"
#include "words/caution_text.h"
#include "words/difference_rows.h"
#include "words/result_tables.h"
#include "words/titles.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHashSeed>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace dealwright::views {

namespace {

using report::Pages;

constexpr std::array sides{deal::Side::licensor, deal::Side::host};

/// Composes the report; run once to count the pages and once to write them.
class Report {
    Q_DECLARE_TR_FUNCTIONS(Report)
public:
    Report(const ReportContent& content, const words::NumberHabits& habits)
        : m_content(content),
          m_subject(*content.scenarios.front().scenario),
          m_projection(*content.scenarios.front().projection),
          m_format(m_subject, habits)
    {
    }

    /// “Meta and Northwind Cloud 2027: Host's counter”.
    [[nodiscard]] QString titleText() const
    {
        const QString what = m_content.scenarios.size() == 1
                                 ? QString::fromStdString(m_subject.name)
                                 : tr("%1 scenarios compared").arg(m_content.scenarios.size());
        return tr("%1: %2").arg(m_content.workbookName, what);
    }

    int write(QPdfWriter& writer, int pageCount)
    {
        Pages pages(writer, footerText(), pageCount);
        m_pages = &pages;
        if (m_content.scenarios.size() > 1) {
            comparedPage();
        } else {
            summaryPage();
        }
        for (const ReportScenario& scenario : m_content.scenarios) {
            chartsPage(scenario);
        }
        termPages();
        assumptionPages();
        m_pages = nullptr;
        return pages.page();
    }

private:
    [[nodiscard]] QString name(deal::Side side) const { return words::partyName(m_subject, side); }

    [[nodiscard]] QString footerText() const
    {
        return tr("%1 · %2 · seed %3 · Dealwright %4 · workbook SHA-256 %5: open it with these and every figure "
                  "repeats")
            .arg(fileText(fittingFooter(m_content.fileName)), samplingText(), QString::number(m_projection.seed),
                 m_content.version, QString::fromLatin1(m_content.payloadSha256));
    }

    [[nodiscard]] QString samplingText() const
    {
        return (m_projection.sampling == deal::Sampling::quasi ? tr("%1 quasi-random paths")
                                                               : tr("%1 pseudo-random paths"))
            .arg(m_format.count(static_cast<double>(m_projection.paths)));
    }

    /// The footer has three lines; the whole name stands where it says how to repeat the figures.
    [[nodiscard]] static QString fittingFooter(const QString& fileName)
    {
        constexpr double room = 220.0;
        return QFontMetricsF(theme::font(Type::small)).elidedText(fileName, Qt::ElideMiddle, room);
    }

    [[nodiscard]] QString fileText(const QString& name) const
    {
        return name.isEmpty()            ? tr("not saved to a file")
               : m_content.fileIsChanged ? tr("%1, with changes not saved in it").arg(name)
                                         : name;
    }

    [[nodiscard]] QString money(const simulation::Statistic& npv) const
    {
        return m_format.money(npv.mean, npv.standardError);
    }

    void title()
    {
        const Tokens& tokens = theme::light();
        m_pages->text(tr("Deal summary · confidential"), theme::font(Type::secondary), tokens.secondary, 20.0);
        QFont font = theme::font(Type::headline);
        font.setPixelSize(23);
        m_pages->paragraph(titleText().toHtmlEscaped(), font, 1.2);
        m_pages->skip(4.0);
        m_pages->paragraph(
            tr("Licensor %1 · host %2 · %3 from %4 · %5")
                .arg(name(deal::Side::licensor), name(deal::Side::host), m_format.duration(m_subject.timeline.months),
                     m_format.monthName(0), QString::fromStdString(m_subject.timeline.currency))
                .toHtmlEscaped(),
            theme::font(Type::body), 1.2, theme::light().secondary);
        missingLetters();
        m_pages->skip(14.0);
    }

    /// Says which letters are boxes, and how they become letters.
    void missingLetters()
    {
        QStringList texts{m_content.workbookName, m_content.fileName};
        const auto add = [&](const deal::Scenario& scenario) {
            for (const deal::Leaf& leaf : deal::flatten(scenario)) {
                if (const auto* words = std::get_if<std::string>(&leaf.value);
                    words != nullptr && leaf.path != "notes" && leaf.path != "author") {
                    texts << QString::fromStdString(*words);
                }
            }
        };
        for (const ReportScenario& scenario : m_content.scenarios) {
            add(*scenario.scenario);
        }
        if (m_content.baseline) {
            add(*m_content.baseline->scenario);
        }
        for (const report::MissingLetters& missing : report::missingLetters(texts)) {
            m_pages->skip(6.0);
            m_pages->paragraph(missing.sentence().toHtmlEscaped(), theme::font(Type::body), 1.15,
                               theme::light().problem);
        }
    }

    [[nodiscard]] QString verdict() const
    {
        const auto gains = [&](deal::Side side) {
            const simulation::Statistic& npv = m_projection.of(side).npv;
            return simulation::reaches(npv.mean, m_subject.parties.of(side).reservationValue, npv.grossInflow);
        };
        const bool licensor = gains(deal::Side::licensor);
        const bool host = gains(deal::Side::host);
        return licensor && host ? tr("Both sides gain over walking away.")
               : licensor       ? tr("%1 would do better by walking away.").arg(name(deal::Side::host))
               : host           ? tr("%1 would do better by walking away.").arg(name(deal::Side::licensor))
                                : tr("Both sides would do better by walking away.");
    }

    [[nodiscard]] QString coloured(deal::Side side, const QString& text) const
    {
        return QStringLiteral("<b style='color:%1'>%2</b>")
            .arg(theme::light().of(side).text.name(), text.toHtmlEscaped());
    }

    void summaryPage()
    {
        title();
        QString text =
            QStringLiteral("<b>%1</b> ").arg(verdict().toHtmlEscaped()) +
            tr("%1 can expect %2 and %3 %4 in present value.")
                .arg(name(deal::Side::licensor).toHtmlEscaped(),
                     coloured(deal::Side::licensor, money(m_projection.licensor.npv)),
                     name(deal::Side::host).toHtmlEscaped(), coloured(deal::Side::host, money(m_projection.host.npv)));
        std::optional<analysis::Comparison> comparison;
        if (m_content.baseline) {
            comparison = analysis::compare(*m_content.baseline->projection, m_projection);
            text += QLatin1Char(' ') +
                    tr("Against %1 that is %2 for %3 and %4 for %5.")
                        .arg(QString::fromStdString(m_content.baseline->scenario->name).toHtmlEscaped(),
                             difference(comparison->licensor), name(deal::Side::licensor).toHtmlEscaped(),
                             difference(comparison->host), name(deal::Side::host).toHtmlEscaped());
        }
        m_pages->paragraph(text, theme::font(Type::body));
        m_pages->skip(14.0);
        outcomesTable(comparison);
        cautionsOf({&m_content.scenarios.front()});
        m_pages->skip(8.0);
        histograms(m_content.scenarios.front());
        m_pages->heading(tr("When the money comes"));
        fans(m_content.scenarios.front(), false);
        if (comparison) {
            differences();
        } else {
            revenue(m_content.scenarios.front(), 220.0);
        }
    }

    /// What a reader of the figures should know, a line each; of several scenarios with their names.
    void cautionsOf(const std::vector<const ReportScenario*>& scenarios)
    {
        QStringList lines;
        if (!m_content.baselineFlaw.isEmpty()) {
            lines << m_content.baselineFlaw;
        }
        for (const ReportScenario* scenario : scenarios) {
            for (const QString& caution : words::cautions(*scenario->scenario, *scenario->projection)) {
                lines << (scenarios.size() == 1
                              ? caution
                              : QString::fromStdString(scenario->scenario->name) + QStringLiteral(" · ") + caution);
            }
        }
        for (const QString& line : lines) {
            m_pages->paragraph(line.toHtmlEscaped(), theme::font(Type::secondary), 1.15, theme::light().warning);
        }
    }

    [[nodiscard]] QString difference(const analysis::PartyComparison& party) const
    {
        return m_format.money(party.difference, party.standardError, true);
    }

    void outcomesTable(const std::optional<analysis::Comparison>& comparison)
    {
        m_pages->heading(tr("Who gets what, and how sure is it"));
        const QStringList parties{name(deal::Side::licensor), name(deal::Side::host)};
        std::optional<words::Against> against;
        if (comparison) {
            against = {QString::fromStdString(m_content.baseline->scenario->name), *comparison};
        }
        report::Table table =
            report::pageTable(words::statisticsTable(m_projection, parties, words::Room::few, against), m_format);
        for (qsizetype column = 1 + parties.size(); column < table.columns.size(); ++column) {
            table.columns[column].width = 110.0;
        }
        m_pages->table(table);
    }

    /// Both parties' figures side by side.
    template <class Draw>
    void pair(double height, Draw draw)
    {
        m_pages->need(height);
        constexpr double gap = 24.0;
        const double width = (Pages::contentWidth() - gap) / 2.0;
        double x = Pages::margin;
        for (const deal::Side side : sides) {
            draw(side, QRectF(x, m_pages->y(), width, height - 12.0));
            x += width + gap;
        }
        m_pages->skip(height);
    }

    void histograms(const ReportScenario& scenario)
    {
        pair(176.0, [&](deal::Side side, const QRectF& area) {
            HistogramChart chart;
            chart.setTokens(theme::light());
            chart.show(distributionOf(*scenario.scenario, *scenario.projection, side, m_format));
            chart.paintOn(m_pages->painter(), area);
        });
    }

    void fans(const ReportScenario& scenario, bool cumulative)
    {
        const auto fan = [&](deal::Side side) {
            Fan made = fanOf(*scenario.scenario, *scenario.projection, side,
                             cumulative ? FanMoney::cumulative : FanMoney::cashFlow, m_format);
            made.quantity = tr("%1; dashed: mean").arg(made.quantity);
            return made;
        };
        std::array fans{fan(deal::Side::licensor), fan(deal::Side::host)};
        shareUnit(fans[0], fans[1]);
        pair(200.0, [&](deal::Side side, const QRectF& area) {
            FanChart chart;
            chart.setTokens(theme::light());
            chart.show(fans[static_cast<std::size_t>(side)]);
            chart.paintOn(m_pages->painter(), area);
        });
    }

    /// What differs from the baseline and what it moves; the clauses that move most where not all fit on the page.
    void differences()
    {
        const double largest =
            std::max(std::fabs(m_projection.licensor.npv.mean), std::fabs(m_projection.host.npv.mean));
        const report::DifferenceTable differences = report::differenceTable(
            *m_content.baseline->scenario, m_subject, m_content.redline, m_format, m_format.moneyScale(largest));
        if (differences.table.rows.isEmpty()) {
            return;
        }
        if (m_content.redline && m_pages->heightOf(differences.table) > m_pages->left()) {
            const report::Table part = report::largestDifferences(differences, *m_pages);
            if (!part.rows.isEmpty()) {
                m_pages->table(part);
            }
            m_pages->newPage();
        }
        m_pages->table(differences.table);
        if (m_content.redline) {
            m_pages->paragraph(tr("What a clause moves is its part of the whole change in expected NPV, the mean over "
                                  "the orders in which the clauses could be agreed.")
                                   .toHtmlEscaped(),
                               theme::font(Type::small), 1.15, theme::light().secondary);
        }
    }

    /// A table for each party, a scenario to a row, in the unit of the largest mean.
    void comparedOutcomes()
    {
        std::vector<analysis::Comparison> comparisons;
        comparisons.reserve(m_content.scenarios.size());
        std::vector<words::Outcome> outcomes;
        for (const ReportScenario& scenario : m_content.scenarios) {
            const bool first = outcomes.empty();
            comparisons.push_back(analysis::compare(m_projection, *scenario.projection));
            outcomes.push_back({QString::fromStdString(scenario.scenario->name), scenario.projection.get(),
                                first ? nullptr : &comparisons.back()});
        }
        for (const deal::Side side : sides) {
            m_pages->heading(name(side));
            double largest = 0.0;
            for (const ReportScenario& scenario : m_content.scenarios) {
                largest = std::max(largest, std::fabs(scenario.projection->of(side).npv.mean));
            }
            const words::Scale unit = m_format.moneyScale(largest);
            const QString head = tr("NPV in %1").arg(m_format.moneyUnit(unit));
            words::ResultTable table = words::withChanges(words::outcomesTable(outcomes, side, head),
                                                          words::changesTable(outcomes, side, words::Room::few));
            table.unit = unit;
            table.withErrors = false;
            m_pages->table(report::pageTable(table, m_format));
            m_pages->skip(6.0);
        }
    }

    void comparedPage()
    {
        QStringList names;
        for (const ReportScenario& scenario : m_content.scenarios) {
            names << QString::fromStdString(scenario.scenario->name);
        }
        title();
        const auto best = [&](deal::Side side) -> const ReportScenario& {
            return *std::ranges::max_element(m_content.scenarios, {}, [side](const ReportScenario& scenario) {
                return scenario.projection->of(side).npv.mean;
            });
        };
        const auto most = [&](deal::Side side) {
            const ReportScenario& scenario = best(side);
            return tr("%1 expects the most from %2: %3.")
                .arg(name(side).toHtmlEscaped(),
                     QStringLiteral("<b>%1</b>").arg(QString::fromStdString(scenario.scenario->name).toHtmlEscaped()),
                     coloured(side, money(scenario.projection->of(side).npv)));
        };
        m_pages->paragraph(tr("%1 %2 All run on the same luck; differences are to %3.")
                               .arg(most(deal::Side::licensor), most(deal::Side::host),
                                    QStringLiteral("<b>%1</b>").arg(names.front().toHtmlEscaped())),
                           theme::font(Type::body));
        m_pages->skip(12.0);
        comparedOutcomes();
        std::vector<const ReportScenario*> all;
        all.reserve(m_content.scenarios.size());
        for (const ReportScenario& scenario : m_content.scenarios) {
            all.push_back(&scenario);
        }
        cautionsOf(all);
        chances();
        std::vector<const deal::Scenario*> scenarios;
        report::Table table{.title = tr("What differs from %1").arg(names.front()),
                            .columns = {{tr("Term"), 0.0, false}}};
        for (const ReportScenario& scenario : m_content.scenarios) {
            scenarios.push_back(scenario.scenario.get());
            table.columns.push_back({QString::fromStdString(scenario.scenario->name), 0.0, true});
        }
        for (const words::DifferenceRow& row : words::differenceRows(scenarios, m_format.habits)) {
            QStringList values = row.values;
            values.replaceInStrings(QStringLiteral("; "), QStringLiteral("\n"));  // narrow columns: a part on each line
            table.rows.push_back(QStringList{row.title} + values);
        }
        if (!table.rows.isEmpty()) {
            m_pages->table(table);
        }
    }

    /// Whether names of this length have room at the edge of a chart as wide as the page.
    [[nodiscard]] static bool fitAtEdge(const QStringList& names)
    {
        constexpr double room = 240.0;
        QFont font = theme::font(Type::small);
        font.setBold(true);
        const QFontMetricsF metrics(font);
        return std::ranges::all_of(names, [&](const QString& name) { return metrics.horizontalAdvance(name) <= room; });
    }

    /// Which name stands for which number in a chart.
    [[nodiscard]] static report::Table legend(const QString& title, const QString& what, const QStringList& numbers,
                                              const QStringList& names)
    {
        report::Table table{.title = title, .columns = {{tr("In the chart"), 110.0, false}, {what, 0.0, false}}};
        for (qsizetype i = 0; i < names.size(); ++i) {
            table.rows.push_back({numbers[i], names[i]});
        }
        return table;
    }

    /// How likely each scenario ends below an amount, one party below the other: the names need the width. As many
    /// scenarios to a chart as have colours of their own, the first in each.
    void chances()
    {
        constexpr double height = 220.0;
        constexpr std::size_t others = 5;
        const std::size_t count = m_content.scenarios.size();
        QStringList names;
        QStringList labels;
        for (const ReportScenario& scenario : m_content.scenarios) {
            names << QString::fromStdString(scenario.scenario->name);
            labels << tr("scenario %1").arg(names.size());
        }
        if (count <= others + 1 && fitAtEdge(names)) {
            labels = names;
        } else {
            m_pages->table(legend(tr("Names in the charts"), tr("Scenario"), labels, names));
        }
        for (const deal::Side side : sides) {
            for (std::size_t from = 1; from < count; from += others) {
                std::vector<ChancesChart::Sample> samples;
                const auto add = [&](std::size_t i) {
                    const ReportScenario& scenario = m_content.scenarios[i];
                    samples.push_back({labels[static_cast<qsizetype>(i)], scenario.projection,
                                       scenario.scenario->parties.of(side).reservationValue});
                };
                add(0);
                for (std::size_t i = from; i < std::min(from + others, count); ++i) {
                    add(i);
                }
                ChancesChart chart;
                chart.setTokens(theme::light());
                chart.show(name(side), side, samples, m_format);
                paint(chart, height);
            }
        }
    }

    void chartsPage(const ReportScenario& scenario)
    {
        m_pages->newPage();
        m_pages->heading(tr("%1: charts").arg(QString::fromStdString(scenario.scenario->name)));
        if (const auto table = std::exchange(m_afterSummary, std::nullopt)) {
            m_pages->table(*table);
        }
        if (m_content.scenarios.size() > 1) {
            histograms(scenario);
            fans(scenario, false);
        }
        fans(scenario, true);
        if (m_content.scenarios.size() == 1 && m_content.baseline) {
            revenue(scenario, 220.0);
        }
        if (!scenario.projection->bridge.empty()) {
            waterfalls(scenario);
        }
    }

    void revenue(const ReportScenario& scenario, double height)
    {
        Stack stack = stackOf(*scenario.scenario, *scenario.projection, StackQuantity::money, m_format);
        QStringList names;
        QStringList labels;
        for (const deal::UseCase& useCase : scenario.scenario->market.useCases) {
            names << QString::fromStdString(useCase.name);
            labels << tr("use case %1:").arg(names.size());
        }
        const bool named = fitAtEdge(names);
        if (!named) {
            stack.names.assign(labels.begin(), labels.end());
        }
        StackedAreaChart chart;
        chart.setTokens(theme::light());
        chart.show(stack);
        paint(chart, height);
        if (!named) {
            labels.replaceInStrings(QStringLiteral(":"), QString());
            const report::Table table =
                legend(tr("Use cases in the chart of gross revenue"), tr("Use case"), labels, names);
            if (m_pages->heightOf(table) > m_pages->left() && m_pages->page() == 1) {
                m_afterSummary = table;  // rather than on a page of its own
            } else {
                m_pages->table(table);
            }
        }
    }

    /// A chart as wide as the page.
    void paint(Chart& chart, double height)
    {
        m_pages->need(height);
        chart.paintOn(m_pages->painter(), QRectF(Pages::margin, m_pages->y(), Pages::contentWidth(), height - 12.0));
        m_pages->skip(height);
    }

    void waterfalls(const ReportScenario& scenario)
    {
        std::array<Waterfall, 2> charts;
        const auto show = [&](double unitFor) {
            for (const deal::Side side : sides) {
                Bridge bridge = bridgeOf(*scenario.scenario, *scenario.projection, side, m_format);
                bridge.unitFor = unitFor;
                charts[static_cast<std::size_t>(side)].show(bridge);
            }
        };
        std::ranges::for_each(charts, [](Waterfall& chart) { chart.setTokens(theme::light()); });
        show(0.0);
        show(std::max(charts[0].largestFigure(), charts[1].largestFigure()));  // in one unit, side by side
        double tallest = 0.0;
        for (const Waterfall& chart : charts) {
            tallest = std::max(tallest, static_cast<double>(chart.sizeHint().height()));
        }
        // Smaller rather than on a page of its own.
        constexpr double least = 300.0;
        const double height = m_pages->left() < least ? tallest : std::min(tallest, m_pages->left());
        pair(height, [&](deal::Side side, const QRectF& area) {
            charts[static_cast<std::size_t>(side)].paintOn(m_pages->painter(), area);
        });
    }

    /// A new page where little of this one is left.
    void section(const QString& title)
    {
        constexpr double enough = 420.0;
        m_pages->skip(m_pages->left() < enough ? m_pages->left() : 12.0);
        m_pages->heading(title);
    }

    void termPages()
    {
        section(tr("%1: all terms").arg(QString::fromStdString(m_subject.name)));
        const report::TermTables terms = report::termTables(m_subject, m_format.habits);
        for (const report::Table& table : terms.tables) {
            m_pages->table(table);
        }
        if (!terms.absent.isEmpty()) {
            m_pages->paragraph(
                tr("Not part of this deal: %1.").arg(terms.absent.join(QStringLiteral(", "))).toHtmlEscaped(),
                theme::font(Type::secondary));
            m_pages->skip(12.0);
        }
    }

    void assumptionPages()
    {
        section(tr("Assumptions: parties, timeline, market and simulation"));
        m_pages->table(recipe());
        const report::TermTables assumptions = report::assumptionTables(m_subject, m_format.habits);
        for (const report::Table& table : assumptions.tables) {
            m_pages->table(table);
        }
        if (m_content.scenarios.size() > 1) {
            revenue(m_content.scenarios.front(), 220.0);
        }
        if (!assumptions.absent.isEmpty()) {
            m_pages->paragraph(
                tr("Left at nothing: %1.").arg(assumptions.absent.join(QStringLiteral(", "))).toHtmlEscaped(),
                theme::font(Type::secondary));
        }
    }

    /// What anyone needs to come to the same figures.
    [[nodiscard]] report::Table recipe() const
    {
        QStringList names;
        for (const ReportScenario& scenario : m_content.scenarios) {
            names << QString::fromStdString(scenario.scenario->name);
        }
        report::Table table{.title = tr("How to repeat these figures"),
                            .columns = {{tr("What"), 180.0, false}, {tr("Value"), 0.0, false}}};
        table.rows = {{tr("Program"), QStringLiteral("Dealwright %1").arg(m_content.version)},
                      {tr("Workbook"), fileText(m_content.fileName)},
                      {tr("SHA-256 of the workbook"), QString::fromLatin1(m_content.payloadSha256)},
                      {tr("Where the SHA-256 stands"),
                       tr("in the first line of the .deal file; “dealwright convert FILE COPY.deal” makes one")},
                      {tr("Scenarios"), names.join(QStringLiteral(" · "))},
                      {tr("Simulation"), tr("%1, seed %2").arg(samplingText(), QString::number(m_projection.seed))}};
        return table;
    }

    const ReportContent& m_content;
    const deal::Scenario& m_subject;
    const simulation::Projection& m_projection;
    words::Format m_format;
    Pages* m_pages = nullptr;
    std::optional<report::Table> m_afterSummary;  ///< what found no room on the first page
};

/// The bytes of one pass, and how many pages it took.
[[nodiscard]] std::pair<QByteArray, int> pass(const ReportContent& content, const words::NumberHabits& habits,
                                              int pageCount)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    int pages = 0;
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setResolution(1200);
        Report report(content, habits);
        writer.setTitle(report.titleText());
        writer.setCreator(QStringLiteral("Dealwright %1").arg(content.version));
        pages = report.write(writer, pageCount);
    }
    return {bytes, pages};
}

/// Puts the time of creation, in UTC, in the place of the clock's. What stands behind it moves where the clock's zone
/// took more room, and the table of what stands where (ISO 32000-1, 7.5.4 and 7.5.5) follows.
void stampDate(QByteArray& pdf, const QDateTime& created)
{
    const QByteArray key("/CreationDate (");
    const qsizetype at = pdf.indexOf(key) + key.size();
    const qsizetype end = pdf.indexOf(')', at);
    const QByteArray tableKey("startxref\n");
    const qsizetype pointer = pdf.lastIndexOf(tableKey) + tableKey.size();
    if (at < key.size() || end < at || pointer < tableKey.size()) {
        return;
    }
    const qsizetype table = pdf.mid(pointer, pdf.indexOf('\n', pointer) - pointer).toLongLong();
    const QByteArray date = created.toUTC().toString(QStringLiteral("'D:'yyyyMMddHHmmss'Z'")).toLatin1();
    const qsizetype shift = date.size() - (end - at);
    // “0000000123 00000 n”, from the table's head on
    constexpr qsizetype digits = 10;
    const qsizetype trailer = pdf.indexOf("trailer", table);
    for (qsizetype entry = pdf.indexOf(" n", table); entry >= 0 && entry < trailer;
         entry = pdf.indexOf(" n", entry + 1)) {
        const qsizetype place = entry - digits - 6;
        const qlonglong offset = pdf.mid(place, digits).toLongLong();
        if (offset > at) {
            pdf.replace(place, digits, QByteArray::number(offset + shift).rightJustified(digits, '0'));
        }
    }
    pdf.replace(pointer, pdf.indexOf('\n', pointer) - pointer, QByteArray::number(table + shift));
    pdf.replace(at, end - at, date);
}

}  // namespace

QByteArray reportPdf(const ReportContent& content, const words::NumberHabits& habits)
{
    // Fonts are embedded in the order of a hash; a fixed seed makes equal content give equal bytes.
    QHashSeed::setDeterministicGlobalSeed();
    const int pages = pass(content, habits, 0).second;
    QByteArray bytes = pass(content, habits, pages).first;
    QHashSeed::resetRandomGlobalSeed();
    stampDate(bytes, content.created);
    return bytes;
}

}  // namespace dealwright::views
