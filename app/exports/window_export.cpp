// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exports/window_export.h"

#include "app/dialogs/prompts.h"
#include "app/document_file.h"
#include "app/file_problem_text.h"
#include "app/jobs/progress_dialog.h"
#include "app/not_finite_text.h"
#include "simulation/not_finite.h"
#include "storage/deal_file.h"
#include "views/look/literal_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace dealwright::app {

WindowExport::WindowExport(QWidget& window, const Session& session, const Pricing& pricing,
                           const DocumentFile& document, Prompts& prompts, const words::NumberHabits& habits)
    : m_window(window),
      m_session(session),
      m_pricing(pricing),
      m_document(document),
      m_prompts(prompts),
      m_habits(habits),
      m_job([](const Question& question, const simulation::Run& run) { return priceReport(question.plan, run); },
            [this](const Question& question, const Outcome<views::ReportContent>& outcome) {
                m_priced.emplace(question, outcome);
            })
{
    // Once the dialog that shows how far it is has gone: what is said then stands over the window itself.
    connect(&m_job, &Job::idle, this, &WindowExport::end, Qt::QueuedConnection);
}

void WindowExport::start(const Export& how, const Standing& standing)
{
    if (!m_job.isIdle()) {
        emit said(tr("A summary is being made already."));
        return;
    }
    const CreationTime created = creationTime();
    if (!created.problem.isEmpty()) {
        refuse(created.problem);
        return;
    }
    const std::vector<ScenarioId> ids = standing.exported();
    if (const QString why = whyNot(standing, ids); !why.isEmpty()) {
        refuse(why);
        return;
    }
    ExportPlan plan = planOf(ids, created.time);
    if (const QString why = whyNotRun(plan); !why.isEmpty()) {
        refuse(why);
        return;
    }
    const QString path = pathFor(how);
    if (path.isEmpty()) {
        return;
    }
    if (overwritten(path, m_document.path()) != Overwritten::nothing) {
        m_prompts.showProblem(tr("The summary cannot be written there."),
                              tr("“%1” is a workbook, which would be lost. Give the summary another name.")
                                  .arg(QFileInfo(path).fileName()));
        return;
    }
    m_job.ask({&how, path, std::move(plan)});
    showProgress(m_job, m_window, tr("Pricing what the summary says…"));
}

QString WindowExport::whyNot(const Standing& standing, const std::vector<ScenarioId>& ids)
{
    const deal::Scenario& first = *standing.of(ids.front()).scenario;
    for (const ScenarioId id : ids) {
        const ScenarioStanding& one = standing.of(id);
        const QString name = QString::fromStdString(one.scenario->name);
        switch (one.hindrance) {
            case Hindrance::brokenRule:
                return tr("“%1” breaks a rule. Mend it first.").arg(name);
            case Hindrance::notFinite:
                return one.why;
            case Hindrance::refused:
                if (id == ids.front()) {
                    return one.why;
                }
                break;  // it is run with the first one's settings
            case Hindrance::none:
            case Hindrance::cancelled:
                break;
        }
        if (!analysis::comparable(first, *one.scenario)) {
            return tr("“%1” is in another currency than “%2”: they cannot be compared. Leave one out.")
                .arg(name, QString::fromStdString(first.name));
        }
    }
    return {};
}

ExportPlan WindowExport::planOf(const std::vector<ScenarioId>& ids, const QDateTime& created) const
{
    std::vector<std::size_t> positions;
    for (const ScenarioId id : ids) {
        positions.push_back(*m_session.state().position(id));
    }
    return planned(m_session.workbook(), positions, QFileInfo(m_document.path()).fileName(), m_session.isModified(),
                   created);
}

QString WindowExport::whyNotRun(const ExportPlan& plan) const
{
    for (const deal::Scenario& scenario : plan.priced()) {
        if (QString why = m_pricing.memoryRefusal(scenario); !why.isEmpty()) {
            return why;
        }
    }
    return {};
}

QString WindowExport::pathFor(const Export& how) const
{
    const QString name = QFileInfo(m_document.displayName()).completeBaseName();
    const QString folder =
        m_document.path().isEmpty() ? QString() : QFileInfo(m_document.path()).absolutePath() + QLatin1Char('/');
    const QString suffix = QLatin1String(how.suffix);
    const QString title = views::withoutShortcut(QCoreApplication::translate("Exports", how.name));
    return m_prompts.fileToSave(folder + name + QLatin1Char('.') + suffix, tr("%1 (*.%2)").arg(title, suffix), suffix);
}

void WindowExport::refuse(const QString& why) const
{
    m_prompts.showProblem(tr("The summary cannot be made."), why);
}

void WindowExport::end()
{
    if (const auto priced = std::exchange(m_priced, std::nullopt)) {
        write(priced->first, priced->second);
    } else {
        emit said(tr("No summary was written."));
    }
}

void WindowExport::write(const Question& question, const Outcome<views::ReportContent>& outcome)
{
    try {
        const QByteArray bytes = bytesOf(*question.how, outcome.get(), m_habits);
        if (const auto problem = storage::saveBytes(question.path, bytes)) {
            m_prompts.showProblem(tr("The summary could not be written."), fileProblemText(*problem));
        } else {
            emit said(tr("Wrote %1").arg(question.path));
        }
    } catch (const simulation::NotFinite& notFinite) {
        const std::vector<deal::Scenario> priced = question.plan.priced();
        const auto flawed = std::ranges::find(priced, notFinite.scenario(), &deal::Scenario::name);
        const deal::Scenario& scenario = flawed != priced.end() ? *flawed : priced.front();
        refuse(
            tr("“%1”: %2").arg(QString::fromStdString(scenario.name), notFiniteText(notFinite.problems(), scenario)));
    }
}

}  // namespace dealwright::app
