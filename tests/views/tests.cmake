# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET views)
  add_library(views_samples STATIC views/sample_projection.cpp views/sample_projection.h)
  target_link_libraries(views_samples PUBLIC model_simulation model_deal PRIVATE project_options)
  target_include_directories(views_samples PUBLIC "${PROJECT_SOURCE_DIR}/tests/views/..")
endif()

# add_view_test(subject): tests/views/tst_<subject>.cpp, a Qt Test program with the views, run without a display.
function(add_view_test subject)
  if(NOT TARGET views)
    return()
  endif()
  add_executable(tst_${subject} views/tst_${subject}.cpp)
  set_target_properties(tst_${subject} PROPERTIES AUTOMOC ON)
  target_link_libraries(tst_${subject} PRIVATE views views_samples ${ARGN} Qt6::Test project_options)
  add_test(NAME views.${subject} COMMAND tst_${subject})
  set_tests_properties(views.${subject} PROPERTIES TIMEOUT 300 LABELS views
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_HASH_SEED=0;QT_SCALE_FACTOR=1")
endfunction()

add_view_test(axis)
add_view_test(format)
add_view_test(literal_text)
add_view_test(panels)
add_view_test(result_tables)
add_view_test(shown_digits model_analysis model_interchange)
add_view_test(term_rows)

if(TARGET views)
  # Pictures of every widget, to look at: views_gallery FOLDER
  add_executable(views_gallery views/gallery.cpp)
  target_link_libraries(views_gallery PRIVATE views views_samples project_options)
endif()
