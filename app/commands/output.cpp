// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/output.h"

#include "commands/options.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace dealwright::app {

namespace {

[[noreturn]] void refuse(int error)
{
    throw CommandFailure{exitFile,
                         "standard output cannot be written: " + std::generic_category().message(error) + "\n"};
}

}  // namespace

void print(const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        refuse(errno);
    }
}

void print(const QString& text)
{
    print(text.toStdString());
}

void print(const nlohmann::ordered_json& json)
{
    print(json.dump(2) + "\n");
}

void finishOutput()
{
    if (std::fflush(stdout) != 0) {
        refuse(errno);
    }
}

}  // namespace dealwright::app
