// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
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
    void showProblem(const QString& what, const QString& why) override;

private:
    QWidget* m_window;
};

/// The file that the session's workbook came from and goes to.
class DocumentFile {
public:
    DocumentFile(Session& session, Prompts& prompts) : m_session(session), m_prompts(prompts) {}

    [[nodiscard]] const QString& path() const { return m_path; }
    /// What the title bar shows: the file's name, or “Untitled”.
    [[nodiscard]] QString displayName() const;
    [[nodiscard]] static QString untitled();
    [[nodiscard]] const std::optional<QDateTime>& savedAt() const { return m_savedAt; }

    /// Each answers whether it was done: false where it failed (and was shown) or was cancelled.
    bool open(const QString& path);
    bool openByDialog();
    /// The document as it was when the program ended, with changes that its file does not hold.
    bool recover(const LostWork& work);
    bool startNew();
    bool save();
    bool saveAs();
    /// Offers to save what is not saved; true where the session may be replaced or closed.
    bool mayLeave();

private:
    bool saveTo(const QString& path);

    Session& m_session;
    Prompts& m_prompts;
    QString m_path;
    std::optional<QDateTime> m_savedAt;
};

}  // namespace dealwright::app
