// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "app/menus/file_menu.h"
#include "app/pages/page_tabs.h"
#include "app/window_flow.h"

#include <QCloseEvent>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>

#include <utility>

namespace dealwright::app {

namespace {

[[nodiscard]] QString splitterKey(const QSplitter& splitter)
{
    return QStringLiteral("window/") + splitter.objectName();
}

}  // namespace

MainWindow::MainWindow(QSettings& settings, std::unique_ptr<Prompts> prompts, PageKinds kinds) : m_settings(settings)
{
    setObjectName(QStringLiteral("MainWindow"));
    setAcceptDrops(true);
    setMinimumSize(1000, 600);
    m_flow = std::make_unique<WindowFlow>(*this, settings, std::move(prompts), kinds);
    connect(m_flow.get(), &WindowFlow::settled, this, &MainWindow::settled);
    restoreLayout();
}

MainWindow::~MainWindow() = default;

bool MainWindow::openFile(const QString& path)
{
    return m_flow->parts.menus.file->openFile(path);
}

bool MainWindow::openRead(const QString& path, const storage::LoadResult& read)
{
    return m_flow->parts.menus.file->openRead(path, read);
}

void MainWindow::keepRecoveryCopies(const QString& folder, std::chrono::milliseconds delay)
{
    m_flow->recovery = std::make_unique<Recovery>(m_flow->session, m_flow->document, folder, delay);
    connect(m_flow->recovery.get(), &Recovery::failed, this, [this](const QString& why) {
        statusBar()->showMessage(tr("Unsaved changes would be lost in a crash. %1").arg(why), 6000);
    });
}

void MainWindow::offerRecovery()
{
    m_flow->recovery->offer(*m_flow->prompts);
}

void MainWindow::turnTo(std::string_view page)
{
    m_flow->parts.pages->turnTo(page);
}

void MainWindow::compare(const std::set<ScenarioId>& checked)
{
    m_flow->show(checked);
}

Session& MainWindow::session()
{
    return m_flow->session;
}

Pricing& MainWindow::pricing()
{
    return m_flow->pricing;
}

DocumentFile& MainWindow::document()
{
    return m_flow->document;
}

bool MainWindow::isSettled() const
{
    return m_flow->isSettled();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_flow->document.mayLeave()) {
        event->ignore();
        return;
    }
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    for (const QSplitter* splitter : findChildren<QSplitter*>()) {
        m_settings.setValue(splitterKey(*splitter), splitter->saveState());
    }
    event->accept();
}

void MainWindow::restoreLayout()
{
    const QByteArray geometry = m_settings.value(QStringLiteral("window/geometry")).toByteArray();
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        constexpr QSize frame(16, 48);  // the window manager's, before there is one
        resize(QSize(1440, 900).boundedTo(screen()->availableSize() - frame));
    }
    for (QSplitter* splitter : findChildren<QSplitter*>()) {
        const QByteArray state = m_settings.value(splitterKey(*splitter)).toByteArray();
        if (!state.isEmpty()) {
            splitter->restoreState(state);
        }
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().value(0).isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    if (!path.isEmpty() && m_flow->document.mayLeave()) {
        openFile(path);
    }
}

}  // namespace dealwright::app
