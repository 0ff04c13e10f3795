# SPDX-License-Identifier: GPL-3.0-or-later
# The second implementation of the contract, in Python: its own cases, worked by hand.
find_package(Python3 3.11 COMPONENTS Interpreter)
if(Python3_Interpreter_FOUND)
  add_test(NAME reference.cases
    COMMAND "${Python3_EXECUTABLE}" -B -m unittest discover -s "${CMAKE_CURRENT_SOURCE_DIR}/reference")
  set_tests_properties(reference.cases PROPERTIES TIMEOUT 300 ENVIRONMENT "LC_ALL=C.UTF-8" LABELS reference)
endif()
