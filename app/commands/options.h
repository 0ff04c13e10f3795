// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evaluation.h"
#include "deal/problem.h"
#include "deal/scenario.h"
#include "simulation/simulate.h"
#include "storage/deal_format.h"
#include "storage/file_problem.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dealwright::app {

/// What a command answers to the shell.
enum ExitCode : int {
    exitDone = 0,
    exitInvalidDeal = 1,  ///< every problem is on standard error with its path
    exitWrongUse = 2,
    exitFile = 3,  ///< a file that cannot be read or written
};

/// The options that commands share.
struct CommonOptions {
    std::vector<std::string> files;
    std::string scenario;  ///< empty: the baseline
    std::optional<std::int64_t> paths;
    std::optional<std::uint64_t> seed;
    std::optional<deal::Sampling> sampling;
    int threads = 0;
    std::vector<std::string> sets;  ///< PATH=VALUE
    bool json = false;
};

/// Ends a command: what to print on standard error, and the exit code.
struct CommandFailure {
    int exitCode = exitWrongUse;
    std::string message;
};

/// What a file's problem says, a line for each place in it, none of which a terminal obeys.
[[nodiscard]] std::string described(const storage::FileProblem& problem);

/// Reads a workbook, .deal or JSON by its content, whatever rules it breaks. Throws CommandFailure. Once for each file:
/// what comes from a pipe comes once.
[[nodiscard]] deal::Workbook readWorkbook(const std::string& file);

/// The same for what was read already.
[[nodiscard]] const deal::Workbook& requireRead(const std::string& file, const storage::LoadResult& read);

/// Refuses a workbook that breaks a rule of workbooks. Throws CommandFailure with every problem, behind `before`.
void requireWorkbook(const deal::Workbook& workbook, const std::string& before = {});

/// Reads a workbook that breaks no rule of workbooks; its scenarios may break theirs. Throws CommandFailure; where the
/// file is one of several, its problems begin with its name.
[[nodiscard]] deal::Workbook loadWorkbook(const std::string& file, bool oneOfSeveral = false);

/// Refuses to write what is no workbook over one: over what is read, by whatever name, or over any other. Throws
/// CommandFailure.
void requireNoWorkbook(const std::string& output, const std::string& input);

/// Where the scenario of that name stands. Throws CommandFailure with the names that there are.
[[nodiscard]] std::size_t positionOf(const deal::Workbook& workbook, const std::string& name);

/// The scenario of that name. Throws CommandFailure with the names that there are.
[[nodiscard]] const deal::Scenario& scenarioOf(const deal::Workbook& workbook, const std::string& name);

/// A workbook with the changes that were asked for in the scenario that was.
struct Chosen {
    deal::Workbook workbook;
    std::size_t position = 0;
    [[nodiscard]] const deal::Scenario& scenario() const { return workbook.scenarios[position]; }
};

/// Chooses in the workbook as chosenScenario does. Throws CommandFailure, also where the changes break a rule of
/// workbooks.
[[nodiscard]] Chosen chosenIn(deal::Workbook workbook, const CommonOptions& options);

/// The named scenario, or the baseline, with --set, --paths, --seed and --sampling applied; valid, warnings printed on
/// standard error. Throws CommandFailure with every problem.
[[nodiscard]] deal::Scenario chosenScenario(const CommonOptions& options);

/// Applies the same options to a scenario that is already read, and validates it. Where it is one of several, its
/// problems begin with what it is called among them.
[[nodiscard]] deal::Scenario prepared(deal::Scenario scenario, const CommonOptions& options,
                                      const std::string& label = {});

/// Refuses two scenarios in different currencies, which cannot be compared. Throws CommandFailure.
void requireOneCurrency(const deal::Scenario& first, const deal::Scenario& other);

/// Refuses a projection of the scenario that the machine's memory cannot hold. Throws CommandFailure.
void requireMemory(const deal::Scenario& scenario, const simulation::Outputs& outputs);

/// Threads, and a progress bar on standard error where that is a terminal. With requireMemory for the scenario.
[[nodiscard]] simulation::Run runOf(const CommonOptions& options, const deal::Scenario& scenario,
                                    const simulation::Outputs& outputs = analysis::headlineOnly());

/// Prices the scenario, and says its cautions. Throws CommandFailure if stopped or beyond the memory,
/// simulation::NotFinite where a figure is not finite.
[[nodiscard]] simulation::Projection projected(const deal::Scenario& scenario, const CommonOptions& options,
                                               const simulation::Outputs& outputs);

/// Says on standard error what the paths hardly meet.
void sayCautions(const deal::Scenario& scenario, const simulation::Projection& projection);

/// What is said where figures are not finite (simulation::NotFinite), with `before` before each of the problems.
[[nodiscard]] CommandFailure failureOf(const std::vector<deal::Problem>& problems, const std::string& before = {});

inline constexpr const char* stopped = "The run was stopped.\n";

}  // namespace dealwright::app
