# SPDX-License-Identifier: GPL-3.0-or-later
# The session, what computes beside the window, and the real window on a screen in memory.
if(TARGET dealwright_app)
  add_room_tests(app WINDOW LINKS dealwright_app)
  target_compile_definitions(tst_app PRIVATE DEALWRIGHT_SCENARIOS="${PROJECT_SOURCE_DIR}/scenarios")
endif()
foreach(subject convergence_dialog document_file latest live_figures main_window pages path_ledger pricing_keys recovery
    session standing term_editing)
  add_room_test(app ${subject})
endforeach()
