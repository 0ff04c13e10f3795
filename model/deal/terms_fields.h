// SPDX-License-Identifier: GPL-3.0-or-later
// What the program knows of each member of the terms: labels, units, ranges, the section and the clause that it belongs
// to. One entry for each member of terms.h, in its order.
#pragma once

#include "deal/field.h"
#include "deal/terms.h"

#include <array>

namespace dealwright::deal {

template <>
inline constexpr std::array choices<RevenueBase>{
    ChoiceText{"gross", TERM_TEXT("Choice", "Gross revenue")},
    ChoiceText{"net", TERM_TEXT("Choice", "Net revenue")},
    ChoiceText{"profit", TERM_TEXT("Choice", "Profit")},
};

template <>
inline constexpr std::array choices<TierMeasure>{
    ChoiceText{"usage", TERM_TEXT("Choice", "Usage")},
    ChoiceText{"revenue", TERM_TEXT("Choice", "Gross revenue")},
};

template <>
inline constexpr std::array choices<TierPeriod>{
    ChoiceText{"month", TERM_TEXT("Choice", "Month")},
    ChoiceText{"contractYear", TERM_TEXT("Choice", "Contract year")},
    ChoiceText{"lifetime", TERM_TEXT("Choice", "Whole term")},
};

template <>
inline constexpr std::array choices<TierMethod>{
    ChoiceText{"marginal", TERM_TEXT("Choice", "Marginal"), TERM_TEXT("Choice", "slice by slice")},
    ChoiceText{"whole", TERM_TEXT("Choice", "Whole"), TERM_TEXT("Choice", "one rate for all of it")},
    ChoiceText{"prospective", TERM_TEXT("Choice", "Prospective"), TERM_TEXT("Choice", "by past volume")},
};

template <>
inline constexpr std::array choices<TierPool>{
    ChoiceText{"pooled", TERM_TEXT("Choice", "All use cases together")},
    ChoiceText{"perUseCase", TERM_TEXT("Choice", "Each use case on its own")},
};

template <>
inline constexpr std::array choices<ImprovementsOwner>{
    ChoiceText{"licensor", TERM_TEXT("Choice", "Licensor")},
    ChoiceText{"joint", TERM_TEXT("Choice", "Joint")},
    ChoiceText{"host", TERM_TEXT("Choice", "Host")},
};

template <>
inline constexpr Field field<&Share::baseRate>{
    .label = TERM_TEXT("Field", "Base rate"),
    .dimension = Dimension::fraction,
    .low = -1e15,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 0.3,
    .required = true,
    .help = TERM_TEXT("Field",
                      "The licensor's share of this use case's revenue base. Steps, tiers, premiums and "
                      "credits are added to it."),
};

template <>
inline constexpr Field field<&Share::annualStep>{
    .label = TERM_TEXT("Field", "Annual step"),
    .dimension = Dimension::ratePoints,
    .low = -1e15,
    .high = 1e15,
    .usualLow = -0.02,
    .usualHigh = 0.02,
    .help = TERM_TEXT("Field",
                      "Added to the rate each contract year after the first. A negative step lowers the "
                      "share over time."),
    .section = Section::rates,
};

template <>
inline constexpr Field field<&TierStep::threshold>{
    .label = TERM_TEXT("Field", "From"),
    .dimension = Dimension::tierThreshold,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 100e6,
    .help = TERM_TEXT("Field",
                      "The volume from which this step's adjustment holds. The first step starts at 0 "
                      "and each later one higher."),
};

template <>
inline constexpr Field field<&TierStep::adjustment>{
    .label = TERM_TEXT("Field", "Adjustment"),
    .dimension = Dimension::ratePoints,
    .low = -1e15,
    .high = 1e15,
    .usualLow = -0.05,
    .usualHigh = 0.1,
    .help = TERM_TEXT("Field",
                      "Added to the rate from the threshold on. It can be negative, where volume earns "
                      "a discount."),
};

template <>
inline constexpr Field field<&Tiers::measure>{
    .label = TERM_TEXT("Field", "Measured by"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "Whether tiers count tokens as sold or gross revenue. Deductions and "
                      "under-reporting never enter."),
};

template <>
inline constexpr Field field<&Tiers::period>{
    .label = TERM_TEXT("Field", "Counted over"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "Over what period the volume is counted before it starts again. Thresholds are "
                      "not scaled in a short last year."),
};

template <>
inline constexpr Field field<&Tiers::method>{
    .label = TERM_TEXT("Field", "Method"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "How a reached threshold changes the rate: for the slice above it, for the whole "
                      "month, or from what is past. The same words in a term sheet are often read in "
                      "more than one of these ways."),
};

template <>
inline constexpr Field field<&Tiers::pool>{
    .label = TERM_TEXT("Field", "Pooling"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "Whether all use cases count together towards one adjustment, or each on its own. "
                      "Both use the same table."),
};

template <>
inline constexpr Field field<&Tiers::steps>{
    .label = TERM_TEXT("Field", "Steps"),
    .dimension = Dimension::list,
    .high = 16,
    .help = TERM_TEXT("Field",
                      "The table of volumes and rate adjustments, at most 16 steps. Without steps there "
                      "is no adjustment."),
    .element = TERM_TEXT("Field", "Step"),
};

template <>
inline constexpr Field field<&Exclusivity::granted>{
    .label = TERM_TEXT("Field", "Exclusive"),
    .dimension = Dimension::flag,
    .help = TERM_TEXT("Field",
                      "Whether this host alone may serve the use case for a while. The licensor then "
                      "earns nothing outside."),
    .switches = true,
};

template <>
inline constexpr Field field<&Exclusivity::firstMonth>{
    .label = TERM_TEXT("Field", "First month"),
    .dimension = Dimension::month,
    .low = 0,
    .high = 1e9,
    .usualLow = 0,
    .usualHigh = 24,
    .help = TERM_TEXT("Field",
                      "When exclusivity begins, counted from the deal's start. The fee is due in that "
                      "month."),
};

template <>
inline constexpr Field field<&Exclusivity::months>{
    .label = TERM_TEXT("Field", "Duration"),
    .dimension = Dimension::duration,
    .low = 0,
    .high = 1e9,
    .usualLow = 0,
    .usualHigh = 60,
    .help = TERM_TEXT("Field", "How long exclusivity lasts unless it lapses. It may run past the term."),
};

template <>
inline constexpr Field field<&Exclusivity::premium>{
    .label = TERM_TEXT("Field", "Premium"),
    .dimension = Dimension::ratePoints,
    .low = -1e15,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 0.1,
    .help = TERM_TEXT("Field",
                      "Added to the rate while exclusive. It pays the licensor for income that it "
                      "forgoes elsewhere."),
};

template <>
inline constexpr Field field<&Exclusivity::usageUplift>{
    .label = TERM_TEXT("Field", "Usage uplift"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 1,
    .help = TERM_TEXT("Field",
                      "Demand that the host wins from others while exclusive. It multiplies usage "
                      "before exclusivity."),
};

template <>
inline constexpr Field field<&Exclusivity::fee>{
    .label = TERM_TEXT("Field", "Fee"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 20000000.0,
    .help = TERM_TEXT("Field",
                      "Paid by the host in exclusivity's first month. It is due whether or not the use "
                      "case has launched."),
};

template <>
inline constexpr Field field<&Exclusivity::minimumAnnualUsage>{
    .label = TERM_TEXT("Field", "Minimum annual usage"),
    .dimension = Dimension::usagePerYear,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 200000000.0,
    .help = TERM_TEXT("Field",
                      "The performance test: fall short in a contract year and exclusivity lapses for "
                      "good. 0 means that there is no test."),
};

template <>
inline constexpr Field field<&Milestone::usage>{
    .label = TERM_TEXT("Field", "Cumulative usage"),
    .dimension = Dimension::usage,
    .low = 0,
    .high = 1e15,
    .lowExcluded = true,
    .usualLow = 1000000.0,
    .usualHigh = 2000000000.0,
    .help = TERM_TEXT("Field",
                      "The usage over all use cases since the start at which the amount falls due. It "
                      "is paid once."),
};

template <>
inline constexpr Field field<&Milestone::amount>{
    .label = TERM_TEXT("Field", "Amount"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 20000000.0,
    .help = TERM_TEXT("Field", "What is paid when the milestone is reached. It is neither recouped nor capped."),
};

template <>
inline constexpr Field field<&Milestone::payer>{
    .label = TERM_TEXT("Field", "Payer"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field", "Who pays it. Usually the host, as a bonus for volume."),
};

template <>
inline constexpr Field field<&Contribution::name>{
    .label = TERM_TEXT("Field", "Name"),
    .dimension = Dimension::name,
    .help = TERM_TEXT("Field",
                      "What is contributed, such as model updates or marketing. It labels the clause in "
                      "tables and charts."),
};

template <>
inline constexpr Field field<&Contribution::party>{
    .label = TERM_TEXT("Field", "Party"),
    .dimension = Dimension::choice,
    .required = true,
    .help = TERM_TEXT("Field",
                      "Who contributes and bears the cost. A licensor's contribution raises the rate, a "
                      "host's lowers it."),
};

template <>
inline constexpr Field field<&Contribution::monthlyCost>{
    .label = TERM_TEXT("Field", "Monthly cost"),
    .dimension = Dimension::moneyPerMonth,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 2000000.0,
    .help = TERM_TEXT("Field",
                      "What it costs the contributing party in each active month. It is borne once, "
                      "however many use cases gain."),
};

template <>
inline constexpr Field field<&Contribution::credit>{
    .label = TERM_TEXT("Field", "Credit"),
    .dimension = Dimension::ratePoints,
    .low = -1e15,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 0.03,
    .help = TERM_TEXT("Field",
                      "Rate points while active, in favour of the contributing party. The cap and the "
                      "floor include them."),
};

template <>
inline constexpr Field field<&Contribution::growthLift>{
    .label = TERM_TEXT("Field", "Growth lift"),
    .dimension = Dimension::logGrowthPerYear,
    .low = -5,
    .high = 5,
    .usualLow = 0,
    .usualHigh = 0.2,
    .help = TERM_TEXT("Field",
                      "Growth that it adds to usage in each active year. Usage gained is kept "
                      "afterwards."),
};

template <>
inline constexpr Field field<&Contribution::useCase>{
    .label = TERM_TEXT("Field", "Use case"),
    .dimension = Dimension::useCase,
    .help = TERM_TEXT("Field", "The use case that gains from it. Left empty, all of them do."),
};

template <>
inline constexpr Field field<&Contribution::firstMonth>{
    .label = TERM_TEXT("Field", "First month"),
    .dimension = Dimension::month,
    .low = 0,
    .high = 1e9,
    .usualLow = 0,
    .usualHigh = 24,
    .help = TERM_TEXT("Field",
                      "When the contribution begins, counted from the deal's start. Cost, credit and "
                      "lift start with it."),
};

template <>
inline constexpr Field field<&Contribution::months>{
    .label = TERM_TEXT("Field", "Duration"),
    .dimension = Dimension::duration,
    .low = 0,
    .high = 1e9,
    .usualLow = 0,
    .usualHigh = 60,
    .help = TERM_TEXT("Field", "For how many months it is active. It may run past the term."),
};

template <>
inline constexpr Field field<&Reporting::underReporting>{
    .label = TERM_TEXT("Field", "Under-reporting"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.1,
    .help = TERM_TEXT("Field", "The part of the share that goes unreported. Audits commonly find some."),
};

template <>
inline constexpr Field field<&Reporting::auditRecovery>{
    .label = TERM_TEXT("Field", "Audit recovery"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 1,
    .help = TERM_TEXT("Field",
                      "How much of the unreported share audits recover. 100 % makes under-reporting "
                      "harmless."),
};

template <>
inline constexpr Field field<&Reporting::auditCost>{
    .label = TERM_TEXT("Field", "Audit cost"),
    .dimension = Dimension::moneyPerYear,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 1000000.0,
    .help = TERM_TEXT("Field",
                      "What auditing costs the licensor a year, spread evenly over the months. It is "
                      "spent whatever is found."),
};

template <>
inline constexpr Field field<&Improvements::revenueShareAtEnd>{
    .label = TERM_TEXT("Field", "Revenue from improvements at the end"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.5,
    .help = TERM_TEXT("Field",
                      "The part of revenue that the host's or joint improvements carry by the last "
                      "month, rising linearly from nil. What their owner keeps leaves the share's base."),
};

template <>
inline constexpr Field field<&Improvements::owner>{
    .label = TERM_TEXT("Field", "Owner of improvements"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "Who owns improvements of the model. A host keeps its revenue out of the base, "
                      "joint owners half of it."),
};

template <>
inline constexpr Field field<&Holdback::rate>{
    .label = TERM_TEXT("Field", "Holdback"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.3,
    .help = TERM_TEXT("Field",
                      "The part of each month's paid share that waits in escrow. It secures claims and "
                      "is released later."),
};

template <>
inline constexpr Field field<&Holdback::months>{
    .label = TERM_TEXT("Field", "Months until release"),
    .dimension = Dimension::duration,
    .low = 0,
    .high = 1e9,
    .usualLow = 0,
    .usualHigh = 24,
    .help = TERM_TEXT("Field", "How long money waits in escrow. Whatever is left is released in the last month."),
};

template <>
inline constexpr Field field<&Dispute::annualProbability>{
    .label = TERM_TEXT("Field", "Probability a year"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.3,
    .help = TERM_TEXT("Field",
                      "How likely a dispute is in a contract year. It is drawn in the year's last "
                      "month."),
};

template <>
inline constexpr Field field<&Dispute::licensorCost>{
    .label = TERM_TEXT("Field", "Licensor's cost"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 5000000.0,
    .help = TERM_TEXT("Field", "What a dispute costs the licensor in fees. It is not shared."),
};

template <>
inline constexpr Field field<&Dispute::hostCost>{
    .label = TERM_TEXT("Field", "Host's cost"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 5000000.0,
    .help = TERM_TEXT("Field", "What a dispute costs the host in fees. It is not shared."),
};

template <>
inline constexpr Field field<&Dispute::settlement>{
    .label = TERM_TEXT("Field", "Settlement"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.5,
    .help = TERM_TEXT("Field",
                      "The part of the year's earned share that goes back to the host when there is a "
                      "dispute. True-ups stay out of it."),
};

template <>
inline constexpr Field field<&Compliance::licensorCost>{
    .label = TERM_TEXT("Field", "Licensor's cost"),
    .dimension = Dimension::moneyPerYear,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 5000000.0,
    .help = TERM_TEXT("Field",
                      "What privacy and safety duties cost the licensor a year. It is spread evenly "
                      "over the months."),
};

template <>
inline constexpr Field field<&Compliance::hostCost>{
    .label = TERM_TEXT("Field", "Host's cost"),
    .dimension = Dimension::moneyPerYear,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 5000000.0,
    .help = TERM_TEXT("Field",
                      "What privacy and safety duties cost the host a year. It is spread evenly over "
                      "the months."),
};

template <>
inline constexpr Field field<&Incident::annualProbability>{
    .label = TERM_TEXT("Field", "Probability a year"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.3,
    .help = TERM_TEXT("Field",
                      "How likely at least one privacy, bias or safety incident is in a year. There is "
                      "at most one a month."),
};

template <>
inline constexpr Field field<&Incident::meanLoss>{
    .label = TERM_TEXT("Field", "Mean loss"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 20000000.0,
    .help = TERM_TEXT("Field", "The average loss of an incident, both parties together. Losses are lognormal."),
};

template <>
inline constexpr Field field<&Incident::lossSd>{
    .label = TERM_TEXT("Field", "Spread of the loss"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 20000000.0,
    .help = TERM_TEXT("Field",
                      "The standard deviation of an incident's loss. 0 means that every incident costs "
                      "the same."),
};

template <>
inline constexpr Field field<&Incident::licensorLiability>{
    .label = TERM_TEXT("Field", "Licensor's liability"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 1,
    .help = TERM_TEXT("Field", "The part of an incident's loss that the licensor bears. The host bears the rest."),
};

template <>
inline constexpr Field field<&Terms::revenueBase>{
    .label = TERM_TEXT("Field", "Revenue base"),
    .dimension = Dimension::choice,
    .help = TERM_TEXT("Field",
                      "What the share is a share of: gross revenue, net of deductions, or profit. Gross "
                      "is the rule in model-hosting deals."),
    .section = Section::shares,
};

template <>
inline constexpr Field field<&Terms::deductions>{
    .label = TERM_TEXT("Field", "Deductions"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.2,
    .help = TERM_TEXT("Field",
                      "Taxes, credits and payment fees taken off gross revenue. They count only where "
                      "the base is net revenue."),
    .joins = "revenueBase",
    .section = Section::rates,
};

template <>
inline constexpr Field field<&Terms::shares>{
    .label = TERM_TEXT("Field", "Shares by use case"),
    .dimension = Dimension::list,
    .low = 1,
    .help = TERM_TEXT("Field",
                      "The licensor's part of each use case's revenue. One line stands for each use "
                      "case."),
    .element = TERM_TEXT("Field", "Share"),
    .elements = Elements::eachUseCase,
    .section = Section::shares,
};

template <>
inline constexpr Field field<&Terms::rateFloor>{
    .label = TERM_TEXT("Field", "Rate floor"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 0.1,
    .help = TERM_TEXT("Field", "No effective rate falls below it, credits and tiers included. 0 means none."),
    .section = Section::rates,
};

template <>
inline constexpr Field field<&Terms::rateCap>{
    .label = TERM_TEXT("Field", "Rate cap"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0.1,
    .usualHigh = 0.5,
    .help = TERM_TEXT("Field", "No effective rate rises above it, premium and tiers included. 100 % means none."),
    .joins = "rateFloor",
    .section = Section::rates,
};

template <>
inline constexpr Field field<&Terms::minimumPerMillionTokens>{
    .label = TERM_TEXT("Field", "Per-unit minimum"),
    .dimension = Dimension::moneyPerMillionTokens,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 0.1,
    .help = TERM_TEXT("Field",
                      "The least that a million tokens pay, over all use cases together. A month pays "
                      "the greater of this and the share of revenue."),
    .section = Section::rates,
};

template <>
inline constexpr Field field<&Terms::tiers>{
    .label = TERM_TEXT("Field", "Volume tiers"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "Rate adjustments that depend on volume. The same table reads differently under "
                      "each method and period."),
    .section = Section::tiers,
};

template <>
inline constexpr Field field<&Terms::exclusivity>{
    .label = TERM_TEXT("Field", "Exclusivity"),
    .dimension = Dimension::list,
    .help = TERM_TEXT("Field",
                      "For which use cases this host alone may serve the model. One line stands for "
                      "each use case."),
    .element = TERM_TEXT("Field", "Exclusivity"),
    .elements = Elements::eachUseCase,
    .section = Section::exclusivity,
};

template <>
inline constexpr Field field<&Terms::upfrontFee>{
    .label = TERM_TEXT("Field", "Upfront fee"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 50000000.0,
    .help = TERM_TEXT("Field", "Paid by the host at signing. It is never recouped."),
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::advance>{
    .label = TERM_TEXT("Field", "Advance"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 50000000.0,
    .help = TERM_TEXT("Field",
                      "Paid by the host at signing against later shares. What is not recouped by the "
                      "end stays with the licensor."),
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::recoupment>{
    .label = TERM_TEXT("Field", "Recoupment"),
    .dimension = Dimension::fraction,
    .low = 0,
    .high = 1,
    .usualLow = 0,
    .usualHigh = 1,
    .help = TERM_TEXT("Field",
                      "The part of each month's earned share that the host keeps until the advance is "
                      "recouped. 0 makes an advance a second upfront fee."),
    .joins = "advance",
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::minimumGuarantee>{
    .label = TERM_TEXT("Field", "Minimum guarantee"),
    .dimension = Dimension::moneyPerYear,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 50000000.0,
    .help = TERM_TEXT("Field",
                      "The least that a contract year's earned share comes to. The host trues up the "
                      "difference in the year's last month."),
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::guaranteeStep>{
    .label = TERM_TEXT("Field", "Guarantee step"),
    .dimension = Dimension::fractionPerYear,
    .low = -1,
    .high = 10,
    .lowExcluded = true,
    .usualLow = -0.1,
    .usualHigh = 0.2,
    .help = TERM_TEXT("Field",
                      "How the guarantee grows each contract year. A short last year guarantees its "
                      "part of the year."),
    .joins = "minimumGuarantee",
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::annualCap>{
    .label = TERM_TEXT("Field", "Annual cap"),
    .dimension = Dimension::moneyPerYear,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 100000000.0,
    .help = TERM_TEXT("Field",
                      "The most that a contract year's earned share comes to, in a short year too. "
                      "Empty means no cap."),
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::totalCap>{
    .label = TERM_TEXT("Field", "Total cap"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e15,
    .usualLow = 0,
    .usualHigh = 500000000.0,
    .help = TERM_TEXT("Field", "The most that the whole term's earned share comes to. Empty means no cap."),
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::milestones>{
    .label = TERM_TEXT("Field", "Milestones"),
    .dimension = Dimension::list,
    .help = TERM_TEXT("Field",
                      "Amounts paid once when cumulative usage reaches a mark. They are outside caps "
                      "and recoupment."),
    .element = TERM_TEXT("Field", "Milestone"),
    .section = Section::payments,
};

template <>
inline constexpr Field field<&Terms::contributions>{
    .label = TERM_TEXT("Field", "Contributions"),
    .dimension = Dimension::list,
    .help = TERM_TEXT("Field",
                      "What either party puts in besides the model and the hosting. Each has a cost, a "
                      "credit on the rate and a lift of growth."),
    .element = TERM_TEXT("Field", "Contribution"),
    .section = Section::contributions,
};

template <>
inline constexpr Field field<&Terms::reporting>{
    .label = TERM_TEXT("Field", "Reporting and audit"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field", "How far the reported share can be trusted. Audits recover a part and cost money."),
};

template <>
inline constexpr Field field<&Terms::improvements>{
    .label = TERM_TEXT("Field", "Ownership of improvements"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "Who owns what is built on the model. Revenue that owned improvements carry "
                      "leaves the share's base."),
};

template <>
inline constexpr Field field<&Terms::holdback>{
    .label = TERM_TEXT("Field", "Holdback"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field", "Money that waits in escrow. It delays the licensor's income and secures claims."),
};

template <>
inline constexpr Field field<&Terms::dispute>{
    .label = TERM_TEXT("Field", "Disputes"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "How likely the parties quarrel and what it costs them. A settlement gives a part "
                      "of the year's share back."),
};

template <>
inline constexpr Field field<&Terms::compliance>{
    .label = TERM_TEXT("Field", "Compliance"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "What privacy and safety duties cost each party a year. They are spread evenly "
                      "over the months."),
};

template <>
inline constexpr Field field<&Terms::incident>{
    .label = TERM_TEXT("Field", "Incidents"),
    .dimension = Dimension::group,
    .help = TERM_TEXT("Field",
                      "Privacy, bias or safety incidents and who bears their losses. At most one "
                      "happens in a month."),
};

}  // namespace dealwright::deal
