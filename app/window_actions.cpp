// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"
#include "storage/file_place.h"
#include "version.h"
#include "views/look/literal_text.h"
#include "views/scenarios/scenario_list.h"
#include "views/termsheet/term_search.h"

#include <QActionGroup>
#include <QApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QToolBar>

namespace dealwright::app {

namespace {

constexpr qsizetype mostRecent = 8;

[[nodiscard]] QString recentKey()
{
    return QStringLiteral("files/recent");
}

}  // namespace

void MainWindow::buildActions()
{
    auto* file = menuBar()->addMenu(tr("&File"));
    auto* edit = menuBar()->addMenu(tr("&Edit"));
    auto* scenario = menuBar()->addMenu(tr("&Scenario"));
    auto* view = menuBar()->addMenu(tr("&View"));
    auto* help = menuBar()->addMenu(tr("&Help"));

    QAction* create = file->addAction(tr("&New"), QKeySequence::New, this, [this] {
        if (m_document.startNew()) {
            m_checked.clear();
            showState();
        }
    });
    QAction* open = file->addAction(tr("&Open…"), QKeySequence::Open, this, [this] {
        if (m_document.openByDialog()) {
            m_checked.clear();
            addToRecent(m_document.path());
            showState();
        }
    });
    m_recent = file->addMenu(tr("Open &recent"));
    file->addAction(tr("Open the previous &version"), this, [this] {
        if (m_document.openPreviousVersion()) {
            m_checked.clear();
            showState();
        }
    });
    file->addSeparator();
    const auto saved = [this](bool done) {
        if (done) {
            addToRecent(m_document.path());
        }
        showTitle();
    };
    QAction* save = file->addAction(tr("&Save"), QKeySequence::Save, this, [this, saved] { saved(m_document.save()); });
    file->addAction(tr("Save &as…"), QKeySequence::SaveAs, this, [this, saved] { saved(m_document.saveAs()); });
    file->addSeparator();
    QAction* exported =
        file->addAction(tr("Export &PDF…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::exportPdf);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);

    QAction* undo = m_session.undoStack().createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = m_session.undoStack().createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    edit->addAction(undo);
    edit->addAction(redo);
    edit->addSeparator();
    edit->addAction(tr("&Find a term"), QKeySequence::Find, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });

    scenario->addAction(tr("&Add from template"), this, [this] { m_session.addFromTemplate(); });
    QAction* duplicate = scenario->addAction(tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), this,
                                             [this] { m_session.duplicate(m_session.current()); });
    scenario->addAction(tr("&Rename"), this, [this] { m_scenarios->editName(); });
    scenario->addAction(tr("Make it the &baseline"), this, [this] { m_session.setBaseline(m_session.current()); });
    scenario->addSeparator();
    scenario->addAction(tr("Run until &precise…"), QKeySequence(Qt::CTRL | Qt::Key_R), this,
                        &MainWindow::runUntilPrecise);
    scenario->addSeparator();
    scenario->addAction(tr("De&lete"), this, [this] { m_session.remove(m_session.current()); });

    const auto showTabAction = [this, view](const QString& name, Tab tab, int key) {
        return view->addAction(name, QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key)), this,
                               [this, tab] { showTab(tab); });
    };
    showTabAction(tr("&Projection"), Tab::projection, Qt::Key_1);
    showTabAction(tr("&Risk"), Tab::risk, Qt::Key_2);
    showTabAction(tr("&Explain"), Tab::explain, Qt::Key_3);
    QAction* compare = showTabAction(tr("&Compare"), Tab::compare, Qt::Key_4);
    view->addSeparator();
    auto* looks = new QActionGroup(this);
    const auto look = [this, view, looks](const QString& name, views::Brightness brightness) {
        QAction* action = view->addAction(name, this, [this, brightness] { setBrightness(brightness); });
        action->setCheckable(true);
        action->setData(static_cast<int>(brightness));
        action->setChecked(m_settings.value(QStringLiteral("look/brightness"), 0).toInt() ==
                           static_cast<int>(brightness));
        looks->addAction(action);
    };
    look(tr("As the desktop"), views::Brightness::system);
    look(tr("Light"), views::Brightness::light);
    look(tr("Dark"), views::Brightness::dark);

    help->addAction(tr("&About Dealwright"), this, &MainWindow::about);

    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(create);
    bar->addAction(open);
    bar->addAction(save);
    bar->addSeparator();
    // The tool bar's buttons keep their short names; the menu's say what is undone.
    const auto shortly = [this, bar](QAction* of, const QString& name) {
        auto* action = new QAction(name, this);
        action->setEnabled(of->isEnabled());
        connect(action, &QAction::triggered, of, &QAction::trigger);
        connect(of, &QAction::changed, action, [action, of] {
            action->setEnabled(of->isEnabled());
            action->setToolTip(views::notAsHtml(views::withoutShortcut(of->text())));
        });
        bar->addAction(action);
    };
    shortly(undo, tr("Undo"));
    shortly(redo, tr("Redo"));
    bar->addSeparator();
    bar->addAction(duplicate);
    bar->addAction(compare);
    bar->addSeparator();
    bar->addAction(exported);
    auto* stretch = new QWidget;
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(stretch);
    m_search = new views::TermSearch(*m_termSheet);
    m_search->setFixedWidth(340);  // room for what it lists
    bar->addWidget(m_search);

    showRecent();
}

void MainWindow::addToRecent(const QString& path)
{
    if (path.isEmpty()) {
        return;  // it came from a pipe
    }
    QStringList recent = m_settings.value(recentKey()).toStringList();
    const QString absolute = storage::absolutePath(path);
    recent.removeAll(absolute);
    recent.prepend(absolute);
    m_settings.setValue(recentKey(), recent.mid(0, mostRecent));
    showRecent();
}

void MainWindow::showRecent()
{
    m_recent->clear();
    for (const QString& path : m_settings.value(recentKey()).toStringList()) {
        m_recent
            ->addAction(views::onButton(QFileInfo(path).fileName()), this,
                        [this, path] {
                            if (m_document.mayLeave()) {
                                openFile(path);
                            }
                        })
            ->setToolTip(views::notAsHtml(path));
    }
    m_recent->setToolTipsVisible(true);
    m_recent->setEnabled(!m_recent->isEmpty());
}

void MainWindow::setBrightness(views::Brightness brightness)
{
    m_settings.setValue(QStringLiteral("look/brightness"), static_cast<int>(brightness));
    views::theme::apply(*qApp, brightness);
}

void MainWindow::restoreLayout()
{
    const QByteArray geometry = m_settings.value(QStringLiteral("window/geometry")).toByteArray();
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        constexpr QSize frame(16, 48);  // the window manager's, before there is one
        resize(QSize(1440, 900).boundedTo(screen()->availableSize() - frame));
    }
    for (QSplitter* splitter : findChildren<QSplitter*>()) {
        const QByteArray state = m_settings.value(QStringLiteral("window/") + splitter->objectName()).toByteArray();
        if (!state.isEmpty()) {
            splitter->restoreState(state);
        }
    }
}

void MainWindow::about()
{
    QMessageBox::about(
        this, tr("About Dealwright"),
        tr("<b>Dealwright %1</b><br>Prices revenue-sharing deals between the maker of an AI model and its host."
           "<br><br>Free software under the GNU General Public License, version 3 or later.")
            .arg(QString::fromLatin1(version)));
}

}  // namespace dealwright::app
