// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/text_parts.h"

#include "app/commands/spelled_out.h"
#include "app/commands/table.h"

#include <QCoreApplication>

#include <string>

namespace dealwright::app {

QString text(const char* source)
{
    return QCoreApplication::translate("Commands", source);
}

QString nameText(const std::string& name)
{
    return spelledOut(QString::fromStdString(name));
}

QString partyName(const deal::Scenario& scenario, deal::Side side)
{
    const QString name = nameText(scenario.parties.of(side).name);
    const QString role = side == deal::Side::licensor ? text(QT_TRANSLATE_NOOP("Commands", "licensor"))
                                                      : text(QT_TRANSLATE_NOOP("Commands", "host"));
    return name.isEmpty() ? role : QStringLiteral("%1 (%2)").arg(name, role);
}

QStringList partyNames(const deal::Scenario& scenario)
{
    return {partyName(scenario, deal::Side::licensor), partyName(scenario, deal::Side::host)};
}

QString printed(const words::ResultTable& results, const words::Format& format)
{
    Table table;
    table.addHead(results.columns);
    for (const words::ResultRow& row : results.rows) {
        QStringList cells = words::textsOf(row, results, format);
        if (row.indented) {
            cells.front().prepend(QStringLiteral("  "));
        }
        table.addRow(cells);
    }
    return table.toString(terminalWidth());
}

QString heading(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    const words::Format format(scenario);
    return text(QT_TRANSLATE_NOOP("Commands", "%1: %2 %3 paths, seed %4"))
               .arg(nameText(scenario.name), format.count(static_cast<double>(projection.paths)),
                    projection.sampling == deal::Sampling::quasi ? text(QT_TRANSLATE_NOOP("Commands", "quasi-random"))
                                                                 : text(QT_TRANSLATE_NOOP("Commands", "pseudo-random")),
                    QString::number(projection.seed)) +
           QStringLiteral("\n\n");
}

}  // namespace dealwright::app
