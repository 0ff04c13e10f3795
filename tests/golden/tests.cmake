# SPDX-License-Identifier: GPL-3.0-or-later
# The sample workbooks, priced by a plain program that knows no Qt.
add_executable(ledger_against_kernel golden/ledger_against_kernel.cpp)
target_link_libraries(ledger_against_kernel PRIVATE model_simulation model_interchange project_options)
file(GLOB samples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scenarios/*.json)
add_test(NAME golden.ledger_against_kernel COMMAND ledger_against_kernel ${samples})
set_tests_properties(golden.ledger_against_kernel PROPERTIES LABELS golden)
