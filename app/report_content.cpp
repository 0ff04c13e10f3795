// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_content.h"

#include "analysis/comparison.h"
#include "analysis/evaluation.h"
#include "deal/problem.h"
#include "version.h"

#include <QCoreApplication>

#include <memory>
#include <utility>

namespace dealwright::app {

namespace {

/// Orders that the redline of many clauses samples: some hundred pricings, a few seconds.
constexpr int sampledOrders = 12;

/// Now, or what SOURCE_DATE_EPOCH says: with it, the same workbook gives the same bytes.
[[nodiscard]] QDateTime timeOfCreation()
{
    bool isSet = false;
    const qint64 seconds = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&isSet);
    return isSet ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime::currentDateTimeUtc();
}

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
    content.version = QString::fromLatin1(version);
    content.created = timeOfCreation();
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
