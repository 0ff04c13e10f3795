// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/json_output.h"
#include "app/commands/offscreen.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "app/exports/export.h"
#include "app/exports/report_content.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"
#include "storage/deal_file.h"
#include "storage/file_place.h"

#include <QByteArray>
#include <QFileInfo>

#include <algorithm>
#include <iterator>
#include <utility>

namespace dealwright::app {

namespace {

/// The file's name as a reader of the report knows it; empty for a pipe or device.
[[nodiscard]] QString fileNameOf(const std::string& file)
{
    const storage::FilePlace place = storage::placeOf(QString::fromStdString(file));
    const bool isFile = place.kind == storage::FileKind::file && !place.ofTheSystem;
    return isFile ? QFileInfo(storage::absolutePath(QString::fromStdString(file))).fileName() : QString();
}

/// The chosen scenario's position and those of the others by name, all valid with its simulation settings and of its
/// currency. Throws CommandFailure.
[[nodiscard]] std::vector<std::size_t> comparedPositions(const Chosen& made, const std::vector<std::string>& names)
{
    std::vector<std::size_t> positions{made.position};
    for (const std::string& name : names) {
        const std::size_t position = positionOf(made.workbook, name);
        if (std::ranges::find(positions, position) != positions.end()) {
            continue;  // the subject, or given twice
        }
        deal::Scenario other = made.workbook.scenarios[position];
        requireOneCurrency(made.scenario(), other);
        other.simulation = made.scenario().simulation;
        const std::string label = other.name;
        static_cast<void>(prepared(std::move(other), CommonOptions{}, label));
        positions.push_back(position);
    }
    return positions;
}

}  // namespace

int reportCommand(const CommonOptions& common, const CommandOptions& own)
{
    const CreationTime created = creationTime();
    if (!created.problem.isEmpty()) {
        throw CommandFailure{exitWrongUse, spelledOut(created.problem.toStdString()) + "\n"};
    }
    const std::string& file = common.files.front();
    requireNoWorkbook(own.output, file);
    const deal::Workbook onFile = loadWorkbook(file);
    // What is priced is what the digest is of: the workbook with the changes that were asked for.
    const Chosen made = chosenIn(onFile, common);
    const deal::Workbook& workbook = made.workbook;
    const std::vector<std::size_t> positions = comparedPositions(made, own.scenarios);
    const ExportPlan plan = planned(workbook, positions, fileNameOf(file), workbook != onFile, created.time);
    if (!plan.source.baselineFlaw.isEmpty()) {
        complain("warning: " + spelledOut(plan.source.baselineFlaw.toStdString()) + "\n");
    }

    int argc = 1;
    char name[] = "dealwright";
    char* argv[] = {name, nullptr};
    const auto application = offscreenApplication(argc, argv);

    for (const deal::Scenario& scenario : plan.priced()) {
        requireMemory(scenario, {});
    }
    auto content = priceReport(plan, runOf(common, plan.scenarios.front(), {}));
    if (!content) {
        throw CommandFailure{exitWrongUse, stopped};
    }
    for (const views::ReportScenario& scenario : content->scenarios) {
        sayCautions(*scenario.scenario, *scenario.projection);
    }
    const QString output = QString::fromStdString(own.output);
    if (const auto problem = storage::saveBytes(output, bytesOf(exportFor(output), *content, {}))) {
        throw CommandFailure{exitFile, spelledOut(own.output) + ": " + described(*problem) + "\n"};
    }
    if (common.json) {
        const simulation::Projection& projection = *content->scenarios.front().projection;
        Json names = Json::array();
        std::ranges::transform(plan.scenarios, std::back_inserter(names), &deal::Scenario::name);
        print(Json{{"file", own.output},
                   {"scenarios", names},
                   {"paths", projection.paths},
                   {"seed", projection.seed},
                   {"sampling", deal::wordOf(projection.sampling)},
                   {"sha256", content->payloadSha256.toStdString()},
                   {"version", content->version.toStdString()}});
    }
    return exitDone;
}

}  // namespace dealwright::app
