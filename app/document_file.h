// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lost_work.h"
#include "deal/scenario.h"
#include "storage/deal_format.h"
#include "storage/file_problem.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

#include <optional>

namespace dealwright::app {

class Prompts;
class Session;

/// The file that the session's workbook came from and goes to.
class DocumentFile {
    Q_DECLARE_TR_FUNCTIONS(DocumentFile)
public:
    DocumentFile(Session& session, Prompts& prompts) : m_session(session), m_prompts(prompts) {}

    /// Absolute; empty where the document has no file of its own: never saved, or read from a pipe.
    [[nodiscard]] const QString& path() const { return m_path; }
    /// What the file held when it was opened or saved last; absent where there is none.
    [[nodiscard]] const std::optional<storage::FileVersion>& version() const { return m_version; }
    [[nodiscard]] QString displayName() const { return documentName(m_path); }  ///< what the title bar shows
    [[nodiscard]] const std::optional<QDateTime>& savedAt() const { return m_savedAt; }

    /// Each answers whether it was done: false where it failed (and was shown) or was cancelled.
    bool open(const QString& path);
    /// What is read already of that path.
    bool openRead(const QString& path, const storage::LoadResult& read);
    bool openByDialog();
    /// The file's backup, as the unsaved contents of this document.
    bool openPreviousVersion();
    /// The document as it was when the program ended, with changes that its file does not hold.
    bool recover(const LostWork& work);
    bool startNew();
    bool save();
    bool saveAs();
    /// Offers to save what is not saved; true where the session may be replaced or closed.
    bool mayLeave();

private:
    bool saveTo(const QString& path);
    bool openBackupOf(const QString& path, const std::optional<storage::FileVersion>& version);
    void take(const deal::Workbook& workbook, const QString& path, const std::optional<storage::FileVersion>& version);

    Session& m_session;
    Prompts& m_prompts;
    QString m_path;
    std::optional<storage::FileVersion> m_version;
    std::optional<QDateTime> m_savedAt;
};

}  // namespace dealwright::app
