// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/command_line.h"
#include "window_application.h"

int main(int argc, char** argv)
{
    using namespace dealwright::app;
    const CommandLineResult result = runCommandLine(argc, argv);
    if (!result.window) {
        return result.exitCode;
    }
    return runWindow(argc, argv, *result.window);
}
