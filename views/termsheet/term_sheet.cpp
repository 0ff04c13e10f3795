// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/termsheet/term_sheet.h"

#include "deal/difference.h"
#include "views/charts/staircase.h"
#include "views/look/problem_text.h"
#include "views/termsheet/term_field.h"
#include "views/termsheet/term_section.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace dealwright::views {

namespace {

enum SectionId {
    shares,
    tiers,
    exclusivity,
    rates,
    payments,
    contributions,
    governance,
    market,
    parties,
    timeline,
    simulation,
    negotiation,
    notes,
    sectionCount
};

/// The sections by the beginnings of paths, in the order of the sheet.
constexpr std::array<std::pair<std::string_view, SectionId>, 26> sectionOfPath{{
    {"terms.shares", shares},
    {"terms.revenueBase", shares},
    {"terms.deductions", rates},
    {"terms.rateFloor", rates},
    {"terms.rateCap", rates},
    {"terms.minimumPerMillionTokens", rates},
    {"terms.tiers", tiers},
    {"terms.exclusivity", exclusivity},
    {"terms.upfrontFee", payments},
    {"terms.advance", payments},
    {"terms.recoupment", payments},
    {"terms.minimumGuarantee", payments},
    {"terms.guaranteeStep", payments},
    {"terms.annualCap", payments},
    {"terms.totalCap", payments},
    {"terms.milestones", payments},
    {"terms.contributions", contributions},
    {"terms.", governance},
    {"market.", market},
    {"parties.", parties},
    {"timeline.", timeline},
    {"simulation.", simulation},
    {"negotiation.levers", negotiation},
    {"notes", notes},
    {"author", notes},
    {"name", notes},
}};

[[nodiscard]] std::optional<SectionId> sectionOf(const deal::Leaf& leaf)
{
    if (leaf.field->dimension == deal::Dimension::identifier) {
        return std::nullopt;
    }
    if (leaf.path.ends_with(".annualStep")) {
        return rates;
    }
    for (const auto& [prefix, section] : sectionOfPath) {
        if (std::string_view(leaf.path).starts_with(prefix)) {
            return section;
        }
    }
    return std::nullopt;
}

[[nodiscard]] QString titleOf(int section)
{
    switch (section) {
        case shares:
            return TermSheet::tr("Shares by use case");
        case tiers:
            return TermSheet::tr("Volume tiers");
        case exclusivity:
            return TermSheet::tr("Exclusivity");
        case rates:
            return TermSheet::tr("Steps and limits of the rates");
        case payments:
            return TermSheet::tr("Payments and guarantees");
        case contributions:
            return TermSheet::tr("Contributions");
        case governance:
            return TermSheet::tr("Governance");
        case market:
            return TermSheet::tr("Market");
        case parties:
            return TermSheet::tr("Parties");
        case timeline:
            return TermSheet::tr("Timeline");
        case simulation:
            return TermSheet::tr("Simulation");
        case negotiation:
            return TermSheet::tr("Levers");
        default:
            return TermSheet::tr("Notes");
    }
}

/// The list that an element's leaf stands in: terms.milestones of terms.milestones[2].amount.
[[nodiscard]] std::string listOf(const std::string& path)
{
    const std::size_t bracket = path.rfind('[');
    return bracket == std::string::npos ? std::string() : path.substr(0, bracket);
}

/// Lists that grow and shrink, and the section that has their button.
constexpr std::array<std::pair<std::string_view, SectionId>, 6> growingLists{{
    {"terms.tiers.steps", tiers},
    {"terms.milestones", payments},
    {"terms.contributions", contributions},
    {"market.useCases", market},
    {"market.events", market},
    {"negotiation.levers", negotiation},
}};

[[nodiscard]] bool grows(const std::string& list)
{
    return std::ranges::any_of(growingLists, [&](const auto& entry) { return entry.first == list; });
}

[[nodiscard]] std::size_t sizeOf(const deal::Scenario& scenario, std::string_view list)
{
    return list == "market.useCases" ? scenario.market.useCases.size()
           : list == "market.events" ? scenario.market.events.size()
                                     : deal::listSize(scenario, list).value_or(0);
}

/// What a group of rows is headed by: the element's name, or the group's label.
[[nodiscard]] QString headOf(const deal::Leaf& leaf, SectionId section)
{
    if (section == shares || section == rates) {
        return leaf.path.ends_with(".annualStep") ? TermSheet::tr("Annual steps") : QString();
    }
    if (!leaf.element.empty()) {
        return QString::fromStdString(leaf.element);
    }
    const bool grouped = section == governance || section == parties;
    return grouped && leaf.sections.size() > 1 ? fieldText(leaf.sections.back()->label) : QString();
}

}  // namespace

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
                     const NumberHabits& habits)
{
    m_scenario = scenario;
    m_baseline = baseline;
    m_format = Format(*scenario, habits);
    std::vector<deal::Leaf> leaves = deal::flatten(*scenario);
    std::erase_if(leaves, [](const deal::Leaf& leaf) { return !sectionOf(leaf); });
    std::vector<std::string> shape;
    for (const deal::Leaf& leaf : leaves) {
        shape.push_back(leaf.path + '\n' + leaf.element);
    }
    shape.emplace_back(scenario->terms.exclusivity.empty() ? "no exclusivity" : "");
    if (shape != m_shape) {
        m_shape = std::move(shape);
        rebuild(leaves);
    }
    update(leaves, problems);
}

void TermSheet::rebuild(const std::vector<deal::Leaf>& leaves)
{
    std::map<int, bool> open;
    for (const auto& [id, section] : m_sections) {
        open[id] = section->isOpen();
    }
    const int scrolled = m_scroll->verticalScrollBar()->value();
    m_fields.clear();
    m_sections.clear();
    m_listReasons.clear();
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (int id = 0; id < sectionCount; ++id) {
        auto* section = new TermSection(titleOf(id));
        m_sections[id] = section;
        std::vector<const deal::Leaf*> rows;
        for (const deal::Leaf& leaf : leaves) {
            if (*sectionOf(leaf) == id) {
                rows.push_back(&leaf);
            }
        }
        // The rates before their base, the limits before the steps.
        std::ranges::stable_sort(rows, {}, [](const deal::Leaf* leaf) {
            return leaf->path == "terms.revenueBase" || leaf->path.ends_with(".annualStep") ? 1 : 0;
        });
        QString head;
        for (const deal::Leaf* leaf : rows) {
            const QString next = headOf(*leaf, static_cast<SectionId>(id));
            if (next != head) {
                head = next;
                if (!head.isEmpty()) {
                    auto* line = new QHBoxLayout;
                    line->setContentsMargins(0, 6, 0, 0);
                    auto* name = new Text(Type::secondary, Text::Colour::secondary);
                    name->say(head);
                    line->addWidget(name, 1);
                    const std::string list = listOf(leaf->path);
                    if (grows(list) && leaf->position) {
                        auto* remove = new QToolButton;
                        remove->setText(QStringLiteral("✕"));
                        remove->setAutoRaise(true);
                        remove->setToolTip(tr("Remove %1").arg(head));
                        remove->setAccessibleName(tr("Remove %1").arg(head));
                        connect(remove, &QToolButton::clicked, this, [this, list, position = *leaf->position] {
                            Edit edit;
                            edit.kind = Edit::Kind::remove;
                            edit.path = list;
                            edit.position = position;
                            emit edited(edit);
                        });
                        line->addWidget(remove);
                    }
                    section->body()->addLayout(line);
                }
            }
            auto* field = new TermField(*leaf);
            connect(field, &TermField::edited, this, &TermSheet::edited);
            m_fields[leaf->path] = field;
            section->body()->addWidget(field);
            if (leaf->path == "terms.tiers.pool") {
                m_staircase = new Staircase;
                section->body()->addWidget(m_staircase);
            }
        }
        for (const auto& [list, where] : growingLists) {
            if (where != id) {
                continue;
            }
            const QString element = listElementName(std::string(list));
            auto* add = new QPushButton(tr("Add %1").arg(element));
            connect(add, &QPushButton::clicked, this, [this, path = std::string(list)] {
                Edit edit;
                edit.kind = Edit::Kind::insert;
                edit.path = path;
                edit.position = sizeOf(*m_scenario, path);
                emit edited(edit);
            });
            section->body()->addWidget(add, 0, Qt::AlignLeft);
            auto* reason = new Text(Type::small, Text::Colour::problem);
            reason->setObjectName(QString::fromStdString("refusal of " + std::string(list)));
            reason->setWordWrap(true);
            reason->hide();
            section->body()->addWidget(reason);
            m_listReasons[std::string(list)] = reason;
        }
        if (id == exclusivity && m_scenario->terms.exclusivity.empty()) {
            auto* add = new QPushButton(tr("Add exclusivity"));
            connect(add, &QPushButton::clicked, this, [this] {
                Edit edit;
                edit.kind = Edit::Kind::grantExclusivity;
                edit.path = "terms.exclusivity";
                emit edited(edit);
            });
            section->body()->addWidget(add, 0, Qt::AlignLeft);
        }
        section->setOpen(open.contains(id) ? open[id] : id <= exclusivity);
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

void TermSheet::update(const std::vector<deal::Leaf>& leaves, const std::vector<deal::Problem>& problems)
{
    QStringList useCases;
    for (const deal::UseCase& useCase : m_scenario->market.useCases) {
        useCases << QString::fromStdString(useCase.name);
    }
    // Use cases are matched by their ids, wherever they stand in either scenario.
    std::map<std::string, deal::Leaf> baseline;
    if (m_baseline != m_scenario) {
        for (deal::Difference& difference : deal::difference(*m_baseline, *m_scenario)) {
            if (difference.before && difference.after) {
                baseline.emplace(difference.after->path, std::move(*difference.before));
            }
        }
    }
    for (const deal::Leaf& leaf : leaves) {
        const auto before = baseline.find(leaf.path);
        TermField* field = m_fields.at(leaf.path);
        field->show(leaf, before == baseline.end() ? std::nullopt : std::optional(before->second), useCases, m_format);
        const auto problem = std::ranges::find(problems, leaf.path, &deal::Problem::path);
        const bool warning = problem != problems.end() && problem->severity == deal::Severity::warning;
        field->setProblem(problem == problems.end() ? QString() : problemText(*problem, *m_scenario), warning);
    }
    const deal::Terms& terms = m_scenario->terms;
    const auto count = [this](SectionId id, const QString& text) { m_sections[id]->setSummary(text); };
    count(shares,
          tr("licensor's part of %1").arg(m_format.show(*deal::leafAt(*m_scenario, "terms.revenueBase")).toLower()));
    const auto word = [this](const char* path) {
        return m_format.show(*deal::leafAt(*m_scenario, path)).section(QLatin1Char(':'), 0, 0).toLower();
    };
    count(tiers, terms.tiers.steps.empty() ? tr("none")
                                           : QStringList{word("terms.tiers.method"), word("terms.tiers.period"),
                                                         tr("steps: %1").arg(terms.tiers.steps.size())}
                                                 .join(QStringLiteral(" · ")));
    m_staircase->show(terms.tiers, m_format);
    for (const auto& [list, reason] : m_listReasons) {
        reason->hide();
    }
    for (std::size_t u = 0; u < terms.exclusivity.size(); ++u) {
        // What an exclusivity that is not granted would be is of no use until it is.
        const std::string line = "terms.exclusivity[" + std::to_string(u) + "].";
        for (auto field = m_fields.lower_bound(line); field != m_fields.end() && field->first.starts_with(line);
             ++field) {
            field->second->setVisible(terms.exclusivity[u].granted || field->first.ends_with(".granted"));
        }
    }
    count(rates, tr("%1 to %2").arg(m_format.percent(terms.rateFloor, 0), m_format.percent(terms.rateCap, 0)));
    QStringList exclusive;
    for (std::size_t u = 0; u < terms.exclusivity.size(); ++u) {
        if (terms.exclusivity[u].granted && u < m_scenario->market.useCases.size()) {
            exclusive << useCases[static_cast<qsizetype>(u)];
        }
    }
    count(exclusivity, exclusive.isEmpty() ? tr("none") : exclusive.join(QStringLiteral(", ")));
    QStringList paid;
    if (terms.advance > 0.0) {
        paid << tr("%1 advance").arg(m_format.money(terms.advance));
    }
    if (terms.minimumGuarantee > 0.0) {
        paid << tr("≥ %1 a year").arg(m_format.money(terms.minimumGuarantee));
    }
    count(payments, paid.join(QStringLiteral(" · ")));
    QStringList given;
    for (const deal::Contribution& contribution : terms.contributions) {
        given << tr("%1, %2").arg(QString::fromStdString(contribution.name), m_format.points(contribution.credit));
    }
    count(contributions, given.isEmpty() ? tr("none") : given.join(QStringLiteral(" · ")));
    count(market, useCases.size() == 1 ? tr("1 use case") : tr("%1 use cases").arg(useCases.size()));
    count(timeline, tr("%1 from %2").arg(m_format.duration(m_scenario->timeline.months), m_format.monthName(0)));
    count(simulation, tr("%1 paths").arg(m_format.count(static_cast<double>(m_scenario->simulation.paths))));
    count(negotiation, QString::number(m_scenario->negotiation.levers.size()));
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
            m_sections[*sectionOf(leaf)]->setOpen(true);
        }
    }
    wanted->setVisible(true);
    m_content->layout()->activate();
    m_scroll->ensureWidgetVisible(wanted, 0, 60);
    wanted->focusEditor();
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
        if (!sectionOf(leaf)) {
            continue;
        }
        QString text = leafTitle(leaf);
        for (const deal::Field* section : leaf.sections) {
            text += QLatin1Char(' ') + fieldText(section->label);
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
