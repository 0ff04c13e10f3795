// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/problem_text.h"

#include "deal/filled.h"
#include "views/look/format.h"

#include <algorithm>

namespace dealwright::views {

using deal::Rule;

namespace {

/// Rules whose figures are counts or months, whatever their field measures.
[[nodiscard]] bool countsThings(Rule rule)
{
    switch (rule) {
        case Rule::textTooLong:
        case Rule::listTooLong:
        case Rule::listEmpty:
        case Rule::listLengthNotUseCases:
        case Rule::idNotUnique:
        case Rule::unknownUseCase:
        case Rule::testBeforeLaunch:
        case Rule::outsideTerm:
            return true;
        default:
            return false;
    }
}

[[nodiscard]] QString shown(const deal::Value& value, const deal::Problem& problem,
                            const std::optional<deal::Leaf>& leaf, const Format& format)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return QString::fromStdString(*text);
    }
    if (std::holds_alternative<std::monostate>(value)) {
        return {};
    }
    deal::Leaf figure = leaf.value_or(deal::Leaf{});
    figure.value = value;
    const double number = deal::numberOf(figure).value_or(0.0);
    return leaf && !countsThings(problem.rule) ? format.show(figure) : format.exact(number, 0);
}

/// The party, clause or list element that a leaf stands in, where its own label does not say.
[[nodiscard]] QString placeOf(const deal::Leaf& leaf)
{
    if (!leaf.element.empty()) {
        return QString::fromStdString(leaf.element);
    }
    if (leaf.sections.size() < 2) {
        return {};
    }
    // parties.host.discountRate, terms.holdback.rate: the innermost group names the place.
    return fieldText(leaf.sections.back()->label);
}

}  // namespace

QString inSentence(const QString& label)
{
    if (label.size() < 2 || label[1].isUpper()) {
        return label;
    }
    return label.left(1).toLower() + label.mid(1);
}

QString problemText(const deal::Problem& problem, const deal::Scenario& scenario)
{
    const auto leaf = deal::leafAt(scenario, problem.path);
    const Format format(scenario);
    const QString text = QCoreApplication::translate("Problem", std::string(deal::textOf(problem.rule)).c_str());
    return QString::fromStdString(deal::filled(text.toStdString(),
                                               shown(problem.value, problem, leaf, format).toStdString(),
                                               shown(problem.bound, problem, leaf, format).toStdString()));
}

QString leafName(const deal::Leaf& leaf)
{
    QString label = inSentence(fieldText(leaf.field->label));
    const QString place = placeOf(leaf);
    if (place.isEmpty()) {
        return label;
    }
    const bool named = !leaf.element.empty();
    return QCoreApplication::translate("Problem", "%1 of %2").arg(label, named ? place : inSentence(place));
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

}  // namespace dealwright::views
