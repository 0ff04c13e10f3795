# SPDX-License-Identifier: GPL-3.0-or-later
# add_view_test(subject): tests/views/tst_<subject>.cpp, a Qt Test program with the views, run without a display.
function(add_view_test subject)
  if(NOT TARGET views)
    return()
  endif()
  add_executable(tst_${subject} views/tst_${subject}.cpp)
  set_target_properties(tst_${subject} PROPERTIES AUTOMOC ON)
  target_link_libraries(tst_${subject} PRIVATE views ${ARGN} Qt6::Test project_options)
  target_include_directories(tst_${subject} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  add_test(NAME views.${subject} COMMAND tst_${subject})
  set_tests_properties(views.${subject} PROPERTIES TIMEOUT 300 LABELS views
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_HASH_SEED=0;QT_SCALE_FACTOR=1")
endfunction()

add_view_test(format)
