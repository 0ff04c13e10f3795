# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DFROM=file -DTO=copy -P edit_copy.cmake: the edits that bring one new statistic, the smallest outcome, each to
# its own file: a member and its error, its description, and its arithmetic.
file(READ "${FROM}" text)

# replace_once(old new): stops where the file has not exactly one `old`.
function(replace_once old new)
  string(FIND "${text}" "${old}" first)
  string(FIND "${text}" "${old}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "${FROM} has not exactly one “${old}”")
  endif()
  string(REPLACE "${old}" "${new}" edited "${text}")
  set(text "${edited}" PARENT_SCOPE)
endfunction()

cmake_path(GET FROM FILENAME name)
if(name STREQUAL "projection.h")
  replace_once("    double grossInflow = 0.0;" "    double worst = 0.0;\n    double worstError = 0.0;\n    double grossInflow = 0.0;")
  replace_once("certaintyEquivalent))" "certaintyEquivalent, worst))")
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
