// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <nlohmann/json_fwd.hpp>

#include <string>

// Standard output: what cannot be written there ends the command with exitFile.
namespace dealwright::app {

/// Throws CommandFailure.
void print(const std::string& text);
void print(const QString& text);
/// Indented by two, with a line's end.
void print(const nlohmann::ordered_json& json);

/// Hands on what is still held back. Throws CommandFailure.
void finishOutput();

}  // namespace dealwright::app
