// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/json_output.h"
#include "commands/output.h"
#include "commands/text_output.h"
#include "contract/ledger.h"
#include "contract/ledger_rows.h"
#include "interchange/csv.h"
#include "interchange/number.h"
#include "machine_memory.h"
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
        Json entry{{"month", row.month}, {"item", row.item}};
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
        interchange::appendCsvRow(
            csv, {std::to_string(row.month), row.item, row.useCase, interchange::numberText(row.value)});
    }
    return csv;
}

/// The scenarios to compare, the baseline first, each with the baseline's simulation settings.
[[nodiscard]] std::vector<deal::Scenario> comparedScenarios(const CommonOptions& common, const CommandOptions& own)
{
    std::vector<deal::Scenario> all;
    std::string baseline = own.baseline;
    for (const std::string& file : common.files) {
        deal::Workbook workbook = loadWorkbook(file);
        baseline = baseline.empty() ? workbook.baseline : baseline;
        for (deal::Scenario& scenario : workbook.scenarios) {
            if (std::ranges::find(all, scenario.name, &deal::Scenario::name) != all.end()) {
                scenario.name += " (" + file + ")";
            }
            all.push_back(std::move(scenario));
        }
    }
    const auto take = [&](const std::string& name) {
        const auto found = std::ranges::find(all, name, &deal::Scenario::name);
        if (found == all.end()) {
            throw CommandFailure{exitWrongUse, "There is no scenario “" + name + "” in the files.\n"};
        }
        return *found;
    };
    std::vector<deal::Scenario> chosen{prepared(take(baseline), common, true)};
    for (const deal::Scenario& scenario : all) {
        const bool wanted =
            own.scenarios.empty() || std::ranges::find(own.scenarios, scenario.name) != own.scenarios.end();
        if (!wanted || scenario.name == baseline) {
            continue;
        }
        requireOneCurrency(chosen.front(), scenario);
        deal::Scenario other = scenario;
        other.simulation = chosen.front().simulation;
        chosen.push_back(prepared(std::move(other), common, true));
    }
    for (const std::string& name : own.scenarios) {
        (void)take(name);
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
    for (deal::Scenario& scenario : comparedScenarios(common, own)) {
        simulation::Projection projection = projected(scenario, common, outputs);
        compared.push_back({std::move(scenario), std::move(projection)});
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
