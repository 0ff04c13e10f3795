// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace dealwright::app {

class Job;

/// Where the job takes longer than a moment, a dialog over the window shows how far it is until it is idle, and its
/// Cancel cancels the job; the window stays usable. Precondition: something was asked of the job.
void showProgress(Job& job, QWidget& window, const QString& label);

}  // namespace dealwright::app
