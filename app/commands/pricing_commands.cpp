// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/json_output.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "app/commands/text_output.h"
#include "app/machine_memory.h"
#include "contract/ledger.h"
#include "contract/ledger_rows.h"
#include "deal/names.h"
#include "interchange/csv.h"
#include "interchange/number.h"
#include "simulation/not_finite.h"
#include "simulation/shocks.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dealwright::app {

namespace {

[[nodiscard]] Json rowsJson(const std::vector<contract::LedgerRow>& rows)
{
    Json list = Json::array();
    for (const contract::LedgerRow& row : rows) {
        Json entry{{"month", row.month}, {"item", contract::wordOf(row.item)}};
        if (!row.useCase.empty()) {
            entry["useCase"] = row.useCase;
        }
        entry["value"] = row.value;
        list.push_back(std::move(entry));
    }
    return list;
}

[[nodiscard]] std::string rowsCsv(const std::vector<contract::LedgerRow>& rows)
{
    std::string csv;
    interchange::appendCsvRow(csv, {"month", "item", "useCase", "value"});
    for (const contract::LedgerRow& row : rows) {
        interchange::appendCsvRow(csv, {std::to_string(row.month), contract::wordOf(row.item), row.useCase,
                                        interchange::numberText(row.value)});
    }
    return csv;
}

/// A scenario of one of the files, and what it is called beside those of the others.
struct Labelled {
    std::string label;
    deal::Scenario scenario;
};

/// What a scenario of the file is called beside those that are there already: its name; where one has that name, with
/// the file behind it; and a number where that is not enough, as of a file that is given twice.
[[nodiscard]] std::string freeLabel(const std::vector<Labelled>& there, const std::string& name,
                                    const std::string& file)
{
    const auto isTaken = [&](const std::string& label) {
        return deal::findNamed(there, label, &Labelled::label) != there.end();
    };
    std::string label = name;
    for (int number = 1; isTaken(label); ++number) {
        label = name;
        label += " (";
        label += file;
        if (number > 1) {
            label += ", ";
            label += std::to_string(number);
        }
        label += ')';
    }
    return label;
}

/// The scenarios to compare, the baseline first, each with the baseline's simulation settings. A wanted name is a
/// label, or the name that scenarios of several files have.
[[nodiscard]] std::vector<Labelled> comparedScenarios(const CommonOptions& common, const CommandOptions& own)
{
    std::vector<Labelled> all;
    std::string wantedBaseline = own.baseline;
    for (const std::string& file : common.files) {
        deal::Workbook workbook = loadWorkbook(file, common.files.size() > 1);
        wantedBaseline = wantedBaseline.empty() ? workbook.baseline : wantedBaseline;
        for (deal::Scenario& scenario : workbook.scenarios) {
            std::string label = freeLabel(all, scenario.name, file);
            all.push_back({std::move(label), std::move(scenario)});
        }
    }
    const auto nameOf = [](const Labelled& one) -> const std::string& { return one.scenario.name; };
    const auto take = [&](const std::string& name) {
        const auto labelled = deal::findNamed(all, name, &Labelled::label);
        const auto found = labelled != all.end() ? labelled : deal::findNamed(all, name, nameOf);
        if (found == all.end()) {
            std::string labels;
            for (const Labelled& one : all) {
                labels += "  " + spelledOut(one.label) + "\n";
            }
            throw CommandFailure{exitWrongUse,
                                 "There is no scenario “" + spelledOut(name) + "” in the files. They have\n" + labels};
        }
        return found;
    };
    for (const std::string& name : own.scenarios) {
        (void)take(name);
    }
    const auto isWanted = [&](const Labelled& one) {
        return own.scenarios.empty() || std::ranges::any_of(own.scenarios, [&](const std::string& name) {
                   return deal::sameName(one.label, name) || deal::sameName(one.scenario.name, name);
               });
    };
    const auto baseline = take(wantedBaseline);
    std::vector<Labelled> chosen{{baseline->label, prepared(baseline->scenario, common, baseline->label)}};
    for (auto one = all.begin(); one != all.end(); ++one) {
        if (one == baseline || !isWanted(*one)) {
            continue;
        }
        requireOneCurrency(chosen.front().scenario, one->scenario);
        deal::Scenario other = one->scenario;
        other.simulation = chosen.front().scenario.simulation;
        chosen.push_back({one->label, prepared(std::move(other), common, one->label)});
    }
    return chosen;
}

/// As many paths as the wanted precision takes: up to --paths, or a million where the memory has room for them.
int simulateTo(const analysis::Precision& precision, const CommonOptions& common)
{
    constexpr std::int64_t usualMost = 1 << 20;
    deal::Scenario scenario = chosenScenario(common);
    scenario.simulation.paths = common.paths.value_or(usualMost);
    const auto shortage = memoryShortage(scenario, {});
    if (shortage && !common.paths) {
        scenario.simulation.paths = shortage->mostPaths;
    }
    const simulation::Run run = runOf(common, scenario, {});
    const auto found = analysis::converge(scenario, precision, scenario.simulation.paths, {}, run);
    if (!found) {
        throw CommandFailure{exitWrongUse, stopped};
    }
    sayCautions(scenario, found->projection);
    if (common.json) {
        Json json = projectionJson(scenario, found->projection);
        json["precision"] = convergenceJson(*found);
        print(json);
    } else {
        print(projectionText(scenario, found->projection) + convergenceText(scenario, *found));
    }
    return exitDone;
}

}  // namespace

int simulateCommand(const CommonOptions& common, const CommandOptions& own)
{
    if (own.precision) {
        return simulateTo(*own.precision, common);
    }
    const deal::Scenario scenario = chosenScenario(common);
    const simulation::Projection projection = projected(scenario, common, {});
    if (common.json) {
        print(projectionJson(scenario, projection));
    } else {
        print(projectionText(scenario, projection));
    }
    return exitDone;
}

int ledgerCommand(const CommonOptions& common, const CommandOptions& own)
{
    const deal::Scenario scenario = chosenScenario(common);
    const auto shocks = simulation::draw(scenario, runOf(common, scenario));
    const std::int64_t paths = shocks->paths();
    if (own.path < 0 || own.path >= paths) {
        throw CommandFailure{exitWrongUse, "--path must be from 0 to " + std::to_string(paths - 1) + " (is " +
                                               std::to_string(own.path) + ")\n"};
    }
    const contract::PathDraws draws = simulation::drawsOf(scenario, *shocks, own.path);
    if (own.draws) {
        if (!std::ranges::all_of(draws.incidentLoss, [](double loss) { return std::isfinite(loss); })) {
            throw simulation::notFiniteOn(scenario, draws);
        }
        print(drawsJson(draws));
        return exitDone;
    }
    const contract::Ledger ledger = contract::ledgerOf(scenario, draws);
    const std::vector<contract::LedgerRow> rows = contract::ledgerRows(ledger, scenario);
    if (!std::ranges::all_of(rows, [](const contract::LedgerRow& row) { return std::isfinite(row.value); })) {
        throw simulation::notFiniteOn(scenario, draws);
    }
    if (own.csv) {
        print(rowsCsv(rows));
    } else if (common.json) {
        print(rowsJson(rows));
    } else {
        print(ledgerText(scenario, ledger, own.path));
    }
    return exitDone;
}

int bridgeCommand(const CommonOptions& common, const CommandOptions& /*own*/)
{
    const deal::Scenario scenario = chosenScenario(common);
    simulation::Outputs outputs;
    outputs.monthly = false;
    outputs.bridge = true;
    const simulation::Projection projection = projected(scenario, common, outputs);
    if (common.json) {
        print(bridgeJson(scenario, projection));
    } else {
        print(bridgeText(scenario, projection));
    }
    return exitDone;
}

int compareCommand(const CommonOptions& common, const CommandOptions& own)
{
    simulation::Outputs outputs;
    outputs.monthly = false;
    std::vector<Compared> compared;
    for (Labelled& one : comparedScenarios(common, own)) {
        simulation::Projection projection = projected(one.scenario, common, outputs);
        compared.push_back({std::move(one.label), std::move(one.scenario), std::move(projection)});
    }
    if (compared.size() < 2) {
        throw CommandFailure{exitWrongUse, "There is nothing to compare: name files with two scenarios or more.\n"};
    }
    if (common.json) {
        print(comparisonJson(compared));
    } else {
        print(comparisonText(compared));
    }
    return exitDone;
}

}  // namespace dealwright::app
