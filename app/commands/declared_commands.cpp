// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/declared_commands.h"

#include "app/commands/arguments.h"
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "deal/scenario_fields.h"
#include "deal/walk.h"
#include "random/vector_targets.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dealwright::app {

namespace {

constexpr auto fewestPaths = static_cast<std::int64_t>(deal::field<&deal::Simulation::paths>.low);
constexpr auto mostPaths = static_cast<std::int64_t>(deal::field<&deal::Simulation::paths>.high);
constexpr double mostMoney = deal::field<&deal::Party::targetValue>.high;

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
        print(names);
        throw CLI::Success();
    }
    requireText("--vector-target", name);
    if (!random::useVectorTarget(name)) {
        throw CommandFailure{exitWrongUse,
                             "--vector-target: this processor has no " + spelledOut(name) + "; it has\n" + names};
    }
}

CLI::Option* addText(CLI::App& command, const std::string& name, std::string& target, const std::string& description,
                     const std::string& type)
{
    return command.add_option(name, target, description)
        ->each([name](const std::string& text) { requireText(name, text); })
        ->type_name(type);
}

/// May be given more than once, each time with one text.
void addTexts(CLI::App& command, const std::string& name, std::vector<std::string>& target,
              const std::string& description, const std::string& type)
{
    command.add_option(name, target, description)
        ->each([name](const std::string& text) { requireText(name, text); })
        ->type_name(type)
        ->allow_extra_args(false);
}

/// An argument or option that names one file, or several where `Target` is a list.
template <class Target>
CLI::Option* addFileName(CLI::App& command, const std::string& name, Target& target, const std::string& description,
                         const std::string& type)
{
    return command.add_option(name, target, description)->each(requireFileName)->type_name(type);
}

template <class Target>
CLI::Option* addWhole(CLI::App& command, const std::string& name, Target& target, std::int64_t low, std::int64_t high,
                      const std::string& description, const std::string& type = "N")
{
    return command.add_option(name, target, description)
        ->each([name, low, high](const std::string& text) { requireWhole(name, text, low, high); })
        ->type_name(type);
}

/// One of the words that files use for an enumeration.
template <class Target, deal::Enumeration Word = Target>
CLI::Option* addWord(CLI::App& command, const std::string& name, Target& target, const std::string& description)
{
    std::string words;
    for (const deal::ChoiceText& choice : deal::choices<Word>) {
        words += (words.empty() ? "" : "|") + std::string(choice.word);
    }
    // CLI11 reads an enumerator as its number.
    const auto numberOf = [name, words](std::string& text) {
        Word word{};
        requireText(name, text);
        if (!deal::assignWord(word, text)) {
            throw CommandFailure{exitWrongUse, name + " must be " + words + " (is “" + spelledOut(text) + "”)\n"};
        }
        text = std::to_string(static_cast<int>(word));
        return std::string();
    };
    return command.add_option(name, target, description)->transform(CLI::Validator(numberOf, ""))->type_name(words);
}

void addSampling(CLI::App& command, CommonOptions& options)
{
    addWhole(command, "--paths", options.paths, fewestPaths, mostPaths,
             "Simulate N paths instead of the scenario's own number");
    command.add_option("--seed", options.seed, "Start the random draws at S")
        ->each([](const std::string& text) { requireSeed("--seed", text); })
        ->type_name("S");
    addWord<std::optional<deal::Sampling>, deal::Sampling>(command, "--sampling", options.sampling,
                                                           "Draw quasi-random or pseudo-random paths");
    addWhole(command, "--threads", options.threads, 0, 1024,
             "Use N threads (0: all processors); no figure depends on it");
    command
        .add_option_function<std::string>(
            "--vector-target", useVectorTarget,
            "Use these vector instructions; no figure depends on them. `list` prints those of this processor")
        ->type_name("NAME");
}

void addFile(CLI::App& command, CommonOptions& options)
{
    addFileName(command, "file", options.files.emplace_back(), "A workbook, .deal or JSON", "FILE")->required();
}

void addScenario(CLI::App& command, CommonOptions& options)
{
    addFile(command, options);
    addText(command, "--scenario", options.scenario, "The scenario's name; the baseline if it is not given", "NAME");
    addTexts(command, "--set", options.sets,
             "Change one value first: a path such as terms.shares[0].baseRate, and a JSON literal or text",
             "PATH=VALUE");
}

void addJson(CLI::App& command, CommonOptions& options)
{
    command.add_flag("--json", options.json, "Print JSON, in the shape of docs/cli.md");
}

/// What the commands that price one scenario share.
void addPricing(CLI::App& command, CommonOptions& options)
{
    addScenario(command, options);
    addSampling(command, options);
    addJson(command, options);
}

void declareSimulate(CLI::App& sub, Command& command)
{
    addPricing(sub, command.common);
    sub.add_option_function<std::string>(
           "--precision",
           [&command](const std::string& text) { command.own.precision = requirePrecision("--precision", text); },
           "Take as many paths as bring both means' 95 % intervals within a part of the larger mean (0.1%) or an "
           "amount "
           "of money, up to --paths (1,048,576)")
        ->type_name("X%|AMOUNT")
        ->allow_extra_args(false);
}

void declareLedger(CLI::App& sub, Command& command)
{
    addPricing(sub, command.common);
    addWhole(sub, "--path", command.own.path, 0, mostPaths - 1, "The path, counted from 0", "P")->required();
    CLI::Option* csv = sub.add_flag("--csv", command.own.csv, "Print CSV: month,item,useCase,value");
    sub.add_flag("--draws", command.own.draws, "Print the path's random draws as JSON instead")->excludes(csv);
}

void declareCompare(CLI::App& sub, Command& command)
{
    addFileName(sub, "files", command.common.files, "Workbooks, .deal or JSON", "FILE")->required();
    addTexts(sub, "--scenario", command.own.scenarios, "Compare these scenarios only (repeatable)", "NAME");
    addText(sub, "--baseline", command.own.baseline, "The baseline; the first file's own if it is not given", "NAME");
    addSampling(sub, command.common);
    addJson(sub, command.common);
}

void declareMost(CLI::App& sub, Command& command)
{
    addPricing(sub, command.common);
    addWhole(sub, "--most", command.own.most, 1, 10'000, "How many lines the tables show at most (15)");
}

void declareRedline(CLI::App& sub, Command& command)
{
    addFile(sub, command.common);
    addText(sub, "--from", command.own.from, "The scenario whose terms are changed; the baseline if it is not given",
            "NAME");
    addText(sub, "--to", command.own.to, "The scenario whose terms they become", "NAME")->required();
    addSampling(sub, command.common);
    addJson(sub, command.common);
}

void declareGoal(CLI::App& sub, Command& command)
{
    addPricing(sub, command.common);
    analysis::Goal& goal = command.own.goal;
    addWord(sub, "--party", goal.party, "Whose statistic")->required();
    addText(sub, "--statistic", goal.statistic, "Such as npv.mean or npv.percentiles.10", "S")->required();
    sub.add_option("--target", goal.target, "The amount to reach, in units of the currency")
        ->required()
        ->each([](const std::string& text) { requireNumber("--target", text, mostMoney); })
        ->type_name("X");
    addText(sub, "--vary", goal.path, "The number to vary, such as terms.shares[0].baseRate", "PATH")->required();
}

void declareConvert(CLI::App& sub, Command& command)
{
    addFileName(sub, "from", command.common.files.emplace_back(), "The workbook to read", "A")->required();
    addFileName(sub, "to", command.own.output,
                "The file to write, ending in .deal or .json. What stands there is kept as B~", "B")
        ->required();
    addJson(sub, command.common);
}

void declareReport(CLI::App& sub, Command& command)
{
    addScenario(sub, command.common);
    addSampling(sub, command.common);
    addFileName(sub, "-o,--output", command.own.output, "The PDF to write", "OUT.pdf")->required();
    addTexts(sub, "--compare", command.own.scenarios, "Compare with this scenario too (repeatable)", "NAME");
    addJson(sub, command.common);
}

void declareWindow(CLI::App& program, WindowRequest& window, PageKinds kinds)
{
    std::vector<std::string> pageWords;
    std::ranges::transform(kinds, std::back_inserter(pageWords),
                           [](const PageKind& kind) { return std::string(kind.word); });
    CLI::App* sub = program.add_subcommand("window", "Open the window, or render it to a picture");
    addFileName(*sub, "file", window.file, "A workbook, .deal or JSON", "FILE");
    addFileName(*sub, "--picture", window.picture, "Write a PNG of the window and end", "OUT.png");
    sub->add_option("--tab", window.page, "The tab to show")->check(CLI::IsMember(pageWords));
    addText(*sub, "--scenario", window.scenario, "The scenario to show", "NAME");
    sub->add_option("--compare", window.compared, "Check this scenario's box (repeatable)")
        ->type_name("NAME")
        ->allow_extra_args(false);
    sub->add_option("--theme", window.theme, "The look")->check(CLI::IsMember({"light", "dark"}));
    addWhole(*sub, "--width", window.width, 640, 8000, "Width in pixels");
    addWhole(*sub, "--height", window.height, 480, 8000, "Height in pixels");
}

}  // namespace

void declareCommands(CLI::App& program, Declared& declared, PageKinds kinds)
{
    using Action = int (*)(const CommonOptions&, const CommandOptions&);
    using Declare = void (*)(CLI::App&, Command&);
    const auto add = [&](const char* name, const char* description, Action action, Declare declare) {
        auto command = std::make_shared<Command>();
        CLI::App* sub = program.add_subcommand(name, description);
        sub->callback([command, action, &declared] {
            declared.chosen = [command, action] { return action(command->common, command->own); };
        });
        declare(*sub, *command);
    };
    const Declare pricing = [](CLI::App& sub, Command& command) { addPricing(sub, command.common); };
    add("simulate", "Simulate a scenario: what each party can expect", simulateCommand, declareSimulate);
    add("ledger", "Show one path of the simulation, month by month", ledgerCommand, declareLedger);
    add("bridge", "Split each party's expected NPV over the clauses", bridgeCommand, pricing);
    add("compare", "Compare scenarios with a baseline on the same luck", compareCommand, declareCompare);
    add("tornado", "Show which numbers move each party's expected NPV most", tornadoCommand, declareMost);
    add("correlations", "Show which luck moves each party's NPV: rank correlations", correlationsCommand, declareMost);
    add("redline", "Split the change from one scenario's terms to another's over the clauses", redlineCommand,
        declareRedline);
    add("tiers", "Read the tier table in every way, and look for cliffs", tiersCommand, pricing);
    add("goal", "Find the value of one number that reaches a target", goalCommand, declareGoal);
    add("convert", "Convert between .deal and .json, by the file names", convertCommand, declareConvert);
    add("validate", "Check every rule of every scenario", validateCommand, [](CLI::App& sub, Command& command) {
        addFile(sub, command.common);
        addJson(sub, command.common);
    });
    add("report", "Write the PDF summary of one scenario, or of compared ones", reportCommand, declareReport);
    add("schema", "Print the JSON Schema of a workbook", schemaCommand,
        [](CLI::App& sub, Command& command) { sub.add_flag("--json", command.common.json, "It is JSON in any case"); });
    declareWindow(program, declared.window, kinds);
}

}  // namespace dealwright::app
