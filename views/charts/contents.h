// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deal/scenario.h"
#include "simulation/projection.h"
#include "views/charts/fan_chart.h"
#include "views/charts/histogram_chart.h"
#include "views/charts/stacked_area_chart.h"
#include "views/charts/waterfall.h"
#include "words/format.h"

// What the charts of a projection hold, titles and units included: the same in the window, the PDF and what is
// exported.
namespace dealwright::views {

/// Which of a party's money a fan shows, month by month.
enum class FanMoney { cashFlow, cumulative, discounted };

/// Months of one party. Precondition: the projection has its months (Outputs::monthly; cumulativeDiscounted where the
/// money is discounted).
[[nodiscard]] Fan fanOf(const deal::Scenario& scenario, const simulation::Projection& projection, deal::Side side,
                        FanMoney money, const words::Format& format);

enum class StackQuantity { money, usage };

/// Mean gross revenue or mean usage by use case. Precondition as for fanOf.
[[nodiscard]] Stack stackOf(const deal::Scenario& scenario, const simulation::Projection& projection,
                            StackQuantity quantity, const words::Format& format);

/// What one party may earn. Precondition: the projection has the NPV of each path (Outputs::npvByPath).
[[nodiscard]] Distribution distributionOf(const deal::Scenario& scenario, const simulation::Projection& projection,
                                          deal::Side side, const words::Format& format);

/// What makes one party's mean NPV. Precondition: the projection has its bridge (Outputs::bridge).
[[nodiscard]] Bridge bridgeOf(const deal::Scenario& scenario, const simulation::Projection& projection, deal::Side side,
                              const words::Format& format);

}  // namespace dealwright::views
