// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command_line.h"

#include "app/commands/arguments.h"
#include "app/commands/declared_commands.h"
#include "app/commands/options.h"
#include "app/commands/output.h"
#include "app/commands/spelled_out.h"
#include "app/version.h"
#include "simulation/not_finite.h"
#include "storage/deal_file.h"

#include <QtGlobal>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <new>
#include <sstream>
#include <vector>

namespace dealwright::app {

namespace {

[[nodiscard]] std::vector<std::string> namesOf(const CLI::App& program)
{
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands({})) {
        names.push_back(command->get_name());
    }
    return names;
}

/// A picture is taken where nobody can answer a message box, so what the window would say is said before. Of a workbook
/// that breaks a rule of workbooks it shows the marks, and the code is that of the other commands.
void requirePicturable(WindowRequest& window)
{
    requireNoWorkbook(window.picture, window.file);
    if (window.file.empty()) {
        return;
    }
    window.read =
        std::make_shared<const storage::LoadResult>(storage::loadWorkbook(QString::fromStdString(window.file)));
    const deal::Workbook& workbook = requireRead(window.file, *window.read);
    try {
        requireWorkbook(workbook);
    } catch (const CommandFailure& failure) {
        if (workbook.scenarios.empty()) {
            throw;
        }
        std::fputs(failure.message.c_str(), stderr);
        window.exitCode = failure.exitCode;
    }
    if (!window.scenario.empty()) {
        (void)scenarioOf(workbook, window.scenario);
    }
    for (const std::string& name : window.compared) {
        (void)scenarioOf(workbook, name);
    }
}

/// Qt ends the process in no gentle way where there is none.
void requireDisplay()
{
    const auto names = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"};
    if (std::ranges::all_of(names, [](const char* name) { return qEnvironmentVariableIsEmpty(name); })) {
        throw CommandFailure{
            exitWrongUse,
            "There is no display to open the window on. `dealwright window FILE --picture OUT.png` and "
            "the commands that dealwright --help lists need none.\n"};
    }
}

/// What CLI11 has to say: help and the version on standard output, refusals on standard error.
[[nodiscard]] int answer(const CLI::App& program, const CLI::ParseError& error)
{
    std::ostringstream out;
    std::ostringstream err;
    const int code = program.exit(error, out, err);
    complain(err.str());
    print(out.str());
    return code == 0 ? exitDone : exitWrongUse;
}

[[nodiscard]] CommandLineResult run(CLI::App& program, Declared& declared, int argc, char** argv)
{
    CommandLineResult result;
    WindowRequest& window = declared.window;
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // What follows a misspelt command is not understood either; the command is what has to be said.
        if (error.get_exit_code() != 0 && !window.file.empty() && program.get_subcommands().empty()) {
            requireFile(window.file, namesOf(program));
        }
        result.exitCode = answer(program, error);
        return result;
    }
    if (program.count("workbook") > 0 && !program.get_subcommands().empty()) {
        requireFile(window.file, namesOf(program));
        throw CommandFailure{exitWrongUse, "A workbook to open (" + spelledOut(window.file) + ") and a command (" +
                                               program.get_subcommands().front()->get_name() +
                                               ") exclude each other: the file's name goes behind the command.\n"};
    }
    if (declared.chosen) {
        result.exitCode = declared.chosen();
        return result;
    }
    if (!window.file.empty()) {
        requireFile(window.file, namesOf(program));
    }
    if (!window.picture.empty()) {
        requirePicturable(window);
    } else {
        requireDisplay();
    }
    result.window = window;
    return result;
}

}  // namespace

CommandLineResult runCommandLine(int argc, char** argv, PageKinds kinds)
{
    CLI::App program("Prices revenue-sharing deals between the maker of an AI model and its host.", "dealwright");
    Declared declared;
    program.set_version_flag("--version", std::string("dealwright ") + version);
    program.require_subcommand(0, 1);
    program.add_option("workbook", declared.window.file, "A workbook to open in the window")
        ->each(requireFileName)
        ->type_name("FILE");
    program.footer(
        "Without a command the window opens. `dealwright COMMAND --help` explains a command.\n"
        "Exit codes: 0 done, 1 the deal is invalid, 2 wrong use, 3 a file that cannot be read or written.");
    declareCommands(program, declared, kinds);

    try {
        CommandLineResult result = run(program, declared, argc, argv);
        finishOutput();
        return result;
    } catch (const CommandFailure& failure) {
        complain(failure.message);
        return {.exitCode = failure.exitCode, .window = std::nullopt};
    } catch (const simulation::NotFinite& notFinite) {
        // What prices several scenarios names the one that it is about.
        const auto several = {"compare", "redline", "report"};
        const bool isOneOfSeveral =
            std::ranges::any_of(several, [&](const char* command) { return program.got_subcommand(command); });
        const CommandFailure failure =
            failureOf(notFinite.problems(), isOneOfSeveral ? spelledOut(notFinite.scenario()) + ": " : std::string());
        complain(failure.message);
        return {.exitCode = failure.exitCode, .window = std::nullopt};
    } catch (const std::bad_alloc&) {
        complain("This machine has not enough memory for so many paths. Ask for fewer with --paths.\n");
        return {.exitCode = exitWrongUse, .window = std::nullopt};
    }
}

}  // namespace dealwright::app
