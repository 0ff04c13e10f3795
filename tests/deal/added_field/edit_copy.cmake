# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DFROM=file -DTO=copy -DFORMAT=storage/deal_format.h -P edit_copy.cmake: the edits that bring one new member of
# the terms, each to its own file, and no others. The member comes with the format after the current one.
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
  string(REPLACE "${old}" "${new}" edited "${text}")
  set(text "${edited}" PARENT_SCOPE)
endfunction()

cmake_path(GET FROM FILENAME name)
if(name STREQUAL "terms.h")
  replace_once("    Tiers tiers;\n" "    double marketingFee = 250.0;  ///< money a year\n    Tiers tiers;\n")
  replace_once("minimumPerMillionTokens, tiers, exclusivity," "minimumPerMillionTokens, marketingFee, tiers, exclusivity,")
elseif(name STREQUAL "terms_fields.h")
  set(next "template <>\ninline constexpr Field field<&Terms::tiers>{")
  set(added [[
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
]])
  string(REPLACE "FOLLOWING" "${following}" added "${added}")
  replace_once("${next}" "${added}\n${next}")
elseif(name STREQUAL "deal_format.h")
  replace_once("currentFormat = ${current};" "currentFormat = ${following};")
else()
  message(FATAL_ERROR "No edit is known for ${FROM}")
endif()
file(WRITE "${TO}" "${text}")
