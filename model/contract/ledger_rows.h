// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/ledger.h"
#include "deal/field.h"

#include <string>
#include <string_view>
#include <vector>

namespace dealwright::contract {

/// What a ledger has figures of, in the order of docs/MODEL.md section 8.2.
enum class LedgerItem {
    upfrontFee,
    advance,
    usageBeforeExclusivity,
    usage,
    price,
    gross,
    servingCost,
    shareBase,
    rate,
    outside,
    exclusivityFee,
    earned,
    capReduction,
    recouped,
    paid,
    held,
    released,
    trueUp,
    milestones,
    settlement,
    dispute,
    licensorCosts,
    hostCosts,
    incidentLoss,
    licensor,
    host,
    licensorDiscounted,
    hostDiscounted,
};

/// Its name in the interchange: the enumerator's own.
[[nodiscard]] std::string_view wordOf(LedgerItem item);

/// What it is called in front of people: English, context "Ledger".
[[nodiscard]] std::string_view labelOf(LedgerItem item);

/// Money, million tokens, money per million tokens, a fraction, or a flag (1: it happened).
[[nodiscard]] deal::Dimension dimensionOf(LedgerItem item);

/// Whether months' figures of the item add up to something: money and usage do, a price or a rate does not.
[[nodiscard]] bool addsUp(LedgerItem item);

/// One figure of a ledger, as the command line prints it.
struct LedgerRow {
    int month = -1;  ///< -1 = signing
    LedgerItem item = LedgerItem::upfrontFee;
    std::string useCase;  ///< name, empty where the figure belongs to the whole deal
    double value = 0.0;
    friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/// Every figure of the ledger: signing, then month after month the use cases' figures, use case by use case, and the
/// month's own, in the order of LedgerItem. `scenario` is the one that the ledger is of.
[[nodiscard]] std::vector<LedgerRow> ledgerRows(const Ledger& ledger, const deal::Scenario& scenario);

}  // namespace dealwright::contract
