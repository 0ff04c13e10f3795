// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/draw_kernel.h"
#include "simulation/draw_plan.h"
#include "simulation/shocks.h"

// What happens now and then: events of the risk register and incidents, on the 256 paths of a block.
namespace dealwright::simulation {

/// Writes event counts, and the jumps of usage into the workspace. The law is that of monthly Poisson draws.
void drawEvents(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer);

/// Writes the incidents, by month, then lane. The law is that of one draw a month.
void drawIncidents(const DrawPlan& plan, DrawWorkspace& workspace, const ShockWriter& writer);

}  // namespace dealwright::simulation
