// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace dealwright::app {

class Job;

/// Where the job takes longer than a moment, a dialog over the window shows how far it is until it is idle; the window
/// takes no input under it, and its Cancel cancels the job. Precondition: something was asked of the job.
void showProgress(Job& job, QWidget& window, const QString& label);

}  // namespace dealwright::app
