// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace dealwright::views {
class ScenarioList;
}

namespace dealwright::app {

class Session;

/// What can be done with the scenarios as such: here and on their cards.
class ScenarioMenu : public QMenu {
    Q_OBJECT
public:
    /// Both outlive it.
    ScenarioMenu(Session& session, views::ScenarioList& list, QWidget* parent = nullptr);

    [[nodiscard]] QAction* duplicate() const { return m_duplicate; }

signals:
    /// What was asked for is not done, and why.
    void refused(const QString& why);
    /// The current scenario is to be run until its means are precise.
    void precisionWanted();

private:
    void connectList(views::ScenarioList& list);

    Session& m_session;
    QAction* m_duplicate = nullptr;
};

}  // namespace dealwright::app
