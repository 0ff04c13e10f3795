// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_flow.h"

#include "app/dialogs/convergence_dialog.h"
#include "app/menus/file_menu.h"
#include "app/menus/scenario_menu.h"
#include "app/menus/view_menu.h"
#include "app/pages/page_tabs.h"
#include "app/status_line.h"
#include "views/scenarios/scenario_list.h"
#include "views/termsheet/term_search.h"
#include "views/termsheet/term_sheet.h"
#include "words/titles.h"

#include <QMainWindow>
#include <QStatusBar>

#include <utility>

namespace dealwright::app {

WindowFlow::WindowFlow(QMainWindow& window, QSettings& settings, std::unique_ptr<Prompts> asking, PageKinds kinds)
    : prompts(asking ? std::move(asking) : std::make_unique<DialogPrompts>(&window)),
      m_window(window),
      m_export(window, session, pricing, document, *prompts, m_habits)
{
    parts = arrangedIn(window, kinds, m_habits);
    parts.menus = addMenus(window, {session, document, settings, kinds, *parts.scenarios, *parts.termSheet});
    connectDocument();
    connectPricing();
    connectMenus();
    pricing.setNeeds(parts.pages->needs().ofCurrent, parts.pages->needs().ofOthers);
    showDocument();
}

WindowFlow::~WindowFlow()
{
    // What goes with the window says a last word (the history that it is clean, an editor that it lost the focus) when
    // the parts that would answer are gone.
    session.undoStack().disconnect(this);
    session.disconnect(this);
    for (QObject* part : m_window.findChildren<QObject*>()) {
        part->disconnect(this);
        part->disconnect(&session);
    }
    parts.scenarios->disconnect(parts.menus.scenario);
}

void WindowFlow::connectDocument()
{
    connect(&session, &Session::stateChanged, this, &WindowFlow::showDocument);
    connect(&session, &Session::currentChanged, this, &WindowFlow::showDocument);
    connect(&session.undoStack(), &QUndoStack::cleanChanged, this, &WindowFlow::showTitle);
    connect(parts.termSheet, &views::TermSheet::edited, this, &WindowFlow::apply);
    connect(parts.pages, &PageTabs::edited, this, &WindowFlow::apply);
    connect(parts.scenarios, &views::ScenarioList::checked, this, &WindowFlow::check);
}

void WindowFlow::connectPricing()
{
    connect(&pricing, &Pricing::priced, this, [this] { show(checked()); });
    connect(&pricing, &Pricing::refused, this, [this](ScenarioId id) {
        if (id == session.current()) {
            showTermSheet();
        }
        show(checked());
    });
    connect(&pricing, &Pricing::progressed, parts.status, &StatusLine::showProgress);
    connect(&pricing, &Pricing::idle, this, [this] {
        parts.status->showEnd(pricing.isStopped());
        tellIfSettled();
    });
    connect(parts.status, &StatusLine::stopOrRunWanted, this, [this] {
        if (pricing.isStopped()) {
            pricing.update();
            parts.status->showTakenUp();
        } else {
            pricing.stop();
            parts.status->showEnd(true);
        }
        show(checked());
    });
    connect(parts.pages, &PageTabs::turned, this, [this] {
        const Needs needs = parts.pages->needs();
        pricing.setNeeds(needs.ofCurrent, needs.ofOthers);
        show(checked());
        tellIfSettled();
    });
    connect(parts.pages, &PageTabs::settledChanged, this, &WindowFlow::tellIfSettled);
}

void WindowFlow::connectMenus()
{
    const auto say = [this](const QString& what) { m_window.statusBar()->showMessage(what, 6000); };
    const WindowMenus& menus = parts.menus;
    connect(menus.file, &FileMenu::saved, this, &WindowFlow::showTitle);
    connect(menus.file, &FileMenu::quitWanted, &m_window, &QWidget::close);
    connect(menus.file, &FileMenu::exportWanted, this, [this](const Export& how) { m_export.start(how, m_standing); });
    connect(&m_export, &WindowExport::said, this, say);
    connect(menus.scenario, &ScenarioMenu::refused, this, say);
    connect(menus.scenario, &ScenarioMenu::precisionWanted, this, &WindowFlow::runUntilPrecise);
    connect(menus.view, &ViewMenu::pageWanted, parts.pages, &PageTabs::turnTo);
    connect(menus.search, &views::TermSearch::found, parts.termSheet, &views::TermSheet::jumpTo);
    connect(menus.search, &views::TermSearch::missed, this, [this](const QString& words) {
        m_window.statusBar()->showMessage(tr("No term is called “%1”.").arg(words), 4000);
    });
}

std::set<ScenarioId> WindowFlow::checked() const
{
    std::set<ScenarioId> ids;
    for (const ScenarioStanding& standing : m_standing.scenarios) {
        if (standing.isChecked) {
            ids.insert(standing.id);
        }
    }
    return ids;
}

void WindowFlow::check(ScenarioId id, bool on)
{
    std::set<ScenarioId> ids = checked();
    if (on) {
        ids.insert(id);
    } else {
        ids.erase(id);
    }
    show(ids);
}

void WindowFlow::show(const std::set<ScenarioId>& checked)
{
    m_standing = standingOf(session, pricing, checked);
    showStanding(parts, m_standing, m_habits);
}

void WindowFlow::showDocument()
{
    pricing.update();
    parts.status->showTakenUp();
    showTermSheet();
    show(checked());
    showTitle();
}

void WindowFlow::showTermSheet()
{
    const WorkbookState& state = session.state();
    parts.termSheet->show(state.find(session.current())->scenario, state.find(state.baseline)->scenario,
                          pricing.problems(session.current()), m_habits);
}

void WindowFlow::showTitle()
{
    // “[*]” is where Qt puts the mark of changes; in a name it is written twice.
    const QString mark = QStringLiteral("[*]");
    m_window.setWindowTitle(QStringLiteral("%1[*] – %2 – Dealwright")
                                .arg(document.displayName().replace(mark, mark + mark),
                                     words::dealName(session.baseline()).replace(mark, mark + mark)));
    m_window.setWindowModified(session.isModified());
    const auto& savedAt = document.savedAt();
    parts.status->showSaved(
        savedAt ? tr("saved %1 · %2")
                      .arg(m_habits.locale.toString(savedAt->time(), QStringLiteral("HH:mm")), document.displayName())
                : document.displayName());
}

bool WindowFlow::isSettled() const
{
    return pricing.isSettled() && parts.pages->isSettled();
}

void WindowFlow::tellIfSettled()
{
    if (isSettled()) {
        emit settled();
    }
}

void WindowFlow::apply(const deal::Edit& edit)
{
    if (const auto reason = session.apply(edit)) {
        parts.termSheet->refuse(edit.path, *reason);
    }
}

void WindowFlow::runUntilPrecise()
{
    constexpr std::int64_t mostPaths = 1 << 20;
    const ScenarioStanding& current = m_standing.current();
    const QString name = QString::fromStdString(current.scenario->name);
    const QString why = current.hindrance == Hindrance::brokenRule  ? tr("“%1” breaks a rule. Mend it first.").arg(name)
                        : current.hindrance == Hindrance::notFinite ? current.why
                                                                    : pricing.workbookFlaw();
    if (!why.isEmpty()) {
        prompts->showProblem(tr("The scenario cannot be run."), why);
        return;
    }
    auto* dialog =
        new ConvergenceDialog(*current.scenario, m_habits, pricing.mostPaths(*current.scenario, mostPaths), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setModal(true);  // so the scenario stays what it was run on
    connect(dialog, &ConvergenceDialog::edited, this, &WindowFlow::apply);
    dialog->show();
}

}  // namespace dealwright::app
