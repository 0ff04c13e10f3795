// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace dealwright::app {

/// Work that goes on beside the window, whatever it answers: jobs/latest.h. On the thread that made it.
class Job : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Ends what runs and drops what waits: nothing of either is heard of any more, but that the job is idle.
    virtual void cancel() = 0;
    /// Whether all that was asked is answered or cancelled.
    [[nodiscard]] virtual bool isIdle() const = 0;

signals:
    /// The fraction of the present run that is done, 0 to 1.
    void progressed(double fraction);
    /// Nothing is left to do.
    void idle();
};

}  // namespace dealwright::app
