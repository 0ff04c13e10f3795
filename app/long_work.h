// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"

#include <QString>

#include <functional>

class QWidget;

namespace dealwright::app {

/// Does the work on a thread of its own, while the window stays alive: what takes longer than a moment shows how far it
/// is, and can be cancelled. Answers whether it came to its end. What the work throws is thrown here.
[[nodiscard]] bool doLongWork(QWidget& window, const QString& label,
                              const std::function<void(const simulation::Run& run)>& work);

}  // namespace dealwright::app
