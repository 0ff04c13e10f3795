// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/termsheet/sheet_sections.h"

#include "words/format.h"
#include "words/titles.h"

namespace dealwright::views::sheet {

namespace {

[[nodiscard]] bool isOfEachUseCase(const deal::Leaf& leaf)
{
    const deal::Field* list = deal::listOf(leaf);
    return list != nullptr && list->elements == deal::Elements::eachUseCase;
}

}  // namespace

std::string listPathOf(const deal::Leaf& leaf)
{
    return leaf.path.substr(0, leaf.position ? leaf.path.rfind('[') : 0);
}

bool grows(const deal::Field& list)
{
    return list.elements != deal::Elements::eachUseCase;
}

bool isInTable(const deal::Leaf& leaf)
{
    const std::size_t depth = leaf.sections.size();
    return leaf.position && depth > 2 && leaf.sections[depth - 2]->dimension == deal::Dimension::group &&
           leaf.sections[depth - 1]->dimension == deal::Dimension::list;
}

QString headOf(const deal::Leaf& leaf)
{
    if (isOfEachUseCase(leaf)) {
        // The check box of a switch bears the use case's name; a field that has a place of its own there its label.
        const bool isApart = leaf.field->section != deal::Section::inherited;
        return isApart ? words::fieldText(leaf.field->label) : QString();
    }
    if (const QString element = words::elementTitle(leaf); !element.isEmpty()) {
        return element;
    }
    if (leaf.sections.size() < 2 || leaf.sections.back()->label == deal::titleOf(deal::sectionOf(leaf))) {
        return {};
    }
    return words::fieldText(leaf.sections.back()->label);
}

bool goesByElement(const deal::Leaf& leaf)
{
    return isOfEachUseCase(leaf) && !leaf.switched;
}

}  // namespace dealwright::views::sheet
