// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/json_output.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "deal/problem.h"
#include "interchange/json.h"
#include "storage/deal_file.h"
#include "storage/deal_format.h"

#include <QString>

#include <algorithm>
#include <iterator>
#include <variant>

namespace dealwright::app {

int convertCommand(const CommonOptions& common, const CommandOptions& own)
{
    const QString target = QString::fromStdString(own.output);
    if (!target.endsWith(QStringLiteral(".deal"), Qt::CaseInsensitive) &&
        !target.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) {
        throw CommandFailure{
            exitWrongUse,
            spelledOut(own.output) + ": The file to write must end in .deal or .json, which says what to write.\n"};
    }
    const deal::Workbook workbook = loadWorkbook(common.files.front());
    if (const auto problem = storage::saveWorkbook(target, workbook)) {
        throw CommandFailure{exitFile, spelledOut(own.output) + ": " + described(*problem) + "\n"};
    }
    if (common.json) {
        Json names = Json::array();
        std::ranges::transform(workbook.scenarios, std::back_inserter(names), &deal::Scenario::name);
        print(Json{{"from", common.files.front()},
                   {"to", own.output},
                   {"scenarios", names},
                   {"sha256", storage::payloadSha256(workbook).toStdString()}});
    }
    return exitDone;
}

int validateCommand(const CommonOptions& common, const CommandOptions& /*own*/)
{
    const deal::Workbook workbook = readWorkbook(common.files.front());
    const std::vector<deal::Problem> problems = deal::validate(workbook);
    const bool valid = !deal::hasErrors(problems);
    if (common.json) {
        Json list = Json::array();
        for (const deal::Problem& problem : problems) {
            list.push_back({{"path", problem.path},
                            {"severity", problem.severity == deal::Severity::error ? "error" : "warning"},
                            {"value", valueJson(problem.value)},
                            {"bound", valueJson(problem.bound)},
                            {"message", deal::describe(problem)}});
        }
        print(Json{{"valid", valid}, {"problems", list}});
    } else {
        for (const deal::Problem& problem : problems) {
            complain((problem.severity == deal::Severity::warning ? "warning: " : "") +
                     spelledOut(deal::describe(problem)) + "\n");
        }
        if (valid) {
            const std::size_t count = workbook.scenarios.size();
            print(spelledOut(common.files.front()) + ": " + std::to_string(count) +
                  (count == 1 ? " scenario" : " scenarios") + ", valid\n");
        }
    }
    return valid ? exitDone : exitInvalidDeal;
}

int schemaCommand(const CommonOptions& /*common*/, const CommandOptions& /*own*/)
{
    print(interchange::schema() + "\n");
    return exitDone;
}

}  // namespace dealwright::app
