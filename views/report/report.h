// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/redline.h"
#include "simulation/projection.h"
#include "words/format.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

// The PDF summary: one page that an executive reads, then charts, all terms, assumptions.
namespace dealwright::views {

struct ReportScenario {
    std::shared_ptr<const deal::Scenario> scenario;
    std::shared_ptr<const simulation::Projection> projection;  ///< with months, bridge and NPVs by path
};

struct ReportContent {
    QString workbookName;                      ///< such as “Meta and Northwind Cloud 2027”
    QString fileName;                          ///< the workbook's, without its folder; empty: never saved
    bool fileIsChanged = false;                ///< what is priced is not what that file holds
    std::vector<ReportScenario> scenarios;     ///< the subject, or the compared ones; at least one
    std::optional<ReportScenario> baseline;    ///< what the subject is set against, unless it is the baseline itself
    std::optional<analysis::Redline> redline;  ///< from the baseline's terms to the subject's
    QString baselineFlaw;                      ///< why nothing is set against the baseline, empty if it could be
    QByteArray payloadSha256;                  ///< of what saving now would write: 64 hexadecimal digits
    QString version;                           ///< the program's
    QDateTime created;                         ///< printed in the file's metadata
};

/// The report as the bytes of a PDF (A4, vector charts, selectable text). Equal content gives equal bytes.
/// Call on the thread of the application object; a QApplication must exist: the charts are widgets.
[[nodiscard]] QByteArray reportPdf(const ReportContent& content, const words::NumberHabits& habits);

}  // namespace dealwright::views
