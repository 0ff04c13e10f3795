// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explain/explain_panel.h"

#include "views/charts/contents.h"
#include "views/explain/ledger_panel.h"
#include "views/look/panel.h"
#include "views/look/turning_row.h"
#include "views/tables/table_view.h"
#include "views/tables/text_table.h"
#include "words/result_tables.h"
#include "words/titles.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace dealwright::views {

ExplainPanel::ExplainPanel(QWidget* parent) : QWidget(parent)
{
    m_what = new Segmented(tr("What explains the value"));
    m_what->setLabels({tr("Bridge"), tr("Ledger of a path")});
    m_ledger = new LedgerPanel;
    m_ledger->hide();
    m_side = new Segmented(tr("Whose value is explained"));
    m_side->setLabels({tr("Licensor"), tr("Host")});
    m_waterfall = new Waterfall;
    m_table = new TextTable(this);
    m_tableView = new TableView(tr("Lines of the bridge"), m_table);
    const auto atTop = [](QWidget* widget) {
        auto* column = new QWidget;
        auto* layout = new QVBoxLayout(column);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(widget);
        layout->addStretch();
        return column;
    };
    auto* below = new TurningRow(700);
    below->add(atTop(m_waterfall), 6);
    below->add(atTop(m_tableView), 5);
    m_bridge = below;
    auto* choices = new QHBoxLayout;
    choices->setSpacing(theme::gap);
    choices->addWidget(m_what);
    choices->addWidget(m_side);
    choices->addStretch();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(theme::panelMargin, 10, theme::panelMargin, theme::panelMargin);
    all->setSpacing(theme::gap);
    all->addLayout(choices);
    all->addWidget(below);
    all->addWidget(m_ledger, 1);
    all->addStretch();
    connect(m_what, &Segmented::chosen, this, &ExplainPanel::turn);
    connect(m_ledger, &LedgerPanel::pathChosen, this, &ExplainPanel::ledgerWanted);
    connect(m_side, &Segmented::chosen, this, &ExplainPanel::build);
}

deal::Side ExplainPanel::side() const
{
    return m_side->current() == 0 ? deal::Side::licensor : deal::Side::host;
}

void ExplainPanel::show(const std::shared_ptr<const deal::Scenario>& scenario,
                        const std::shared_ptr<const simulation::Projection>& projection,
                        const words::NumberHabits& habits)
{
    m_scenario = scenario;
    m_projection = projection;
    m_habits = habits;
    build();
}

void ExplainPanel::setLedgerShown(bool shown)
{
    m_what->setCurrent(shown ? 1 : 0);
    turn();
}

void ExplainPanel::turn()
{
    const bool ledger = m_what->current() == 1;
    m_side->setVisible(!ledger);
    m_bridge->setVisible(!ledger);
    m_ledger->setVisible(ledger);
    build();
    if (ledger) {
        emit ledgerWanted();
    }
}

std::optional<std::int64_t> ExplainPanel::ledgerPath() const
{
    return m_what->current() == 1 ? m_ledger->path() : std::nullopt;
}

void ExplainPanel::showLedger(const contract::Ledger& ledger)
{
    m_ledger->show(ledger);
}

void ExplainPanel::build()
{
    if (!m_scenario || !m_projection) {
        return;
    }
    if (m_what->current() == 1) {
        m_ledger->setProjection(m_scenario, m_projection, m_habits);
        return;
    }
    const words::Format format(*m_scenario, m_habits);
    const QString licensor = words::partyName(*m_scenario, deal::Side::licensor);
    const QString host = words::partyName(*m_scenario, deal::Side::host);
    m_side->setLabels({licensor, host});
    m_waterfall->show(bridgeOf(*m_scenario, *m_projection, side(), format));
    m_table->show(words::bridgeTable(*m_projection, {licensor, host}, {}, format), format);
}

}  // namespace dealwright::views
