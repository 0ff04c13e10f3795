// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exports/report_content.h"

#include "analysis/comparison.h"
#include "analysis/evaluation.h"
#include "app/version.h"
#include "deal/names.h"
#include "deal/problem.h"
#include "storage/deal_file.h"
#include "storage/deal_format.h"
#include "storage/file_place.h"
#include "words/titles.h"

#include <QCoreApplication>

#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>

namespace dealwright::app {

namespace {

/// Orders that the redline of many clauses samples: some hundred pricings, a few seconds.
constexpr int sampledOrders = 12;

[[nodiscard]] std::optional<views::ReportScenario> priced(analysis::Evaluator& evaluator,
                                                          const deal::Scenario& scenario)
{
    simulation::Outputs outputs;
    outputs.bridge = true;
    auto projection = evaluator.project(scenario, outputs);
    if (!projection) {
        return std::nullopt;
    }
    return views::ReportScenario{std::make_shared<const deal::Scenario>(scenario),
                                 std::make_shared<const simulation::Projection>(std::move(*projection))};
}

/// Why nothing is said of the subject against the baseline; empty where it is.
[[nodiscard]] QString baselineFlaw(const deal::Scenario& baseline, const deal::Scenario& subject)
{
    const QString name = QString::fromStdString(baseline.name);
    if (deal::hasErrors(deal::validate(baseline))) {
        return QCoreApplication::translate("Report", "The baseline, “%1”, breaks a rule: nothing is set against it.")
            .arg(name);
    }
    if (!analysis::comparable(baseline, subject)) {
        return QCoreApplication::translate("Report",
                                           "The baseline, “%1”, is in another currency: nothing is set against it.")
            .arg(name);
    }
    return {};
}

}  // namespace

CreationTime creationTime()
{
    constexpr auto variable = "SOURCE_DATE_EPOCH";
    if (qEnvironmentVariableIsEmpty(variable)) {
        return {QDateTime::currentDateTimeUtc(), {}};
    }
    constexpr qint64 last = 253402300799;  // of the year 9999: a PDF's date has four digits for the year
    const QString text = qEnvironmentVariable(variable);
    const bool digits = std::ranges::all_of(
        text, [](QChar letter) { return letter >= QLatin1Char('0') && letter <= QLatin1Char('9'); });
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (!digits || !isNumber || seconds > last) {
        return {{},
                QCoreApplication::translate("Report",
                                            "SOURCE_DATE_EPOCH must be a whole number of seconds from 0 to %1, or not "
                                            "be set (is “%2”)")
                    .arg(QString::number(last), text)};
    }
    return {QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC), {}};
}

std::vector<deal::Scenario> ExportPlan::priced() const
{
    std::vector<deal::Scenario> all = scenarios;
    if (baseline) {
        all.push_back(*baseline);
    }
    return all;
}

ExportPlan planned(const deal::Workbook& workbook, const std::vector<std::size_t>& positions, const QString& fileName,
                   bool isChanged, const QDateTime& created)
{
    assert(!positions.empty());
    ExportPlan plan;
    for (const std::size_t position : positions) {
        plan.scenarios.push_back(workbook.scenarios[position]);
        plan.scenarios.back().simulation = plan.scenarios.front().simulation;
    }
    const auto baseline = deal::findNamed(workbook.scenarios, workbook.baseline, &deal::Scenario::name);
    assert(baseline != workbook.scenarios.end());
    const bool isBaseline = baseline - workbook.scenarios.begin() == static_cast<std::ptrdiff_t>(positions.front());
    QString flaw;
    if (positions.size() == 1 && !isBaseline) {
        flaw = baselineFlaw(*baseline, plan.scenarios.front());
        if (flaw.isEmpty()) {
            plan.baseline = *baseline;
            plan.baseline->simulation = plan.scenarios.front().simulation;
        }
    }
    plan.source = {.name = words::workbookName(workbook),
                   .fileName = fileName,
                   .isChanged = isChanged,
                   .baselineFlaw = flaw,
                   .payloadSha256 = storage::payloadSha256(workbook),
                   .created = created};
    return plan;
}

Overwritten overwritten(const QString& target, const QString& source)
{
    if (!source.isEmpty() && storage::isSameFile(target, source)) {
        return Overwritten::thisWorkbook;
    }
    return storage::isWorkbook(target) ? Overwritten::workbook : Overwritten::nothing;
}

std::optional<views::ReportContent> priceReport(const ExportPlan& plan, const simulation::Run& run)
{
    // The redline prices term sheets by the hundred.
    const double pricings = static_cast<double>(plan.scenarios.size()) + (plan.baseline ? 1.0 : 0.0);
    const double redlineFrom = plan.baseline ? 0.1 : 1.0;
    double done = 0.0;
    analysis::Evaluator evaluator(run);
    const auto nextPriced = [&](const deal::Scenario& scenario) {
        auto result = priced(evaluator, scenario);
        done += redlineFrom / pricings;
        if (run.progress) {
            run.progress(done);
        }
        return result;
    };
    views::ReportContent content;
    content.workbookName = plan.source.name;
    content.fileName = plan.source.fileName;
    content.fileIsChanged = plan.source.isChanged;
    content.payloadSha256 = plan.source.payloadSha256;
    content.baselineFlaw = plan.source.baselineFlaw;
    content.version = QString::fromLatin1(version);
    content.created = plan.source.created;
    for (const deal::Scenario& scenario : plan.scenarios) {
        auto one = nextPriced(scenario);
        if (!one) {
            return std::nullopt;
        }
        content.scenarios.push_back(std::move(*one));
    }
    if (plan.baseline) {
        content.baseline = nextPriced(*plan.baseline);
        if (!content.baseline) {
            return std::nullopt;
        }
        const deal::Scenario& subject = plan.scenarios.front();
        if (subject.market == plan.baseline->market) {
            const analysis::RedlineResult result =
                analysis::redline(*plan.baseline, subject, sampledOrders, simulation::part(run, redlineFrom, 1.0));
            if (result.error == analysis::RedlineError::stopped) {
                return std::nullopt;
            }
            if (result.error == analysis::RedlineError::none) {
                content.redline = result.redline;
            }
        }
    }
    return content;
}

}  // namespace dealwright::app
