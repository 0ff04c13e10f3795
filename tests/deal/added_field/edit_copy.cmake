# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DFROM=file -DTO=copy -DFORMAT=storage/deal_format.h -P edit_copy.cmake: the edits that bring what the terms have
# more, each to its own file, and no others: a term (marketingFee), a list whose elements stand alone (workshops), one
# for each use case (pledges) and a clause that pays (onboarding); and what brings a statistic more, the smallest outcome
# of all paths (worst). The terms come with the format after the current one.
file(READ "${FROM}" text)
file(STRINGS "${FORMAT}" format REGEX "currentFormat = [0-9]+;")
string(REGEX MATCH "[0-9]+" current "${format}")
math(EXPR following "${current} + 1")

# replace_once(old new): stops where the file has not exactly one `old`.
function(replace_once old new)
  string(FIND "${text}" "${old}" first)
  string(FIND "${text}" "${old}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "${FROM} has not exactly one “${old}”")
  endif()
  string(REPLACE "FOLLOWING" "${following}" new "${new}")
  string(REPLACE "${old}" "${new}" edited "${text}")
  set(text "${edited}" PARENT_SCOPE)
endfunction()

# insert_before(old added): puts `added` before the one `old`.
function(insert_before old added)
  replace_once("${old}" "${added}${old}")
  set(text "${text}" PARENT_SCOPE)
endfunction()

cmake_path(GET FROM FILENAME name)

# The description
if(name STREQUAL "terms.h")
  insert_before("struct Reporting {\n" [[
/// The host pays for workshops.
struct Workshop {
    std::string name;
    double fee = 0.0;  ///< money
    UseCaseRef useCase = {};
    int month = 0;
    friend bool operator==(const Workshop&, const Workshop&) = default;
};
BOOST_DESCRIBE_STRUCT(Workshop, (), (name, fee, useCase, month))

/// What the licensor pledges for one use case.
struct Pledge {
    double monthlyUsage = 0.0;  ///< million tokens
    friend bool operator==(const Pledge&, const Pledge&) = default;
};
BOOST_DESCRIBE_STRUCT(Pledge, (), (monthlyUsage))

/// The host pays the licensor for bringing it into service, month by month.
struct Onboarding {
    double monthlyFee = 0.0;  ///< money
    int firstMonth = 0;
    int months = 0;
    friend bool operator==(const Onboarding&, const Onboarding&) = default;
};
BOOST_DESCRIBE_STRUCT(Onboarding, (), (monthlyFee, firstMonth, months))

]])
  insert_before("    Tiers tiers;\n" "    double marketingFee = 250.0;  ///< money a year\n")
  insert_before("    Reporting reporting;\n" [[
    std::vector<Workshop> workshops;
    std::vector<Pledge> pledges;
    Onboarding onboarding;
]])
  replace_once("minimumPerMillionTokens, tiers, exclusivity," "minimumPerMillionTokens, marketingFee, tiers, exclusivity,")
  replace_once("contributions, reporting," "contributions, workshops, pledges, onboarding, reporting,")
elseif(name STREQUAL "terms_fields.h")
  insert_before("template <>\ninline constexpr Field field<&Terms::tiers>{" [[
template <>
inline constexpr Field field<&Workshop::name>{
    .label = TERM_TEXT("Field", "Name"),
    .dimension = Dimension::name,
};

template <>
inline constexpr Field field<&Workshop::fee>{
    .label = TERM_TEXT("Field", "Fee"),
    .dimension = Dimension::money,
    .low = 0,
    .high = 1e6,
    .usualHigh = 5000,
};

template <>
inline constexpr Field field<&Workshop::useCase>{
    .label = TERM_TEXT("Field", "Use case"),
    .dimension = Dimension::useCase,
};

template <>
inline constexpr Field field<&Workshop::month>{
    .label = TERM_TEXT("Field", "Month"),
    .dimension = Dimension::month,
    .low = 0,
    .high = 1e9,
};

template <>
inline constexpr Field field<&Pledge::monthlyUsage>{
    .label = TERM_TEXT("Field", "Pledged usage"),
    .dimension = Dimension::usagePerMonth,
    .low = 0,
    .high = 1e15,
};

template <>
inline constexpr Field field<&Onboarding::monthlyFee>{
    .label = TERM_TEXT("Field", "Monthly fee"),
    .dimension = Dimension::moneyPerMonth,
    .low = 0,
    .high = 1e9,
    .usualHigh = 5000,
};

template <>
inline constexpr Field field<&Onboarding::firstMonth>{
    .label = TERM_TEXT("Field", "First month"),
    .dimension = Dimension::month,
    .low = 0,
    .high = 1e9,
};

template <>
inline constexpr Field field<&Onboarding::months>{
    .label = TERM_TEXT("Field", "Duration"),
    .dimension = Dimension::duration,
    .low = 0,
    .high = 1e9,
};

template <>
inline constexpr Field field<&Terms::marketingFee>{
    .label = TERM_TEXT("Field", "Marketing fee"),
    .dimension = Dimension::moneyPerYear,
    .low = 100,
    .high = 5000,
    .usualLow = 200,
    .usualHigh = 1000,
    .since = FOLLOWING,
    .help = TERM_TEXT("Field", "What the host spends on marketing in a year. It is a field that only a test has."),
};

template <>
inline constexpr Field field<&Terms::workshops>{
    .label = TERM_TEXT("Field", "Workshops"),
    .dimension = Dimension::list,
    .high = 3,
    .since = FOLLOWING,
    .element = TERM_TEXT("Field", "Workshop"),
    .section = Section::contributions,
};

template <>
inline constexpr Field field<&Terms::pledges>{
    .label = TERM_TEXT("Field", "Pledges"),
    .dimension = Dimension::list,
    .since = FOLLOWING,
    .element = TERM_TEXT("Field", "Pledge"),
    .elements = Elements::eachUseCase,
};

template <>
inline constexpr Field field<&Terms::onboarding>{
    .label = TERM_TEXT("Field", "Onboarding"),
    .dimension = Dimension::group,
    .since = FOLLOWING,
    .section = Section::payments,
};

]])
elseif(name STREQUAL "deal_format.h")
  replace_once("currentFormat = ${current};" "currentFormat = FOLLOWING;")

# The clause's arithmetic: the contract in code
elseif(name STREQUAL "ledger.h")
  insert_before("    double settlement = 0.0;\n" "    double onboarding = 0.0;\n")
elseif(name STREQUAL "ledger.cpp")
  insert_before("        month.incidentLoss = " [[
        const deal::Onboarding& onboarding = m_terms.onboarding;
        const bool isDue =
            onboarding.firstMonth <= m_month && m_month < onboarding.firstMonth + onboarding.months;
        month.onboarding = isDue ? onboarding.monthlyFee : 0.0;
]])
  replace_once("sumOf(month, &LedgerUseCase::exclusivityFee);" "sumOf(month, &LedgerUseCase::exclusivityFee) + month.onboarding;")
elseif(name STREQUAL "ledger_rows.h")
  insert_before("    settlement,\n" "    onboarding,\n")
elseif(name STREQUAL "ledger_rows.cpp")
  insert_before("    Description{LedgerItem::settlement," [[
    Description{LedgerItem::onboarding, "onboarding", TERM_TEXT("Ledger", "Onboarding"), &LedgerMonth::onboarding},
]])

# Its twin, and the bridge's line
elseif(name STREQUAL "pricing_plan.cpp")
  insert_before("    plan.signing = terms.upfrontFee + terms.advance;\n" [[
    for (int t = 0; t < plan.months; ++t) {
        const int since = t - terms.onboarding.firstMonth;
        if (since >= 0 && since < terms.onboarding.months)
            plan.fees[static_cast<std::size_t>(t)] += terms.onboarding.monthlyFee;
    }
]])
elseif(name STREQUAL "projection.h")
  replace_once("    double grossInflow = 0.0;" "    double worst = 0.0;\n    double worstError = 0.0;\n    double grossInflow = 0.0;")
  replace_once("certaintyEquivalent))" "certaintyEquivalent, worst))")
  insert_before("    upfrontFee,\n" "    onboarding,\n")
elseif(name STREQUAL "bridge_lines.cpp")
  insert_before("        add(BridgeItem::upfrontFee," [[
        double licensorFees = 0.0;
        double hostFees = 0.0;
        for (int t = 0; t < m_plan.months; ++t) {
            const int since = t - terms.onboarding.firstMonth;
            if (since >= 0 && since < terms.onboarding.months) {
                licensorFees += terms.onboarding.monthlyFee * m_plan.licensorDiscount[static_cast<std::size_t>(t)];
                hostFees += terms.onboarding.monthlyFee * m_plan.hostDiscount[static_cast<std::size_t>(t)];
            }
        }
        add(BridgeItem::onboarding, -1, licensorFees, -hostFees);
]])
elseif(name STREQUAL "bridge.cpp")
  insert_before("    Names{BridgeItem::upfrontFee," [[
    Names{BridgeItem::onboarding, "onboarding", TERM_TEXT("Bridge", "Onboarding")},
]])

# The statistic: its description and its arithmetic
elseif(name STREQUAL "projection_fields.h")
  set(next "template <>\ninline constexpr Field field<&simulation::PartyProjection::npv>{")
  set(added [[
template <>
inline constexpr simulation::StatisticField<double> field<&simulation::Statistic::worst>{
    .label = TERM_TEXT("Field", "Worst of all paths"),
    .error = &simulation::Statistic::worstError,
    .help = TERM_TEXT("Field", "The smallest outcome of all paths. It is a figure that only a test has."),
};
]])
  replace_once("${next}" "${added}\n${next}")
elseif(name STREQUAL "statistics.h")
  replace_once("        double cvar5 = 0.0;\n" "        double cvar5 = 0.0;\n        double worst = 0.0;\n")
elseif(name STREQUAL "statistics.cpp")
  replace_once("    figures.cvar5 = cvar5OfSorted(sorted);\n" "    figures.cvar5 = cvar5OfSorted(sorted);\n    figures.worst = sorted.front();\n")
  replace_once("    figures.cvar5 = all.cvar5();\n" "    figures.cvar5 = all.cvar5();\n    figures.worst = std::ranges::min(m_each, {}, &OrderFigures::worst).worst;\n")
  replace_once("    m_statistic.cvar5 = pooled.cvar5;\n" "    m_statistic.cvar5 = pooled.cvar5;\n    m_statistic.worst = pooled.worst;\n    m_statistic.worstError = errorOf([](const OrderFigures& f) { return f.worst; });\n")
else()
  message(FATAL_ERROR "No edit is known for ${FROM}")
endif()
file(WRITE "${TO}" "${text}")
