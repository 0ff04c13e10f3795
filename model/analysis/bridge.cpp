// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/bridge.h"

#include "deal/field.h"

#include <array>
#include <cstddef>

namespace dealwright::analysis {

namespace {

using simulation::BridgeItem;

struct Names {
    BridgeItem item;
    std::string_view word;
    std::string_view label;
};

constexpr std::array names{
    Names{BridgeItem::grossRevenue, "grossRevenue", TERM_TEXT("Bridge", "Gross revenue")},
    Names{BridgeItem::servingCost, "servingCost", TERM_TEXT("Bridge", "Serving cost")},
    Names{BridgeItem::baseRate, "baseRate", TERM_TEXT("Bridge", "Base rates")},
    Names{BridgeItem::annualStep, "annualStep", TERM_TEXT("Bridge", "Annual steps")},
    Names{BridgeItem::tier, "tier", TERM_TEXT("Bridge", "Volume tiers")},
    Names{BridgeItem::premium, "premium", TERM_TEXT("Bridge", "Exclusivity premium")},
    Names{BridgeItem::credits, "credits", TERM_TEXT("Bridge", "Contribution credits")},
    Names{BridgeItem::clamp, "clamp", TERM_TEXT("Bridge", "Rate floor and cap")},
    Names{BridgeItem::base, "base", TERM_TEXT("Bridge", "Net or profit base")},
    Names{BridgeItem::improvements, "improvements", TERM_TEXT("Bridge", "Improvements")},
    Names{BridgeItem::perUnitFloor, "perUnitFloor", TERM_TEXT("Bridge", "Per-unit minimum")},
    Names{BridgeItem::underReporting, "underReporting", TERM_TEXT("Bridge", "Under-reporting")},
    Names{BridgeItem::annualCap, "annualCap", TERM_TEXT("Bridge", "Annual cap")},
    Names{BridgeItem::totalCap, "totalCap", TERM_TEXT("Bridge", "Total cap")},
    Names{BridgeItem::recoupment, "recoupment", TERM_TEXT("Bridge", "Recoupment")},
    Names{BridgeItem::escrow, "escrow", TERM_TEXT("Bridge", "Holdback")},
    Names{BridgeItem::trueUp, "trueUp", TERM_TEXT("Bridge", "Guarantee true-ups")},
    Names{BridgeItem::milestones, "milestones", TERM_TEXT("Bridge", "Milestones")},
    Names{BridgeItem::exclusivityFee, "exclusivityFee", TERM_TEXT("Bridge", "Exclusivity fees")},
    Names{BridgeItem::outside, "outside", TERM_TEXT("Bridge", "Outside revenue")},
    Names{BridgeItem::settlement, "settlement", TERM_TEXT("Bridge", "Settlements")},
    Names{BridgeItem::contributions, "contributions", TERM_TEXT("Bridge", "Contributions")},
    Names{BridgeItem::compliance, "compliance", TERM_TEXT("Bridge", "Compliance")},
    Names{BridgeItem::audit, "audit", TERM_TEXT("Bridge", "Audits")},
    Names{BridgeItem::disputeCosts, "disputeCosts", TERM_TEXT("Bridge", "Dispute costs")},
    Names{BridgeItem::incident, "incident", TERM_TEXT("Bridge", "Incidents")},
    Names{BridgeItem::upfrontFee, "upfrontFee", TERM_TEXT("Bridge", "Upfront fee")},
    Names{BridgeItem::advance, "advance", TERM_TEXT("Bridge", "Advance")},
};

[[nodiscard]] constexpr bool eachStandsAtItsItem()
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (static_cast<std::size_t>(names[i].item) != i) {
            return false;
        }
    }
    return names.size() == static_cast<std::size_t>(BridgeItem::advance) + 1;
}
static_assert(eachStandsAtItsItem());

[[nodiscard]] const Names& namesOf(BridgeItem item)
{
    return names[static_cast<std::size_t>(item)];
}

}  // namespace

std::string_view labelOf(BridgeItem item)
{
    return namesOf(item).label;
}

std::string_view wordOf(BridgeItem item)
{
    return namesOf(item).word;
}

std::vector<BridgeSum> bridgeSums(std::span<const simulation::BridgeLine> bridge)
{
    std::vector<BridgeSum> sums;
    for (const Names& name : names) {
        BridgeSum sum{.item = name.item, .amounts = {}, .byUseCase = {}};
        bool any = false;
        for (const simulation::BridgeLine& line : bridge) {
            if (line.item != name.item) {
                continue;
            }
            any = true;
            sum.amounts.licensor += line.licensor;
            sum.amounts.host += line.host;
            if (line.useCase >= 0) {
                sum.byUseCase.emplace_back(line.useCase, BridgeAmounts{line.licensor, line.host});
            }
        }
        if (any) {
            sums.push_back(std::move(sum));
        }
    }
    return sums;
}

std::vector<BridgeStep> bridgeOf(std::span<const simulation::BridgeLine> bridge, deal::Side side)
{
    std::vector<BridgeStep> steps;
    for (const BridgeSum& sum : bridgeSums(bridge)) {
        BridgeStep step{.item = sum.item, .amount = sum.amounts.of(side), .byUseCase = {}};
        for (const auto& [useCase, amounts] : sum.byUseCase) {
            if (amounts.of(side) != 0.0) {
                step.byUseCase.emplace_back(useCase, amounts.of(side));
            }
        }
        if (step.amount != 0.0 || !step.byUseCase.empty()) {
            step.from = steps.empty() ? 0.0 : steps.back().to;
            step.to = step.from + step.amount;
            steps.push_back(std::move(step));
        }
    }
    return steps;
}

}  // namespace dealwright::analysis
