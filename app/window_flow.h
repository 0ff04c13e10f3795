// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/dialogs/prompts.h"
#include "app/document_file.h"
#include "app/exports/window_export.h"
#include "app/pricing.h"
#include "app/recovery.h"
#include "app/session.h"
#include "app/standing.h"
#include "app/window_parts.h"
#include "deal/edit.h"

#include <QObject>

#include <memory>
#include <set>

class QMainWindow;
class QSettings;

namespace dealwright::app {

/// What flows between the parts of the window: the document and what is known of it to the parts, edits to the session.
class WindowFlow : public QObject {
    Q_OBJECT
public:
    /// Makes the parts in the window. `settings` and the window's surface outlive it.
    WindowFlow(QMainWindow& window, QSettings& settings, std::unique_ptr<Prompts> asking, PageKinds kinds);
    ~WindowFlow() override;

    /// Shows where everything stands, with these boxes checked.
    void show(const std::set<ScenarioId>& checked);
    [[nodiscard]] std::set<ScenarioId> checked() const;
    [[nodiscard]] bool isSettled() const;

signals:
    void settled();  ///< isSettled(), after something was under way

public:
    // The parts that the window's own events and those who open it go to
    std::unique_ptr<Prompts> prompts;
    Session session;
    Pricing pricing{session};
    DocumentFile document{session, *prompts};
    std::unique_ptr<Recovery> recovery;
    WindowParts parts;

private:
    void connectDocument();
    void connectPricing();
    void connectMenus();
    void showDocument();
    void showTermSheet();
    void showTitle();
    void tellIfSettled();
    void apply(const deal::Edit& edit);
    void check(ScenarioId id, bool on);
    void runUntilPrecise();

    QMainWindow& m_window;
    const words::NumberHabits m_habits;
    Standing m_standing;
    WindowExport m_export;
};

}  // namespace dealwright::app
