// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/status_line.h"

#include "views/look/theme.h"

#include <QLabel>
#include <QProgressBar>
#include <QStatusBar>
#include <QToolButton>

namespace dealwright::app {

StatusLine::StatusLine(QStatusBar& bar)
    : QObject(&bar), m_run(new QLabel), m_saved(new QLabel), m_progress(new QProgressBar), m_button(new QToolButton)
{
    m_run->setTextFormat(Qt::PlainText);
    m_saved->setTextFormat(Qt::PlainText);
    m_progress->setMaximumWidth(140);
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("Progress of the simulation"));
    m_progress->hide();
    m_button->setObjectName(QStringLiteral("stop"));
    m_button->setText(tr("Cancel"));
    m_button->hide();
    bar.addWidget(m_run, 1);
    bar.addPermanentWidget(m_progress);
    bar.addPermanentWidget(m_button);
    bar.addPermanentWidget(m_saved);
    bar.setSizeGripEnabled(false);
    bar.setContentsMargins(views::theme::gap, 0, views::theme::gap, 0);
    connect(m_button, &QToolButton::clicked, this, &StatusLine::stopOrRunWanted);
}

void StatusLine::showRun(const QString& text)
{
    if (!text.isEmpty()) {
        m_run->setText(text);
    }
}

void StatusLine::showSaved(const QString& text)
{
    m_saved->setText(text);
}

void StatusLine::showProgress(double fraction)
{
    m_progress->setValue(static_cast<int>(fraction * 100.0));
    m_progress->show();
    m_button->setText(tr("Cancel"));
    m_button->setToolTip(tr("End this run; the figures shown stay"));
    m_button->show();
}

void StatusLine::showEnd(bool isStopped)
{
    m_progress->hide();
    if (isStopped) {
        m_button->setText(tr("Run"));
        m_button->setToolTip(tr("Price the scenarios as they stand now"));
    }
    m_button->setVisible(isStopped);
}

void StatusLine::showTakenUp()
{
    m_button->setVisible(m_progress->isVisible());
}

}  // namespace dealwright::app
