// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QLabel;
class QProgressBar;
class QStatusBar;
class QToolButton;

namespace dealwright::app {

/// What stands in the window's status bar: of what run the figures are, how far the present one is, a button that ends
/// it or takes it up again, and where the document is saved.
class StatusLine : public QObject {
    Q_OBJECT
public:
    explicit StatusLine(QStatusBar& bar);

    void showRun(const QString& text);  ///< empty: what is said stays
    void showSaved(const QString& text);
    void showProgress(double fraction);
    /// Nothing runs any more: it was stopped, or it came to its end.
    void showEnd(bool isStopped);
    /// What was stopped is taken up again.
    void showTakenUp();

signals:
    /// The button was pressed: a run is to end, or to be taken up again.
    void stopOrRunWanted();

private:
    QLabel* m_run;
    QLabel* m_saved;
    QProgressBar* m_progress;
    QToolButton* m_button;
};

}  // namespace dealwright::app
