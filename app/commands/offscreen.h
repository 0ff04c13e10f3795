// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

namespace dealwright::app {

/// What Qt looks for before it draws without a display: its platform (offscreen, unless QT_QPA_PLATFORM names one) and
/// a folder for sockets. A machine that nobody is logged in to has none, or another user's, of which Qt would warn on
/// standard error; here it is one of our own for as long as this object lives. Construct it before the application.
class OffscreenSession {
public:
    OffscreenSession()
    {
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
            qputenv("QT_QPA_PLATFORM", "offscreen");
        }
        if (m_runtime.isValid()) {
            qputenv("XDG_RUNTIME_DIR", m_runtime.path().toLocal8Bit());
        }
    }

private:
    QTemporaryDir m_runtime;
};

}  // namespace dealwright::app
