// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

class QWidget;

namespace dealwright::app {

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
    Q_DECLARE_TR_FUNCTIONS(DialogPrompts)
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

}  // namespace dealwright::app
