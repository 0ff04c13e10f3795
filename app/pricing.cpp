// SPDX-License-Identifier: GPL-3.0-or-later
#include "pricing.h"

#include "deal/names.h"
#include "machine_memory.h"

#include <ranges>
#include <utility>
#include <variant>

namespace dealwright::app {

namespace {

/// The draws of a few scenarios are kept at a time: one may take a part of the memory only.
constexpr double partOfMemory = 0.4;

/// Whether a projection with `have` shows all that `wanted` asks for.
[[nodiscard]] bool covers(const simulation::Outputs& have, const simulation::Outputs& wanted)
{
    return (have.monthly || !wanted.monthly) && (have.cumulativeDiscounted || !wanted.cumulativeDiscounted) &&
           (have.bridge || !wanted.bridge) && (have.npvByPath || !wanted.npvByPath);
}

}  // namespace

Pricing::Pricing(const Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_memory(partOfMemory * machineMemory())
{
    m_otherOutputs.monthly = false;  // a card shows two figures
    connect(&m_runner, &BackgroundRunner::priced, this, &Pricing::store);
    connect(&m_runner, &BackgroundRunner::progressed, this, &Pricing::progressed);
    connect(&m_runner, &BackgroundRunner::idle, this, &Pricing::idle);
}

QString Pricing::refusalOf(const deal::Scenario& scenario) const
{
    const auto shortage = memoryShortage(scenario, {}, m_memory);
    return shortage ? tr("%L1 paths take %2 GB of memory, more than this machine can spare: %L3 do fit.")
                          .arg(scenario.simulation.paths)
                          .arg(shortage->needed, 0, 'f', 1)
                          .arg(shortage->mostPaths)
                    : QString();
}

QString Pricing::refusal(ScenarioId id) const
{
    if (!m_workbookFlaw.isEmpty()) {
        return m_workbookFlaw;
    }
    const auto found = m_checked.find(id);
    return found == m_checked.end() ? QString() : found->second.refusal;
}

bool Pricing::canRun(ScenarioId id) const
{
    return !deal::hasErrors(problems(id)) && refusal(id).isEmpty();
}

bool Pricing::canCompare(ScenarioId id) const
{
    if (!canRun(id) || !canRun(m_session.state().baseline)) {
        return false;
    }
    deal::Scenario scenario = *m_session.state().find(id)->scenario;
    scenario.simulation = m_session.baseline().simulation;
    const auto checked = m_checked.find(id);
    const bool refused = checked != m_checked.end() && checked->second.notComparable != nullptr &&
                         *checked->second.notComparable == scenario;
    return !refused && refusalOf(scenario).isEmpty();
}

std::int64_t Pricing::mostPaths(deal::Scenario scenario, std::int64_t wanted) const
{
    scenario.simulation.paths = wanted;
    const auto shortage = memoryShortage(scenario, {}, m_memory);
    return shortage ? shortage->mostPaths : wanted;
}

void Pricing::setCurrentOutputs(const simulation::Outputs& outputs)
{
    if (outputs != m_currentOutputs) {
        m_currentOutputs = outputs;
        forgetRefusals();
        update();
    }
}

/// Other figures are wanted: those may be finite.
void Pricing::forgetRefusals()
{
    for (Checked& checked : std::views::values(m_checked)) {
        checked.beyond.clear();
    }
}

void Pricing::setOthersMonthly(bool monthly)
{
    if (monthly != m_otherOutputs.monthly) {
        m_otherOutputs.monthly = monthly;
        forgetRefusals();
        update();
    }
}

const Priced* Pricing::latest(ScenarioId id) const
{
    const auto found = m_priced.find(Key{id, false});
    return found == m_priced.end() ? nullptr : &found->second;
}

const Priced* Pricing::latestForComparison(ScenarioId id) const
{
    const ScenarioEntry* entry = m_session.state().find(id);
    const bool own = entry != nullptr && entry->scenario->simulation == m_session.baseline().simulation;
    const auto found = m_priced.find(Key{id, !own});
    return found == m_priced.end() ? nullptr : &found->second;
}

bool Pricing::isCurrent(ScenarioId id) const
{
    const Priced* priced = latest(id);
    const ScenarioEntry* entry = m_session.state().find(id);
    return priced != nullptr && entry != nullptr && priced->scenario == entry->scenario;
}

const std::vector<deal::Problem>& Pricing::problems(ScenarioId id) const
{
    static const std::vector<deal::Problem> none;
    const auto found = m_checked.find(id);
    return found == m_checked.end() ? none : found->second.problems;
}

std::shared_ptr<const deal::Scenario> Pricing::comparisonScenario(const ScenarioEntry& entry)
{
    auto& [source, made] = m_comparisonScenarios[entry.id];
    if (source != entry || !made || made->simulation != m_session.baseline().simulation) {
        deal::Scenario scenario = *entry.scenario;
        scenario.simulation = m_session.baseline().simulation;
        source = entry;
        made = std::make_shared<const deal::Scenario>(std::move(scenario));
    }
    return made;
}

void Pricing::want(std::vector<PricingTask>& tasks, const Key& key, std::shared_ptr<const deal::Scenario> scenario,
                   const simulation::Outputs& outputs)
{
    const auto known = m_priced.find(key);
    if (known != m_priced.end() && known->second.scenario == scenario && covers(known->second.outputs, outputs)) {
        return;
    }
    tasks.push_back({key.id, std::move(scenario), outputs, key.comparison});
}

void Pricing::checkWorkbook()
{
    m_workbookFlaw.clear();
    for (Checked& checked : std::views::values(m_checked)) {
        checked.problems = checked.own;
        checked.problems.insert(checked.problems.end(), checked.beyond.begin(), checked.beyond.end());
    }
    const std::vector<ScenarioEntry>& entries = m_session.state().entries;
    for (const deal::Problem& problem : m_session.workbookProblems()) {
        const auto* text = std::get_if<std::string>(&problem.value);
        const std::string name = text != nullptr ? *text : std::string();
        if (m_workbookFlaw.isEmpty()) {
            m_workbookFlaw = (problem.rule == deal::Rule::nameNotUnique
                                  ? tr("Two scenarios are called “%1”. Rename one of them.")
                                  : tr("The baseline, “%1”, is not there. Make another one the baseline."))
                                 .arg(QString::fromStdString(name));
        }
        if (problem.rule != deal::Rule::nameNotUnique) {
            continue;
        }
        for (const ScenarioEntry& entry : entries) {
            std::vector<deal::Problem>& problems = m_checked[entry.id].problems;
            const bool marked = !problems.empty() && problems.front().rule == deal::Rule::nameNotUnique &&
                                problems.front().path == "name";
            if (!marked && deal::sameName(entry.scenario->name, name)) {
                problems.insert(problems.begin(),
                                {.path = "name", .rule = deal::Rule::nameNotUnique, .value = entry.scenario->name});
            }
        }
    }
}

void Pricing::update()
{
    const WorkbookState& state = m_session.state();
    std::erase_if(m_priced, [&](const auto& item) { return state.find(item.first.id) == nullptr; });
    std::erase_if(m_checked, [&](const auto& item) { return state.find(item.first) == nullptr; });
    std::erase_if(m_comparisonScenarios, [&](const auto& item) { return state.find(item.first) == nullptr; });

    std::vector<const ScenarioEntry*> order{state.find(m_session.current())};
    if (m_session.current() != state.baseline) {
        order.push_back(state.find(state.baseline));
    }
    for (const ScenarioEntry& entry : state.entries) {
        if (entry.id != m_session.current() && entry.id != state.baseline) {
            order.push_back(&entry);
        }
    }
    for (const ScenarioEntry* entry : order) {
        Checked& checked = m_checked[entry->id];
        if (checked.scenario != entry->scenario) {
            checked = {entry->scenario, deal::validate(*entry->scenario), {}, {}};
            if (!deal::hasErrors(checked.own)) {
                checked.refusal = refusalOf(*entry->scenario);
            }
        }
    }
    checkWorkbook();
    std::vector<PricingTask> tasks;
    for (const ScenarioEntry* entry : order) {
        if (!canRun(entry->id)) {
            continue;
        }
        want(tasks, {entry->id, false}, entry->scenario,
             entry->id == m_session.current() ? m_currentOutputs : m_otherOutputs);
        if (entry->scenario->simulation != m_session.baseline().simulation && canCompare(entry->id)) {
            want(tasks, {entry->id, true}, comparisonScenario(*entry), m_otherOutputs);
        }
    }
    m_stopped = false;
    m_runner.request(std::move(tasks));
}

void Pricing::stop()
{
    m_stopped = true;
    m_runner.stop();
}

/// Of a scenario that has been edited since, nothing is known yet.
void Pricing::refuse(const Key& key, const PricingResult& result)
{
    Checked& checked = m_checked[key.id];
    if (key.comparison) {
        checked.notComparable = result.task.scenario;
    } else if (checked.scenario == result.task.scenario && !deal::hasErrors(checked.problems)) {
        checked.beyond = result.problems;
        checked.problems.insert(checked.problems.end(), result.problems.begin(), result.problems.end());
    }
    emit refused(key.id);
}

void Pricing::store(const PricingResult& result)
{
    // An older scenario's answer, let finish while a newer edit waits, is still newer than what is shown.
    const Key key{result.task.id, result.task.comparison};
    if (m_session.state().find(key.id) == nullptr) {
        return;
    }
    if (result.projection == nullptr) {
        refuse(key, result);
        return;
    }
    m_priced[key] = {result.task.scenario, result.task.outputs, result.projection, result.milliseconds, result.redrawn};
    emit priced(key.id);
}

}  // namespace dealwright::app
