// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"
#include "views/report/report.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace dealwright::app {

/// The workbook that a report is drawn from, and where a reader finds it.
struct ReportSource {
    QString name;               ///< words::workbookName
    QString fileName;           ///< without its folder; empty: never saved
    bool isChanged = false;     ///< the workbook is no longer what the file holds
    QString baselineFlaw = {};  ///< why nothing is set against the baseline, empty where something is or need not be
    QByteArray payloadSha256;   ///< storage::payloadSha256 of the workbook as it is now
    QDateTime created;          ///< CreationTime::time
};

/// When a report is made: now, or at the second since 1970 that the environment variable SOURCE_DATE_EPOCH names; with
/// it the same workbook gives the same bytes.
struct CreationTime {
    QDateTime time;
    QString problem;  ///< why a PDF cannot have that time, and what to do; else empty
};
[[nodiscard]] CreationTime creationTime();

/// Why a report of the subject says nothing against the baseline; empty where it does.
[[nodiscard]] QString baselineFlaw(const deal::Scenario& baseline, const deal::Scenario& subject);

/// Prices what a report shows: the subject or the compared scenarios, all with the first one's simulation settings, the
/// scenario that a lone subject is set against, and the redline between them. Empty if stopped. All must be valid.
[[nodiscard]] std::optional<views::ReportContent> priceReport(const ReportSource& source,
                                                              const std::vector<deal::Scenario>& scenarios,
                                                              const std::optional<deal::Scenario>& baseline,
                                                              const simulation::Run& run);

}  // namespace dealwright::app
