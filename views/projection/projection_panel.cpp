// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/projection/projection_panel.h"

#include "views/charts/contents.h"
#include "views/look/panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace dealwright::views {

ProjectionPanel::ProjectionPanel(QWidget* parent) : QWidget(parent)
{
    m_choice = new Segmented(tr("What the fans show"));
    m_stackChoice = new Segmented(tr("What the areas show"));
    m_legend = new Text(Type::secondary, Text::Colour::secondary);
    m_legend->setMinimumWidth(1);
    m_legend->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_licensor = new FanChart;
    m_host = new FanChart;
    m_stack = new StackedAreaChart;

    auto* choices = new QHBoxLayout;
    choices->setSpacing(theme::gap);
    choices->addWidget(m_choice);
    choices->addWidget(m_legend, 1);
    auto* fans = new QHBoxLayout;
    fans->setSpacing(2 * theme::gap);
    fans->addWidget(m_licensor, 1);
    fans->addWidget(m_host, 1);
    auto* below = new QHBoxLayout;
    below->addWidget(m_stackChoice);
    below->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(theme::panelMargin, 10, theme::panelMargin, theme::panelMargin);
    all->setSpacing(8);
    all->addLayout(choices);
    all->addLayout(fans, 11);
    all->addLayout(below);
    all->addWidget(m_stack, 10);
    connect(m_choice, &Segmented::chosen, this, [this](int choice) { setMoney(static_cast<FanMoney>(choice)); });
    connect(m_stackChoice, &Segmented::chosen, this, [this] { build(); });
    retranslate();
}

void ProjectionPanel::retranslate()
{
    m_choice->setLabels({tr("Cash flow"), tr("Cumulative"), tr("Discounted")});
    m_stackChoice->setLabels({tr("Gross revenue"), tr("Usage")});
}

void ProjectionPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        build();
    }
}

void ProjectionPanel::setMoney(FanMoney money)
{
    m_money = money;
    m_choice->setCurrent(static_cast<int>(money));
    build();
}

void ProjectionPanel::show(std::shared_ptr<const deal::Scenario> scenario,
                           std::shared_ptr<const simulation::Projection> projection, const words::NumberHabits& habits)
{
    m_scenario = std::move(scenario);
    m_projection = std::move(projection);
    m_habits = habits;
    build();
}

void ProjectionPanel::build()
{
    if (!m_scenario || !m_projection) {
        return;
    }
    const words::Format format(*m_scenario, m_habits);
    Fan licensor = fanOf(*m_scenario, *m_projection, deal::Side::licensor, m_money, format);
    Fan host = fanOf(*m_scenario, *m_projection, deal::Side::host, m_money, format);
    licensor.quantity = tr("licensor, %1").arg(licensor.quantity);
    host.quantity = tr("host, %1").arg(host.quantity);
    shareUnit(licensor, host);
    m_licensor->show(licensor);
    m_host->show(host);
    m_legend->say(tr("bands 25–75 % and 5–95 % · dashed: mean"));
    m_legend->setToolTip(tr("Of %1 paths: the median (line), the mean (dashed), and where half of them and nine in "
                            "ten of them lie each month (bands)")
                             .arg(format.count(static_cast<double>(m_projection->paths))));
    const auto quantity = m_stackChoice->current() == 0 ? StackQuantity::money : StackQuantity::usage;
    m_stack->show(stackOf(*m_scenario, *m_projection, quantity, format));
}

}  // namespace dealwright::views
