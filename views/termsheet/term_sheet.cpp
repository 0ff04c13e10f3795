// SPDX-License-Identifier: GPL-3.0-or-later
// The whole term sheet: which fields stand in which section, lists that grow and shrink, what is shown after an edit.
#include "views/termsheet/term_sheet.h"

#include "deal/difference.h"
#include "views/charts/exclusivity_bar.h"
#include "views/charts/staircase.h"
#include "views/look/literal_text.h"
#include "views/termsheet/sheet_sections.h"
#include "views/termsheet/term_field.h"
#include "views/termsheet/term_section.h"
#include "words/problem_text.h"
#include "words/titles.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace dealwright::views {

using namespace sheet;
using deal::Section;

TermSheet::TermSheet(QWidget* parent) : Panel(parent)
{
    setMinimumWidth(424);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2, 6, 2, 6);
    layout->addWidget(m_scroll);
    setAccessibleName(tr("Term sheet"));
}

void TermSheet::show(const std::shared_ptr<const deal::Scenario>& scenario,
                     const std::shared_ptr<const deal::Scenario>& baseline, const std::vector<deal::Problem>& problems,
                     const words::NumberHabits& habits)
{
    m_scenario = scenario;
    m_format = words::Format(*scenario, habits);
    deal::Outline outline = deal::outline(*scenario);
    // Use cases are matched by their ids, wherever they stand in either scenario.
    std::map<std::string, deal::Leaf> before;
    if (baseline != scenario) {
        for (deal::Difference& difference : deal::difference(*baseline, *scenario, outline)) {
            if (difference.before && difference.after) {
                before.emplace(difference.after->path, std::move(*difference.before));
            }
        }
    }
    std::erase_if(outline.leaves, [](const deal::Leaf& leaf) { return sectionOf(leaf) == Section::none; });
    std::erase_if(outline.lists, [](const deal::ListExtent& list) { return list.section == Section::none; });
    std::vector<std::string> shape;
    shape.reserve(outline.leaves.size() + outline.lists.size());
    for (const deal::Leaf& leaf : outline.leaves) {
        shape.push_back(leaf.path + '\n' + leaf.element);
    }
    for (const deal::ListExtent& list : outline.lists) {
        shape.push_back(list.size == 0 ? list.path : std::string());
    }
    if (shape != m_shape) {
        m_shape = std::move(shape);
        rebuild(outline);
    }
    update(outline.leaves, before, problems);
}

void TermSheet::rebuild(const deal::Outline& outline)
{
    std::map<Section, bool> open;
    for (const auto& [id, section] : m_sections) {
        open[id] = section->isOpen();
    }
    const int scrolled = m_scroll->verticalScrollBar()->value();
    m_fields.clear();
    m_sections.clear();
    m_exclusivityBars.clear();
    m_listReasons.clear();
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (std::size_t i = 0; i < deal::sectionsOfTheSheet; ++i) {
        const auto id = static_cast<Section>(i);
        auto* section = new TermSection(words::choiceText(deal::titleOf(id)));
        m_sections[id] = section;
        fill(*section, id, outline);
        section->setOpen(open.contains(id) ? open[id] : id <= Section::exclusivity);
        column->addWidget(section);
        auto* line = new QFrame;
        line->setFrameShape(QFrame::HLine);
        line->setForegroundRole(QPalette::Mid);
        line->setFixedHeight(1);
        column->addWidget(line);
    }
    column->addStretch();
    // The old content may be what asked for this change: it goes when its own event is done.
    if (QWidget* old = m_scroll->takeWidget()) {
        for (const TermField* field : old->findChildren<TermField*>()) {
            field->disconnect(this);
        }
        old->hide();
        old->deleteLater();
    }
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);  // which the scroll area has just set
    m_content = content;
    QTimer::singleShot(0, this, [this, scrolled] { m_scroll->verticalScrollBar()->setValue(scrolled); });
}

void TermSheet::fill(TermSection& section, Section id, const deal::Outline& outline)
{
    QVBoxLayout& body = *section.body();
    Rows rows;
    Rows inTable;
    for (const deal::Leaf& leaf : outline.leaves) {
        if (sectionOf(leaf) == id) {
            (isInTable(leaf) ? inTable : rows).push_back(&leaf);
        }
    }
    // The rates before their base, the limits before the steps.
    std::ranges::stable_sort(rows, {}, [id](const deal::Leaf* leaf) {
        return goesByElement(*leaf) == (id == Section::shares) || id == Section::exclusivity ? 0 : 1;
    });
    QString head;
    for (const deal::Leaf* leaf : rows) {
        if (const QString next = headOf(*leaf); next != head) {
            head = next;
            if (!head.isEmpty()) {
                addHead(body, head, *leaf);
            }
        }
        addField(body, *leaf, TermFieldForm::row);
        if (id == Section::exclusivity && leaf->field->switches) {
            auto* bar = new ExclusivityBar(QString::fromStdString(leaf->element));
            m_exclusivityBars[*leaf->position] = bar;
            body.addWidget(bar);
        }
    }
    if (id == Section::tiers) {
        m_staircase = new Staircase;
        body.addWidget(m_staircase);
    }
    addTable(body, inTable);
    for (const deal::ListExtent& list : outline.lists) {
        if (list.section == id && list.field->dimension == deal::Dimension::list) {
            addAddButton(body, list);
        }
    }
}

TermField* TermSheet::addField(QBoxLayout& layout, const deal::Leaf& leaf, TermFieldForm form)
{
    auto* field = new TermField(leaf, form);
    connect(field, &TermField::edited, this, &TermSheet::edited);
    m_fields[leaf.path] = field;
    layout.addWidget(field, form == TermFieldForm::row ? 0 : 1);
    return field;
}

void TermSheet::addHead(QVBoxLayout& body, const QString& head, const deal::Leaf& leaf)
{
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 6, 0, 0);
    line->setSpacing(0);
    auto* name = new Text(Type::secondary, Text::Colour::secondary);
    name->say(head);
    line->addWidget(name, 1);
    const deal::Field* list = deal::listOf(leaf);
    if (list != nullptr && leaf.position && grows(*list)) {
        deal::Edit edit;
        edit.path = listPathOf(leaf);
        edit.position = *leaf.position;
        edit.kind = deal::Edit::Kind::move;
        if (edit.position > 0) {
            edit.target = edit.position - 1;
            line->addWidget(listButton(QStringLiteral("↑"), tr("Move %1 up").arg(head), edit));
        }
        if (edit.position + 1 < deal::listAt(*m_scenario, edit.path).value().size) {
            edit.target = edit.position + 1;
            line->addWidget(listButton(QStringLiteral("↓"), tr("Move %1 down").arg(head), edit));
        }
        edit.kind = deal::Edit::Kind::remove;
        line->addWidget(listButton(QStringLiteral("✕"), tr("Remove %1").arg(head), edit));
    }
    body.addLayout(line);
}

void TermSheet::addTable(QVBoxLayout& body, const Rows& leaves)
{
    if (leaves.empty()) {
        return;
    }
    const auto isOfFirst = [&](const deal::Leaf* leaf) { return leaf->position == leaves.front()->position; };
    const auto columns = static_cast<std::size_t>(std::ranges::count_if(leaves, isOfFirst));
    auto* heads = new QHBoxLayout;
    heads->setContentsMargins(0, 2, 0, 0);
    for (std::size_t i = 0; i < columns; ++i) {
        auto* head = new Text(Type::secondary, Text::Colour::secondary);
        head->say(words::fieldText(leaves[i]->field->label));
        heads->addWidget(head, 1);
    }
    body.addLayout(heads);
    for (std::size_t first = 0; first < leaves.size(); first += columns) {
        auto* row = new QHBoxLayout;
        row->setSpacing(6);
        for (std::size_t i = first; i < first + columns; ++i) {
            addField(*row, *leaves[i], TermFieldForm::cell);
        }
        deal::Edit edit;
        edit.kind = deal::Edit::Kind::remove;
        edit.path = listPathOf(*leaves[first]);
        edit.position = *leaves[first]->position;
        const QString name = tr("Remove %1").arg(words::inSentence(words::elementTitle(*leaves[first])));
        row->addWidget(listButton(QStringLiteral("✕"), name, edit), 0, Qt::AlignTop);
        body.addLayout(row);
    }
}

QToolButton* TermSheet::listButton(const QString& symbol, const QString& name, const deal::Edit& edit)
{
    auto* button = new QToolButton;
    button->setText(symbol);
    button->setAutoRaise(true);
    button->setToolTip(notAsHtml(name));
    button->setAccessibleName(name);
    connect(button, &QToolButton::clicked, this, [this, edit] { emit edited(edit); });
    return button;
}

void TermSheet::addAddButton(QVBoxLayout& body, const deal::ListExtent& list)
{
    const std::string path = list.path;
    if (!grows(*list.field) && (list.size > 0 || list.field->leastElements() > 0)) {
        return;
    }
    auto* add = new QPushButton(tr("Add %1").arg(words::listElementName(path)));
    body.addWidget(add, 0, Qt::AlignLeft);
    if (!grows(*list.field)) {
        connect(add, &QPushButton::clicked, this, [this, path] {
            deal::Edit edit;
            edit.kind = deal::Edit::Kind::giveEachUseCase;
            edit.path = path;
            emit edited(edit);
        });
        return;
    }
    connect(add, &QPushButton::clicked, this, [this, path] {
        deal::Edit edit;
        edit.kind = deal::Edit::Kind::insert;
        edit.path = path;
        edit.position = deal::listAt(*m_scenario, path).value().size;
        emit edited(edit);
    });
    auto* reason = new Text(Type::small, Text::Colour::problem);
    reason->setObjectName(QString::fromStdString("refusal of " + path));
    reason->setWordWrap(true);
    reason->hide();
    body.addWidget(reason);
    m_listReasons[path] = reason;
}

void TermSheet::update(const std::vector<deal::Leaf>& leaves, const std::map<std::string, deal::Leaf>& baseline,
                       const std::vector<deal::Problem>& problems)
{
    QStringList useCases;
    for (const deal::UseCase& useCase : m_scenario->market.useCases) {
        useCases << QString::fromStdString(useCase.name);
    }
    for (const deal::Leaf& leaf : leaves) {
        const auto before = baseline.find(leaf.path);
        TermField* field = m_fields.at(leaf.path);
        field->show(leaf, before == baseline.end() ? std::nullopt : std::optional(before->second), useCases, m_format);
        const auto problem = std::ranges::find(problems, leaf.path, &deal::Problem::path);
        const bool warning = problem != problems.end() && problem->severity == deal::Severity::warning;
        field->setProblem(problem == problems.end() ? QString() : words::problemText(*problem, *m_scenario), warning);
        if (leaf.switched) {
            field->setVisible(!leaf.idle);  // what a thing that is not granted would be is of no use until it is
        }
    }
    const deal::Terms& terms = m_scenario->terms;
    const auto count = [this](Section id, const QString& text) { m_sections[id]->setSummary(text); };
    count(Section::shares,
          tr("licensor's part of %1").arg(m_format.show(*deal::leafAt(*m_scenario, "terms.revenueBase")).toLower()));
    const auto word = [this](const char* path) {
        return m_format.showBriefly(*deal::leafAt(*m_scenario, path)).toLower();
    };
    count(Section::tiers, terms.tiers.steps.empty()
                              ? tr("none")
                              : QStringList{word("terms.tiers.method"), word("terms.tiers.period"),
                                            tr("steps: %1").arg(terms.tiers.steps.size())}
                                    .join(QStringLiteral(" · ")));
    m_staircase->show(terms.tiers, m_format);
    for (const auto& [list, reason] : m_listReasons) {
        reason->hide();
    }
    for (std::size_t u = 0; u < terms.exclusivity.size(); ++u) {
        if (const auto bar = m_exclusivityBars.find(u); bar != m_exclusivityBars.end()) {
            bar->second->show(terms.exclusivity[u], m_scenario->timeline.months, m_format);
            bar->second->setVisible(terms.exclusivity[u].granted);
        }
    }
    count(Section::rates, tr("%1 to %2").arg(m_format.percent(terms.rateFloor, 0), m_format.percent(terms.rateCap, 0)));
    QStringList exclusive;
    for (std::size_t u = 0; u < terms.exclusivity.size(); ++u) {
        if (terms.exclusivity[u].granted && u < m_scenario->market.useCases.size()) {
            exclusive << useCases[static_cast<qsizetype>(u)];
        }
    }
    count(Section::exclusivity, exclusive.isEmpty() ? tr("none") : exclusive.join(QStringLiteral(", ")));
    QStringList paid;
    if (terms.advance > 0.0) {
        paid << tr("%1 advance").arg(m_format.money(terms.advance));
    }
    if (terms.minimumGuarantee > 0.0) {
        paid << tr("≥ %1 a year").arg(m_format.money(terms.minimumGuarantee));
    }
    count(Section::payments, paid.join(QStringLiteral(" · ")));
    QStringList given;
    for (const deal::Contribution& contribution : terms.contributions) {
        given << tr("%1, %2").arg(QString::fromStdString(contribution.name), m_format.points(contribution.credit));
    }
    count(Section::contributions, given.isEmpty() ? tr("none") : given.join(QStringLiteral(" · ")));
    count(Section::market, useCases.size() == 1 ? tr("1 use case") : tr("%1 use cases").arg(useCases.size()));
    count(Section::timeline,
          tr("%1 from %2").arg(m_format.duration(m_scenario->timeline.months), m_format.monthName(0)));
    count(Section::simulation, tr("%1 paths").arg(m_format.count(static_cast<double>(m_scenario->simulation.paths))));
    count(Section::levers, QString::number(m_scenario->negotiation.levers.size()));
}

void TermSheet::refuse(const std::string& path, const QString& reason)
{
    if (TermField* refused = field(path)) {
        refused->refuse(reason);
    } else if (const auto list = m_listReasons.find(path); list != m_listReasons.end()) {
        list->second->say(reason);
        list->second->show();
    }
}

TermField* TermSheet::field(const std::string& path) const
{
    const auto found = m_fields.find(path);
    return found == m_fields.end() ? nullptr : found->second;
}

bool TermSheet::jumpTo(const std::string& path)
{
    TermField* wanted = field(path);
    if (wanted == nullptr) {
        return false;
    }
    for (const deal::Leaf& leaf : deal::flatten(*m_scenario)) {
        if (leaf.path == path) {
            m_sections[sectionOf(leaf)]->setOpen(true);
        }
    }
    wanted->setVisible(true);
    m_content->layout()->activate();
    const auto scroll = [this, wanted] { m_scroll->ensureWidgetVisible(wanted, 0, 60); };
    scroll();
    wanted->focusEditor();
    QTimer::singleShot(0, wanted, scroll);  // once an opened section has its height
    return true;
}

std::vector<deal::Leaf> TermSheet::search(const QString& words) const
{
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<deal::Leaf> found;
    if (wanted.isEmpty() || !m_scenario) {
        return found;
    }
    for (const deal::Leaf& leaf : deal::flatten(*m_scenario)) {
        if (sectionOf(leaf) == Section::none) {
            continue;
        }
        QString text = words::leafTitle(leaf);
        for (const deal::Field* section : leaf.sections) {
            text += QLatin1Char(' ') + words::fieldText(section->label);
        }
        const bool all =
            std::ranges::all_of(wanted, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
        if (all) {
            found.push_back(leaf);
        }
    }
    return found;
}

}  // namespace dealwright::views
