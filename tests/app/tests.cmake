# SPDX-License-Identifier: GPL-3.0-or-later
# add_app_test(subject): drives the session or the real window on a screen in memory.
function(add_app_test subject)
  add_executable(tst_${subject} app/tst_${subject}.cpp)
  set_target_properties(tst_${subject} PROPERTIES AUTOMOC ON)
  target_link_libraries(tst_${subject} PRIVATE dealwright_app Qt6::Test project_options)
  target_compile_definitions(tst_${subject} PRIVATE DEALWRIGHT_SCENARIOS="${PROJECT_SOURCE_DIR}/scenarios")
  add_test(NAME app.${subject} COMMAND tst_${subject})
  set_tests_properties(app.${subject} PROPERTIES TIMEOUT 300 LABELS app
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_HASH_SEED=0;QT_SCALE_FACTOR=1;XDG_RUNTIME_DIR=${CMAKE_BINARY_DIR}")
endfunction()
if(TARGET dealwright_app)
  add_app_test(session)
  add_app_test(main_window)
  add_app_test(term_editing)
  add_app_test(live_figures)
  add_app_test(recovery)
  add_app_test(convergence_dialog)
endif()
