// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of terms and assumptions, from the leaves: which clauses are tables, which are lines, and what is left out.
#include "views/report/term_tables.h"

#include "words/leaf_text.h"
#include "words/titles.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dealwright::views::report {

namespace {

using deal::Leaf;

[[nodiscard]] QString text(const char* english)
{
    return QCoreApplication::translate("Report", english);
}

/// Elements of one list, as a matrix of leaves: [element][field]; null where an element lacks the field.
struct Elements {
    QString title;
    QString kind;  ///< what one element is called
    QStringList names;
    std::vector<const deal::Field*> fields;
    std::vector<std::vector<const Leaf*>> cells;

    void add(std::size_t element, const QString& name, const Leaf& leaf)
    {
        if (element >= cells.size()) {
            cells.resize(element + 1);
            names.resize(static_cast<qsizetype>(cells.size()));
        }
        names[static_cast<qsizetype>(element)] = name;
        const auto field = std::ranges::find(fields, leaf.field);
        const auto column = static_cast<std::size_t>(field - fields.begin());
        if (field == fields.end()) {
            fields.push_back(leaf.field);
        }
        cells[element].resize(std::max(cells[element].size(), column + 1));
        cells[element][column] = &leaf;
    }
    [[nodiscard]] const Leaf* at(std::size_t element, std::size_t field) const
    {
        return field < cells[element].size() ? cells[element][field] : nullptr;
    }
    [[nodiscard]] bool saysNothing(std::size_t element) const
    {
        return std::ranges::all_of(cells[element],
                                   [](const Leaf* leaf) { return leaf == nullptr || deal::isDefault(*leaf); });
    }
    void removeElement(std::size_t element)
    {
        cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(element));
        names.removeAt(static_cast<qsizetype>(element));
    }
    void removeField(std::size_t field)
    {
        fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(field));
        for (auto& row : cells) {
            if (field < row.size()) {
                row.erase(row.begin() + static_cast<std::ptrdiff_t>(field));
            }
        }
    }
};

/// Whether nothing is agreed where the field has its default; of a choice or a month something is.
[[nodiscard]] bool canBeAbsent(const deal::Field& field)
{
    switch (field.dimension) {
        case deal::Dimension::choice:
        case deal::Dimension::flag:
        case deal::Dimension::month:
        case deal::Dimension::useCase:
            return false;
        default:
            return true;
    }
}

/// Two rows side by side where a table is narrow and long.
[[nodiscard]] Table inTwoColumns(Table table, qsizetype from)
{
    if (table.rows.size() < from) {
        return table;
    }
    const qsizetype half = (table.rows.size() + 1) / 2;
    const qsizetype width = table.columns.size();
    QList<QStringList> rows = table.rows.mid(0, half);
    for (qsizetype i = half; i < table.rows.size(); ++i) {
        rows[i - half] += table.rows[i];
    }
    for (QStringList& row : rows) {
        row.resize(2 * width);
    }
    table.rows = std::move(rows);
    constexpr double first = 160.0;
    const double halfPage = Pages::contentWidth() / 2.0;
    for (qsizetype i = 0; i < width; ++i) {
        table.columns[i].width = i == 0 ? first : (halfPage - first) / static_cast<double>(width - 1);
    }
    table.columns += QList<Column>(table.columns);
    return table;
}

class Builder {
public:
    Builder(const deal::Scenario& scenario, const words::NumberHabits& habits, bool showsDefaults)
        : m_scenario(scenario), m_format(scenario, habits), m_showsDefaults(showsDefaults)
    {
    }

    /// Of the leaves that each of the parts holds, part after part.
    using Part = bool (*)(deal::Section section);
    [[nodiscard]] TermTables build(const std::vector<Part>& parts, const QString& singleTitle,
                                   const QString& clausesTitle)
    {
        m_outline = deal::outline(m_scenario);
        for (const Part part : parts) {
            collect(part);
        }
        singles(singleTitle);
        for (const auto& [path, clause] : m_clauses) {
            addClause(path, clause);
        }
        if (!m_lines.rows.isEmpty()) {
            m_lines.title = clausesTitle;
            m_lines.columns = {{text(QT_TRANSLATE_NOOP("Report", "Clause")), 180.0, false},
                               {text(QT_TRANSLATE_NOOP("Report", "What it says")), 0.0, false}};
            m_result.tables.push_back(m_lines);
        }
        m_result.absent += m_emptyLists;
        for (qsizetype i = 1; i < m_result.absent.size(); ++i) {
            m_result.absent[i] = words::inSentence(m_result.absent[i]);
        }
        return m_result;
    }

private:
    /// What stands under one member of the terms or the market: leaves of its own and those of a list within.
    struct Clause {
        QString title;
        std::vector<const Leaf*> leaves;
        std::optional<Elements> elements;
        std::vector<const Leaf*> pairs;  ///< of the correlation matrix
    };

    Clause& clauseFor(const std::string& path, const QString& title)
    {
        auto found = std::ranges::find(m_clauses, path, &std::pair<std::string, Clause>::first);
        if (found == m_clauses.end()) {
            m_clauses.emplace_back(path, Clause{title, {}, {}, {}});
            found = std::prev(m_clauses.end());
        }
        return found->second;
    }

    void collect(Part part)
    {
        std::size_t list = 0;
        for (std::size_t i = 0; i <= m_outline.leaves.size(); ++i) {
            for (; list < m_outline.lists.size() && m_outline.lists[list].firstLeaf <= i; ++list) {
                const deal::ListExtent& extent = m_outline.lists[list];
                const std::size_t depth = static_cast<std::size_t>(std::ranges::count(extent.path, '.'));
                if (part(extent.section) && extent.size == 0 && depth == 1) {
                    m_emptyLists << words::fieldText(extent.field->label);
                }
            }
            if (i < m_outline.leaves.size() && part(deal::sectionOf(m_outline.leaves[i]))) {
                place(m_outline.leaves[i]);
            }
        }
    }

    void place(const Leaf& leaf)
    {
        const std::string_view path = leaf.path;
        if (deal::sectionOf(leaf) == deal::Section::parties) {
            Clause& parties = clauseFor("parties", words::fieldText(leaf.sections.front()->label));
            const deal::Side side = path.starts_with("parties.host") ? deal::Side::host : deal::Side::licensor;
            elementsOf(parties, leaf).add(static_cast<std::size_t>(side), words::partyName(m_scenario, side), leaf);
            return;
        }
        const std::size_t bracket = path.find('[');
        const std::size_t member = path.find('.') + 1;
        const std::size_t end = path.find_first_of(".[", member);
        if (end == std::string_view::npos) {
            m_singles.push_back(&leaf);
            return;
        }
        // A pair of the correlation matrix is its list's own leaf.
        const deal::Field* inner = leaf.sections.size() > 1 ? leaf.sections[1] : leaf.field;
        Clause& clause = clauseFor(std::string(path.substr(0, end)), words::fieldText(inner->label));
        if (leaf.field->elements == deal::Elements::eachUseCase) {
            clause.pairs.push_back(&leaf);
        } else if (bracket == std::string_view::npos) {
            clause.leaves.push_back(&leaf);
        } else {
            elementsOf(clause, leaf).add(*leaf.position, words::elementTitle(leaf), leaf);
        }
    }

    [[nodiscard]] Elements& elementsOf(Clause& clause, const Leaf& leaf) const
    {
        if (!clause.elements) {
            const deal::Field* list = listOf(leaf);
            clause.elements.emplace();
            clause.elements->title = clause.title;
            if (list != nullptr) {
                const bool isOfUseCases = list->elements == deal::Elements::eachUseCase;
                clause.elements->kind =
                    isOfUseCases ? text(QT_TRANSLATE_NOOP("Report", "Use case")) : words::fieldText(list->element);
            }
        }
        return *clause.elements;
    }

    void singles(const QString& title)
    {
        Table table{.title = title,
                    .columns = {{text(QT_TRANSLATE_NOOP("Report", "Term")), 0.0, false},
                                {text(QT_TRANSLATE_NOOP("Report", "Value")), 0.0, true}}};
        for (const Leaf* leaf : m_singles) {
            if (m_showsDefaults || !canBeAbsent(*leaf->field) || !deal::isDefault(*leaf)) {
                table.rows.push_back({words::fieldText(leaf->field->label), m_format.show(*leaf)});
            } else {
                m_result.absent << words::fieldText(leaf->field->label);
            }
        }
        if (!table.rows.isEmpty()) {
            m_result.tables.push_back(inTwoColumns(std::move(table), 3));
        }
    }

    void addClause(const std::string& path, const Clause& clause)
    {
        const bool silent = std::ranges::all_of(clause.leaves, [](const Leaf* leaf) { return deal::isDefault(*leaf); });
        if (!clause.pairs.empty()) {
            correlations(path, clause);
        } else if (!clause.elements && silent) {
            m_result.absent << clause.title;
        } else if (!clause.elements) {
            m_lines.rows.push_back({clause.title, sentence(clause.leaves)});
        } else {
            elements(path, clause);
        }
    }

    [[nodiscard]] QString sentence(const std::vector<const Leaf*>& leaves) const
    {
        QStringList parts;
        for (const Leaf* leaf : leaves) {
            parts << words::labelled(*leaf, m_format);
        }
        QString result = parts.join(QStringLiteral(" · "));
        result.replace(0, 1, result.left(1).toUpper());
        return result;
    }

    void elements(const std::string& path, const Clause& clause)
    {
        Elements elements = *clause.elements;
        // A switch that is off and says nothing else, such as an exclusivity that is not granted.
        const bool switched = !elements.fields.empty() && elements.fields.front()->dimension == deal::Dimension::flag;
        for (std::size_t i = elements.cells.size(); switched && i-- > 0;) {
            if (elements.saysNothing(i)) {
                elements.removeElement(i);
            }
        }
        if (elements.cells.empty()) {
            m_result.absent << clause.title;
            return;
        }
        for (std::size_t f = elements.fields.size(); f-- > 0;) {
            const auto says = [&](std::size_t i) {
                const Leaf* leaf = elements.at(i, f);
                return leaf != nullptr && !deal::isDefault(*leaf) &&
                       m_format.show(*leaf) != elements.names[static_cast<qsizetype>(i)];
            };
            bool silent = path != "parties" && canBeAbsent(*elements.fields[f]);
            for (std::size_t i = 0; i < elements.cells.size(); ++i) {
                silent = silent && !says(i);
            }
            if (silent && elements.fields[f]->dimension != deal::Dimension::name) {
                m_result.absent << QStringLiteral("%1 (%2)").arg(words::fieldText(elements.fields[f]->label),
                                                                 words::inSentence(clause.title));
            }
            if (silent || elements.fields[f]->dimension == deal::Dimension::name) {
                elements.removeField(f);
            }
        }
        const QString note = clause.leaves.empty() ? QString() : sentence(clause.leaves);
        constexpr std::size_t mostColumns = 4;
        if (elements.fields.size() <= mostColumns) {
            byElement(elements, note);
        } else {
            byField(elements, note);
        }
    }

    [[nodiscard]] QString cell(const Leaf* leaf) const { return leaf == nullptr ? QString() : m_format.show(*leaf); }

    /// A line for each element.
    void byElement(const Elements& elements, const QString& note)
    {
        Table table{.title = elements.title, .note = note, .columns = {{elements.kind, 0.0, false}}};
        for (const deal::Field* field : elements.fields) {
            table.columns.push_back({words::fieldText(field->label), 0.0, true});
        }
        for (std::size_t i = 0; i < elements.cells.size(); ++i) {
            QStringList row{elements.names[static_cast<qsizetype>(i)]};
            for (std::size_t f = 0; f < elements.fields.size(); ++f) {
                row << cell(elements.at(i, f));
            }
            table.rows.push_back(row);
        }
        constexpr qsizetype many = 6;
        m_result.tables.push_back(table.columns.size() <= 3 ? inTwoColumns(std::move(table), many) : table);
    }

    /// A column for each element, six to a table.
    void byField(const Elements& elements, const QString& note)
    {
        constexpr std::size_t most = 6;
        for (std::size_t from = 0; from < elements.cells.size(); from += most) {
            const std::size_t to = std::min(from + most, elements.cells.size());
            Table table{.title = from == 0 ? elements.title
                                           : text(QT_TRANSLATE_NOOP("Report", "%1, continued")).arg(elements.title),
                        .note = from == 0 ? note : QString(),
                        .columns = {{elements.kind, to - from > 3 ? 150.0 : 0.0, false}}};
            for (std::size_t i = from; i < to; ++i) {
                table.columns.push_back({elements.names[static_cast<qsizetype>(i)], 0.0, true});
            }
            for (std::size_t f = 0; f < elements.fields.size(); ++f) {
                QStringList row{words::fieldText(elements.fields[f]->label)};
                for (std::size_t i = from; i < to; ++i) {
                    row << cell(elements.at(i, f));
                }
                table.rows.push_back(withCommonUnit(std::move(row)));
            }
            m_result.tables.push_back(table);
        }
    }

    /// “Fee, $ M | 2.0 | 4.0” of “Fee | $2.0 M | $4.0 M”.
    [[nodiscard]] static QStringList withCommonUnit(QStringList row)
    {
        const auto unitOf = [](const QString& cell) {
            const auto* const digit = std::ranges::find_if(cell, [](QChar letter) { return letter.isDigit(); });
            QString sign(cell.begin(), digit - cell.begin());
            sign.remove(QLatin1Char('+')).remove(QChar(0x2212));
            return QStringList{sign, cell.section(QLatin1Char(' '), 1)};
        };
        const QStringList unit = unitOf(row[1]);
        const bool common = std::all_of(row.begin() + 1, row.end(), [&](const QString& cell) {
            return unitOf(cell) == unit && !cell.isEmpty() && !cell.front().isLetter();
        });
        if (row.size() > 3 && common && !unit.join(QString()).isEmpty()) {
            row[0] += QStringLiteral(", ") + unit.join(QLatin1Char(' ')).trimmed();
            for (qsizetype i = 1; i < row.size(); ++i) {
                row[i] = row[i].section(QLatin1Char(' '), 0, 0).remove(unit[0]);
            }
        }
        return row;
    }

    /// The triangle above the diagonal; of many use cases in blocks of columns that are named by numbers.
    void correlations(const std::string& matrix, const Clause& clause)
    {
        constexpr std::size_t mostNames = 8;
        constexpr std::size_t mostNumbers = 10;
        const std::vector<deal::UseCase>& useCases = m_scenario.market.useCases;
        const std::size_t count = useCases.size();
        const bool named = count <= mostNames;
        const auto shown = [&](std::size_t i, std::size_t j) {
            const std::string path = matrix + "[" + std::to_string(i) + "][" + std::to_string(j) + "]";
            const auto leaf = std::ranges::find(clause.pairs, path, &Leaf::path);
            return leaf == clause.pairs.end() ? QString() : m_format.show(**leaf);
        };
        const auto name = [&](std::size_t i) {
            const QString own = QString::fromStdString(useCases[i].name);
            return named ? own : QStringLiteral("%1 · %2").arg(i + 1).arg(own);
        };
        const bool allAlike = std::ranges::all_of(
            clause.pairs, [&](const Leaf* leaf) { return leaf->value == clause.pairs.front()->value; });
        if (allAlike && count > 2) {
            m_result.tables.push_back(
                {.title = clause.title,
                 .columns = {{text(QT_TRANSLATE_NOOP("Report", "Use cases")), 0.0, false}, {clause.title, 0.0, true}},
                 .rows = {{text(QT_TRANSLATE_NOOP("Report", "Any two")), m_format.show(*clause.pairs.front())}}});
            return;
        }
        const std::size_t block = named ? mostNames : mostNumbers;
        for (std::size_t from = 1; from < count; from += block) {
            const std::size_t to = std::min(from + block, count);
            Table table{.title = from == 1 ? clause.title
                                           : text(QT_TRANSLATE_NOOP("Report", "%1, continued")).arg(clause.title),
                        .columns = {{QString(), 0.0, false}}};
            for (std::size_t j = from; j < to; ++j) {
                table.columns.push_back({named ? name(j) : QString::number(j + 1), 0.0, true});
            }
            for (std::size_t i = 0; i + 1 < to; ++i) {
                QStringList row{name(i)};
                for (std::size_t j = from; j < to; ++j) {
                    row << (j > i ? shown(i, j) : QString());
                }
                table.rows.push_back(row);
            }
            m_result.tables.push_back(table);
        }
    }

    const deal::Scenario& m_scenario;
    words::Format m_format;
    bool m_showsDefaults;
    deal::Outline m_outline;
    std::vector<const Leaf*> m_singles;
    std::vector<std::pair<std::string, Clause>> m_clauses;
    Table m_lines;
    QStringList m_emptyLists;
    TermTables m_result;
};

template <deal::Section wanted>
[[nodiscard]] bool isIn(deal::Section section)
{
    return section == wanted;
}

}  // namespace

TermTables termTables(const deal::Scenario& scenario, const words::NumberHabits& habits)
{
    return Builder(scenario, habits, false)
        .build({deal::isOfTheTerms}, text(QT_TRANSLATE_NOOP("Report", "Rates, payments and guarantees")),
               text(QT_TRANSLATE_NOOP("Report", "Governance")));
}

TermTables assumptionTables(const deal::Scenario& scenario, const words::NumberHabits& habits)
{
    return Builder(scenario, habits, true)
        .build({isIn<deal::Section::parties>, isIn<deal::Section::timeline>, isIn<deal::Section::market>,
                isIn<deal::Section::simulation>},
               text(QT_TRANSLATE_NOOP("Report", "Timeline, prices and simulation")), QString());
}

}  // namespace dealwright::views::report
