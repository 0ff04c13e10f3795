# SPDX-License-Identifier: GPL-3.0-or-later
# The second implementation of the contract, in Python: its own cases, worked by hand, and the program against it.
find_package(Python3 3.11 COMPONENTS Interpreter)
if(Python3_Interpreter_FOUND)
  add_test(NAME reference.cases
    COMMAND "${Python3_EXECUTABLE}" -B -m unittest discover -s "${CMAKE_CURRENT_SOURCE_DIR}/reference")
  set_tests_properties(reference.cases PROPERTIES TIMEOUT 300 ENVIRONMENT "LC_ALL=C.UTF-8" LABELS reference)
  if(TARGET dealwright)
    file(GLOB sample_scenarios CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/scenarios/*.json")
    add_test(NAME reference.program
      COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_CURRENT_SOURCE_DIR}/reference/compare.py"
        $<TARGET_FILE:dealwright> ${sample_scenarios} --random 1 12)
    set_tests_properties(reference.program PROPERTIES TIMEOUT 900
      ENVIRONMENT "LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen" LABELS reference)
  endif()
endif()
