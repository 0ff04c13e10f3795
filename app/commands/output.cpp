// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/output.h"

#include "app/commands/options.h"
#include "app/commands/spelled_out.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include <unistd.h>

namespace dealwright::app {

namespace {

[[noreturn]] void refuse(int error)
{
    throw CommandFailure{exitFile,
                         "standard output cannot be written: " + std::generic_category().message(error) + "\n"};
}

void write(const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        refuse(errno);
    }
}

}  // namespace

void print(const std::string& text)
{
    write(isatty(STDOUT_FILENO) != 0 ? linesSpelledOut(text) : text);
}

void print(const QString& text)
{
    write(linesSpelledOut(text.toStdString()));
}

void print(const nlohmann::ordered_json& json)
{
    write(escapedJson(json.dump(2)) + "\n");
}

void finishOutput()
{
    if (std::fflush(stdout) != 0) {
        refuse(errno);
    }
}

void complain(const std::string& text)
{
    std::fputs(linesSpelledOut(text).c_str(), stderr);
}

}  // namespace dealwright::app
