// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/file_problem.h"

#include <QString>

namespace dealwright::app {

/// The problem in the language of the window, with what to do about it.
[[nodiscard]] QString fileProblemText(const storage::FileProblem& problem);

}  // namespace dealwright::app
