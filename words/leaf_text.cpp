// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/leaf_text.h"

#include "words/titles.h"

namespace dealwright::words {

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

bool isWithinClause(const deal::Leaf& leaf)
{
    return leaf.sections.size() > 1;
}

QString clauseTitle(std::span<const deal::Leaf* const> leaves)
{
    Q_ASSERT(!leaves.empty());
    const deal::Leaf& first = *leaves.front();
    if (leaves.size() == 1) {
        return leafTitle(first);
    }
    if (isWithinClause(first)) {
        const deal::Field& clause = *first.sections[1];
        if (clause.dimension != deal::Dimension::list) {
            return fieldText(clause.label);
        }
        const QString element = elementTitle(first);
        const QString kind = fieldText(clause.element);
        return element.startsWith(kind) ? element : QStringLiteral("%1: %2").arg(element, inSentence(kind));
    }
    QStringList labels{fieldText(first.field->label)};
    for (const deal::Leaf* leaf : leaves.subspan(1)) {
        labels << inSentence(fieldText(leaf->field->label));
    }
    return labels.join(QStringLiteral(" · "));
}

}  // namespace dealwright::words
