// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace dealwright::app {

/// Says what the program is, over that window.
void showAbout(QWidget& window);

}  // namespace dealwright::app
