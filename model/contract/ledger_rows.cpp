// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger_rows.h"

#include <cstddef>

namespace dealwright::contract {

namespace {

template <class Line>
struct Item {
    std::string_view name;
    double Line::* figure;
};

constexpr Item<LedgerUseCase> useCaseItems[] = {
    {"usageBeforeExclusivity", &LedgerUseCase::usageBeforeExclusivity},
    {"usage", &LedgerUseCase::usage},
    {"price", &LedgerUseCase::price},
    {"gross", &LedgerUseCase::gross},
    {"servingCost", &LedgerUseCase::servingCost},
    {"shareBase", &LedgerUseCase::shareBase},
    {"rate", &LedgerUseCase::rate},
    {"outside", &LedgerUseCase::outside},
    {"exclusivityFee", &LedgerUseCase::exclusivityFee},
};

// The dispute, which is a flag, stands between these two.
constexpr Item<LedgerMonth> itemsBeforeDispute[] = {
    {"earned", &LedgerMonth::earned},
    {"capReduction", &LedgerMonth::capReduction},
    {"recouped", &LedgerMonth::recouped},
    {"paid", &LedgerMonth::paid},
    {"held", &LedgerMonth::held},
    {"released", &LedgerMonth::released},
    {"trueUp", &LedgerMonth::trueUp},
    {"milestones", &LedgerMonth::milestones},
    {"settlement", &LedgerMonth::settlement},
};
constexpr Item<LedgerMonth> itemsAfterDispute[] = {
    {"licensorCosts", &LedgerMonth::licensorCosts},
    {"hostCosts", &LedgerMonth::hostCosts},
    {"incidentLoss", &LedgerMonth::incidentLoss},
    {"licensor", &LedgerMonth::licensor},
    {"host", &LedgerMonth::host},
    {"licensorDiscounted", &LedgerMonth::licensorDiscounted},
    {"hostDiscounted", &LedgerMonth::hostDiscounted},
};

}  // namespace

std::vector<LedgerRow> ledgerRows(const Ledger& ledger, const deal::Scenario& scenario)
{
    const double signing = ledger.upfrontFee + ledger.advance;
    std::vector<LedgerRow> rows = {
        {-1, "upfrontFee", {}, ledger.upfrontFee},
        {-1, "advance", {}, ledger.advance},
        {-1, "licensor", {}, signing},
        {-1, "host", {}, -signing},
        {-1, "licensorDiscounted", {}, signing},
        {-1, "hostDiscounted", {}, -signing},
    };
    for (std::size_t t = 0; t < ledger.months.size(); ++t) {
        const LedgerMonth& month = ledger.months[t];
        const int number = static_cast<int>(t);
        for (std::size_t u = 0; u < month.useCases.size(); ++u) {
            for (const auto& item : useCaseItems) {
                rows.push_back({number, item.name, scenario.market.useCases[u].name, month.useCases[u].*item.figure});
            }
        }
        for (const auto& item : itemsBeforeDispute) {
            rows.push_back({number, item.name, {}, month.*item.figure});
        }
        rows.push_back({number, "dispute", {}, month.dispute ? 1.0 : 0.0});
        for (const auto& item : itemsAfterDispute) {
            rows.push_back({number, item.name, {}, month.*item.figure});
        }
    }
    return rows;
}

}  // namespace dealwright::contract
