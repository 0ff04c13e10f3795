// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/draws.h"
#include "deal/scenario.h"

#include <vector>

// The contract in code: docs/MODEL.md sections 3 and 4 for one path, month by month, in the order of the page.
// Figures are positive in the direction that the page gives them, undiscounted unless they say so.
namespace dealwright::contract {

struct LedgerUseCase {
    double usageBeforeExclusivity = 0.0;  ///< B, million tokens
    double usage = 0.0;                   ///< V, million tokens as sold
    double price = 0.0;                   ///< money per million tokens
    double gross = 0.0;                   ///< R
    double servingCost = 0.0;             ///< C
    double shareBase = 0.0;               ///< H
    double rate = 0.0;                    ///< r, the effective one
    double outside = 0.0;                 ///< what the licensor earns at other hosts
    double exclusivityFee = 0.0;
    bool exclusive = false;
};

struct LedgerMonth {
    std::vector<LedgerUseCase> useCases;
    double earned = 0.0;        ///< after under-reporting and caps, before recoupment
    double capReduction = 0.0;  ///< what the annual and the total cap took together
    double recouped = 0.0;
    double paid = 0.0;
    double held = 0.0;
    double released = 0.0;
    double trueUp = 0.0;
    double milestones = 0.0;  ///< the host's payments +, the licensor's -
    double settlement = 0.0;
    bool dispute = false;
    double licensorCosts = 0.0;  ///< its contributions, compliance, audit, dispute costs and part of the incident loss
    double hostCosts = 0.0;
    double incidentLoss = 0.0;  ///< both parts together
    double licensor = 0.0;      ///< cash flow
    double host = 0.0;
    double licensorDiscounted = 0.0;  ///< at each party's own rate, at the end of the month
    double hostDiscounted = 0.0;
};

struct Ledger {
    double upfrontFee = 0.0;  ///< at signing, host to licensor
    double advance = 0.0;
    std::vector<LedgerMonth> months;
    double licensorNpv = 0.0;  ///< signing and all discounted months, added in order
    double hostNpv = 0.0;
    double licensorTotal = 0.0;  ///< undiscounted
    double hostTotal = 0.0;
};

/// Precondition: the scenario is valid (deal::validate finds no error) and the draws have its shape; std::domain_error
/// where they have not.
[[nodiscard]] Ledger ledgerOf(const deal::Scenario& scenario, const PathDraws& draws);

}  // namespace dealwright::contract
