// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/problem_text.h"

#include "words/format.h"
#include "words/titles.h"

namespace dealwright::words {

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

}  // namespace

QString problemText(const deal::Problem& problem, const deal::Scenario& scenario)
{
    const auto leaf = deal::leafAt(scenario, problem.path);
    const Format format(scenario);
    const QString text = QCoreApplication::translate("Problem", std::string(deal::textOf(problem.rule)).c_str());
    return filled(text, shown(problem.value, problem, leaf, format), shown(problem.bound, problem, leaf, format));
}

}  // namespace dealwright::words
