// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/compare_panel.h"

#include "deal/difference.h"
#include "views/charts/chances_chart.h"
#include "views/charts/curves_chart.h"
#include "views/look/panel.h"
#include "views/look/turning_row.h"
#include "views/tables/table_view.h"
#include "views/tables/text_table.h"
#include "words/result_tables.h"
#include "words/titles.h"

#include <QVBoxLayout>

#include <algorithm>

namespace dealwright::views {

namespace {

[[nodiscard]] QString nameOf(const Compared& compared)
{
    return QString::fromStdString(compared.scenario->name);
}

}  // namespace

ComparePanel::ComparePanel(QWidget* parent) : QWidget(parent)
{
    m_empty = new Text(Type::body, Text::Colour::secondary);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->say(tr("Tick two or more scenarios at the left to compare them."));
    m_content = new QWidget;
    m_terms = new TextTable(this);
    m_outcomes = new TextTable(this);
    m_termsView = new TableView(tr("Terms that differ"), m_terms);
    m_outcomesView = new TableView(tr("What each scenario brings"), m_outcomes);
    m_chances = {new ChancesChart, new ChancesChart};
    m_cash = {new CurvesChart, new CurvesChart};
    m_kind = new Segmented(tr("What the curves show"));
    m_kind->setLabels({tr("Chances"), tr("Cash over time")});

    auto* inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(theme::gap);
    const auto addTable = [inner](const QString& head, TableView* view) {
        auto* title = new Text(Type::chartTitle);
        title->say(head);
        inner->addWidget(title);
        inner->addWidget(view);
    };
    addTable(tr("What each side gets"), m_outcomesView);
    auto* curves = new TurningRow(660);
    for (std::size_t side = 0; side < 2; ++side) {
        for (Chart* chart : {static_cast<Chart*>(m_chances[side]), static_cast<Chart*>(m_cash[side])}) {
            chart->setMinimumHeight(240);
            curves->add(chart, 1);
        }
        m_cash[side]->hide();
    }
    connect(m_kind, &Segmented::chosen, this, [this](int kind) {
        for (std::size_t side = 0; side < 2; ++side) {
            m_chances[side]->setVisible(kind == 0);
            m_cash[side]->setVisible(kind == 1);
        }
    });
    inner->addWidget(m_kind);
    inner->addWidget(curves, 1);
    addTable(tr("Terms that differ"), m_termsView);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(theme::panelMargin, theme::panelMargin, theme::panelMargin, theme::panelMargin);
    all->addWidget(m_empty, 1);
    all->addWidget(m_content, 1);
    m_content->hide();
}

void ComparePanel::show(const std::vector<Compared>& scenarios, const words::NumberHabits& habits)
{
    const bool enough = scenarios.size() > 1;
    m_empty->setVisible(!enough);
    m_content->setVisible(enough);
    if (!enough) {
        return;
    }
    const words::Format format(*scenarios.front().scenario, habits);
    showTerms(scenarios, habits);
    showOutcomes(scenarios, format);
    for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
        std::vector<Curve> curves;
        std::vector<ChancesChart::Sample> samples;
        for (const Compared& compared : scenarios) {
            if (compared.projection) {
                const simulation::PartyProjection& party = compared.projection->of(side);
                curves.push_back({nameOf(compared), party.signing, party.cumulativeMonths.mean});
                samples.push_back(
                    {nameOf(compared), compared.projection, compared.scenario->parties.of(side).reservationValue});
            }
        }
        const QString party = QString::fromStdString(scenarios.front().scenario->parties.of(side).name);
        const std::size_t place = side == deal::Side::licensor ? 0 : 1;
        m_chances[place]->show(party, side, samples, format);
        m_cash[place]->show(party, side, curves, format);
    }
}

void ComparePanel::showTerms(const std::vector<Compared>& scenarios, const words::NumberHabits& habits)
{
    std::vector<QString> head{tr("Term")};
    for (const Compared& compared : scenarios) {
        head.push_back(nameOf(compared));
    }
    std::vector<TableRow> rows;
    std::vector<const deal::Scenario*> compared;
    std::vector<words::Format> formats;
    for (const Compared& one : scenarios) {
        compared.push_back(one.scenario.get());
        formats.emplace_back(*one.scenario, habits);
    }
    for (const deal::LeafDifference& difference : deal::differences(compared)) {
        TableRow row{{words::leafTitle(difference.any())}};
        for (std::size_t k = 0; k < formats.size(); ++k) {
            const std::optional<deal::Leaf>& leaf = difference.leaves[k];
            row.cells.push_back(leaf ? formats[k].showBriefly(*leaf) : QStringLiteral("–"));
        }
        rows.push_back(std::move(row));
    }
    if (rows.empty()) {
        rows.push_back({{tr("Their terms are the same.")}});
    }
    m_terms->show(std::move(head), std::move(rows));
}

void ComparePanel::showOutcomes(const std::vector<Compared>& scenarios, const words::Format& format)
{
    std::vector<words::Outcome> outcomes;
    for (const Compared& compared : scenarios) {
        outcomes.push_back({nameOf(compared) + (outcomes.empty() ? " ★" : ""), compared.projection.get(),
                            compared.against ? &*compared.against : nullptr});
    }
    const deal::Scenario& baseline = *scenarios.front().scenario;
    const auto party = [&](deal::Side side) { return QString::fromStdString(baseline.parties.of(side).name); };
    words::ResultTable table = words::sideBySideTable(outcomes, {party(deal::Side::licensor), party(deal::Side::host)});
    for (const Compared& compared : scenarios) {
        if (!compared.whyNot.isEmpty()) {
            table.rows.push_back({.label = nameOf(compared) + ": " + compared.whyNot});
        }
    }
    m_outcomes->show(table, format);
}

QString ComparePanel::termsAsText() const
{
    return m_terms->asText();
}

QString ComparePanel::outcomesAsText() const
{
    return m_outcomes->asText();
}

}  // namespace dealwright::views
