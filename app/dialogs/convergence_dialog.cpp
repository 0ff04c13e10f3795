// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/convergence_dialog.h"

#include "app/jobs/progress_dialog.h"
#include "app/not_finite_text.h"
#include "simulation/not_finite.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace dealwright::app {

namespace {

[[nodiscard]] simulation::Outputs headlineWithPaths()
{
    simulation::Outputs outputs;
    outputs.monthly = false;
    return outputs;
}

}  // namespace

ConvergenceDialog::ConvergenceDialog(const deal::Scenario& scenario, const words::NumberHabits& habits,
                                     std::int64_t mostPaths, QWidget* parent)
    : QDialog(parent),
      m_scenario(scenario),
      m_format(scenario, habits),
      m_paths(scenario.simulation.paths),
      m_wanted(new QLineEdit(m_format.percent(0.001))),
      m_result(new QLabel),
      m_licensor(new views::ConvergenceChart(deal::Side::licensor)),
      m_host(new views::ConvergenceChart(deal::Side::host)),
      m_use(new QPushButton(tr("&Use these paths"))),
      m_job(
          [scenario, mostPaths](const Question& question, const simulation::Run& run) {
              return analysis::converge(scenario, question.precision, mostPaths, headlineWithPaths(), run);
          },
          [this](const Question& /*question*/, const Outcome<analysis::Convergence>& outcome) { hear(outcome); })
{
    setObjectName(QStringLiteral("convergence"));
    setWindowTitle(tr("Run until precise"));
    resize(860, 480);

    auto* question = new QLabel(tr("&Until both mean NPVs are known to within ±"));
    question->setBuddy(m_wanted);
    m_wanted->setAccessibleName(tr("Precision of the mean NPVs"));
    m_wanted->setMaximumWidth(140);
    auto* start = new QPushButton(tr("&Run"));
    start->setDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(question);
    row->addWidget(m_wanted);
    row->addWidget(start);
    row->addStretch();

    m_result->setTextFormat(Qt::PlainText);
    auto* help = new QLabel(
        tr("A part of the larger of the two means, such as %1, or an amount, such as %2: half the "
           "width of the 95 % interval. At most %3 paths are tried.")
            .arg(m_format.percent(0.001), m_format.money(2e6), m_format.count(static_cast<double>(mostPaths))));
    help->setWordWrap(true);

    auto* charts = new QHBoxLayout;
    charts->addWidget(m_licensor);
    charts->addWidget(m_host);
    m_result->setWordWrap(true);
    m_result->setAccessibleName(tr("Result"));
    m_use->setEnabled(false);
    m_use->setAutoDefault(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_use, QDialogButtonBox::AcceptRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);

    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(help);
    layout->addLayout(charts, 1);
    layout->addWidget(m_result);
    layout->addWidget(buttons);

    connect(start, &QPushButton::clicked, this, &ConvergenceDialog::run);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConvergenceDialog::use);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_job, &Job::idle, this, &ConvergenceDialog::showEnd);
    showSteps({});
    m_wanted->selectAll();
}

void ConvergenceDialog::use()
{
    emit edited({.path = "simulation.paths", .value = m_paths});
    accept();
}

std::optional<analysis::Precision> ConvergenceDialog::precision()
{
    const QString text = m_wanted->text();
    const bool relative = text.contains(QLatin1Char('%'));
    const words::Parsed typed =
        m_format.parse(text, relative ? deal::Dimension::fraction : deal::Dimension::money, 1e6);
    if (typed.value && *typed.value > 0.0 && (!relative || *typed.value <= 1.0)) {
        return analysis::Precision{*typed.value, relative};
    }
    m_result->setText(typed.value ? tr("The precision must be above 0 and at most 100 %.") : typed.reason);
    m_wanted->setFocus();
    m_wanted->selectAll();
    return std::nullopt;
}

void ConvergenceDialog::run()
{
    const auto wanted = precision();
    if (!wanted) {
        return;
    }
    m_isHeard = false;
    m_job.ask({*wanted});
    showProgress(m_job, *this, tr("Running until the means are precise enough…"));
}

void ConvergenceDialog::hear(const Outcome<analysis::Convergence>& outcome)
{
    m_isHeard = true;
    try {
        const analysis::Convergence& found = outcome.get();
        showSteps(found.steps);
        showResult(found);
    } catch (const simulation::NotFinite& notFinite) {
        m_result->setText(notFiniteText(notFinite.problems(), m_scenario));
    }
}

void ConvergenceDialog::showEnd()
{
    if (!m_isHeard) {
        m_result->setText(tr("Cancelled. What is shown is of the run before."));
    }
}

void ConvergenceDialog::showSteps(const std::vector<analysis::ConvergenceStep>& steps)
{
    m_licensor->show(name(deal::Side::licensor), steps, m_format);
    m_host->show(name(deal::Side::host), steps, m_format);
}

void ConvergenceDialog::showResult(const analysis::Convergence& found)
{
    const analysis::ConvergenceStep& last = found.steps.back();
    m_paths = last.paths;
    const auto precisely = [&](const simulation::Statistic& npv, double halfWidth) {
        const words::Scale scale = m_format.moneyScale(npv.mean);
        return npv.sampled ? tr("to within %1").arg(m_format.uncertainty(halfWidth / simulation::studentT15, scale))
                           : tr("exactly");
    };
    const QString known = tr("With %1 paths %2’s mean is known %3 and %4’s %5.")
                              .arg(m_format.count(static_cast<double>(last.paths)), name(deal::Side::licensor),
                                   precisely(found.projection.licensor.npv, last.licensorHalfWidth),
                                   name(deal::Side::host), precisely(found.projection.host.npv, last.hostHalfWidth));
    m_result->setText(
        found.reached
            ? known
            : tr("Not reached. %1 About %2 paths would do.").arg(known, m_format.count(found.pathsThatWouldDo())));
    m_use->setText(tr("&Use %1 paths").arg(m_format.count(static_cast<double>(last.paths))));
    m_use->setEnabled(true);
}

QString ConvergenceDialog::name(deal::Side side) const
{
    return QString::fromStdString(m_scenario.parties.of(side).name);
}

}  // namespace dealwright::app
