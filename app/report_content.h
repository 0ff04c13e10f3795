// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/simulate.h"
#include "views/report/report.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace dealwright::app {

/// Prices what a report shows: the subject or the compared scenarios, all with the first one's simulation settings, the
/// scenario that a lone subject is set against, and the redline between them. Empty if stopped. All must be valid.
[[nodiscard]] std::optional<views::ReportContent> priceReport(const QString& workbookName,
                                                              const std::vector<deal::Scenario>& scenarios,
                                                              const std::optional<deal::Scenario>& baseline,
                                                              const QByteArray& payloadSha256,
                                                              const simulation::Run& run);

}  // namespace dealwright::app
