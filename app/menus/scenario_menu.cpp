// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/menus/scenario_menu.h"

#include "app/session.h"
#include "views/scenarios/scenario_list.h"

namespace dealwright::app {

ScenarioMenu::ScenarioMenu(Session& session, views::ScenarioList& list, QWidget* parent)
    : QMenu(tr("&Scenario"), parent), m_session(session)
{
    addAction(tr("&Add from template"), this, [this] { m_session.addFromTemplate(); });
    m_duplicate = addAction(tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), this,
                            [this] { m_session.duplicate(m_session.current()); });
    addAction(tr("&Rename"), this, [&list] { list.editName(); });
    addAction(tr("Make it the &baseline"), this, [this] { m_session.setBaseline(m_session.current()); });
    addSeparator();
    addAction(tr("Run until &precise…"), QKeySequence(Qt::CTRL | Qt::Key_R), this, &ScenarioMenu::precisionWanted);
    addSeparator();
    addAction(tr("De&lete"), this, [this] { m_session.remove(m_session.current()); });
    connectList(list);
    connect(&m_session, &Session::refused, this, &ScenarioMenu::refused);
}

void ScenarioMenu::connectList(views::ScenarioList& list)
{
    connect(&list, &views::ScenarioList::chosen, &m_session, &Session::setCurrent);
    connect(&list, &views::ScenarioList::renamed, this, [this](std::uint64_t id, const QString& name) {
        if (const auto reason = m_session.rename(id, name)) {
            emit refused(*reason);
        }
    });
    connect(&list, &views::ScenarioList::moved, &m_session, &Session::move);
    connect(&list, &views::ScenarioList::addWanted, &m_session, [this] { m_session.addFromTemplate(); });
    connect(&list, &views::ScenarioList::duplicateWanted, &m_session,
            [this](std::uint64_t id) { m_session.duplicate(id); });
    connect(&list, &views::ScenarioList::deleteWanted, &m_session, &Session::remove);
    connect(&list, &views::ScenarioList::baselineWanted, &m_session, &Session::setBaseline);
}

}  // namespace dealwright::app
