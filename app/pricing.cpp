// SPDX-License-Identifier: GPL-3.0-or-later
// Which scenarios are priced, in which order and with what; what is known of each; and why one is not run.
#include "app/pricing.h"

#include "app/machine_memory.h"
#include "app/not_finite_text.h"
#include "deal/names.h"
#include "simulation/not_finite.h"
#include "simulation/simulator_cache.h"

#include <ranges>
#include <utility>
#include <variant>

namespace dealwright::app {

namespace {

using namespace std::chrono_literals;

/// The draws of a few scenarios are kept at a time: one may take a part of the memory only.
constexpr double partOfMemory = 0.4;

[[nodiscard]] simulation::Outputs both(const simulation::Outputs& a, const simulation::Outputs& b)
{
    return {.monthly = a.monthly || b.monthly,
            .cumulativeDiscounted = a.cumulativeDiscounted || b.cumulativeDiscounted,
            .bridge = a.bridge || b.bridge,
            .npvByPath = a.npvByPath || b.npvByPath};
}

}  // namespace

bool covers(const simulation::Outputs& have, const simulation::Outputs& wanted)
{
    return (have.monthly || !wanted.monthly) && (have.cumulativeDiscounted || !wanted.cumulativeDiscounted) &&
           (have.bridge || !wanted.bridge) && (have.npvByPath || !wanted.npvByPath);
}

Pricing::Pricing(const Session& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_memory(partOfMemory * machineMemory()),
      m_job(work(), [this](const PricingTask& task, const Outcome<Answer>& outcome) { hear(task, outcome); },
            {.letFinish = 30ms, .reportAfter = 100ms})
{
    m_otherOutputs.monthly = false;  // a card shows two figures
    connect(&m_job, &app::Job::progressed, this, &Pricing::progressed);
    connect(&m_job, &app::Job::idle, this, &Pricing::idle);
}

Pricing::Job::Work Pricing::work()
{
    return [simulators = std::make_shared<simulation::SimulatorCache>()](
               const PricingTask& task, const simulation::Run& run) -> std::optional<Answer> {
        const auto start = std::chrono::steady_clock::now();
        const bool redrawn = !simulators->holdsDrawsOf(*task.scenario);
        auto projection = simulators->simulatorFor(*task.scenario).project(*task.scenario, task.outputs, run);
        if (!projection) {
            return std::nullopt;
        }
        const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
        return Answer{std::make_shared<const simulation::Projection>(std::move(*projection)), spent.count(), redrawn};
    };
}

QString Pricing::memoryRefusal(const deal::Scenario& scenario) const
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
    const auto found = m_validated.find(id);
    return found == m_validated.end() ? QString() : found->second.refusal;
}

bool Pricing::canRun(ScenarioId id) const
{
    return !deal::hasErrors(problems(id)) && refusal(id).isEmpty();
}

QString Pricing::comparisonRefusal(ScenarioId id) const
{
    const deal::Scenario& own = *m_session.state().find(id)->scenario;
    if (own.simulation == m_session.baseline().simulation) {
        return {};
    }
    deal::Scenario scenario = own;
    scenario.simulation = m_session.baseline().simulation;
    const auto found = m_validated.find(id);
    if (found != m_validated.end() && found->second.notComparable != nullptr &&
        *found->second.notComparable == scenario) {
        return notFiniteText(found->second.beyondCompared, scenario);
    }
    return memoryRefusal(scenario);
}

bool Pricing::canCompare(ScenarioId id) const
{
    return canRun(id) && canRun(m_session.state().baseline) && comparisonRefusal(id).isEmpty();
}

std::int64_t Pricing::mostPaths(deal::Scenario scenario, std::int64_t wanted) const
{
    scenario.simulation.paths = wanted;
    const auto shortage = memoryShortage(scenario, {}, m_memory);
    return shortage ? shortage->mostPaths : wanted;
}

void Pricing::setNeeds(const simulation::Outputs& ofCurrent, const simulation::Outputs& ofOthers)
{
    // The current one stands among the others too, where they are compared.
    const simulation::Outputs all = both(ofCurrent, ofOthers);
    if (all != m_currentOutputs || ofOthers != m_otherOutputs) {
        m_currentOutputs = all;
        m_otherOutputs = ofOthers;
        forgetRefusals();
        update();
    }
}

/// Other figures are wanted: those may be finite.
void Pricing::forgetRefusals()
{
    for (Validated& validated : std::views::values(m_validated)) {
        validated.beyond.clear();
        validated.notComparable.reset();
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

bool Pricing::isSettled() const
{
    return std::ranges::all_of(m_session.state().entries, [this](const ScenarioEntry& entry) {
        if (!canRun(entry.id)) {
            return true;
        }
        const Priced* own = latest(entry.id);
        const Priced* compared = latestForComparison(entry.id);
        return isCurrent(entry.id) && covers(own->outputs, outputsOf(entry.id)) &&
               (!canCompare(entry.id) || (compared != nullptr && covers(compared->outputs, m_otherOutputs)));
    });
}

const simulation::Outputs& Pricing::outputsOf(ScenarioId id) const
{
    return id == m_session.current() ? m_currentOutputs : m_otherOutputs;
}

const std::vector<deal::Problem>& Pricing::problems(ScenarioId id) const
{
    static const std::vector<deal::Problem> none;
    const auto found = m_validated.find(id);
    return found == m_validated.end() ? none : found->second.problems;
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

void Pricing::want(std::vector<PricingTask>& tasks, const Key& key,
                   std::shared_ptr<const deal::Scenario> scenario) const
{
    const simulation::Outputs& outputs = key.comparison ? m_otherOutputs : outputsOf(key.id);
    const auto known = m_priced.find(key);
    if (known != m_priced.end() && known->second.scenario == scenario && covers(known->second.outputs, outputs)) {
        return;
    }
    tasks.push_back({key.id, std::move(scenario), outputs, key.comparison});
}

void Pricing::checkWorkbook()
{
    m_workbookFlaw.clear();
    for (Validated& validated : std::views::values(m_validated)) {
        validated.problems = validated.own;
        validated.problems.insert(validated.problems.end(), validated.beyond.begin(), validated.beyond.end());
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
            std::vector<deal::Problem>& problems = m_validated[entry.id].problems;
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
    std::erase_if(m_validated, [&](const auto& item) { return state.find(item.first) == nullptr; });
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
        Validated& validated = m_validated[entry->id];
        if (validated.scenario != entry->scenario) {
            validated = {entry->scenario, deal::validate(*entry->scenario), {}, {}};
            if (!deal::hasErrors(validated.own)) {
                validated.refusal = memoryRefusal(*entry->scenario);
            }
        }
    }
    checkWorkbook();
    std::vector<PricingTask> tasks;
    for (const ScenarioEntry* entry : order) {
        if (!canRun(entry->id)) {
            continue;
        }
        want(tasks, {entry->id, false}, entry->scenario);
        if (entry->scenario->simulation != m_session.baseline().simulation && canCompare(entry->id)) {
            want(tasks, {entry->id, true}, comparisonScenario(*entry));
        }
    }
    m_stopped = false;
    m_job.ask(std::move(tasks));
}

void Pricing::stop()
{
    m_stopped = true;
    m_job.cancel();
}

/// Of a scenario that has been edited since, nothing is known yet.
void Pricing::refuse(const PricingTask& task, const std::vector<deal::Problem>& problems)
{
    Validated& validated = m_validated[task.id];
    if (task.comparison) {
        validated.notComparable = task.scenario;
        validated.beyondCompared = problems;
    } else if (validated.scenario == task.scenario && !deal::hasErrors(validated.problems)) {
        validated.beyond = problems;
        validated.problems.insert(validated.problems.end(), problems.begin(), problems.end());
    }
    emit refused(task.id);
}

void Pricing::hear(const PricingTask& task, const Outcome<Answer>& outcome)
{
    // An older scenario's answer, let finish while a newer edit waits, is still newer than what is shown.
    if (m_session.state().find(task.id) == nullptr) {
        return;
    }
    try {
        const Answer& answer = outcome.get();
        m_priced[{task.id, task.comparison}] = {task.scenario, task.outputs, answer.projection, answer.milliseconds,
                                                answer.redrawn};
    } catch (const simulation::NotFinite& notFinite) {
        refuse(task, notFinite.problems());
        return;
    }
    emit priced(task.id);
}

}  // namespace dealwright::app
