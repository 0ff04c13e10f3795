// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/command_line.h"

#include "commands/commands.h"
#include "random/vector_targets.h"
#include "version.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace dealwright::app {

namespace {

/// A command and the options that CLI11 fills in for it.
struct Command {
    CommonOptions common;
    CommandOptions own;
};

/// Turns to the named vector instructions, or prints the names and ends.
void useVectorTarget(const std::string& name)
{
    std::string names;
    for (const std::string& target : random::vectorTargets()) {
        names += target + "\n";
    }
    if (name == "list") {
        std::fputs(names.c_str(), stdout);
        throw CLI::Success();
    }
    if (name.empty() || !random::useVectorTarget(name)) {
        throw CLI::ValidationError("--vector-target",
                                   "this processor has no " + name + "; it has\n" + names.substr(0, names.size() - 1));
    }
}

void addSampling(CLI::App& command, CommonOptions& options)
{
    command.add_option("--paths", options.paths, "Simulate N paths instead of the scenario's own number")
        ->type_name("N");
    command.add_option("--seed", options.seed, "Start the random draws at S")->type_name("S");
    command.add_option("--sampling", options.sampling, "Draw quasi-random or pseudo-random paths")
        ->transform(CLI::CheckedTransformer(std::map<std::string, deal::Sampling>{{"quasi", deal::Sampling::quasi},
                                                                                  {"pseudo", deal::Sampling::pseudo}}))
        ->type_name("quasi|pseudo");
    command.add_option("--threads", options.threads, "Use N threads (0: all processors); no figure depends on it")
        ->check(CLI::Range(0, 1024))
        ->type_name("N");
    command
        .add_option_function<std::string>(
            "--vector-target", useVectorTarget,
            "Use these vector instructions; no figure depends on them. `list` prints those of this processor")
        ->type_name("NAME");
}

void addScenario(CLI::App& command, CommonOptions& options)
{
    command.add_option("file", options.files, "A workbook, .deal or JSON")->required()->expected(1)->type_name("FILE");
    command.add_option("--scenario", options.scenario, "The scenario's name; the baseline if it is not given")
        ->type_name("NAME");
    command
        .add_option("--set", options.sets,
                    "Change one value first: a path such as terms.shares[0].baseRate, and a JSON literal or text")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false);
}

void addJson(CLI::App& command, CommonOptions& options)
{
    command.add_flag("--json", options.json, "Print JSON, in the shape of docs/cli.md");
}

}  // namespace

CommandLineResult runCommandLine(int argc, char** argv)
{
    CommandLineResult result;
    WindowRequest window;
    CLI::App program("Prices revenue-sharing deals between the maker of an AI model and its host.", "dealwright");
    program.set_version_flag("--version", std::string("dealwright ") + version);
    program.require_subcommand(0, 1);
    program.add_option("workbook", window.file, "A workbook to open in the window")->type_name("FILE");
    program.footer(
        "Without a command the window opens. `dealwright COMMAND --help` explains a command.\n"
        "Exit codes: 0 done, 1 the deal is invalid, 2 wrong use, 3 a file that cannot be read or written.");

    using Action = int (*)(const CommonOptions&, const CommandOptions&);
    const auto add = [&](const char* name, const char* description, Action action) {
        auto command = std::make_shared<Command>();
        CLI::App* sub = program.add_subcommand(name, description);
        sub->callback([command, action, &result] { result.exitCode = action(command->common, command->own); });
        return std::pair(sub, command);
    };

    {
        const auto [sub, command] = add("simulate", "Simulate a scenario: what each party can expect", simulateCommand);
        addScenario(*sub, command->common);
        addSampling(*sub, command->common);
        addJson(*sub, command->common);
    }
    {
        const auto [sub, command] = add("ledger", "Show one path of the simulation, month by month", ledgerCommand);
        addScenario(*sub, command->common);
        addSampling(*sub, command->common);
        addJson(*sub, command->common);
        sub->add_option("--path", command->own.path, "The path, from 0")->required()->type_name("P");
        CLI::Option* csv = sub->add_flag("--csv", command->own.csv, "Print CSV: month,item,useCase,value");
        sub->add_flag("--draws", command->own.draws, "Print the path's random draws as JSON instead")->excludes(csv);
    }
    {
        const auto [sub, command] = add("bridge", "Split each party's expected NPV over the clauses", bridgeCommand);
        addScenario(*sub, command->common);
        addSampling(*sub, command->common);
        addJson(*sub, command->common);
    }
    {
        const auto [sub, command] =
            add("compare", "Compare scenarios with a baseline on the same luck", compareCommand);
        sub->add_option("files", command->common.files, "Workbooks, .deal or JSON")->required()->type_name("FILE");
        sub->add_option("--scenario", command->own.scenarios, "Compare these scenarios only (repeatable)")
            ->type_name("NAME")
            ->allow_extra_args(false);
        sub->add_option("--baseline", command->own.baseline, "The baseline; the first file's own if it is not given")
            ->type_name("NAME");
        addSampling(*sub, command->common);
        addJson(*sub, command->common);
    }
    {
        const auto [sub, command] =
            add("tornado", "Show which numbers move each party's expected NPV most", tornadoCommand);
        addScenario(*sub, command->common);
        addSampling(*sub, command->common);
        addJson(*sub, command->common);
        sub->add_option("--most", command->own.most, "How many bars the table shows for each party")
            ->check(CLI::PositiveNumber)
            ->type_name("N")
            ->capture_default_str();
    }
    {
        const auto [sub, command] = add("goal", "Find the value of one number that reaches a target", goalCommand);
        addScenario(*sub, command->common);
        addSampling(*sub, command->common);
        addJson(*sub, command->common);
        sub->add_option("--party", command->own.goal.party, "Whose statistic")
            ->required()
            ->transform(CLI::CheckedTransformer(
                std::map<std::string, deal::Side>{{"licensor", deal::Side::licensor}, {"host", deal::Side::host}}))
            ->type_name("licensor|host");
        sub->add_option("--statistic", command->own.goal.statistic, "Such as npv.mean or npv.percentiles.10")
            ->required()
            ->type_name("S");
        sub->add_option("--target", command->own.goal.target, "The amount to reach, in units of the currency")
            ->required()
            ->type_name("X");
        sub->add_option("--vary", command->own.goal.path, "The number to vary, such as terms.shares[0].baseRate")
            ->required()
            ->type_name("PATH");
    }
    {
        const auto [sub, command] =
            add("convert", "Convert between .deal and .json, by the file names", convertCommand);
        // one name, not the list of them, which would take the second name too
        sub->add_option("from", command->common.files.emplace_back(), "The workbook to read")
            ->required()
            ->type_name("A");
        sub->add_option("to", command->own.output, "The file to write, ending in .deal or .json")
            ->required()
            ->type_name("B");
    }
    {
        const auto [sub, command] = add("validate", "Check every rule of every scenario", validateCommand);
        sub->add_option("file", command->common.files, "A workbook, .deal or JSON")
            ->required()
            ->expected(1)
            ->type_name("FILE");
        addJson(*sub, command->common);
    }
    {
        const auto [sub, command] =
            add("report", "Write the PDF summary of one scenario, or of compared ones", reportCommand);
        addScenario(*sub, command->common);
        addSampling(*sub, command->common);
        sub->add_option("-o,--output", command->own.output, "The PDF to write")->required()->type_name("OUT.pdf");
        sub->add_option("--compare", command->own.scenarios, "Compare with this scenario too (repeatable)")
            ->type_name("NAME")
            ->allow_extra_args(false);
    }
    add("schema", "Print the JSON Schema of a workbook", schemaCommand);
    {
        CLI::App* sub = program.add_subcommand("window", "Open the window, or render it to a picture");
        sub->add_option("file", window.file, "A workbook, .deal or JSON")->type_name("FILE");
        sub->add_option("--picture", window.picture, "Write a PNG of the window and end")->type_name("OUT.png");
        sub->add_option("--tab", window.tab, "The tab to show")
            ->check(CLI::IsMember({"projection", "risk", "explain", "compare"}));
        sub->add_option("--scenario", window.scenario, "The scenario to show")->type_name("NAME");
        sub->add_option("--theme", window.theme, "The look")->check(CLI::IsMember({"light", "dark"}));
        sub->add_option("--width", window.width, "Width in pixels")->check(CLI::Range(640, 8000));
        sub->add_option("--height", window.height, "Height in pixels")->check(CLI::Range(480, 8000));
    }

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = program.exit(error);
        result.exitCode = code == 0 ? exitDone : exitWrongUse;
        return result;
    } catch (const CommandFailure& failure) {
        std::fputs(failure.message.c_str(), stderr);
        result.exitCode = failure.exitCode;
        return result;
    }
    const bool commandRan =
        !program.get_subcommands().empty() && program.get_subcommands().front()->get_name() != "window";
    if (!commandRan) {
        result.window = window;
    }
    return result;
}

}  // namespace dealwright::app
