// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/workbook_name.h"

#include "deal/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace dealwright::views {

QString partyName(const deal::Scenario& scenario, deal::Side side)
{
    const QString given = QString::fromStdString(scenario.parties.of(side).name).simplified();
    return !given.isEmpty()               ? given
           : side == deal::Side::licensor ? QCoreApplication::translate("Workbook", "Licensor")
                                          : QCoreApplication::translate("Workbook", "Host");
}

QString dealName(const deal::Scenario& scenario)
{
    return QCoreApplication::translate("Workbook", "%1 and %2 %3")
        .arg(partyName(scenario, deal::Side::licensor), partyName(scenario, deal::Side::host),
             QString::number(scenario.timeline.startYear));
}

QString workbookName(const deal::Workbook& workbook)
{
    const auto baseline = std::ranges::find_if(workbook.scenarios, [&](const deal::Scenario& scenario) {
        return deal::sameName(scenario.name, workbook.baseline);
    });
    return baseline != workbook.scenarios.end()
               ? dealName(*baseline)
               : dealName(workbook.scenarios.empty() ? deal::Scenario{} : workbook.scenarios.front());
}

}  // namespace dealwright::views
