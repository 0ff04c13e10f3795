// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pages/page_kind.h"
#include "storage/deal_format.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dealwright::app {

/// What the window is asked to show when no command was given.
struct WindowRequest {
    std::string file;     ///< empty: a new workbook
    std::string picture;  ///< a PNG of the window is written here and the program ends
    std::string page;     ///< the word of the page to show first; empty: the first one
    int width = 1440;
    int height = 900;
    std::string theme;                  ///< light, dark, or empty for the desktop's
    std::string scenario;               ///< to show first; empty: the baseline
    std::vector<std::string> compared;  ///< their boxes are checked
    /// What the file holds, where it was read already.
    std::shared_ptr<const storage::LoadResult> read = nullptr;
    int exitCode = 0;  ///< of a picture that was made
};

struct CommandLineResult {
    int exitCode = 0;
    std::optional<WindowRequest> window;  ///< open the window; else the command is done
};

/// Parses the arguments (`kinds` are the pages that the window has) and runs the command they name. Needs no display,
/// except for `report`, which makes its own offscreen application.
[[nodiscard]] CommandLineResult runCommandLine(int argc, char** argv, PageKinds kinds = pages());

}  // namespace dealwright::app
