// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/risk/risk_panel.h"

#include "views/charts/contents.h"
#include "views/look/panel.h"
#include "views/look/turning_row.h"
#include "views/tables/table_view.h"
#include "views/tables/text_table.h"
#include "words/result_tables.h"
#include "words/titles.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace dealwright::views {

RiskPanel::RiskPanel(QWidget* parent) : QWidget(parent)
{
    m_licensor = new HistogramChart;
    m_host = new HistogramChart;
    m_table = new TextTable(this);
    m_tableView = new TableView(tr("Statistics of both parties' NPV"), m_table);
    m_side = new Segmented(tr("Whose value the tornado shows"));
    m_tornado = new TornadoChart;
    auto* histograms = new QHBoxLayout;
    histograms->setSpacing(2 * theme::gap);
    for (HistogramChart* chart : {m_licensor, m_host}) {
        chart->setMinimumHeight(240);
        histograms->addWidget(chart, 1);
    }
    auto* statistics = new QWidget;
    auto* tableColumn = new QVBoxLayout(statistics);
    tableColumn->setContentsMargins(0, 0, 0, 0);
    tableColumn->addWidget(m_tableView);
    tableColumn->addStretch();
    auto* drivers = new QWidget;
    auto* tornado = new QVBoxLayout(drivers);
    tornado->setContentsMargins(0, 0, 0, 0);
    tornado->addWidget(m_side);
    tornado->addWidget(m_tornado);
    tornado->addStretch();
    auto* below = new TurningRow(900);
    below->add(statistics, 1);
    below->add(drivers, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(theme::panelMargin, theme::panelMargin, theme::panelMargin, theme::panelMargin);
    all->setSpacing(theme::gap);
    all->addLayout(histograms, 1);
    all->addWidget(below);
    connect(m_side, &Segmented::chosen, this, [this] { emit tornadoSideChosen(tornadoSide()); });
    retranslate();
}

void RiskPanel::retranslate()
{
    if (m_side->accessibleDescription().isEmpty()) {
        m_side->setLabels({tr("Licensor"), tr("Host")});
    }
}

void RiskPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

deal::Side RiskPanel::tornadoSide() const
{
    return m_side->current() == 0 ? deal::Side::licensor : deal::Side::host;
}

void RiskPanel::show(const std::shared_ptr<const deal::Scenario>& scenario,
                     const std::shared_ptr<const simulation::Projection>& projection, const words::NumberHabits& habits)
{
    if (!scenario || !projection) {
        return;
    }
    const words::Format format(*scenario, habits);
    const auto name = [&](deal::Side side) { return words::partyName(*scenario, side); };
    for (const deal::Side side : {deal::Side::licensor, deal::Side::host}) {
        histogram(side)->show(distributionOf(*scenario, *projection, side, format));
    }
    const QStringList parties{name(deal::Side::licensor), name(deal::Side::host)};
    m_table->show(words::statisticsTable(*projection, parties, words::Room::all), format);
    m_side->setLabels(parties);
}

void RiskPanel::showTornado(const Tornado& tornado)
{
    m_tornado->show(tornado);
}

}  // namespace dealwright::views
