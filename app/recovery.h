// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lost_work.h"

#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace dealwright::app {

class DocumentFile;
class Prompts;
class Session;

/// Keeps a copy of unsaved work, so that a crash loses some seconds of it at most: a while after each change the
/// document is written to a file of its own in a folder; once it is saved, and when this ends, that file goes. A lock
/// beside the file tells the copies of windows that are open from those that were left behind.
class Recovery : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds usualDelay{2000};

    /// Both outlive this. The folder is made when it is first wanted.
    Recovery(Session& session, DocumentFile& document, QString folder, std::chrono::milliseconds delay = usualDelay);
    ~Recovery() override;

    /// Writes the copy now where there is unsaved work, and removes it where there is none.
    void update();

    /// Asks what to do with work that was left behind in the folder, the newest first, until some is recovered.
    void offer(Prompts& prompts);

    /// What was left behind in a folder, newest first.
    [[nodiscard]] static std::vector<LostWork> lostWork(const QString& folder);
    static void discard(const LostWork& work);

signals:
    void failed(const QString& why);  ///< no copy could be written

private:
    void write();
    void remove();

    Session& m_session;
    DocumentFile& m_document;
    QString m_folder;
    QString m_stem;  ///< of this window's files
    QTimer m_timer;
    std::unique_ptr<QLockFile> m_lock;  ///< while there is a copy
};

}  // namespace dealwright::app
