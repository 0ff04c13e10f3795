// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evaluation.h"
#include "analysis/figures.h"
#include "analysis/rank_correlation.h"
#include "analysis/redline.h"
#include "analysis/sensitivity.h"
#include "analysis/tier_readings.h"
#include "app/commands/commands.h"
#include "app/commands/json_output.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "app/commands/text_output.h"
#include "simulation/shocks.h"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace dealwright::app {

namespace {

/// The scenario with the number at which the goal is reached.
[[nodiscard]] deal::Scenario reached(deal::Scenario scenario, const analysis::Goal& goal,
                                     const analysis::GoalAnswer& answer)
{
    const deal::Value value = deal::leafAt(scenario, goal.path)->whole
                                  ? deal::Value(static_cast<std::int64_t>(std::llround(answer.value)))
                                  : deal::Value(answer.value);
    [[maybe_unused]] const deal::AssignError error = deal::assign(scenario, goal.path, value);
    return scenario;
}

/// Each use case's part of the gross revenue that is expected over the term; even parts where there is none.
[[nodiscard]] std::vector<double> revenueMix(const simulation::Projection& projection)
{
    std::vector<double> mix;
    mix.reserve(projection.grossByUseCase.size());
    for (const std::vector<double>& months : projection.grossByUseCase) {
        mix.push_back(std::accumulate(months.begin(), months.end(), 0.0));
    }
    const double sum = std::accumulate(mix.begin(), mix.end(), 0.0);
    for (double& part : mix) {
        part = sum > 0.0 ? part / sum : 1.0 / static_cast<double>(mix.size());
    }
    return mix;
}

}  // namespace

int tornadoCommand(const CommonOptions& common, const CommandOptions& own)
{
    const deal::Scenario scenario = chosenScenario(common);
    const auto tornado = analysis::tornado(scenario, runOf(common, scenario));
    if (common.json) {
        print(tornadoJson(scenario, *tornado));
    } else {
        print(tornadoText(scenario, *tornado, projected(scenario, common, analysis::headlineOnly()), own.most));
    }
    return exitDone;
}

int goalCommand(const CommonOptions& common, const CommandOptions& own)
{
    const deal::Scenario scenario = chosenScenario(common);
    const analysis::GoalResult result = analysis::goalSeek(scenario, own.goal, runOf(common, scenario));
    switch (result.error) {
        case analysis::GoalError::unknownPath:
            throw CommandFailure{exitWrongUse, "--vary: the scenario has no " + spelledOut(own.goal.path) + "\n"};
        case analysis::GoalError::notANumber:
            throw CommandFailure{exitWrongUse, "--vary: " + spelledOut(own.goal.path) + " is not a number\n"};
        case analysis::GoalError::notOfTheDeal:
            throw CommandFailure{exitWrongUse, "--vary: " + spelledOut(own.goal.path) +
                                                   " says how the deal is simulated, not what it is: vary a number of "
                                                   "market, terms, parties or timeline\n"};
        case analysis::GoalError::unknownStatistic: {
            std::string names;
            for (const std::string& name : analysis::figureWords()) {
                names += "  " + name + "\n";
            }
            throw CommandFailure{
                exitWrongUse, "--statistic: there is no " + spelledOut(own.goal.statistic) + "; there are\n" + names};
        }
        case analysis::GoalError::stopped:
            throw CommandFailure{exitWrongUse, stopped};
        case analysis::GoalError::none:
            break;
    }
    if (common.json) {
        print(goalJson(own.goal, result.answer));
    } else {
        print(goalText(scenario, own.goal, result.answer,
                       projected(reached(scenario, own.goal, result.answer), common, analysis::headlineOnly())));
    }
    return exitDone;
}

int correlationsCommand(const CommonOptions& common, const CommandOptions& own)
{
    const deal::Scenario scenario = chosenScenario(common);
    simulation::Outputs outputs;
    outputs.monthly = false;
    simulation::Simulator simulator;
    const auto projection = simulator.project(scenario, outputs, runOf(common, scenario));
    if (!projection) {
        throw CommandFailure{exitWrongUse, stopped};
    }
    sayCautions(scenario, *projection);
    const std::vector<analysis::DriverCorrelation> correlations =
        analysis::rankCorrelations(scenario, *simulator.shocks(), *projection);
    if (common.json) {
        print(correlationsJson(scenario, correlations, *projection));
    } else {
        print(correlationsText(scenario, correlations, *projection, own.most));
    }
    return exitDone;
}

int redlineCommand(const CommonOptions& common, const CommandOptions& own)
{
    const deal::Workbook workbook = loadWorkbook(common.files.front());
    const deal::Scenario& named = scenarioOf(workbook, own.from.empty() ? workbook.baseline : own.from);
    const deal::Scenario from = prepared(named, common, named.name);
    const deal::Scenario& wanted = scenarioOf(workbook, own.to);
    deal::Scenario to = wanted;
    to.simulation = from.simulation;
    to = prepared(std::move(to), {}, wanted.name);
    requireOneCurrency(from, to);
    constexpr int sampledOrders = 64;
    const analysis::RedlineResult result = analysis::redline(from, to, sampledOrders, runOf(common, from));
    switch (result.error) {
        case analysis::RedlineError::differentUseCases:
            throw CommandFailure{exitInvalidDeal, spelledOut(to.name) +
                                                      ": market.useCases: the use cases must be those of " +
                                                      spelledOut(from.name) + " for their terms to be exchanged\n"};
        case analysis::RedlineError::stopped:
            throw CommandFailure{exitWrongUse, stopped};
        case analysis::RedlineError::none:
            break;
    }
    const simulation::Projection asItStands = projected(from, common, analysis::headlineOnly());
    if (common.json) {
        print(redlineJson(from, to, result.redline, asItStands));
    } else {
        print(redlineText(from, to, result.redline, asItStands));
    }
    return exitDone;
}

int tiersCommand(const CommonOptions& common, const CommandOptions& /*own*/)
{
    const deal::Scenario scenario = chosenScenario(common);
    simulation::Outputs outputs;  // with the months, which say what each use case earns
    outputs.npvByPath = false;
    const simulation::Projection asItStands = projected(scenario, common, outputs);
    const auto ambiguity = analysis::tierAmbiguity(scenario, runOf(common, scenario));
    if (!ambiguity) {
        throw CommandFailure{exitWrongUse, stopped};
    }
    const std::vector<analysis::VolumeCurve> curves = analysis::volumeCurves(scenario, revenueMix(asItStands));
    if (common.json) {
        print(tiersJson(scenario, *ambiguity, curves));
    } else {
        print(tiersText(scenario, *ambiguity, curves, asItStands));
    }
    return exitDone;
}

}  // namespace dealwright::app
