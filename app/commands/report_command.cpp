// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/json_output.h"
#include "commands/offscreen.h"
#include "commands/output.h"
#include "commands/spelled_out.h"
#include "deal/names.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"
#include "report_content.h"
#include "storage/deal_file.h"
#include "storage/deal_format.h"
#include "storage/file_place.h"
#include "words/titles.h"

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
    const deal::Scenario& chosen = made.scenario();
    std::vector<deal::Scenario> compared{chosen};
    for (const std::string& name : own.scenarios) {
        deal::Scenario other = scenarioOf(workbook, name);
        if (std::ranges::find(compared, other.name, &deal::Scenario::name) != compared.end()) {
            continue;  // the subject, or given twice
        }
        requireOneCurrency(chosen, other);
        other.simulation = chosen.simulation;
        const std::string label = other.name;
        compared.push_back(prepared(std::move(other), CommonOptions{}, label));
    }
    const std::size_t baseline = positionOf(workbook, workbook.baseline);
    std::optional<deal::Scenario> against;
    QString flaw;
    if (compared.size() == 1 && baseline != made.position) {
        flaw = baselineFlaw(workbook.scenarios[baseline], chosen);
        if (flaw.isEmpty()) {
            against = workbook.scenarios[baseline];
            against->simulation = chosen.simulation;
        } else {
            complain("warning: " + spelledOut(flaw.toStdString()) + "\n");
        }
    }

    int argc = 1;
    char name[] = "dealwright";
    char* argv[] = {name, nullptr};
    const auto application = offscreenApplication(argc, argv);

    const ReportSource source{.name = words::workbookName(workbook),
                              .fileName = fileNameOf(file),
                              .isChanged = workbook != onFile,
                              .baselineFlaw = flaw,
                              .payloadSha256 = storage::payloadSha256(workbook),
                              .created = created.time};
    auto content = priceReport(source, compared, against, runOf(common, compared.front(), {}));
    if (!content) {
        throw CommandFailure{exitWrongUse, stopped};
    }
    for (const views::ReportScenario& scenario : content->scenarios) {
        sayCautions(*scenario.scenario, *scenario.projection);
    }
    const QByteArray pdf = views::reportPdf(*content, {});
    if (const auto problem = storage::saveBytes(QString::fromStdString(own.output), pdf)) {
        throw CommandFailure{exitFile, spelledOut(own.output) + ": " + described(*problem) + "\n"};
    }
    if (common.json) {
        const simulation::Projection& projection = *content->scenarios.front().projection;
        Json names = Json::array();
        std::ranges::transform(compared, std::back_inserter(names), &deal::Scenario::name);
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
