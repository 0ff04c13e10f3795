// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/ledger.h"

#include <string>
#include <string_view>
#include <vector>

namespace dealwright::contract {

/// One figure of a ledger, as the command line prints it.
struct LedgerRow {
    int month = -1;         ///< -1 = signing
    std::string_view item;  ///< its name in docs/MODEL.md section 8.2, such as capReduction
    std::string useCase;    ///< name, empty where the figure belongs to the whole deal
    double value = 0.0;
    friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/// Every figure of the ledger: signing, then month after month the use cases' figures, use case by use case, and the
/// month's own, in the order of docs/MODEL.md section 8.2. `scenario` is the one that the ledger is of.
[[nodiscard]] std::vector<LedgerRow> ledgerRows(const Ledger& ledger, const deal::Scenario& scenario);

}  // namespace dealwright::contract
