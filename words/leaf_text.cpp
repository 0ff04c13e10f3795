// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/leaf_text.h"

#include "words/titles.h"

#include <algorithm>
#include <unordered_map>

namespace dealwright::words {

namespace {

/// terms.milestones[].amount of terms.milestones[2].amount.
[[nodiscard]] std::string withoutPositions(std::string_view path)
{
    std::string result;
    bool inside = false;
    for (const char letter : path) {
        inside = letter != ']' && (inside || letter == '[');
        if (!inside || letter == '[') {
            result += letter;
        }
    }
    return result;
}

[[nodiscard]] std::unordered_map<std::string, deal::Value> defaultValues()
{
    deal::Scenario scenario;
    scenario.market.useCases.resize(1);
    scenario.market.events.resize(1);
    deal::Terms& terms = scenario.terms;
    terms.shares.resize(1);
    terms.exclusivity.resize(1);
    terms.tiers.steps.resize(1);
    terms.milestones.resize(1);
    terms.contributions.resize(1);
    std::unordered_map<std::string, deal::Value> values;
    for (deal::Leaf& leaf : deal::flatten(scenario)) {
        values.emplace(withoutPositions(leaf.path), std::move(leaf.value));
    }
    return values;
}

}  // namespace

bool isDefault(const deal::Leaf& leaf)
{
    static const std::unordered_map<std::string, deal::Value> values = defaultValues();
    const auto value = values.find(withoutPositions(leaf.path));
    return value != values.end() && value->second == leaf.value;
}

const deal::Field* listOf(const deal::Leaf& leaf)
{
    const auto list = std::ranges::find_if(leaf.sections.rbegin(), leaf.sections.rend(), [](const deal::Field* field) {
        return field->dimension == deal::Dimension::list;
    });
    return list == leaf.sections.rend() ? nullptr : *list;
}

QString elementTitle(const deal::Leaf& leaf)
{
    const deal::Field* list = listOf(leaf);
    if (list != nullptr && leaf.position) {
        const std::string number = std::to_string(*leaf.position + 1);
        if (leaf.element == std::string(list->element) + " " + number) {
            return fieldText(list->element) + QLatin1Char(' ') + QString::fromStdString(number);
        }
    }
    return QString::fromStdString(leaf.element);
}

QString labelled(const deal::Leaf& leaf, const Format& format)
{
    const QString label = inSentence(fieldText(leaf.field->label));
    QString value = format.show(leaf);
    if (leaf.field->dimension == deal::Dimension::choice) {
        value = inSentence(value);
    }
    const QString lastWord = label.section(QLatin1Char(' '), -1) + QLatin1Char(' ');
    return label + QLatin1Char(' ') + (value.startsWith(lastWord) ? value.mid(lastWord.size()) : value);
}

std::string outermostGroup(std::string_view path)
{
    const std::size_t first = path.find('.');
    const std::size_t end = first == std::string_view::npos ? first : path.find_first_of(".[", first + 1);
    if (end == std::string_view::npos) {
        return std::string(path);
    }
    return std::string(path.substr(0, path[end] == '[' ? path.find(']', end) + 1 : end));
}

}  // namespace dealwright::words
