// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/ledger_rows.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <variant>

namespace dealwright::contract {

namespace {

using deal::Dimension;

/// Where a figure stands: at signing alone, at every use case of a month, or at the month, which has flags too.
using Place = std::variant<double Ledger::*, double LedgerUseCase::*, double LedgerMonth::*, bool LedgerMonth::*>;

/// All that there is to say of an item.
struct Description {
    LedgerItem item;
    std::string_view word;
    std::string_view label;
    Place place;
    Dimension dimension = Dimension::money;
};

// In the order of LedgerItem, so that an item is the index of its description.
constexpr std::array descriptions{
    Description{LedgerItem::upfrontFee, "upfrontFee", TERM_TEXT("Ledger", "Upfront fee"), &Ledger::upfrontFee},
    Description{LedgerItem::advance, "advance", TERM_TEXT("Ledger", "Advance"), &Ledger::advance},
    Description{LedgerItem::usageBeforeExclusivity, "usageBeforeExclusivity",
                TERM_TEXT("Ledger", "Usage before exclusivity"), &LedgerUseCase::usageBeforeExclusivity,
                Dimension::usage},
    Description{LedgerItem::usage, "usage", TERM_TEXT("Ledger", "Usage as sold"), &LedgerUseCase::usage,
                Dimension::usage},
    Description{LedgerItem::price, "price", TERM_TEXT("Ledger", "Price"), &LedgerUseCase::price,
                Dimension::moneyPerMillionTokens},
    Description{LedgerItem::gross, "gross", TERM_TEXT("Ledger", "Gross revenue"), &LedgerUseCase::gross},
    Description{LedgerItem::servingCost, "servingCost", TERM_TEXT("Ledger", "Serving cost"),
                &LedgerUseCase::servingCost},
    Description{LedgerItem::shareBase, "shareBase", TERM_TEXT("Ledger", "Base of the share"),
                &LedgerUseCase::shareBase},
    Description{LedgerItem::rate, "rate", TERM_TEXT("Ledger", "Effective rate"), &LedgerUseCase::rate,
                Dimension::fraction},
    Description{LedgerItem::outside, "outside", TERM_TEXT("Ledger", "Outside revenue"), &LedgerUseCase::outside},
    Description{LedgerItem::exclusivityFee, "exclusivityFee", TERM_TEXT("Ledger", "Exclusivity fee"),
                &LedgerUseCase::exclusivityFee},
    Description{LedgerItem::earned, "earned", TERM_TEXT("Ledger", "Share earned"), &LedgerMonth::earned},
    Description{LedgerItem::capReduction, "capReduction", TERM_TEXT("Ledger", "Reduction by caps"),
                &LedgerMonth::capReduction},
    Description{LedgerItem::recouped, "recouped", TERM_TEXT("Ledger", "Recouped"), &LedgerMonth::recouped},
    Description{LedgerItem::paid, "paid", TERM_TEXT("Ledger", "Share paid"), &LedgerMonth::paid},
    Description{LedgerItem::held, "held", TERM_TEXT("Ledger", "Held in escrow"), &LedgerMonth::held},
    Description{LedgerItem::released, "released", TERM_TEXT("Ledger", "Released from escrow"), &LedgerMonth::released},
    Description{LedgerItem::trueUp, "trueUp", TERM_TEXT("Ledger", "Guarantee true-up"), &LedgerMonth::trueUp},
    Description{LedgerItem::milestones, "milestones", TERM_TEXT("Ledger", "Milestones"), &LedgerMonth::milestones},
    Description{LedgerItem::settlement, "settlement", TERM_TEXT("Ledger", "Settlement"), &LedgerMonth::settlement},
    Description{LedgerItem::dispute, "dispute", TERM_TEXT("Ledger", "Dispute"), &LedgerMonth::dispute, Dimension::flag},
    Description{LedgerItem::licensorCosts, "licensorCosts", TERM_TEXT("Ledger", "Licensor's costs"),
                &LedgerMonth::licensorCosts},
    Description{LedgerItem::hostCosts, "hostCosts", TERM_TEXT("Ledger", "Host's costs"), &LedgerMonth::hostCosts},
    Description{LedgerItem::incidentLoss, "incidentLoss", TERM_TEXT("Ledger", "Incident loss"),
                &LedgerMonth::incidentLoss},
    Description{LedgerItem::licensor, "licensor", TERM_TEXT("Ledger", "Licensor's cash"), &LedgerMonth::licensor},
    Description{LedgerItem::host, "host", TERM_TEXT("Ledger", "Host's cash"), &LedgerMonth::host},
    Description{LedgerItem::licensorDiscounted, "licensorDiscounted", TERM_TEXT("Ledger", "Licensor, discounted"),
                &LedgerMonth::licensorDiscounted},
    Description{LedgerItem::hostDiscounted, "hostDiscounted", TERM_TEXT("Ledger", "Host, discounted"),
                &LedgerMonth::hostDiscounted},
};

[[nodiscard]] constexpr bool eachStandsAtItsItem()
{
    for (std::size_t i = 0; i < descriptions.size(); ++i) {
        if (static_cast<std::size_t>(descriptions[i].item) != i) {
            return false;
        }
    }
    return descriptions.size() == static_cast<std::size_t>(LedgerItem::hostDiscounted) + 1;
}
static_assert(eachStandsAtItsItem());

[[nodiscard]] const Description& descriptionOf(LedgerItem item)
{
    const auto index = static_cast<std::size_t>(item);
    assert(index < descriptions.size());
    return descriptions[index];
}

}  // namespace

std::string_view wordOf(LedgerItem item)
{
    return descriptionOf(item).word;
}

std::string_view labelOf(LedgerItem item)
{
    return descriptionOf(item).label;
}

deal::Dimension dimensionOf(LedgerItem item)
{
    return descriptionOf(item).dimension;
}

bool addsUp(LedgerItem item)
{
    const Dimension dimension = dimensionOf(item);
    return dimension == Dimension::money || dimension == Dimension::usage || dimension == Dimension::flag;
}

std::vector<LedgerRow> ledgerRows(const Ledger& ledger, const deal::Scenario& scenario)
{
    std::vector<LedgerRow> rows;
    for (const Description& entry : descriptions) {
        if (const auto* const atSigning = std::get_if<double Ledger::*>(&entry.place)) {
            rows.push_back({-1, entry.item, {}, ledger.**atSigning});
        }
    }
    const double signing = ledger.upfrontFee + ledger.advance;
    rows.push_back({-1, LedgerItem::licensor, {}, signing});
    rows.push_back({-1, LedgerItem::host, {}, -signing});
    rows.push_back({-1, LedgerItem::licensorDiscounted, {}, signing});
    rows.push_back({-1, LedgerItem::hostDiscounted, {}, -signing});
    for (std::size_t t = 0; t < ledger.months.size(); ++t) {
        const LedgerMonth& month = ledger.months[t];
        const int number = static_cast<int>(t);
        for (std::size_t u = 0; u < month.useCases.size(); ++u) {
            for (const Description& entry : descriptions) {
                if (const auto* const figure = std::get_if<double LedgerUseCase::*>(&entry.place)) {
                    rows.push_back({number, entry.item, scenario.market.useCases[u].name, month.useCases[u].**figure});
                }
            }
        }
        for (const Description& entry : descriptions) {
            if (const auto* const figure = std::get_if<double LedgerMonth::*>(&entry.place)) {
                rows.push_back({number, entry.item, {}, month.**figure});
            } else if (const auto* const flag = std::get_if<bool LedgerMonth::*>(&entry.place)) {
                rows.push_back({number, entry.item, {}, month.**flag ? 1.0 : 0.0});
            }
        }
    }
    return rows;
}

}  // namespace dealwright::contract
