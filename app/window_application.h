// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/command_line.h"

namespace dealwright::app {

/// Shows the window until it is closed, or renders it to the picture that is asked for. Answers the exit code.
[[nodiscard]] int runWindow(int argc, char** argv, const WindowRequest& request);

}  // namespace dealwright::app
