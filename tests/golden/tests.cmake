# SPDX-License-Identifier: GPL-3.0-or-later
# The sample workbooks, priced by a plain program that knows no Qt.
add_executable(ledger_against_kernel golden/ledger_against_kernel.cpp)
target_link_libraries(ledger_against_kernel PRIVATE model_simulation model_interchange project_options)
file(GLOB samples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scenarios/*.json)
add_test(NAME golden.ledger_against_kernel COMMAND ledger_against_kernel ${samples})
set_tests_properties(golden.ledger_against_kernel PROPERTIES LABELS golden)
# The executable, from outside.
find_package(Python3 3.11 COMPONENTS Interpreter)
if(Python3_Interpreter_FOUND AND TARGET dealwright)
  foreach(script cli_shapes exit_codes same_bytes)
    add_test(NAME golden.${script}
      COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_CURRENT_SOURCE_DIR}/golden/${script}.py"
        $<TARGET_FILE:dealwright> "${PROJECT_SOURCE_DIR}/scenarios/llama-hosting-2027.json")
    set_tests_properties(golden.${script} PROPERTIES TIMEOUT 300
      ENVIRONMENT "LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen" LABELS golden)
  endforeach()
  add_test(NAME golden.twins
    COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_CURRENT_SOURCE_DIR}/golden/twins.py" $<TARGET_FILE:dealwright> ${samples})
  set_tests_properties(golden.twins PROPERTIES TIMEOUT 300
    ENVIRONMENT "LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen" LABELS golden)
endif()
