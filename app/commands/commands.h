// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/convergence.h"
#include "analysis/goal_seek.h"
#include "app/commands/options.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What the commands do once their arguments are read. Each answers an exit code, or throws CommandFailure.
namespace dealwright::app {

/// The options that only some commands have.
struct CommandOptions {
    std::optional<analysis::Precision> precision;  ///< simulate
    std::int64_t path = 0;                         ///< ledger
    bool csv = false;                              ///< ledger
    bool draws = false;                            ///< ledger
    std::vector<std::string> scenarios;            ///< compare, report
    std::string baseline;                          ///< compare
    std::string from;                              ///< redline; empty: the baseline
    std::string to;                                ///< redline
    int most = 15;                                 ///< tornado, correlations
    analysis::Goal goal;                           ///< goal
    std::string output;                            ///< convert, report
};

[[nodiscard]] int simulateCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int ledgerCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int bridgeCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int compareCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int tornadoCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int correlationsCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int redlineCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int tiersCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int goalCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int convertCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int validateCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int reportCommand(const CommonOptions& common, const CommandOptions& own);
[[nodiscard]] int schemaCommand(const CommonOptions& common, const CommandOptions& own);

}  // namespace dealwright::app
