// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/titles.h"

#include "deal/filled.h"
#include "deal/names.h"
#include "words/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace dealwright::words {

namespace {

/// The party, clause or list element that a leaf stands in, where its own label does not say.
[[nodiscard]] QString placeOf(const deal::Leaf& leaf)
{
    if (const QString element = elementTitle(leaf); !element.isEmpty()) {
        return element;
    }
    if (leaf.sections.size() < 2) {
        return {};
    }
    // parties.host.discountRate, terms.holdback.rate: the innermost group names the place.
    return fieldText(leaf.sections.back()->label);
}

}  // namespace

QString filled(const QString& text, const QString& first, const QString& second)
{
    return QString::fromStdString(deal::filled(text.toStdString(), first.toStdString(), second.toStdString()));
}

QString inSentence(const QString& label)
{
    if (label.size() < 2 || label[1].isUpper()) {
        return label;
    }
    return label.left(1).toLower() + label.mid(1);
}

QString elementTitle(const deal::Leaf& leaf)
{
    const deal::Field* list = deal::listOf(leaf);
    if (!leaf.element.empty() || list == nullptr || !leaf.position) {
        return QString::fromStdString(leaf.element);
    }
    //: an element of a list without a name of its own: “Milestone 1”
    return QCoreApplication::translate("Problem", "%1 %2").arg(fieldText(list->element)).arg(*leaf.position + 1);
}

QString leafName(const deal::Leaf& leaf)
{
    QString label = inSentence(fieldText(leaf.field->label));
    const QString place = placeOf(leaf);
    if (place.isEmpty()) {
        return label;
    }
    const bool isElement = !elementTitle(leaf).isEmpty();
    return QCoreApplication::translate("Problem", "%1 of %2").arg(label, isElement ? place : inSentence(place));
}

QString leafTitle(const deal::Leaf& leaf)
{
    const QString label = fieldText(leaf.field->label);
    const QString place = placeOf(leaf);
    return place.isEmpty() ? label : place + ": " + inSentence(label);
}

QString listElementName(const std::string& listPath)
{
    static const deal::Outline outline = deal::outline(deal::Scenario{});
    const auto list = std::ranges::find(outline.lists, listPath, &deal::ListExtent::path);
    return list == outline.lists.end() ? QString() : inSentence(fieldText(list->field->element));
}

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

}  // namespace dealwright::words
