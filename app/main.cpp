// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command_line.h"
#include "app/window_application.h"

#include <csignal>

int main(int argc, char** argv)
{
    using namespace dealwright::app;
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is then an error of writing, which is told
    const CommandLineResult result = runCommandLine(argc, argv);
    if (!result.window) {
        return result.exitCode;
    }
    return runWindow(argc, argv, *result.window);
}
