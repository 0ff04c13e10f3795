// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_content.h"

#include "analysis/comparison.h"
#include "analysis/evaluation.h"
#include "deal/problem.h"
#include "version.h"

#include <QCoreApplication>

#include <algorithm>
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

QString baselineFlaw(const deal::Scenario& baseline, const deal::Scenario& subject)
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

std::optional<views::ReportContent> priceReport(const ReportSource& source,
                                                const std::vector<deal::Scenario>& scenarios,
                                                const std::optional<deal::Scenario>& baseline,
                                                const simulation::Run& run)
{
    // The redline prices term sheets by the hundred.
    const double pricings = static_cast<double>(scenarios.size()) + (baseline ? 1.0 : 0.0);
    const double redlineFrom = baseline ? 0.1 : 1.0;
    double done = 0.0;
    analysis::Evaluator evaluator(run);
    const auto nextPriced = [&](const deal::Scenario& scenario) {
        auto result = priced(evaluator, scenario);
        done += redlineFrom / pricings;
        if (run.progress)
            run.progress(done);
        return result;
    };
    views::ReportContent content;
    content.workbookName = source.name;
    content.fileName = source.fileName;
    content.fileIsChanged = source.isChanged;
    content.payloadSha256 = source.payloadSha256;
    content.baselineFlaw = source.baselineFlaw;
    content.version = QString::fromLatin1(version);
    content.created = source.created;
    for (const deal::Scenario& scenario : scenarios) {
        auto one = nextPriced(scenario);
        if (!one) {
            return std::nullopt;
        }
        content.scenarios.push_back(std::move(*one));
    }
    if (baseline) {
        content.baseline = nextPriced(*baseline);
        if (!content.baseline) {
            return std::nullopt;
        }
        const deal::Scenario& subject = scenarios.front();
        if (subject.market == baseline->market) {
            const analysis::RedlineResult result =
                analysis::redline(*baseline, subject, sampledOrders, simulation::part(run, redlineFrom, 1.0));
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
