// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/projection/projection_panel.h"

#include "views/charts/fan_chart.h"
#include "views/charts/stacked_area_chart.h"
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
    connect(m_choice, &Segmented::chosen, this, [this](int choice) { setMoney(static_cast<Money>(choice)); });
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

void ProjectionPanel::setMoney(Money money)
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

Fan ProjectionPanel::fanOf(deal::Side side) const
{
    const simulation::PartyProjection& party = m_projection->of(side);
    const QString name = QString::fromStdString(m_scenario->parties.of(side).name);
    const bool licensor = side == deal::Side::licensor;
    Fan fan;
    fan.side = side;
    fan.format = words::Format(*m_scenario, m_habits);
    fan.title = (licensor ? tr("%1 receives") : tr("%1 keeps")).arg(name);
    const QString role = licensor ? tr("licensor") : tr("host");
    fan.signing = party.signing;
    switch (m_money) {
        case Money::cashFlow:
            fan.quantity = tr("%1, net cash flow, %2 a month").arg(role);
            fan.months = party.months;
            break;
        case Money::cumulative:
            fan.quantity = tr("%1, cumulative cash flow, %2").arg(role);
            fan.months = party.cumulativeMonths;
            fan.cumulative = true;
            break;
        case Money::discounted:
            fan.quantity = tr("%1, discounted cash flow, %2 a month").arg(role);
            fan.months = party.discountedMonths;
            break;
    }
    fan.quantity.replace("%2", "%1");
    return fan;
}

void ProjectionPanel::build()
{
    if (!m_scenario || !m_projection) {
        return;
    }
    const words::Format format(*m_scenario, m_habits);
    Fan licensor = fanOf(deal::Side::licensor);
    Fan host = fanOf(deal::Side::host);
    shareUnit(licensor, host);
    m_licensor->show(licensor);
    m_host->show(host);
    m_legend->say(tr("bands 25–75 % and 5–95 % · dashed: mean"));
    m_legend->setToolTip(tr("Of %1 paths: the median (line), the mean (dashed), and where half of them and nine in "
                            "ten of them lie each month (bands)")
                             .arg(format.count(static_cast<double>(m_projection->paths))));
    Stack stack;
    stack.format = format;
    stack.money = m_stackChoice->current() == 0;
    stack.title = stack.money ? tr("Gross revenue by use case") : tr("Usage by use case");
    stack.quantity =
        stack.money ? tr("mean, %1 a month; the sum is what the two parties divide") : tr("mean, %1 a month");
    stack.parts = stack.money ? m_projection->grossByUseCase : m_projection->usageByUseCase;
    for (std::size_t u = 0; u < stack.parts.size(); ++u) {
        stack.names.push_back(u < m_scenario->market.useCases.size()
                                  ? QString::fromStdString(m_scenario->market.useCases[u].name)
                                  : QString::number(u + 1));
    }
    m_stack->show(stack);
}

}  // namespace dealwright::views
