// SPDX-License-Identifier: GPL-3.0-or-later
// The document that is open, as steps of undo. What an edit does is deal::applied; here stand scenarios among others:
// names, the baseline, the order, the size that a file takes.
#include "app/session.h"

#include "deal/edit.h"
#include "deal/edits.h"
#include "deal/names.h"
#include "deal/problem.h"
#include "deal/scenario_fields.h"
#include "storage/deal_format.h"
#include "views/look/literal_text.h"
#include "words/edit_text.h"
#include "words/problem_text.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <utility>

namespace dealwright::app {

const ScenarioEntry* WorkbookState::find(ScenarioId id) const
{
    const auto found = std::ranges::find(entries, id, &ScenarioEntry::id);
    return found == entries.end() ? nullptr : &*found;
}

std::optional<std::size_t> WorkbookState::position(ScenarioId id) const
{
    const auto found = std::ranges::find(entries, id, &ScenarioEntry::id);
    return found == entries.end() ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(std::distance(entries.begin(), found)));
}

/// Keeps the other state and swaps.
class ChangeWorkbook : public QUndoCommand {
public:
    ChangeWorkbook(Session& session, WorkbookState next, ScenarioId shown, const QString& text, std::string path,
                   std::uint64_t gesture)
        : QUndoCommand(views::onButton(text.simplified())),  // the text of an action: one line, && for &
          m_session(session),
          m_other(std::move(next)),
          m_shown(shown),
          m_path(std::move(path)),
          m_gesture(gesture)
    {
    }

    void redo() override { swap(); }
    void undo() override { swap(); }
    [[nodiscard]] int id() const override { return m_gesture == 0 ? -1 : 1; }

    bool mergeWith(const QUndoCommand* later) override
    {
        const auto* next = static_cast<const ChangeWorkbook*>(later);
        if (next->m_gesture != m_gesture || next->m_path != m_path || next->m_shown != m_shown) {
            return false;
        }
        setObsolete(sameDocument(m_other, m_session.state()));
        return true;
    }

private:
    [[nodiscard]] static bool sameDocument(const WorkbookState& a, const WorkbookState& b)
    {
        return a.baseline == b.baseline && a.lostBaseline == b.lostBaseline &&
               std::ranges::equal(a.entries, b.entries, [](const ScenarioEntry& x, const ScenarioEntry& y) {
                   return x.id == y.id && (x.scenario == y.scenario || *x.scenario == *y.scenario);
               });
    }

    void swap()
    {
        WorkbookState before = m_session.state();
        const ScenarioId shownBefore = m_session.current();
        m_session.setState(std::exchange(m_other, std::move(before)));
        m_session.setCurrent(std::exchange(m_shown, shownBefore));
    }

    Session& m_session;
    WorkbookState m_other;
    ScenarioId m_shown;
    std::string m_path;
    std::uint64_t m_gesture;
};

Session::Session(QObject* parent) : QObject(parent)
{
    open(deal::Workbook{{deal::templateScenario()}, deal::templateScenario().name});
}

const deal::Scenario& Session::scenario() const
{
    return *m_state.find(m_current)->scenario;
}

const deal::Scenario& Session::baseline() const
{
    return *m_state.find(m_state.baseline)->scenario;
}

namespace {

[[nodiscard]] const std::string& baselineName(const WorkbookState& state)
{
    return state.lostBaseline ? *state.lostBaseline : state.find(state.baseline)->scenario->name;
}

[[nodiscard]] deal::Workbook workbookOf(const WorkbookState& state)
{
    deal::Workbook workbook;
    workbook.scenarios.reserve(state.entries.size());
    for (const ScenarioEntry& entry : state.entries) {
        workbook.scenarios.push_back(*entry.scenario);
    }
    workbook.baseline = baselineName(state);
    return workbook;
}

[[nodiscard]] const ScenarioEntry* entryNamed(const WorkbookState& state, const std::string& name)
{
    const auto found = std::ranges::find_if(
        state.entries, [&](const ScenarioEntry& entry) { return deal::sameName(entry.scenario->name, name); });
    return found == state.entries.end() ? nullptr : &*found;
}

}  // namespace

deal::Workbook Session::workbook() const
{
    return workbookOf(m_state);
}

std::vector<deal::Problem> Session::workbookProblems() const
{
    std::vector<std::string_view> names;
    names.reserve(m_state.entries.size());
    for (const ScenarioEntry& entry : m_state.entries) {
        names.emplace_back(entry.scenario->name);
    }
    return deal::workbookProblems(names, baselineName(m_state));
}

void Session::open(const deal::Workbook& workbook)
{
    Q_ASSERT(!workbook.scenarios.empty());
    WorkbookState state;
    for (const deal::Scenario& scenario : workbook.scenarios) {
        state.entries.push_back({m_nextId++, std::make_shared<const deal::Scenario>(scenario)});
    }
    const auto named = deal::findNamed(state.entries, workbook.baseline, &ScenarioEntry::name);
    if (named != state.entries.end()) {
        state.baseline = named->id;
    } else {
        state.baseline = state.entries.front().id;
        state.lostBaseline = workbook.baseline;
    }
    m_undo.clear();
    m_sizes.clear();
    m_current = state.baseline;
    m_state = std::move(state);
    emit stateChanged();
    emit currentChanged();
}

void Session::setState(WorkbookState state)
{
    m_state = std::move(state);
    if (m_state.find(m_current) == nullptr) {
        m_current = m_state.baseline;
    }
    emit stateChanged();
}

void Session::setCurrent(ScenarioId id)
{
    if (id != m_current && m_state.find(id) != nullptr) {
        m_current = id;
        emit currentChanged();
    }
}

void Session::push(WorkbookState next, const QString& text, const std::string& path, std::uint64_t gesture)
{
    if (next.lostBaseline) {
        if (const ScenarioEntry* named = entryNamed(next, *next.lostBaseline)) {
            next.baseline = named->id;
            next.lostBaseline.reset();
        }
    }
    m_undo.push(new ChangeWorkbook(*this, std::move(next), m_current, text, path, gesture));
}

namespace {

/// The name, or as much of its beginning as has at most so many characters (code points), cut where a reader sees one
/// end.
[[nodiscard]] QString shortened(const QString& name, qsizetype most)
{
    const auto fits = [&](qsizetype end) { return name.left(end).toUcs4().size() <= most; };
    if (fits(name.size())) {
        return name;
    }
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    qsizetype end = 0;
    for (qsizetype next = finder.toNextBoundary(); next > 0 && fits(next); next = finder.toNextBoundary()) {
        end = next;
    }
    return name.left(end).trimmed();
}

}  // namespace

std::optional<QString> Session::apply(const deal::Edit& edit)
{
    if (edit.kind == deal::Edit::Kind::set && edit.path == "name" && std::holds_alternative<std::string>(edit.value)) {
        return rename(m_current, QString::fromStdString(std::get<std::string>(edit.value)));
    }
    deal::Applied next = deal::applied(scenario(), edit, words::nameOfANewUseCase().toStdString());
    if (next.problem) {
        return words::problemText(*next.problem, scenario());
    }
    if (*next.scenario == scenario()) {
        return std::nullopt;
    }
    const QString text = words::editText(edit, *next.scenario);
    WorkbookState state = with(m_current, std::move(*next.scenario));
    if (edit.gesture == 0) {  // a drag changes a number, which takes as much room as before or some bytes more
        if (auto reason = whyTooLarge(state)) {
            return reason;
        }
    }
    push(std::move(state), text, edit.path, edit.gesture);
    return std::nullopt;
}

WorkbookState Session::with(ScenarioId id, deal::Scenario scenario) const
{
    WorkbookState next = m_state;
    next.entries[*next.position(id)].scenario = std::make_shared<const deal::Scenario>(std::move(scenario));
    return next;
}

bool Session::isTaken(const std::string& name, ScenarioId except) const
{
    return std::ranges::any_of(m_state.entries, [&](const ScenarioEntry& entry) {
        return entry.id != except && deal::sameName(entry.scenario->name, name);
    });
}

std::string Session::freeName(const QString& wanted) const
{
    constexpr auto most = static_cast<qsizetype>(deal::field<&deal::Scenario::name>.mostCharacters());
    std::string name = shortened(wanted, most).toStdString();
    for (int number = 2; isTaken(name, 0); ++number) {
        const QString suffix = QLatin1Char(' ') + QString::number(number);
        name = (shortened(wanted, most - suffix.size()) + suffix).toStdString();
    }
    return name;
}

qint64 Session::mostBytes(const WorkbookState& state)
{
    constexpr qint64 frame = 4096;  // the first line, the elements of the workbook, the baseline's name
    qint64 most = frame;
    for (const ScenarioEntry& entry : state.entries) {
        auto& [scenario, bytes] = m_sizes[entry.id];
        if (scenario != entry.scenario) {
            scenario = entry.scenario;
            bytes = storage::mostBytes(*scenario);
        }
        most += bytes;
    }
    return most;
}

std::optional<QString> Session::whyTooLarge(const WorkbookState& next)
{
    // What drags may add, which are not looked at.
    constexpr qint64 reserve = qint64{1} << 16;
    const qint64 before = mostBytes(m_state);
    const qint64 after = mostBytes(next);
    if (after <= storage::largestFile - reserve || after <= before ||
        storage::bytesOf(workbookOf(next)) <= storage::largestFile - reserve) {
        return std::nullopt;
    }
    return tr("The workbook would be larger than the %1 MB that its file may have. Delete something first, or split it "
              "into several.")
        .arg(storage::largestFile >> 20);
}

ScenarioId Session::add(deal::Scenario scenario, const QString& undoText)
{
    constexpr std::size_t most = deal::field<&deal::Workbook::scenarios>.mostElements();
    if (m_state.entries.size() >= most) {
        emit refused(tr("A workbook has at most %1 scenarios. Delete one first.").arg(most));
        return m_current;
    }
    scenario.name = freeName(QString::fromStdString(scenario.name));
    WorkbookState next = m_state;
    const ScenarioId id = m_nextId++;
    const auto after = static_cast<std::ptrdiff_t>(*m_state.position(m_current)) + 1;
    next.entries.insert(next.entries.begin() + after,
                        {id, std::make_shared<const deal::Scenario>(std::move(scenario))});
    if (const auto reason = whyTooLarge(next)) {
        emit refused(*reason);
        return m_current;
    }
    push(std::move(next), undoText);
    setCurrent(id);
    return id;
}

ScenarioId Session::addFromTemplate()
{
    return add(deal::templateScenario(), tr("add scenario"));
}

ScenarioId Session::duplicate(ScenarioId id)
{
    const ScenarioEntry* entry = m_state.find(id);
    if (entry == nullptr) {
        return m_current;
    }
    deal::Scenario copy = *entry->scenario;
    const QString original = QString::fromStdString(copy.name);
    const qsizetype around = tr("%1 copy").arg(QString()).toUcs4().size();
    const auto most = static_cast<qsizetype>(deal::field<&deal::Scenario::name>.mostCharacters());
    copy.name = tr("%1 copy").arg(shortened(original, most - around)).trimmed().toStdString();
    return add(std::move(copy), tr("duplicate %1").arg(original));
}

void Session::remove(ScenarioId id)
{
    const auto position = m_state.position(id);
    if (!position || m_state.entries.size() == 1) {
        return;
    }
    WorkbookState next = m_state;
    const QString name = QString::fromStdString(next.entries[*position].scenario->name);
    next.entries.erase(next.entries.begin() + static_cast<std::ptrdiff_t>(*position));
    const ScenarioId neighbour = next.entries[std::min(*position, next.entries.size() - 1)].id;
    if (next.baseline == id) {
        next.baseline = next.entries.front().id;
    }
    push(std::move(next), tr("delete %1").arg(name));
    setCurrent(neighbour);
}

void Session::move(std::size_t from, std::size_t to)
{
    if (from == to || from >= m_state.entries.size() || to >= m_state.entries.size()) {
        return;
    }
    WorkbookState next = m_state;
    const ScenarioEntry entry = next.entries[from];
    next.entries.erase(next.entries.begin() + static_cast<std::ptrdiff_t>(from));
    next.entries.insert(next.entries.begin() + static_cast<std::ptrdiff_t>(to), entry);
    push(std::move(next), tr("move %1").arg(QString::fromStdString(entry.scenario->name)));
}

std::optional<QString> Session::rename(ScenarioId id, const QString& name)
{
    const auto position = m_state.position(id);
    const std::string wanted = name.trimmed().toStdString();
    if (!position || wanted == m_state.entries[*position].scenario->name) {
        return std::nullopt;
    }
    if (wanted.empty()) {
        return tr("A scenario needs a name.");
    }
    if (!name.isValidUtf16()) {
        return tr("The name holds half a character. Type it again.");
    }
    const deal::Scenario& before = *m_state.entries[*position].scenario;
    deal::Applied next = deal::applied(before, {.path = "name", .value = wanted});
    if (next.problem) {
        return words::problemText(*next.problem, before);
    }
    if (isTaken(wanted, id)) {
        return tr("Another scenario is called “%1” already.").arg(name.trimmed());
    }
    const QString text = tr("rename %1").arg(QString::fromStdString(before.name));
    push(with(id, std::move(*next.scenario)), text);
    return std::nullopt;
}

void Session::setBaseline(ScenarioId id)
{
    if ((id == m_state.baseline && !m_state.lostBaseline) || m_state.find(id) == nullptr) {
        return;
    }
    WorkbookState next = m_state;
    next.baseline = id;
    next.lostBaseline.reset();
    push(std::move(next), tr("make %1 the baseline").arg(QString::fromStdString(m_state.find(id)->scenario->name)));
}

}  // namespace dealwright::app
