// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "storage/deal_format.h"
#include "storage/file_problem.h"

#include <QDateTime>
#include <QString>

#include <optional>

class QWidget;

namespace dealwright::app {

class Session;
struct LostWork;

/// The problem in the language of the window, with what to do about it.
[[nodiscard]] QString fileProblemText(const storage::FileProblem& problem);

/// Asks the person in front of the window. An interface, so that tests can answer.
class Prompts {
public:
    enum class SaveAnswer { save, discard, cancel };
    Prompts() = default;
    Prompts(const Prompts&) = delete;
    Prompts& operator=(const Prompts&) = delete;
    virtual ~Prompts() = default;

    [[nodiscard]] virtual SaveAnswer saveChanges(const QString& name) = 0;
    /// Empty: cancelled.
    [[nodiscard]] virtual QString fileToOpen(const QString& folder) = 0;
    [[nodiscard]] virtual QString fileToSave(const QString& suggestion, const QString& filter,
                                             const QString& suffix) = 0;
    enum class RecoverAnswer { recover, discard, later };
    /// Unsaved changes to a document of that name were left behind, the last at that time.
    [[nodiscard]] virtual RecoverAnswer recoverChanges(const QString& name, const QDateTime& changed) = 0;
    enum class ChangedAnswer { overwrite, reload, saveElsewhere, cancel };
    /// Another program wrote the file of that name since it was opened or saved here.
    [[nodiscard]] virtual ChangedAnswer fileChanged(const QString& name) = 0;
    /// Something could not be saved: whether to choose another name now.
    [[nodiscard]] virtual bool saveElsewhere(const QString& what, const QString& why) = 0;
    /// A file is damaged, and there is its previous version: whether to open that.
    [[nodiscard]] virtual bool openPrevious(const QString& what, const QString& why) = 0;
    virtual void showProblem(const QString& what, const QString& why) = 0;
};

/// Message boxes and file dialogs.
class DialogPrompts : public Prompts {
public:
    explicit DialogPrompts(QWidget* window) : m_window(window) {}
    [[nodiscard]] SaveAnswer saveChanges(const QString& name) override;
    [[nodiscard]] QString fileToOpen(const QString& folder) override;
    [[nodiscard]] QString fileToSave(const QString& suggestion, const QString& filter, const QString& suffix) override;
    [[nodiscard]] RecoverAnswer recoverChanges(const QString& name, const QDateTime& changed) override;
    [[nodiscard]] ChangedAnswer fileChanged(const QString& name) override;
    [[nodiscard]] bool saveElsewhere(const QString& what, const QString& why) override;
    [[nodiscard]] bool openPrevious(const QString& what, const QString& why) override;
    void showProblem(const QString& what, const QString& why) override;

private:
    /// A problem and what may be done about it: whether to.
    [[nodiscard]] bool offer(const QString& what, const QString& why, const QString& remedy);

    QWidget* m_window;
};

/// The file that the session's workbook came from and goes to.
class DocumentFile {
public:
    DocumentFile(Session& session, Prompts& prompts) : m_session(session), m_prompts(prompts) {}

    /// Absolute; empty where the document has no file of its own: never saved, or read from a pipe.
    [[nodiscard]] const QString& path() const { return m_path; }
    /// What the file held when it was opened or saved last; absent where there is none.
    [[nodiscard]] const std::optional<storage::FileVersion>& version() const { return m_version; }
    /// What the title bar shows: the file's name, or “Untitled”.
    [[nodiscard]] QString displayName() const;
    [[nodiscard]] static QString untitled();
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
