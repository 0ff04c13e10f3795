// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exports/export.h"
#include "app/exports/report_content.h"
#include "app/jobs/latest.h"
#include "app/standing.h"

#include <QObject>

#include <optional>
#include <utility>

class QWidget;

namespace dealwright::app {

class DocumentFile;
class Prompts;

/// Exports what the window shows: asks where to, prices it beside the window, and writes it. One at a time.
class WindowExport : public QObject {
    Q_OBJECT
public:
    /// All of these outlive it; it is asked for over `window`.
    WindowExport(QWidget& window, const Session& session, const Pricing& pricing, const DocumentFile& document,
                 Prompts& prompts, const words::NumberHabits& habits);

    /// Of the document as it stands now: later edits do not enter it. What stands in the way is shown.
    void start(const Export& how, const Standing& standing);

signals:
    /// What has become of it, in a sentence.
    void said(const QString& what);

private:
    struct Question {
        const Export* how = nullptr;
        QString path;
        ExportPlan plan;
        bool operator==(const Question& /*other*/) const { return false; }  ///< each is written, also a second time
    };
    [[nodiscard]] static QString whyNot(const Standing& standing, const std::vector<ScenarioId>& ids);
    [[nodiscard]] ExportPlan planOf(const std::vector<ScenarioId>& ids, const QDateTime& created) const;
    [[nodiscard]] QString whyNotRun(const ExportPlan& plan) const;
    [[nodiscard]] QString pathFor(const Export& how) const;
    void refuse(const QString& why) const;
    void end();
    void write(const Question& question, const Outcome<views::ReportContent>& outcome);

    QWidget& m_window;
    const Session& m_session;
    const Pricing& m_pricing;
    const DocumentFile& m_document;
    Prompts& m_prompts;
    words::NumberHabits m_habits;
    std::optional<std::pair<Question, Outcome<views::ReportContent>>> m_priced;  ///< until it is written
    Latest<Question, views::ReportContent> m_job;
};

}  // namespace dealwright::app
