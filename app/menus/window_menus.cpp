// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/menus/window_menus.h"

#include "app/dialogs/about.h"
#include "app/document_file.h"
#include "app/menus/file_menu.h"
#include "app/menus/scenario_menu.h"
#include "app/menus/view_menu.h"
#include "app/session.h"
#include "views/look/literal_text.h"
#include "views/termsheet/term_search.h"
#include "views/termsheet/term_sheet.h"

#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>

#include <array>

namespace dealwright::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Menus)
};

struct UndoActions {
    QAction* undo = nullptr;
    QAction* redo = nullptr;
};

[[nodiscard]] UndoActions addEditMenu(QMainWindow& window, QUndoStack& history, views::TermSearch& search)
{
    auto* menu = window.menuBar()->addMenu(Words::tr("&Edit"));
    const UndoActions actions{history.createUndoAction(&window, Words::tr("&Undo")),
                              history.createRedoAction(&window, Words::tr("&Redo"))};
    actions.undo->setShortcut(QKeySequence::Undo);
    actions.redo->setShortcut(QKeySequence::Redo);
    menu->addAction(actions.undo);
    menu->addAction(actions.redo);
    menu->addSeparator();
    menu->addAction(Words::tr("&Find a term"), QKeySequence::Find, &search, [&search] {
        search.setFocus(Qt::ShortcutFocusReason);
        search.selectAll();
    });
    return actions;
}

/// The tool bar's buttons keep their short names; the menu's say what is undone.
void addShortly(QToolBar& bar, QAction* of, const QString& name)
{
    auto* action = new QAction(name, &bar);
    action->setEnabled(of->isEnabled());
    QObject::connect(action, &QAction::triggered, of, &QAction::trigger);
    QObject::connect(of, &QAction::changed, action, [action, of] {
        action->setEnabled(of->isEnabled());
        action->setToolTip(views::notAsHtml(views::withoutShortcut(of->text())));
    });
    bar.addAction(action);
}

void addToolBar(QMainWindow& window, const WindowMenus& menus, const UndoActions& history)
{
    auto* bar = window.addToolBar(Words::tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addActions({menus.file->create(), menus.file->open(), menus.file->save()});
    bar->addSeparator();
    addShortly(*bar, history.undo, Words::tr("Undo"));
    addShortly(*bar, history.redo, Words::tr("Redo"));
    bar->addSeparator();
    bar->addAction(menus.scenario->duplicate());
    if (QAction* compare = menus.view->pageAction("compare")) {
        bar->addAction(compare);
    }
    bar->addSeparator();
    bar->addAction(menus.file->usualExport());
    auto* stretch = new QWidget;
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(stretch);
    menus.search->setFixedWidth(340);  // room for what it lists
    bar->addWidget(menus.search);
}

}  // namespace

WindowMenus addMenus(QMainWindow& window, const MenuSubjects& subjects)
{
    WindowMenus menus;
    menus.search = new views::TermSearch(subjects.termSheet);
    menus.file = new FileMenu(subjects.document, subjects.settings, &window);
    menus.scenario = new ScenarioMenu(subjects.session, subjects.scenarios, &window);
    menus.view = new ViewMenu(subjects.kinds, subjects.settings, &window);
    window.menuBar()->addMenu(menus.file);
    const UndoActions history = addEditMenu(window, subjects.session.undoStack(), *menus.search);
    window.menuBar()->addMenu(menus.scenario);
    window.menuBar()->addMenu(menus.view);
    auto* help = window.menuBar()->addMenu(Words::tr("&Help"));
    help->addAction(Words::tr("&About Dealwright"), &window, [&window] { showAbout(window); });
    addToolBar(window, menus, history);
    return menus;
}

}  // namespace dealwright::app
