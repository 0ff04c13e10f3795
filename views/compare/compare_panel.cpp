// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/compare/compare_panel.h"

#include "deal/difference.h"
#include "views/charts/chances_chart.h"
#include "views/charts/curves_chart.h"
#include "views/look/panel.h"
#include "views/look/turning_row.h"
#include "views/tables/table_view.h"
#include "views/tables/text_table.h"
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
    std::vector<words::TableRow> rows;
    std::vector<const deal::Scenario*> compared;
    std::vector<words::Format> formats;
    for (const Compared& one : scenarios) {
        compared.push_back(one.scenario.get());
        formats.emplace_back(*one.scenario, habits);
    }
    for (const deal::LeafDifference& difference : deal::differences(compared)) {
        words::TableRow row{{words::leafTitle(difference.any())}};
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
    std::vector<QString> head{tr("NPV")};
    for (std::size_t k = 0; k < scenarios.size(); ++k) {
        head.push_back(nameOf(scenarios[k]) + (k == 0 ? " ★" : ""));
    }
    std::vector<words::TableRow> rows;
    const auto add = [&](const QString& name, bool bold, auto cell) {
        words::TableRow row{{name}, bold};
        for (std::size_t k = 0; k < scenarios.size(); ++k) {
            row.cells.push_back(scenarios[k].projection ? cell(k) : QString("–"));
        }
        rows.push_back(std::move(row));
    };
    for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
        const auto npv = [&](std::size_t k) -> const simulation::Statistic& {
            return scenarios[k].projection->of(side).npv;
        };
        const auto against = [&](std::size_t k) -> const std::optional<Compared::Against>& {
            return side == deal::Side::licensor ? scenarios[k].licensor : scenarios[k].host;
        };
        add(tr("%1 expects").arg(QString::fromStdString(scenarios.front().scenario->parties.of(side).name)), true,
            [&](std::size_t k) { return format.moneyWithError(npv(k).mean, npv(k).standardError); });
        const auto addDifference = [&](const QString& name, simulation::Estimate Compared::Against::* which) {
            add(name, false, [&](std::size_t k) {
                if (!against(k)) {
                    return QString("–");
                }
                const simulation::Estimate& difference = (*against(k)).*which;
                return format.moneyWithError(difference.value, difference.error, true);
            });
        };
        addDifference(tr("   against the baseline"), &Compared::Against::mean);
        double largest = 0.0;
        for (std::size_t k = 0; k < scenarios.size(); ++k) {
            largest = std::max(largest, scenarios[k].projection ? npv(k).percentiles[5] : 0.0);
        }
        const words::Scale scale = format.moneyScale(largest);
        add(tr("   P10 to P90, %1").arg(format.moneyUnit(scale)), false, [&](std::size_t k) {
            return tr("%1 to %2")
                .arg(format.bare(scale, npv(k).percentiles[1], npv(k).percentileErrors[1]),
                     format.bare(scale, npv(k).percentiles[5], npv(k).percentileErrors[5]));
        });
        addDifference(tr("   P10 against the baseline"), &Compared::Against::percentile10);
        addDifference(tr("   P90 against the baseline"), &Compared::Against::percentile90);
        add(tr("   beats walking away"), false, [&](std::size_t k) {
            return format.probabilityWithError(npv(k).probabilityAboveReservation, npv(k).probabilityError);
        });
        add(tr("   beats the baseline"), false, [&](std::size_t k) {
            return against(k) ? format.probabilityWithError(against(k)->chanceToBeat, against(k)->chanceError)
                              : QString("–");
        });
        add(tr("   mean of the worst 5 %"), false,
            [&](std::size_t k) { return format.moneyBesideWithError(npv(k).mean, npv(k).cvar5, npv(k).cvar5Error); });
    }
    for (const Compared& compared : scenarios) {
        if (!compared.projection) {
            rows.push_back({{nameOf(compared) + ": " + compared.whyNot}});
        }
    }
    m_outcomes->show(std::move(head), std::move(rows));
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
