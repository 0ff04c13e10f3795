# SPDX-License-Identifier: GPL-3.0-or-later
# The sample workbooks, priced by a plain program that knows no Qt.
add_executable(ledger_against_kernel golden/ledger_against_kernel.cpp)
target_link_libraries(ledger_against_kernel PRIVATE model_simulation model_interchange project_options)
file(GLOB samples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scenarios/*.json)
add_test(NAME golden.ledger_against_kernel COMMAND ledger_against_kernel ${samples})
set_tests_properties(golden.ledger_against_kernel PROPERTIES LABELS golden)
# Every figure of the sample workbooks, pinned; once more where the C library may not use fused and wide instructions.
if(Qt6_FOUND)
  add_executable(golden_figures golden/golden_figures.cpp)
  target_link_libraries(golden_figures PRIVATE tests_projection model_interchange Qt6::Core project_options)
  set(pinned_figures ${CMAKE_CURRENT_SOURCE_DIR}/golden/figures)
  add_test(NAME golden.figures COMMAND golden_figures --check ${pinned_figures} ${samples})
  add_test(NAME golden.figures_without_fma COMMAND golden_figures --check ${pinned_figures} ${samples})
  set_tests_properties(golden.figures golden.figures_without_fma PROPERTIES LABELS golden)
  set_tests_properties(golden.figures_without_fma PROPERTIES
    ENVIRONMENT "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F")
endif()
# The executable, from outside.
find_package(Python3 3.11 COMPONENTS Interpreter)
if(Python3_Interpreter_FOUND AND TARGET dealwright)
  foreach(script cli_shapes exit_codes interrupted names same_bytes terminal)
    add_test(NAME golden.${script}
      COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_CURRENT_SOURCE_DIR}/golden/${script}.py"
        $<TARGET_FILE:dealwright> "${PROJECT_SOURCE_DIR}/scenarios/llama-hosting-2027.json")
    set_tests_properties(golden.${script} PROPERTIES TIMEOUT 300
      ENVIRONMENT "LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen" LABELS golden)
  endforeach()
  set_tests_properties(golden.exit_codes PROPERTIES TIMEOUT 900)  # some 400 processes
  foreach(script tables twins)
    add_test(NAME golden.${script}
      COMMAND "${Python3_EXECUTABLE}" -B "${CMAKE_CURRENT_SOURCE_DIR}/golden/${script}.py"
        $<TARGET_FILE:dealwright> ${samples})
    set_tests_properties(golden.${script} PROPERTIES TIMEOUT 300
      ENVIRONMENT "LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen" LABELS golden)
  endforeach()
endif()
