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

/// What is exported, before anything is priced.
struct ExportPlan {
    ReportSource source;
    std::vector<deal::Scenario> scenarios;   ///< the subject, or the compared ones; all with the first one's simulation
    std::optional<deal::Scenario> baseline;  ///< what a lone subject is set against, with its simulation

    /// All that is priced for it, the baseline last.
    [[nodiscard]] std::vector<deal::Scenario> priced() const;
};

/// An export of the scenarios at these positions of the workbook, the subject first: a lone one is set against the
/// baseline where that can be, and else the source says why not. Preconditions: the workbook breaks no rule of
/// workbooks, and the scenarios none of theirs; they are of one currency. `fileName` and `isChanged` as in
/// ReportSource.
[[nodiscard]] ExportPlan planned(const deal::Workbook& workbook, const std::vector<std::size_t>& positions,
                                 const QString& fileName, bool isChanged, const QDateTime& created);

/// Prices what is planned, and the redline from the baseline's terms to a lone subject's. Empty if stopped. Throws
/// simulation::NotFinite. Precondition: all scenarios are valid.
[[nodiscard]] std::optional<views::ReportContent> priceReport(const ExportPlan& plan, const simulation::Run& run);

/// What a file that is written would cost.
enum class Overwritten {
    nothing,       ///< no workbook is lost
    thisWorkbook,  ///< the one that it is made from
    workbook,      ///< another one
};

/// Of `target`, where the workbook is that of `source` (empty: of no file).
[[nodiscard]] Overwritten overwritten(const QString& target, const QString& source);

}  // namespace dealwright::app
