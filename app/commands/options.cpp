// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/options.h"

#include "analysis/comparison.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "app/exports/report_content.h"
#include "app/machine_memory.h"
#include "deal/names.h"
#include "deal/problem.h"
#include "interchange/json.h"
#include "storage/deal_file.h"
#include "words/caution_text.h"

#include <QString>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>

#include <unistd.h>

namespace dealwright::app {

namespace {

[[nodiscard]] std::string joined(const std::vector<interchange::ReadProblem>& problems)
{
    std::string text;
    for (const interchange::ReadProblem& problem : problems) {
        text += spelledOut(interchange::describe(problem)) + "\n";
    }
    return text;
}

void applySets(deal::Scenario& scenario, const std::vector<std::string>& sets)
{
    for (const std::string& set : sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw CommandFailure{exitWrongUse, "--set wants PATH=VALUE, such as terms.shares[0].baseRate=0.12 (is " +
                                                   spelledOut(set) + ")\n"};
        }
        const std::string path = set.substr(0, equals);
        interchange::AssignResult result = interchange::assignJson(scenario, path, set.substr(equals + 1));
        if (!result.scenario) {
            // A misspelt path is wrong use; what the value says is the deal's matter.
            const bool noSuchPath = std::ranges::any_of(result.problems, [&](const interchange::ReadProblem& problem) {
                return problem.error == interchange::ReadError::unknownPath ||
                       (problem.error == interchange::ReadError::unknownName && path.starts_with(problem.path));
            });
            throw CommandFailure{noSuchPath ? exitWrongUse : exitInvalidDeal, joined(result.problems)};
        }
        scenario = std::move(*result.scenario);
    }
}

/// `before` stands before each problem.
void requireValid(const deal::Scenario& scenario, const std::string& before)
{
    const std::vector<deal::Problem> problems = deal::validate(scenario);
    std::string text;
    for (const deal::Problem& problem : problems) {
        text += (problem.severity == deal::Severity::warning ? "warning: " : "") +
                spelledOut(before + deal::describe(problem)) + "\n";
    }
    if (deal::hasErrors(problems)) {
        throw CommandFailure{exitInvalidDeal, text};
    }
    complain(text);
}

}  // namespace

std::string described(const storage::FileProblem& problem)
{
    storage::FileProblem itself = problem;
    itself.contents.clear();
    std::string text = spelledOut(storage::describe(itself));
    for (const interchange::ReadProblem& place : problem.contents) {
        text += "\n" + spelledOut(interchange::describe(place));
    }
    return text;
}

deal::Workbook readWorkbook(const std::string& file)
{
    return requireRead(file, storage::loadWorkbook(QString::fromStdString(file)));
}

const deal::Workbook& requireRead(const std::string& file, const storage::LoadResult& read)
{
    if (!read.workbook) {
        // What a file says is the deal's matter; that it cannot be read is the file's.
        const bool ofTheDeal = read.problem->error == storage::FileError::contents &&
                               read.problem->contents.front().error != interchange::ReadError::notJson;
        throw CommandFailure{ofTheDeal ? exitInvalidDeal : exitFile,
                             spelledOut(file) + ": " + described(*read.problem) + "\n"};
    }
    return *read.workbook;
}

void requireWorkbook(const deal::Workbook& workbook, const std::string& before)
{
    std::string text;
    for (const deal::Problem& problem : deal::workbookProblems(workbook)) {
        text += before + spelledOut(deal::describe(problem)) + "\n";
    }
    if (!text.empty()) {
        throw CommandFailure{exitInvalidDeal, text};
    }
}

deal::Workbook loadWorkbook(const std::string& file, bool oneOfSeveral)
{
    deal::Workbook workbook = readWorkbook(file);
    requireWorkbook(workbook, oneOfSeveral ? spelledOut(file) + ": " : std::string());
    return workbook;
}

void requireNoWorkbook(const std::string& output, const std::string& input)
{
    const auto refuse = [&](const char* why) {
        throw CommandFailure{exitWrongUse,
                             spelledOut(output) + ": The file to write is " + why + " Choose another name.\n"};
    };
    switch (overwritten(QString::fromStdString(output), QString::fromStdString(input))) {
        case Overwritten::nothing:
            break;
        case Overwritten::thisWorkbook:
            refuse("the workbook that is read.");
            break;
        case Overwritten::workbook:
            refuse("a workbook, which would be lost.");
            break;
    }
}

deal::Scenario prepared(deal::Scenario scenario, const CommonOptions& options, const std::string& label)
{
    applySets(scenario, options.sets);
    scenario.simulation.paths = options.paths.value_or(scenario.simulation.paths);
    scenario.simulation.seed = options.seed.value_or(scenario.simulation.seed);
    scenario.simulation.sampling = options.sampling.value_or(scenario.simulation.sampling);
    requireValid(scenario, label.empty() ? std::string() : label + ": ");
    return scenario;
}

std::size_t positionOf(const deal::Workbook& workbook, const std::string& name)
{
    const auto found = deal::findNamed(workbook.scenarios, name, &deal::Scenario::name);
    if (found == workbook.scenarios.end()) {
        std::string names;
        for (const deal::Scenario& scenario : workbook.scenarios) {
            names += "  " + spelledOut(scenario.name) + "\n";
        }
        throw CommandFailure{exitWrongUse, "There is no scenario “" + spelledOut(name) + "”. The file has\n" + names};
    }
    return static_cast<std::size_t>(found - workbook.scenarios.begin());
}

const deal::Scenario& scenarioOf(const deal::Workbook& workbook, const std::string& name)
{
    return workbook.scenarios[positionOf(workbook, name)];
}

Chosen chosenIn(deal::Workbook workbook, const CommonOptions& options)
{
    const std::size_t position = positionOf(workbook, options.scenario.empty() ? workbook.baseline : options.scenario);
    deal::Scenario& scenario = workbook.scenarios[position];
    const bool isBaseline = deal::sameName(scenario.name, workbook.baseline);
    scenario = prepared(std::move(scenario), options);
    if (isBaseline) {
        workbook.baseline = scenario.name;
    }
    requireWorkbook(workbook);
    return {std::move(workbook), position};
}

deal::Scenario chosenScenario(const CommonOptions& options)
{
    return chosenIn(loadWorkbook(options.files.front()), options).scenario();
}

void requireOneCurrency(const deal::Scenario& first, const deal::Scenario& other)
{
    if (!analysis::comparable(first, other)) {
        throw CommandFailure{
            exitInvalidDeal,
            spelledOut(other.name + ": timeline.currency: different currencies cannot be compared (is " +
                       other.timeline.currency + ", that of " + first.name + " is " + first.timeline.currency + ")") +
                "\n"};
    }
}

void requireMemory(const deal::Scenario& scenario, const simulation::Outputs& outputs)
{
    if (const auto shortage = memoryShortage(scenario, outputs)) {
        throw CommandFailure{exitWrongUse,
                             QString("So many paths take %1 GB of memory, and this machine has %2 GB: %3 do fit. "
                                     "Ask for them with --paths.\n")
                                 .arg(shortage->needed, 0, 'f', 1)
                                 .arg(shortage->present, 0, 'f', 1)
                                 .arg(shortage->mostPaths)
                                 .toStdString()};
    }
}

simulation::Run runOf(const CommonOptions& options, const deal::Scenario& scenario, const simulation::Outputs& outputs)
{
    requireMemory(scenario, outputs);
    simulation::Run run;
    run.threads = options.threads;
    if (isatty(STDERR_FILENO) != 0) {
        run.progress = [shown = std::make_shared<int>(-1)](double fraction) {
            constexpr int width = 40;
            const int filled = static_cast<int>(fraction * width);
            if (filled == *shown) {
                return;
            }
            *shown = filled;
            const std::string bar(static_cast<std::size_t>(filled), '#');
            std::fprintf(stderr, "\r[%-*s] %3d %%", width, bar.c_str(), static_cast<int>(fraction * 100.0));
            if (filled == width) {
                std::fprintf(stderr, "\r%*s\r", width + 8, "");
            }
            std::fflush(stderr);
        };
    }
    return run;
}

CommandFailure failureOf(const std::vector<deal::Problem>& problems, const std::string& before)
{
    std::string text;
    for (const deal::Problem& problem : problems) {
        text += (problem.severity == deal::Severity::warning ? "warning: " : "") + before +
                spelledOut(deal::describe(problem)) + "\n";
    }
    return {exitInvalidDeal, text};
}

simulation::Projection projected(const deal::Scenario& scenario, const CommonOptions& options,
                                 const simulation::Outputs& outputs)
{
    simulation::Simulator simulator;
    auto projection = simulator.project(scenario, outputs, runOf(options, scenario, outputs));
    if (!projection) {
        throw CommandFailure{exitWrongUse, stopped};
    }
    sayCautions(scenario, *projection);
    return std::move(*projection);
}

void sayCautions(const deal::Scenario& scenario, const simulation::Projection& projection)
{
    for (const QString& text : words::rareTexts(scenario, projection)) {
        complain("warning: " + spelledOut(text.toStdString()) + "\n");
    }
}

}  // namespace dealwright::app
