// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <memory>

namespace dealwright::app {

/// The application of a command that draws without a display: Qt's platform is offscreen, unless QT_QPA_PLATFORM names
/// one. It makes no folder for sockets, which Qt would where nobody is logged in, and which would stay where the
/// command is interrupted. What Qt says of that, and of fonts that it passes over on its way to the right one, is not
/// for who makes a report, and is not printed. `argc` and `argv` must outlive it.
[[nodiscard]] std::unique_ptr<QApplication> offscreenApplication(int& argc, char** argv);

}  // namespace dealwright::app
