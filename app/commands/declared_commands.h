// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command_line.h"

#include <functional>

namespace CLI {
class App;
}

namespace dealwright::app {

/// What the arguments ask for.
struct Declared {
    WindowRequest window;         ///< filled by `window`, or without a command
    std::function<int()> chosen;  ///< the command to run, which answers an exit code; empty: the window
};

/// Declares every command and its options; `kinds` are the pages that the window has. `declared` is filled while the
/// arguments are parsed, and must outlive that.
void declareCommands(CLI::App& program, Declared& declared, PageKinds kinds);

}  // namespace dealwright::app
