// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <nlohmann/json_fwd.hpp>

#include <string>

// Where all that the commands say goes out. Standard output: what cannot be written there ends the command with
// exitFile.
namespace dealwright::app {

/// Byte for byte, as scripts read it; on a terminal in lines that it does not obey (commands/spelled_out.h). Throws
/// CommandFailure.
void print(const std::string& text);
/// Tables and sentences: never obeyed.
void print(const QString& text);
/// Indented by two, with a line's end.
void print(const nlohmann::ordered_json& json);

/// Hands on what is still held back. Throws CommandFailure.
void finishOutput();

/// Whole lines on standard error, which no terminal obeys.
void complain(const std::string& text);

}  // namespace dealwright::app
